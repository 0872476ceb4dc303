import { fc } from '../support/property.ts'
import { describe, expect, test } from 'vitest'
import { OrderSchema } from '../../contract/values.ts'
import { BASE41_SIGNS, decodeBase41, encodeBase41 } from '../../domain/base41.ts'
import { rebuildOrder } from '../../domain/compact-order.ts'
import { decodeCompactOrder } from '../../domain/compact-read.ts'
import { encodeCompactOrder } from '../../domain/compact-write.ts'
import { checkOrderSums, type Order } from '../../domain/order.ts'
import { sha256Hex } from '../../trust/hash.ts'
import { detailedOrders, goodsOf, orderOfLines, orders, placeOf } from '../support/orders.ts'

/** Whatever the values are, the same order is the same bytes again. */
function there(order: Order): Uint8Array {
  const bytes = encodeCompactOrder(order, placeOf(order))
  if (!bytes) throw new Error('an order without a compact form')
  return bytes
}

function andBack(bytes: Uint8Array): Order {
  const compact = decodeCompactOrder(bytes)
  if (!compact.ok) throw new Error(compact.code)
  const order = rebuildOrder(compact.value, goodsOf)
  if (!order.ok) throw new Error(order.code)
  return order.value.order
}

/** The same order with its bytes written anew, or undefined where the bytes are refused. */
function written(bytes: Uint8Array): Uint8Array | undefined {
  const compact = decodeCompactOrder(bytes)
  if (!compact.ok) return undefined
  const order = rebuildOrder(compact.value, goodsOf)
  if (!order.ok) throw new Error('these goods are always known')
  expect(checkOrderSums(order.value.order)).toEqual({ ok: true, value: true })
  expect(OrderSchema.safeParse(order.value.order).error).toBeUndefined()
  return encodeCompactOrder(order.value.order, compact.value.place, compact.value.doneBy)
}

describe('a compact order', () => {
  test('comes back byte for byte as the terminal wrote it', () => {
    fc.assert(
      fc.property(orders(30), (order) => {
        const back = andBack(there(order))
        expect(JSON.stringify(back)).toBe(JSON.stringify(order))
        expect(sha256Hex(JSON.stringify({ kind: 'order.placed', order: back }))).toBe(placeOf(order).bodyHash)
      }),
      { numRuns: 500 },
    )
  })

  test('comes back with everything that was said of it, and by whom', () => {
    fc.assert(
      fc.property(detailedOrders, ({ order, doneBy }) => {
        const bytes = encodeCompactOrder(order, placeOf(order, doneBy), doneBy)!
        const compact = decodeCompactOrder(bytes)
        const body = compact.ok ? rebuildOrder(compact.value, goodsOf) : compact
        expect(body.ok && JSON.stringify(body.value)).toBe(JSON.stringify({ kind: 'order.placed', ...doneBy, order }))
      }),
      { numRuns: 500 },
    )
  })

  test('keeps its place among the facts', () => {
    const order = orderOfLines(1)
    for (const place of [placeOf(order), { ...placeOf(order), epoch: Number.MAX_SAFE_INTEGER, seq: 1 }]) {
      const compact = decodeCompactOrder(encodeCompactOrder(order, place)!)
      expect(compact.ok && compact.value.place).toEqual(place)
    }
  })

  test('takes an eighth of the order itself where it has many lines', () => {
    const sizes = [1, 5, 20, 60].map((count) => there(orderOfLines(count)).length)
    expect(sizes).toEqual([113, 210, 570, 1530])
    expect(sizes[3]! / JSON.stringify(orderOfLines(60)).length).toBeLessThan(1 / 8)
  })

  test('is refused when it is cut off anywhere, or when anything stands behind it', () => {
    const bytes = there(orderOfLines(3))
    for (let length = 0; length < bytes.length; length++)
      expect(decodeCompactOrder(bytes.subarray(0, length))).toEqual({ ok: false, code: 'paper.malformed' })
    expect(decodeCompactOrder(Uint8Array.of(...bytes, 0)).ok).toBe(false)
  })

  test('is refused when a number or a sku is written in another form', () => {
    const order = orderOfLines(1)
    const named = there({ ...order, lines: [{ ...order.lines[0]!, sku: 'QZXJ' }] })
    const at = Buffer.from(named).indexOf('QZXJ')
    const spliced = (sku: string) => Uint8Array.from([...named].toSpliced(at, 4, ...Buffer.from(sku)))
    expect(decodeCompactOrder(spliced('QZX1')).ok).toBe(true)
    expect(decodeCompactOrder(spliced('1234')).ok).toBe(false)
    expect(decodeCompactOrder(spliced('\0ZXJ')).ok).toBe(false)
    expect(decodeCompactOrder(Uint8Array.of(0x81, 0, ...there(order).subarray(1))).ok).toBe(false)
  })

  test('is refused where its sums are more than any order may cost', () => {
    const [line] = orderOfLines(1).lines
    const dear = { ...line!, priceMinor: 9_000_000_000, quantity: 1 }
    const paid = { tender: 'cash', amountMinor: 9_000_000_000, tenderedMinor: 9_000_000_000, changeMinor: 0 } as const
    const order = { ...orderOfLines(1), lines: [dear], payments: [paid] }
    expect(decodeCompactOrder(there(order)).ok).toBe(true)
    const twice = there({ ...order, lines: [dear, dear], payments: [paid, paid] })
    expect(decodeCompactOrder(twice)).toEqual({ ok: false, code: 'paper.malformed' })
  })

  test('is refused in another version', () => {
    const bytes = there(orderOfLines(1))
    for (const version of [0, 2, 3]) expect(decodeCompactOrder(bytes.with(0, version)).ok).toBe(false)
  })

  test('of any bytes is refused, or a whole order with sums that agree and one form', () => {
    const order = orders(8).map(there)
    const withAll = detailedOrders.map(({ order: told, doneBy }) => encodeCompactOrder(told, placeOf(told), doneBy)!)
    const changed = fc
      .tuple(fc.oneof(order, withAll), fc.array(fc.tuple(fc.nat(2_000), fc.nat(255)), { minLength: 1, maxLength: 4 }))
      .map(([bytes, changes]) => changes.reduce((all, [at, byte]) => all.with(at % all.length, byte), bytes))
    let taken = 0
    fc.assert(
      fc.property(fc.oneof(changed, fc.uint8Array({ maxLength: 300 })), (bytes) => {
        const again = written(bytes)
        if (again === undefined) return
        taken++
        expect(again).toEqual(bytes)
      }),
      { numRuns: 5_000 },
    )
    // Otherwise nothing was looked at but refusals.
    expect(taken).toBeGreaterThan(100)
  })

  test('of goods that the catalogue does not have says which', () => {
    const compact = decodeCompactOrder(there(orderOfLines(2)))
    const known = orderOfLines(2).lines[0]!
    expect(compact.ok && rebuildOrder(compact.value, (sku) => (sku === known.sku ? known : undefined))).toEqual({
      ok: false,
      code: 'order.product_unknown',
      details: { sku: orderOfLines(2).lines[1]!.sku, catalogueVersion: 1_234 },
    })
  })

  const order = orderOfLines(1)
  test.each<[string, Partial<Order>]>([
    ['a number nobody gave', { number: '12-0042-8' }],
    ['a day that does not exist', { businessDay: '2026-02-30' }],
    ['a sign that ends a text in a database', { lines: [{ ...order.lines[0]!, sku: 'a\0b' }] }],
    ['half a letter', { lines: [{ ...order.lines[0]!, sku: '\ud83d' }] }],
    ['a fraction', { lines: [{ ...order.lines[0]!, priceMinor: 0.5 }] }],
    ['a currency without a code', { currency: { code: '₩', digits: 0 } }],
  ])('does not exist for an order with %s', (_, part) => {
    expect(encodeCompactOrder({ ...order, ...part }, placeOf(order))).toBeUndefined()
  })
})

describe('base 41', () => {
  test('gives back any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 99 }), (bytes) => {
        expect(decodeBase41(encodeBase41(bytes))).toEqual(bytes)
      }),
    )
  })

  test('refuses whatever it does not write', () => {
    // 65,536 and 256 are the first numbers too large for two bytes and for one.
    expect(encodeBase41(Uint8Array.of(255, 255))).toBe('-:H')
    for (const text of ['-:I', ':::', '6A', '::', '0', '0000', 'ab0', '00 ', '00/', '%00', '00*'])
      expect(decodeBase41(text)).toBeUndefined()
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...BASE41_SIGNS), maxLength: 12 }), (text) => {
        const bytes = decodeBase41(text)
        if (bytes) expect(encodeBase41(bytes)).toBe(text)
      }),
      { numRuns: 2_000 },
    )
  })

  test('has only signs that codes pack tightly and scanners type unchanged', () => {
    expect(new Set(BASE41_SIGNS).size).toBe(41)
    expect([...BASE41_SIGNS].filter((sign) => !'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$+-.:'.includes(sign))).toEqual([])
  })
})
