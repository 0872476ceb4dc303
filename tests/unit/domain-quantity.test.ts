import { fc } from '../support/property.ts'
import { describe, expect, test } from 'vitest'
import { MAX_MINOR } from '../../domain/money.ts'
import { formatQuantity, isQuantity, MAX_QUANTITY, parseQuantity, priceOf, type Unit } from '../../domain/quantity.ts'

const units = fc.constantFrom<Unit>('piece', 'gram')
const quantities = fc.integer({ min: 1, max: MAX_QUANTITY })

describe('reading and writing', () => {
  test('what is written is read back, in pieces and in grams', () => {
    fc.assert(
      fc.property(quantities, units, (quantity, unit) => {
        const text = formatQuantity(quantity, unit)
        expect(parseQuantity(text, unit)).toBe(quantity)
        expect(text).toMatch(unit === 'piece' ? /^[1-9]\d*$/ : /^\d+(\.\d{0,2}[1-9])?$/)
      }),
    )
  })

  test.each([
    ['12', 'piece', 12],
    [' 3 ', 'piece', 3],
    ['1000000', 'piece', MAX_QUANTITY],
    ['1.25', 'gram', 1_250],
    ['1,25', 'gram', 1_250],
    ['0.005', 'gram', 5],
    ['2', 'gram', 2_000],
    ['1000', 'gram', MAX_QUANTITY],
  ] as const)('%j as %s is %i', (text, unit, expected) => {
    expect(parseQuantity(text, unit)).toBe(expected)
  })

  test.each([
    ['', 'piece'],
    ['0', 'piece'],
    ['-1', 'piece'],
    ['1.5', 'piece'],
    ['1000001', 'piece'],
    ['8801234567893', 'piece'],
    ['１２', 'piece'],
    ['', 'gram'],
    ['0', 'gram'],
    ['0.0005', 'gram'],
    ['1.2345', 'gram'],
    ['1001', 'gram'],
    ['.5', 'gram'],
    ['1.', 'gram'],
    ['8801234567893', 'gram'],
  ] as const)('%j is no quantity of %s', (text, unit) => {
    expect(parseQuantity(text, unit)).toBeUndefined()
  })

  test('any text is a quantity in range, or none: a typed barcode never becomes one', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d.,]{0,14}$/)), units, (text, unit) => {
        const quantity = parseQuantity(text, unit)
        expect(quantity === undefined || isQuantity(quantity)).toBe(true)
      }),
    )
  })
})

describe('prices of quantities', () => {
  test('pieces multiply; a kilogram costs its price; a part of it the nearest amount, halves up', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_MINOR }), quantities, (priceMinor, quantity) => {
        expect(BigInt(priceOf(priceMinor, quantity, 'piece'))).toBe(BigInt(priceMinor) * BigInt(quantity))
        expect(priceOf(priceMinor, 1_000, 'gram')).toBe(priceMinor)
        const nearest = (BigInt(priceMinor) * BigInt(quantity) + 500n) / 1_000n
        expect(BigInt(priceOf(priceMinor, quantity, 'gram'))).toBe(nearest)
      }),
    )
    expect(priceOf(4_500, 333, 'gram')).toBe(1_499)
    expect(priceOf(4_500, 1, 'gram')).toBe(5)
  })

  test('more goods never cost less', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), quantities, units, (priceMinor, quantity, unit) => {
        fc.pre(quantity < MAX_QUANTITY)
        expect(priceOf(priceMinor, quantity + 1, unit) >= priceOf(priceMinor, quantity, unit)).toBe(true)
      }),
    )
  })

  test('a quantity is an integer from one to a million', () => {
    expect([1, 2, MAX_QUANTITY].every(isQuantity)).toBe(true)
    expect([0, -1, 1.5, MAX_QUANTITY + 1, Number.NaN, Infinity].some(isQuantity)).toBe(false)
  })
})
