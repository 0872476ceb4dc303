import { lineTotal, type CartLine, type PriceChange } from './cart.ts'
import { discountOf, type Discount } from './discount.ts'
import { sumMinor, type Currency, type Minor } from './money.ts'
import { paidMinor, type Payment } from './payment.ts'
import { fail, ok, type Result } from './result.ts'
import { roundToStep, type Rounding } from './rounding.ts'

/** An order as it was placed. It never changes; what happens to it later is a fact of its own. */
export interface Order {
  readonly orderId: string
  /** As people say it: 12-0042-7. */
  readonly number: string
  readonly terminalId: string
  /** UTC epoch milliseconds of this terminal's wall clock: a label, never an order of events. */
  readonly placedAtMs: number
  /** YYYY-MM-DD */
  readonly businessDay: string
  readonly currency: Currency
  readonly lines: readonly OrderLine[]
  /** Off the sum of the lines. */
  readonly discount?: OrderDiscount
  /** The sum of the lines, the order's discount taken off. */
  readonly totalMinor: Minor
  /** Where cash is rounded to coins: the payments sum to the total and this. */
  readonly rounding?: Rounding
  readonly note?: string
  readonly payments: readonly Payment[]
}

export interface OrderDiscount extends Discount {
  readonly amountMinor: Minor
}

export interface OrderLine extends Omit<CartLine, 'pictureHash'> {
  /** The line's own discount is taken off. */
  readonly totalMinor: Minor
}

/** Some of a line, and what was paid for it. */
export interface LineGivenBack {
  readonly lineId: string
  /** Pieces or grams, at most what is left of the line. */
  readonly quantity: number
  readonly refundMinor: Minor
}

/** Money on its way back, by the tender it came from. */
export type Refund =
  | { readonly tender: 'cash'; readonly amountMinor: Minor }
  | { readonly tender: 'card'; readonly amountMinor: Minor; readonly attemptId: string }

/** Takes back part or all of an order before it is handed over. */
export interface Cancellation {
  readonly cancellationId: string
  readonly orderId: string
  readonly cancelledAtMs: number
  readonly businessDay: string
  readonly lines: readonly LineGivenBack[]
  /** What the goods were worth; with rounding to coins, what went back may differ by part of a coin. */
  readonly refundMinor: Minor
  /** Absent in what was told before orders had more than one tender. */
  readonly refunds?: readonly Refund[]
  readonly reason?: string
  readonly approvedBy?: string
}

/** Takes back goods that were handed over. */
export interface Return {
  readonly returnId: string
  readonly orderId: string
  readonly returnedAtMs: number
  readonly businessDay: string
  readonly lines: readonly ReturnedLine[]
  readonly refundMinor: Minor
  readonly refunds: readonly Refund[]
  readonly reason: string
  readonly approvedBy?: string
}

export interface ReturnedLine extends LineGivenBack {
  /** Damaged goods do not go back on the shelf. */
  readonly condition: 'sellable' | 'damaged'
}

/** States as both sides name them. `placed` and `sent` are this terminal's word, the others the central store's. */
export const ORDER_STATES = [
  'placed',
  'sent',
  'accepted',
  'ready',
  'on_the_way',
  'handed_over',
  'delivered',
  'refused',
  'cancelled',
  'returned',
] as const
export type OrderState = (typeof ORDER_STATES)[number]

const NEXT: Readonly<Record<OrderState, readonly OrderState[]>> = {
  placed: ['sent', 'accepted', 'refused', 'cancelled'],
  sent: ['accepted', 'refused', 'cancelled'],
  accepted: ['ready', 'on_the_way', 'handed_over', 'cancelled'],
  ready: ['handed_over', 'cancelled'],
  on_the_way: ['delivered', 'cancelled'],
  handed_over: ['returned'],
  delivered: ['returned'],
  refused: ['cancelled'],
  cancelled: [],
  returned: [],
}

export function canBecome(from: OrderState, to: OrderState): boolean {
  return NEXT[from].includes(to)
}

/** What of a line its sum follows from. */
type SummedLine = Pick<OrderLine, 'lineId' | 'priceMinor' | 'quantity' | 'unit' | 'discount' | 'totalMinor'>

export type OrderSumError = 'order.empty' | 'order.sum_wrong' | 'order.payment_wrong'

export function orderLine(line: CartLine): OrderLine {
  return lineDocument({ ...line, totalMinor: lineTotal(line) })
}

/**
 * The order with its parts in the one order in which they are written: what is put together again from paper has to be,
 * byte for byte, what was signed.
 */
export function orderDocument(order: Order): Order {
  const { orderId, terminalId, placedAtMs, currency, discount, totalMinor, rounding, note } = order
  const { number, businessDay, payments } = order
  return {
    ...{ orderId, terminalId, placedAtMs, currency, lines: order.lines.map(lineDocument) },
    ...(discount ? { discount: { ...discountDocument(discount), amountMinor: discount.amountMinor } } : {}),
    totalMinor,
    ...(rounding ? { rounding: { stepMinor: rounding.stepMinor, minor: rounding.minor } } : {}),
    ...(note === undefined ? {} : { note }),
    ...{ number, businessDay, payments: payments.map(paymentDocument) },
  }
}

function paymentDocument(payment: Payment): Payment {
  const { amountMinor } = payment
  if (payment.tender === 'cash') {
    const { tenderedMinor, changeMinor } = payment
    return { tender: payment.tender, amountMinor, tenderedMinor, changeMinor }
  }
  const { attemptId, authorisation, last4, offline } = payment
  const told = offline ? { offline: { token: offline.token, sealed: offline.sealed } } : {}
  return { tender: payment.tender, amountMinor, attemptId, authorisation, last4, ...told }
}

function lineDocument(line: OrderLine): OrderLine {
  const { lineId, sku, name, variant, unit, quantity, priceMinor, catalogueVersion, totalMinor } = line
  const { discount, priceChange, note, isRequest } = line
  return {
    ...{ lineId, sku, name, variant, unit, quantity, priceMinor, catalogueVersion },
    ...(discount ? { discount: discountDocument(discount) } : {}),
    ...(priceChange ? { priceChange: priceChangeDocument(priceChange) } : {}),
    ...(note === undefined ? {} : { note }),
    ...(isRequest ? { isRequest } : {}),
    totalMinor,
  }
}

function discountDocument({ kind, value, reason, approvedBy }: Discount): Discount {
  return { kind, value, reason, ...(approvedBy === undefined ? {} : { approvedBy }) }
}

function priceChangeDocument({ catalogueMinor, reason, approvedBy }: PriceChange): PriceChange {
  return { catalogueMinor, reason, ...(approvedBy === undefined ? {} : { approvedBy }) }
}

/** Recomputes every sum of an order; both sides call it before they keep one. */
export function checkOrderSums(
  order: Pick<Order, 'discount' | 'totalMinor' | 'rounding' | 'payments'> & { readonly lines: readonly SummedLine[] },
): Result<true, OrderSumError> {
  if (order.lines.length === 0) return fail('order.empty')
  for (const line of order.lines)
    if (line.totalMinor !== lineTotal(line)) return fail('order.sum_wrong', { lineId: line.lineId })
  const sum = sumMinor(order.lines.map((line) => line.totalMinor))
  const discountMinor = discountOf(sum, order.discount)
  if (order.discount && order.discount.amountMinor !== discountMinor)
    return fail('order.sum_wrong', { expected: discountMinor, found: order.discount.amountMinor })
  const totalMinor = sum - discountMinor
  if (totalMinor !== order.totalMinor) return fail('order.sum_wrong', { expected: totalMinor, found: order.totalMinor })
  return checkPayments(order)
}

function checkPayments({
  totalMinor,
  rounding,
  payments,
}: Pick<Order, 'totalMinor' | 'rounding' | 'payments'>): Result<true, OrderSumError> {
  for (const payment of payments)
    if (payment.tender === 'cash' && payment.tenderedMinor - payment.changeMinor !== payment.amountMinor)
      return fail('order.payment_wrong')
  const byCard = paidMinor(payments.filter(({ tender }) => tender === 'card'))
  const inCash = totalMinor - byCard
  const expected = byCard + (rounding ? roundToStep(inCash, rounding.stepMinor) : inCash)
  if (rounding && totalMinor + rounding.minor !== expected) return fail('order.payment_wrong')
  const found = paidMinor(payments)
  return found === expected ? ok(true) : fail('order.payment_wrong', { expected, found })
}
