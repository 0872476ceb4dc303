import { fc } from '../support/property.ts'
import { expect, test } from 'vitest'
import { parseQuantity } from '../../domain/quantity.ts'
import {
  NO_QUANTITY,
  splitQuantity,
  typeQuantity,
  type QuantityPrefix,
} from '../../renderer/scanner/quantity-prefix.ts'

function type(text: string, state: QuantityPrefix = NO_QUANTITY): QuantityPrefix {
  return [...text].reduce(typeQuantity, state)
}

test('12* sets the quantity of what is scanned or tapped next', () => {
  expect(type('12')).toEqual({ typing: '12', sealed: null })
  expect(type('12*')).toEqual({ typing: '', sealed: '12' })
})

test('a new quantity takes the place of the one before', () => {
  expect(type('12*3*')).toEqual({ typing: '', sealed: '3' })
})

test('weighed goods take decimals, with a point or a comma', () => {
  expect(type('1.25*').sealed).toBe('1.25')
  expect(type('1,25*').sealed).toBe('1,25')
  expect(parseQuantity(type('1,25*').sealed!, 'gram')).toBe(1_250)
  expect(parseQuantity(type('12*').sealed!, 'piece')).toBe(12)
})

test('what is no number is not sealed, and any other key forgets what was being typed', () => {
  for (const text of ['*', '.*', '1.*', '.5*', '1..2*', '12a*', '12-*', '123456789*'])
    expect({ text, sealed: type(text).sealed }).toEqual({ text, sealed: null })
  expect(type('12*a')).toEqual({ typing: '', sealed: '12' })
})

test('a quantity that is sealed is never longer than the field it is shown in', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...'0123456789.,*x')), (keys) => {
      const { typing, sealed } = type(keys.join(''))
      expect(typing.length).toBeLessThanOrEqual(8)
      if (sealed !== null) expect(sealed).toMatch(/^\d+(?:[.,]\d+)?$/)
    }),
  )
})

test('in the search field 12* stands before the words', () => {
  expect(splitQuantity('12*달걀')).toEqual({ quantity: '12', rest: '달걀' })
  expect(splitQuantity(' 1.5 × 사과')).toEqual({ quantity: '1.5', rest: '사과' })
  expect(splitQuantity('12*')).toEqual({ quantity: '12', rest: '' })
  for (const text of ['', '달걀 12', '12', '*달걀', '12.*'])
    expect(splitQuantity(text)).toEqual({ quantity: null, rest: text })
})
