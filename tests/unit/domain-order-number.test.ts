import { fc } from '../support/property.ts'
import { describe, expect, test } from 'vitest'
import { formatOrderNumber, parseOrderNumber } from '../../domain/order-number.ts'

const parts = fc.oneof(
  fc.integer({ min: 1, max: 99_999 }),
  fc.integer({ min: 1, max: 9_999 }),
  fc.integer({ min: 10_000, max: 99_999 }),
  fc.integer({ min: 1, max: 99 }),
)
const numbers = fc.record({ terminal: parts, running: parts })

test('a number is read back as it was written, with hyphens or with spaces', () => {
  fc.assert(
    fc.property(numbers, (number) => {
      const text = formatOrderNumber(number)
      expect(text).toMatch(/^[1-9]\d{0,4}-\d{4,5}-\d$/)
      expect(parseOrderNumber(text)).toEqual({ ok: true, value: number })
      expect(parseOrderNumber(`  ${text.replaceAll('-', ' ')} `)).toEqual({ ok: true, value: number })
    }),
  )
  expect(formatOrderNumber({ terminal: 12, running: 42 })).toMatch(/^12-0042-\d$/)
})

test('the running part goes on above 9,999 and stays as it is said', () => {
  for (const running of [9_999, 10_000, 10_001, 99_999]) {
    const text = formatOrderNumber({ terminal: 3, running })
    expect(text.split('-')[1]).toBe(String(running))
    expect(parseOrderNumber(text)).toEqual({ ok: true, value: { terminal: 3, running } })
  }
})

/** A number that reads otherwise than the one meant must not be taken for an order of that number. */
function wronglyTaken(meant: string, typed: string): boolean {
  return typed !== meant && parseOrderNumber(typed).ok
}

test('every single wrong digit is caught', () => {
  fc.assert(
    fc.property(numbers, (number) => {
      const text = formatOrderNumber(number)
      for (const [at, right] of [...text].entries()) {
        if (right === '-') continue
        for (const digit of '0123456789') {
          const typed = text.slice(0, at) + digit + text.slice(at + 1)
          expect(wronglyTaken(text, typed) && typed).toBe(false)
        }
      }
    }),
    { numRuns: 500 },
  )
})

test('every swap of neighbours is caught, also across a hyphen', () => {
  fc.assert(
    fc.property(numbers, (number) => {
      const text = formatOrderNumber(number)
      const places = [...text].flatMap((character, at) => (character === '-' ? [] : [at]))
      for (const [i, at] of places.slice(1).entries()) {
        const characters = [...text]
        const before = places[i]!
        ;[characters[before], characters[at]] = [characters[at]!, characters[before]!]
        const typed = characters.join('')
        expect(wronglyTaken(text, typed) && typed).toBe(false)
      }
    }),
    { numRuns: 2_000 },
  )
})

describe('what is no number', () => {
  test.each([
    '',
    '12',
    '12-0042',
    '0-0042-1',
    '12-0000-1',
    '12-42-7',
    '12-004-7',
    '123456-0042-7',
    '12-123456-7',
    'a-0042-7',
  ])('%j is malformed', (text) =>
    expect(parseOrderNumber(text)).toMatchObject({ ok: false, code: 'order_number.malformed' }),
  )

  test('a wrong check digit is told apart from what is no number at all', () => {
    const text = formatOrderNumber({ terminal: 12, running: 42 })
    const wrong = (Number(text.at(-1)) + 1) % 10
    expect(parseOrderNumber(text.slice(0, -1) + wrong)).toMatchObject({ ok: false, code: 'order_number.mistyped' })
  })

  test('any text is read, or refused in one of two ways', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{0,6}[-\s]\d{0,6}[-\s]\d?$/)), (text) => {
        const result = parseOrderNumber(text)
        expect(result.ok ? 'ok' : result.code).toMatch(/^(ok|order_number\.(malformed|mistyped))$/)
        // Whatever way it was typed, it is written in one way.
        if (result.ok) expect(parseOrderNumber(formatOrderNumber(result.value))).toEqual(result)
      }),
    )
  })

  test('parts out of range are a programmer’s error', () => {
    for (const number of [
      { terminal: 0, running: 1 },
      { terminal: 1, running: 0 },
      { terminal: 1, running: 100_000 },
      { terminal: 1.5, running: 1 },
    ])
      expect(() => formatOrderNumber(number)).toThrow('invariant')
  })
})
