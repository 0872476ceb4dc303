import { fc } from '../support/property.ts'
import { describe, expect, test } from 'vitest'
import {
  formatMinor,
  isMinor,
  likelyTenders,
  MAX_MINOR,
  parseMinor,
  scaleMinor,
  sumMinor,
  takeBasisPoints,
} from '../../domain/money.ts'
import { cashPayment } from '../../domain/payment.ts'

const amounts = fc.integer({ min: -MAX_MINOR, max: MAX_MINOR })
const totals = fc.integer({ min: 0, max: MAX_MINOR })
const digits = fc.integer({ min: 0, max: 3 })
const won = { code: 'KPW', digits: 0 }
const dollars = { code: 'USD', digits: 2 }

describe('scaling', () => {
  test('is the rational number nearest to it, halves away from zero', () => {
    const factors = fc.integer({ min: -1_000_000, max: 1_000_000 })
    fc.assert(
      fc.property(amounts, factors, fc.integer({ min: 1, max: 100_000 }), (amount, numerator, denominator) => {
        const exact = BigInt(amount) * BigInt(numerator)
        const scaled = BigInt(scaleMinor(amount, numerator, denominator))
        const error = scaled * BigInt(denominator) - exact
        const twice = 2n * (error < 0n ? -error : error)
        expect(twice <= BigInt(denominator)).toBe(true)
        // Exactly in the middle: the one further from zero.
        const magnitudes = [scaled * BigInt(denominator), exact].map((value) => (value < 0n ? -value : value))
        if (twice === BigInt(denominator)) expect(magnitudes[0]! > magnitudes[1]!).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })

  test.each([
    [1, 1, 2, 1],
    [-1, 1, 2, -1],
    [3, 1, 2, 2],
    [1, 1, 3, 0],
    [2, 1, 3, 1],
    [0, 5, 7, 0],
    [MAX_MINOR, 1_000_000, 1, 9_000_000_000_000_000],
    [MAX_MINOR, 999_999, 1_000, 8_999_991_000_000],
  ])('%i × %i ÷ %i is %i', (amount, numerator, denominator, expected) => {
    expect(scaleMinor(amount, numerator, denominator)).toBe(expected)
  })

  test('never gives minus zero, which would be another JSON and another hash', () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 1_000 }), (amount, denominator) => {
        expect(Object.is(scaleMinor(amount, 1, denominator), -0)).toBe(false)
      }),
    )
    expect(Object.is(scaleMinor(-1, 1, 3), -0)).toBe(false)
  })

  test('refuses fractions and denominators below one', () => {
    expect(() => scaleMinor(0.5, 1, 1)).toThrow('invariant')
    expect(() => scaleMinor(1, 1, 0)).toThrow('invariant')
    expect(() => scaleMinor(Number.NaN, 1, 1)).toThrow('invariant')
  })

  test('a rate of 10,000 basis points is the whole, and parts of it are no more', () => {
    fc.assert(
      fc.property(totals, fc.integer({ min: 0, max: 10_000 }), (amount, rateBp) => {
        expect(takeBasisPoints(amount, 10_000)).toBe(amount)
        const part = takeBasisPoints(amount, rateBp)
        expect(part >= 0 && part <= amount).toBe(true)
      }),
    )
    expect(() => takeBasisPoints(1, -1)).toThrow('invariant')
    expect(() => takeBasisPoints(1, 0.5)).toThrow('invariant')
  })
})

describe('sums', () => {
  test('are exact and do not depend on the order', () => {
    fc.assert(
      fc.property(fc.array(amounts, { maxLength: 200 }), (list) => {
        const exact = list.reduce((sum, amount) => sum + BigInt(amount), 0n)
        expect(BigInt(sumMinor(list))).toBe(exact)
        expect(sumMinor(list.toReversed())).toBe(sumMinor(list))
      }),
    )
  })

  test('a million of the largest amounts is still exact, and what is not exact is refused', () => {
    expect(Number.isSafeInteger(1_000_000 * MAX_MINOR)).toBe(true)
    expect(() => sumMinor([0.5])).toThrow('invariant')
    expect(() => sumMinor([Number.MAX_SAFE_INTEGER, MAX_MINOR])).toThrow('invariant')
  })

  test('an amount is an integer within the limit', () => {
    expect([0, -1, MAX_MINOR, -MAX_MINOR].every(isMinor)).toBe(true)
    expect([0.1, Number.NaN, Infinity, MAX_MINOR + 1, -MAX_MINOR - 1].some(isMinor)).toBe(false)
  })
})

describe('reading and writing', () => {
  test('what is written is read back, with 0 to 3 decimals', () => {
    fc.assert(
      fc.property(amounts, digits, (amount, count) => {
        const currency = { code: 'XXX', digits: count }
        const text = formatMinor(amount, currency)
        expect(parseMinor(text, currency)).toBe(amount)
        expect(parseMinor(text.replaceAll(',', ''), currency)).toBe(amount)
        expect(text).toMatch(
          count === 0 ? /^-?\d{1,3}(,\d{3})*$/ : new RegExp(`^-?\\d{1,3}(,\\d{3})*\\.\\d{${count}}$`),
        )
      }),
    )
  })

  test.each([
    ['12,000', won, 12_000],
    [' 500 ', won, 500],
    ['500.00', won, 500],
    ['2.55', dollars, 255],
    ['2.5', dollars, 250],
    ['2.550', dollars, 255],
    ['-3', dollars, -300],
    ['-0', won, 0],
    ['9,000,000,000', won, MAX_MINOR],
  ])('%j is %o %i', (text, currency, expected) => {
    expect(parseMinor(text, currency)).toBe(expected)
    expect(Object.is(parseMinor(text, currency), -0)).toBe(false)
  })

  test.each([
    '',
    ' ',
    '-',
    '.5',
    '5.',
    '1,00',
    '1,0000',
    ',100',
    '1,000,00',
    '12 000',
    '1e3',
    '0x10',
    '１２',
    '--1',
    '+1',
  ])('%j is no amount', (text) => expect(parseMinor(text, dollars)).toBeUndefined())

  test('decimals that the currency does not count, and amounts over the limit, are no amounts', () => {
    expect(parseMinor('2.555', dollars)).toBeUndefined()
    expect(parseMinor('0.5', won)).toBeUndefined()
    expect(parseMinor('9,000,000,001', won)).toBeUndefined()
    expect(parseMinor('99999999999999999999999', won)).toBeUndefined()
  })

  test('any text is an amount within the limit, or none', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^-?[\d,.]{0,14}$/)), digits, (text, count) => {
        const amount = parseMinor(text, { code: 'XXX', digits: count })
        expect(amount === undefined || isMinor(amount)).toBe(true)
      }),
    )
  })
})

describe('cash', () => {
  test('change is what was handed over beyond the total; less than the total is no payment', () => {
    fc.assert(
      fc.property(totals, totals, (totalMinor, tenderedMinor) => {
        const payment = cashPayment(totalMinor, tenderedMinor)
        const changeMinor = tenderedMinor - totalMinor
        const expected = { tender: 'cash', amountMinor: totalMinor, tenderedMinor, changeMinor }
        expect(payment).toEqual(changeMinor < 0 ? undefined : expected)
      }),
    )
  })

  test('likely tenders are above the total, ascending, payable with notes in use, and few', () => {
    const notes = fc.uniqueArray(fc.integer({ min: 1, max: 50_000 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000_000 }),
        notes,
        fc.integer({ min: 0, max: 6 }),
        (total, list, count) => {
          const ascending = list.toSorted((a, b) => a - b)
          const tenders = likelyTenders(total, ascending, count)
          expect(tenders.length <= count).toBe(true)
          expect(tenders).toEqual([...new Set(tenders)].toSorted((a, b) => a - b))
          for (const tender of tenders) {
            expect(tender > total).toBe(true)
            // Nobody hands over a note that could have been kept: without one of some note it would not reach.
            expect(ascending.some((note) => tender % note === 0 && tender - note < total)).toBe(true)
          }
        },
      ),
    )
    expect(likelyTenders(12_300, [100, 500, 1_000, 5_000], 3)).toEqual([12_500, 13_000, 15_000])
    expect(likelyTenders(5_000, [100, 500, 1_000, 5_000], 3)).toEqual([])
    expect(likelyTenders(0, [1_000], 3)).toEqual([])
  })
})
