import { fc } from './property.ts'
import { businessDay } from '../../domain/business-day.ts'
import { cartTotal, type CartLine } from '../../domain/cart.ts'
import type { PaperPlace } from '../../domain/compact-order.ts'
import { discountOf, isDiscountOf, type Discount } from '../../domain/discount.ts'
import type { DoneBy } from '../../domain/fact.ts'
import { uuidv7 } from '../../domain/ids.ts'
import { formatOrderNumber } from '../../domain/order-number.ts'
import { orderDocument, orderLine, type Order, type OrderLine } from '../../domain/order.ts'
import { cashPayment, type Payment } from '../../domain/payment.ts'
import type { LocalText, Variant } from '../../domain/product.ts'
import { roundingOf } from '../../domain/rounding.ts'
import { sha256Hex } from '../../trust/hash.ts'

/** Orders as a terminal makes them, from a stream of chance. */

const START_MS = Date.UTC(2026, 10, 21, 3)
const DAY_MS = 86_400_000

const skus = fc.oneof(
  fc.integer({ min: 0, max: 999_999_999_999_999 }).map(String),
  fc.string({ minLength: 1, maxLength: 64, unit: 'grapheme' }).filter((sku) => sku.length <= 64),
  fc.constantFrom('TEA', '0', '007', '-1', '1.5', 'ㄱ', '🎁', '8801007343884', '1234567890123456', ' ', '%41'),
)

/** The same goods have the same name wherever they stand. */
export function goodsOf(sku: string, version: number): { readonly name: LocalText; readonly variant: Variant | null } {
  const hasColour = sku.length % 3 === 0
  const variant = {
    style: sku,
    size: version % 2 === 0 ? 'M' : null,
    colour: hasColour ? { ko: '"빨강"', en: '\\' } : null,
  }
  return { name: { ko: `상품 ${sku}`, en: `Goods ${sku}` }, variant: sku.length % 2 === 0 ? variant : null }
}

const lines = fc.record({
  sku: skus,
  unit: fc.constantFrom<CartLine['unit']>('piece', 'gram'),
  quantity: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 1_000_000 })),
  priceMinor: fc.oneof(fc.integer({ min: 0, max: 90_000 }), fc.constantFrom(0, 1)),
  catalogueVersion: fc.integer({ min: 0, max: 40 }),
  afterMs: fc.integer({ min: -1_000, max: 600_000 }),
  random: fc.uint8Array({ minLength: 10, maxLength: 10 }),
})

/** @param maxLines most orders are shorter by far. */
export const orders = (maxLines: number): fc.Arbitrary<Order> =>
  fc
    .record({
      lines: fc.array(lines, { minLength: 1, maxLength: maxLines, size: 'max' }),
      orderRandom: fc.uint8Array({ minLength: 10, maxLength: 10 }),
      terminalRandom: fc.uint8Array({ minLength: 10, maxLength: 10 }),
      terminal: fc.integer({ min: 1, max: 99_999 }),
      running: fc.integer({ min: 1, max: 99_999 }),
      clockOffMs: fc.integer({ min: -3_650, max: 36_500 }).map((days) => days * DAY_MS),
      zoneOffsetMin: fc.integer({ min: -720, max: 840 }),
      currency: fc.record({ code: fc.constantFrom('KPW', 'EUR'), digits: fc.integer({ min: 0, max: 3 }) }),
      byCard: fc.integer({ min: 0, max: 3 }),
      last4: fc.integer({ min: 0, max: 9_999 }).map((digits) => String(digits).padStart(4, '0')),
      overMinor: fc.nat(100_000),
    })
    .map((drawn): Order => {
      let atMs = START_MS
      const cart = drawn.lines.map(
        ({ afterMs, random, sku, unit, quantity, priceMinor, catalogueVersion }): CartLine => {
          atMs += afterMs
          const { name, variant } = goodsOf(sku, catalogueVersion)
          const lineId = uuidv7(atMs, random)
          return { lineId, sku, name, variant, unit, quantity, priceMinor, catalogueVersion, pictureHash: null }
        },
      )
      const placedAtMs = atMs + drawn.clockOffMs
      const totalMinor = Math.min(cartTotal({ lines: cart }), 9_000_000_000)
      return {
        orderId: uuidv7(START_MS, drawn.orderRandom),
        terminalId: uuidv7(START_MS - DAY_MS, drawn.terminalRandom),
        placedAtMs,
        currency: drawn.currency,
        lines: cart.map(orderLine),
        totalMinor,
        number: formatOrderNumber({ terminal: drawn.terminal, running: drawn.running }),
        businessDay: businessDay(placedAtMs, drawn.zoneOffsetMin, 300),
        payments: payments(totalMinor, drawn, atMs),
      }
    })
    .filter((order) => order.totalMinor <= 9_000_000_000 - 100_000)

function payments(
  totalMinor: number,
  drawn: {
    readonly byCard: number
    readonly last4: string
    readonly overMinor: number
    readonly orderRandom: Uint8Array
  },
  atMs: number,
): Payment[] {
  const cards = Array.from({ length: drawn.byCard }, (_, i): Payment => {
    const attemptId = uuidv7(atMs + i, drawn.orderRandom)
    const amountMinor = Math.floor(totalMinor / (i + 4))
    return { tender: 'card', amountMinor, attemptId, authorisation: `A${i}-승인`, last4: drawn.last4 }
  })
  const restMinor = totalMinor - cards.reduce((sum, card) => sum + card.amountMinor, 0)
  return [...cards, cashPayment(restMinor, restMinor + drawn.overMinor)!]
}

/** An order of so many lines, each of other goods with a GTIN, always the same. */
export function orderOfLines(count: number): Order {
  const random = (seed: number) => Uint8Array.from({ length: 10 }, (_, i) => (seed * 7_919 + i * 104_729) % 251)
  const cart = Array.from({ length: count }, (_, i): CartLine => {
    const sku = String(8_801_007_343_884 + i * 7_919)
    const priceMinor = 12_500 + i * 10
    const lineId = uuidv7(START_MS + i * 7_001, random(i + 2))
    const { name, variant } = goodsOf(sku, 1_234)
    const [unit, quantity, catalogueVersion] = ['piece' as const, 1 + (i % 3), 1_234]
    return { lineId, sku, name, variant, unit, quantity, priceMinor, catalogueVersion, pictureHash: null }
  })
  const totalMinor = cartTotal({ lines: cart })
  const placedAtMs = START_MS + count * 7_001 + 15_000
  return {
    orderId: uuidv7(START_MS, random(0)),
    terminalId: uuidv7(START_MS - DAY_MS, random(1)),
    placedAtMs,
    currency: { code: 'KPW', digits: 0 },
    lines: cart.map(orderLine),
    totalMinor,
    number: formatOrderNumber({ terminal: 12, running: 42 }),
    businessDay: businessDay(placedAtMs, 540, 0),
    payments: [cashPayment(totalMinor, totalMinor + 500)!],
  }
}

/** Where an order's fact stands, as if it were an epoch's 1,234th. */
export function placeOf(order: Order, doneBy: DoneBy = {}): PaperPlace {
  const body = JSON.stringify({ kind: 'order.placed', ...doneBy, order })
  return { epoch: 4_503_599_627, seq: 1_234, bodyHash: sha256Hex(body) }
}

const reasons = fc.string({ minLength: 1, maxLength: 80, unit: fc.constantFrom('단', '골', ' ', 'a', '"', '🎁') })
const ids = fc.uint8Array({ minLength: 10, maxLength: 10 }).map((random) => uuidv7(START_MS, random))
const approval = fc.option(
  ids.map((approvedBy) => ({ approvedBy })),
  { nil: {} },
)
const discounts = fc
  .tuple(fc.constantFrom<Discount['kind']>('percent', 'amount'), fc.integer({ min: 1, max: 10_000 }), reasons, approval)
  .map(([kind, value, reason, approved]): Discount => ({ kind, value, reason, ...approved }))
const said = fc.record(
  {
    discount: discounts,
    note: reasons,
    priceChange: fc
      .tuple(fc.nat(90_000), reasons, approval)
      .map(([catalogueMinor, reason, approved]) => ({ catalogueMinor, reason, ...approved })),
    isRequest: fc.constant(true as const),
  },
  { requiredKeys: [] },
)

/** Orders of which something was said that most have no words for, and who took them. */
export const detailedOrders: fc.Arbitrary<{ readonly order: Order; readonly doneBy: DoneBy }> = fc
  .record({
    order: orders(8),
    lines: fc.array(said, { minLength: 8, maxLength: 8 }),
    discount: fc.option(discounts, { nil: undefined }),
    note: fc.option(reasons, { nil: undefined }),
    stepMinor: fc.constantFrom(1, 2, 50),
    card: fc.option(ids, { nil: undefined }),
    doneBy: fc.record({ by: ids, shiftId: ids }, { requiredKeys: [] }),
  })
  .map(({ order, doneBy, ...drawn }) => ({ order: detailed(order, drawn), doneBy }))

function detailed(
  order: Order,
  drawn: {
    readonly lines: readonly Partial<Pick<OrderLine, 'discount' | 'note' | 'priceChange' | 'isRequest'>>[]
    readonly discount: Discount | undefined
    readonly note: string | undefined
    readonly stepMinor: number
    readonly card: string | undefined
  },
): Order {
  const told = order.lines.map((line, at): OrderLine => {
    const { isRequest, ...rest } = drawn.lines[at]!
    const asked = isRequest ? { isRequest, sku: '*', variant: null, name: { ko: '큰 못', en: '큰 못' } } : {}
    return orderLine({ ...line, ...rest, ...asked, pictureHash: null })
  })
  const sum = told.reduce((all, line) => all + line.totalMinor, 0)
  const discount = drawn.discount && isDiscountOf(sum, drawn.discount) ? drawn.discount : undefined
  const amountMinor = discountOf(sum, discount)
  const totalMinor = sum - amountMinor
  const offline = { token: 'T1', sealed: 'c2VhbGVk' }
  const byCard = drawn.card === undefined ? 0 : Math.floor(totalMinor / 3)
  const rounding = roundingOf(totalMinor - byCard, drawn.stepMinor)
  const cash = cashPayment(totalMinor - byCard + (rounding?.minor ?? 0), totalMinor + 100)!
  const card = { tender: 'card', amountMinor: byCard, authorisation: '', last4: '0042', offline } as const
  return orderDocument({
    ...{ ...order, lines: told, totalMinor },
    payments: drawn.card === undefined ? [cash] : [{ ...card, attemptId: drawn.card }, cash],
    ...(discount ? { discount: { ...discount, amountMinor } } : {}),
    ...(drawn.note === undefined ? {} : { note: drawn.note }),
    ...(rounding ? { rounding } : {}),
  })
}
