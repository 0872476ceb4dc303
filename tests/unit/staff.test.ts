import { describe, expect, test } from 'vitest'
import { changeCart, type CartChange } from '../../domain/cart-change.ts'
import { deedsOf } from '../../domain/cart-deeds.ts'
import { emptyCart, type Cart } from '../../domain/cart.ts'
import {
  afterRightPin,
  afterWrongPin,
  FREE_TRIES,
  NO_GUARD,
  pinWaitMs,
  TRIES_A_DAY,
  type PinGuard,
} from '../../domain/pin-guard.ts'
import { isAtLeast, NO_LIMITS, takesTwo, type Deed, type Limits } from '../../domain/staff.ts'
import { testId, testProduct } from '../support/arbitrary.ts'
import { fc } from '../support/property.ts'

const limits: Limits = { discountBp: 1_000, voidMinor: 5_000, refundMinor: 10_000, priceChangeBp: 500, payOutMinor: 0 }

describe('two people', () => {
  test.each<[Deed, boolean]>([
    [{ kind: 'discount', discountMinor: 100, ofMinor: 1_000 }, false],
    [{ kind: 'discount', discountMinor: 101, ofMinor: 1_000 }, true],
    [{ kind: 'discount', discountMinor: 1, ofMinor: 9 }, true],
    [{ kind: 'void', amountMinor: 5_000 }, false],
    [{ kind: 'void', amountMinor: 5_001 }, true],
    [{ kind: 'refund', amountMinor: 10_001 }, true],
    [{ kind: 'price-change', fromMinor: 1_000, toMinor: 950 }, false],
    [{ kind: 'price-change', fromMinor: 1_000, toMinor: 949 }, true],
    [{ kind: 'price-change', fromMinor: 1_000, toMinor: 1_051 }, true],
    [{ kind: 'price-change', fromMinor: 0, toMinor: 1 }, true],
    [{ kind: 'pay-out', amountMinor: 1 }, true],
    [{ kind: 'no-sale' }, true],
    [{ kind: 'offline-card', amountMinor: 3_000, capMinor: 3_000 }, false],
    [{ kind: 'offline-card', amountMinor: 3_001, capMinor: 3_000 }, true],
  ])('%j: %s', (deed, expected) => {
    expect(takesTwo(deed, limits)).toBe(expected)
    if (deed.kind !== 'offline-card') expect(takesTwo(deed, NO_LIMITS)).toBe(false)
  })

  test('a supervisor may do what a clerk may, and an admin everything', () => {
    expect(isAtLeast('supervisor', 'clerk') && isAtLeast('admin', 'supervisor')).toBe(true)
    expect(isAtLeast('clerk', 'supervisor')).toBe(false)
  })
})

describe('what a change of a cart amounts to', () => {
  const product = testProduct('tea', { priceMinor: 1_000 })
  const pick = () => ({ product, catalogueVersion: 1 })
  const change = (cart: Cart, ...changes: CartChange[]) =>
    changes.reduce((now, next) => {
      const changed = changeCart(now, next, pick)
      if (!changed.ok) throw new Error(changed.code)
      return changed.value
    }, cart)
  const lineId = testId(1)
  const five = change(emptyCart(testId(0)), { kind: 'add', lineId, sku: 'tea', quantity: 5 })
  const discount = { kind: 'percent', value: 2_000, reason: 'r' } as const

  test.each<[string, CartChange[], Deed[]]>([
    ['more goods', [{ kind: 'add', lineId: testId(2), sku: 'tea', quantity: 1 }], []],
    ['less of a line', [{ kind: 'set-quantity', lineId, quantity: 2 }], [{ kind: 'void', amountMinor: 3_000 }]],
    ['all of it gone', [{ kind: 'clear' }], [{ kind: 'void', amountMinor: 5_000 }]],
    ['a note', [{ kind: 'set-note', lineId, note: 'x' }], []],
    [
      'a discount of a line and of all',
      [
        { kind: 'set-discount', lineId, discount },
        { kind: 'set-discount', lineId: null, discount },
      ],
      [
        { kind: 'discount', discountMinor: 1_000, ofMinor: 5_000 },
        { kind: 'discount', discountMinor: 800, ofMinor: 4_000 },
      ],
    ],
    [
      'another price',
      [{ kind: 'set-price', lineId, priceMinor: 900, reason: 'r' }],
      [{ kind: 'price-change', fromMinor: 1_000, toMinor: 900 }],
    ],
  ])('%s', (_, changes, deeds) => {
    expect(deedsOf(five, change(five, ...changes))).toEqual(deeds)
  })

  test('what was agreed before is not asked for again', () => {
    const reduced = change(
      five,
      { kind: 'set-discount', lineId, discount },
      { kind: 'set-discount', lineId: null, discount },
    )
    expect(deedsOf(reduced, change(reduced, { kind: 'set-quantity', lineId, quantity: 9 }))).toEqual([])
    expect(deedsOf(reduced, change(reduced, { kind: 'set-discount', lineId, discount: null }))).toEqual([])
  })
})

describe('guessing a PIN', () => {
  const wrong = (times: number, from: PinGuard = NO_GUARD, nowMs = 0): PinGuard =>
    Array.from({ length: times }).reduce<PinGuard>((guard) => afterWrongPin(guard, nowMs), from)

  test('is free five times, then costs a wait that doubles to an hour', () => {
    expect(pinWaitMs(wrong(FREE_TRIES - 1), 0)).toBe(0)
    const waits = Array.from({ length: 10 }, (_, more) => pinWaitMs(wrong(FREE_TRIES + more), 0) / 1_000)
    expect(waits).toEqual([30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600, 3_600])
  })

  test('a right one forgives the wait, not the day', () => {
    const guard = afterRightPin(wrong(FREE_TRIES))
    expect(pinWaitMs(guard, 0)).toBe(0)
    const all = wrong(TRIES_A_DAY - FREE_TRIES, guard, 1_000)
    expect(pinWaitMs(all, 1_000)).toBe(86_400_000 - 1_000)
  })

  test('never more than fifty are tried in a day, whatever the pauses', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 7_200_000 }), { maxLength: 400 }), (pauses) => {
        let guard = NO_GUARD
        let nowMs = 1
        const tried: number[] = []
        for (const pause of pauses) {
          nowMs += pause
          if (pinWaitMs(guard, nowMs) > 0) continue
          tried.push(nowMs)
          guard = afterWrongPin(guard, nowMs)
        }
        for (const from of tried)
          expect(tried.filter((at) => at >= from && at < from + 86_400_000).length).toBeLessThanOrEqual(2 * TRIES_A_DAY)
        expect(tried.filter((at) => at < 86_400_000).length).toBeLessThanOrEqual(TRIES_A_DAY)
      }),
    )
  })
})
