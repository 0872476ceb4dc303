import { fc } from '../support/property.ts'
import { describe, expect, test } from 'vitest'
import { businessDay } from '../../domain/business-day.ts'
import { UUID_PATTERN, uuidv7 } from '../../domain/ids.ts'

describe('ids', () => {
  const instants = fc.integer({ min: 0, max: 2 ** 48 - 1 })
  const randoms = fc.uint8Array({ minLength: 10, maxLength: 10 })

  test('are laid out as RFC 9562 says: 48 bits of milliseconds, version 7, variant 10, the rest random', () => {
    fc.assert(
      fc.property(instants, randoms, (atMs, random) => {
        const id = uuidv7(atMs, random)
        expect(id).toMatch(UUID_PATTERN)
        const bits = BigInt(`0x${id.replaceAll('-', '')}`)
        expect(bits >> 80n).toBe(BigInt(atMs))
        expect((bits >> 76n) & 0xfn).toBe(7n)
        expect((bits >> 62n) & 0x3n).toBe(2n)
        const given = BigInt(`0x${Buffer.from(random).toString('hex')}`)
        const free = (((1n << 12n) - 1n) << 64n) | ((1n << 62n) - 1n)
        expect(bits & free).toBe(given & free)
      }),
    )
  })

  test('the example of RFC 9562', () => {
    const random = Buffer.from('0cc398c4dc0c0c07398f', 'hex')
    expect(uuidv7(0x017f22e279b0, random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')
  })

  test('sort by the millisecond they were made in', () => {
    fc.assert(
      fc.property(instants, instants, randoms, randoms, (a, b, randomA, randomB) => {
        fc.pre(a !== b)
        expect(uuidv7(a, randomA) < uuidv7(b, randomB)).toBe(a < b)
      }),
    )
  })

  test('are made of nothing else than 48 bits of time and 10 random bytes', () => {
    for (const atMs of [-1, 2 ** 48, 0.5, Number.NaN])
      expect(() => uuidv7(atMs, new Uint8Array(10))).toThrow('invariant')
    expect(() => uuidv7(0, new Uint8Array(9))).toThrow('invariant')
  })
})

describe('a business day', () => {
  const KOREA_MIN = 540
  const at = (text: string) => Date.parse(text)

  test.each([
    ['2026-11-21T14:59:59.999Z', KOREA_MIN, 0, '2026-11-21'],
    ['2026-11-21T15:00:00.000Z', KOREA_MIN, 0, '2026-11-22'],
    ['2026-11-21T18:59:59.999Z', KOREA_MIN, 240, '2026-11-21'],
    ['2026-11-21T19:00:00.000Z', KOREA_MIN, 240, '2026-11-22'],
    ['2026-12-31T15:00:00.000Z', KOREA_MIN, 0, '2027-01-01'],
    ['2026-12-31T15:00:00.000Z', KOREA_MIN, 1, '2026-12-31'],
    ['2028-02-29T00:00:00.000Z', KOREA_MIN, 0, '2028-02-29'],
    ['2026-01-01T04:59:00.000Z', -300, 0, '2025-12-31'],
    ['2026-01-01T00:00:00.000Z', 0, 0, '2026-01-01'],
    ['2026-01-01T23:59:00.000Z', 0, 1_439, '2026-01-01'],
    ['2026-01-01T23:58:59.999Z', 0, 1_439, '2025-12-31'],
  ])('%s at %i minutes east with a cut-off at %i is %s', (instant, zone, cutOff, expected) => {
    expect(businessDay(at(instant), zone, cutOff)).toBe(expected)
  })

  test('lasts 24 hours, every day of the year: it knows no summer time', () => {
    const dayMs = 86_400_000
    const zones = fc.integer({ min: -1_440, max: 1_440 })
    const cutOffs = fc.integer({ min: 0, max: 1_439 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), zones, cutOffs, (day, zone, cutOff) => {
        const startMs = day * dayMs + (cutOff - zone) * 60_000
        const name = new Date(day * dayMs).toISOString().slice(0, 10)
        expect(businessDay(startMs, zone, cutOff)).toBe(name)
        expect(businessDay(startMs + dayMs - 1, zone, cutOff)).toBe(name)
        expect(businessDay(startMs - 1, zone, cutOff) < name).toBe(true)
        expect(businessDay(startMs + dayMs, zone, cutOff) > name).toBe(true)
      }),
    )
  })
})
