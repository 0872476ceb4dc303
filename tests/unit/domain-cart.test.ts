import { fc } from '../support/property.ts'
import { describe, expect, test } from 'vitest'
import { changeCart, type CartChange } from '../../domain/cart-change.ts'
import { cartTotal, emptyCart, itemCount, lineTotal, MAX_LINES, type Cart } from '../../domain/cart.ts'
import { isMinor, MAX_MINOR } from '../../domain/money.ts'
import type { Product } from '../../domain/product.ts'
import { isQuantity, MAX_QUANTITY } from '../../domain/quantity.ts'
import { cartLines, distinctLines, quantities, testId, testProduct } from '../support/arbitrary.ts'

const CATALOGUE = new Map<string, Product>(
  [
    testProduct('shirt', { priceMinor: 12_000 }),
    testProduct('candy', { priceMinor: 1 }),
    testProduct('beef', { priceMinor: 33_333, unit: 'gram' }),
    testProduct('house', { priceMinor: MAX_MINOR }),
    testProduct('gift', { priceMinor: 0 }),
  ].map((product) => [product.sku, product]),
)
const pick = (sku: string) => {
  const product = CATALOGUE.get(sku)
  return product && { product, catalogueVersion: 7 }
}

const fewIds = fc.integer({ min: 0, max: 8 }).map(testId)
const anyQuantity = fc.oneof(
  quantities,
  fc.constantFrom(0, -1, 0.5, MAX_QUANTITY, MAX_QUANTITY + 1, Number.NaN, Infinity, 8_801_234_567_893),
)
const changes: fc.Arbitrary<CartChange> = fc.oneof(
  fc.record({
    kind: fc.constant('add' as const),
    lineId: fewIds,
    sku: fc.constantFrom('shirt', 'candy', 'beef', 'house', 'gift', 'nothing'),
    quantity: anyQuantity,
  }),
  fc.record({ kind: fc.constant('set-quantity' as const), lineId: fewIds, quantity: anyQuantity }),
  fc.record({ kind: fc.constant('remove' as const), lineId: fewIds }),
  fc.record({
    kind: fc.constant('restore' as const),
    line: fc.tuple(cartLines, fewIds, anyQuantity).map(([line, lineId, quantity]) => ({ ...line, lineId, quantity })),
    index: fc.nat(12),
  }),
  fc.constant({ kind: 'clear' as const }),
)

function apply(cart: Cart, change: CartChange): Cart {
  const changed = changeCart(cart, change, pick)
  if (!changed.ok) throw new Error(changed.code)
  return changed.value
}

/** Many lines at once, without going through 1,500 changes. */
const cartOf = (lines: Cart['lines']): Cart => ({ orderId: testId(0), lines, revision: 3 })

describe('any sequence of changes', () => {
  test('keeps every promise of a cart, and a refused change changes nothing', () => {
    fc.assert(
      fc.property(fc.array(changes, { maxLength: 40 }), (list) => {
        let cart = emptyCart(testId(99))
        for (const change of list) {
          const before = JSON.stringify(cart)
          const result = changeCart(cart, change, pick)
          expect(JSON.stringify(cart)).toBe(before)
          if (!result.ok) continue
          expect(result.value.revision).toBe(cart.revision + 1)
          cart = result.value
          expect(cart.orderId).toBe(testId(99))
          expect(cart.lines.every((line) => isQuantity(line.quantity))).toBe(true)
          expect(new Set(cart.lines.map((line) => line.lineId)).size).toBe(cart.lines.length)
          const exact = cart.lines.reduce((sum, line) => sum + BigInt(lineTotal(line)), 0n)
          expect(BigInt(cartTotal(cart))).toBe(exact)
          expect(isMinor(cartTotal(cart))).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('a removed line that is restored leaves the cart as it was', () => {
    fc.assert(
      fc.property(distinctLines({ minLength: 1, maxLength: 20 }), fc.nat(), (lines, choice) => {
        const cart = cartOf(lines)
        const index = choice % lines.length
        const line = lines[index]!
        const removed = apply(cart, { kind: 'remove', lineId: line.lineId })
        expect(removed.lines).toHaveLength(lines.length - 1)
        const restored = apply(removed, { kind: 'restore', line, index })
        expect(restored.lines).toEqual(cart.lines)
        // Pressing undo twice restores once.
        expect(apply(restored, { kind: 'restore', line, index }).lines).toEqual(cart.lines)
      }),
    )
  })

  test('clearing leaves nothing but the order’s id', () => {
    fc.assert(
      fc.property(distinctLines({ maxLength: 20 }), (lines) => {
        const cleared = apply(cartOf(lines), { kind: 'clear' })
        expect(cleared).toEqual({ orderId: testId(0), lines: [], revision: 4 })
        expect(cartTotal(cleared)).toBe(0)
      }),
    )
  })
})

describe('adding', () => {
  const add = (cart: Cart, sku: string, quantity: number, id: number) =>
    changeCart(cart, { kind: 'add', lineId: testId(id), sku, quantity }, pick)

  test('pieces of the same goods at the same price go up on their line', () => {
    fc.assert(
      fc.property(fc.array(quantities, { minLength: 1, maxLength: 20 }), (list) => {
        let cart = emptyCart(testId(0))
        for (const [i, quantity] of list.entries())
          cart = apply(cart, { kind: 'add', lineId: testId(i), sku: 'shirt', quantity })
        const sum = list.reduce((a, b) => a + b, 0)
        expect(cart.lines).toHaveLength(1)
        expect(cart.lines[0]).toMatchObject({
          lineId: testId(0),
          quantity: sum,
          priceMinor: 12_000,
          catalogueVersion: 7,
        })
        expect(itemCount(cart.lines)).toBe(sum)
      }),
    )
  })

  test('each weighing is a line of its own and counts as one item', () => {
    const once = apply(emptyCart(testId(0)), { kind: 'add', lineId: testId(1), sku: 'beef', quantity: 333 })
    const twice = apply(once, { kind: 'add', lineId: testId(2), sku: 'beef', quantity: 667 })
    expect(twice.lines.map((line) => line.quantity)).toEqual([333, 667])
    expect(itemCount(twice.lines)).toBe(2)
    expect(cartTotal(twice)).toBe(11_100 + 22_233)
  })

  test('goods whose price has changed since stand beside the old ones, which keep theirs', () => {
    const before = apply(emptyCart(testId(0)), { kind: 'add', lineId: testId(1), sku: 'shirt', quantity: 1 })
    const dearer = { product: testProduct('shirt', { priceMinor: 13_000 }), catalogueVersion: 8 }
    const after = changeCart(before, { kind: 'add', lineId: testId(2), sku: 'shirt', quantity: 1 }, () => dearer)
    expect(after).toMatchObject({
      ok: true,
      value: {
        lines: [
          { priceMinor: 12_000, catalogueVersion: 7 },
          { priceMinor: 13_000, catalogueVersion: 8 },
        ],
      },
    })
  })

  test('an id that a line of the cart has already adds nothing: cancelling could not tell the two apart', () => {
    const cart = apply(emptyCart(testId(0)), { kind: 'add', lineId: testId(1), sku: 'beef', quantity: 333 })
    expect(apply(cart, { kind: 'add', lineId: testId(1), sku: 'beef', quantity: 333 }).lines).toEqual(cart.lines)
    expect(apply(cart, { kind: 'add', lineId: testId(1), sku: 'candy', quantity: 2 }).lines).toEqual(cart.lines)
  })

  test('unknown goods and impossible quantities are refused by their codes', () => {
    const cart = emptyCart(testId(0))
    expect(add(cart, 'nothing', 1, 1)).toMatchObject({
      ok: false,
      code: 'cart.product_unknown',
      details: { sku: 'nothing' },
    })
    for (const quantity of [0, -1, 0.5, MAX_QUANTITY + 1, Number.NaN])
      expect(add(cart, 'shirt', quantity, 1)).toMatchObject({ ok: false, code: 'cart.quantity_invalid' })
    const full = apply(cart, { kind: 'add', lineId: testId(1), sku: 'candy', quantity: MAX_QUANTITY })
    expect(add(full, 'candy', 1, 2)).toMatchObject({ ok: false, code: 'cart.quantity_invalid' })
  })

  test('a total over the limit is refused, whatever makes it', () => {
    const cart = apply(emptyCart(testId(0)), { kind: 'add', lineId: testId(1), sku: 'house', quantity: 1 })
    expect(cartTotal(cart)).toBe(MAX_MINOR)
    const refusal = { ok: false, code: 'cart.total_too_large' }
    expect(add(cart, 'house', MAX_QUANTITY - 1, 2)).toMatchObject(refusal)
    expect(add(cart, 'candy', 1, 2)).toMatchObject(refusal)
    expect(add(cart, 'gift', 1, 2)).toMatchObject({ ok: true })
    const more: CartChange = { kind: 'set-quantity', lineId: testId(1), quantity: MAX_QUANTITY }
    expect(changeCart(cart, more, pick)).toMatchObject(refusal)
    const line = { ...cart.lines[0]!, lineId: testId(2), quantity: MAX_QUANTITY }
    expect(changeCart(cart, { kind: 'restore', line, index: 0 }, pick)).toMatchObject(refusal)
  })

  test('more lines than a cart may have are refused', () => {
    const line = { ...testProduct('beef'), lineId: '', unit: 'gram' as const, quantity: 1, catalogueVersion: 1 }
    const lines = Array.from({ length: MAX_LINES }, (_, i) => ({ ...line, lineId: testId(i) }))
    expect(add(cartOf(lines), 'beef', 1, MAX_LINES)).toMatchObject({
      ok: false,
      code: 'cart.too_many_lines',
      details: { limit: MAX_LINES },
    })
    expect(add(cartOf(lines.slice(1)), 'beef', 1, MAX_LINES)).toMatchObject({ ok: true })
  })
})

test('a change of a line that is not there is refused', () => {
  const cart = emptyCart(testId(0))
  for (const change of [
    { kind: 'remove', lineId: testId(1) },
    { kind: 'set-quantity', lineId: testId(1), quantity: 1 },
  ] as const)
    expect(changeCart(cart, change, pick)).toMatchObject({ ok: false, code: 'cart.line_unknown' })
})
