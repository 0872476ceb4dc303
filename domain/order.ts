import { lineTotal, type CartLine } from './cart.ts'
import { sumMinor, type Currency, type Minor } from './money.ts'
import type { Payment } from './payment.ts'
import { priceOf } from './quantity.ts'
import { fail, ok, type Result } from './result.ts'

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
  readonly totalMinor: Minor
  readonly payments: readonly Payment[]
}

export interface OrderLine extends Omit<CartLine, 'pictureHash'> {
  readonly totalMinor: Minor
}

/** Takes back part or all of an order; money goes back by the tender it came from. */
export interface Cancellation {
  readonly cancellationId: string
  readonly orderId: string
  readonly cancelledAtMs: number
  readonly businessDay: string
  readonly lines: readonly CancelledLine[]
  readonly refundMinor: Minor
}

export interface CancelledLine {
  readonly lineId: string
  /** Pieces or grams, at most what is left of the line. */
  readonly quantity: number
  readonly refundMinor: Minor
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

export type OrderSumError = 'order.empty' | 'order.sum_wrong' | 'order.payment_wrong'

export function orderLine(line: CartLine): OrderLine {
  const { pictureHash: _, ...rest } = line
  return { ...rest, totalMinor: lineTotal(line) }
}

/** Recomputes every sum of an order; both sides call it before they keep one. */
export function checkOrderSums(order: Pick<Order, 'lines' | 'totalMinor' | 'payments'>): Result<true, OrderSumError> {
  if (order.lines.length === 0) return fail('order.empty')
  for (const line of order.lines)
    if (line.totalMinor !== lineTotal(line)) return fail('order.sum_wrong', { lineId: line.lineId })
  const totalMinor = sumMinor(order.lines.map((line) => line.totalMinor))
  if (totalMinor !== order.totalMinor) return fail('order.sum_wrong', { expected: totalMinor, found: order.totalMinor })
  for (const payment of order.payments)
    if (payment.tender === 'cash' && payment.tenderedMinor - payment.changeMinor !== payment.amountMinor)
      return fail('order.payment_wrong')
  const paidMinor = sumMinor(order.payments.map((payment) => payment.amountMinor))
  if (paidMinor !== order.totalMinor) return fail('order.payment_wrong', { expected: totalMinor, found: paidMinor })
  return ok(true)
}

export type CancelError = 'cancel.empty' | 'cancel.line_unknown' | 'cancel.more_than_left'

/**
 * What cancelling some quantities of an order gives back.
 * The refund of a line is what its price falls by, so that parts always sum to the whole, whatever the rounding.
 * @param earlier the cancellations of this order so far.
 * @param wanted quantities by line; a line may stand there once.
 */
export function cancelLines(
  order: Pick<Order, 'lines'>,
  earlier: readonly Pick<Cancellation, 'lines'>[],
  wanted: readonly { readonly lineId: string; readonly quantity: number }[],
): Result<{ readonly lines: readonly CancelledLine[]; readonly refundMinor: Minor }, CancelError> {
  if (wanted.length === 0) return fail('cancel.empty')
  const lines: CancelledLine[] = []
  for (const { lineId, quantity } of wanted) {
    const line = order.lines.find((candidate) => candidate.lineId === lineId)
    if (!line || lines.some((done) => done.lineId === lineId)) return fail('cancel.line_unknown', { lineId })
    const left = quantityLeft(line, earlier)
    if (!Number.isSafeInteger(quantity) || quantity < 1 || quantity > left)
      return fail('cancel.more_than_left', { lineId, left, quantity })
    const before = priceOf(line.priceMinor, left, line.unit)
    const after = priceOf(line.priceMinor, left - quantity, line.unit)
    lines.push({ lineId, quantity, refundMinor: before - after })
  }
  return ok({ lines, refundMinor: sumMinor(lines.map((line) => line.refundMinor)) })
}

/** What is left of a line after earlier cancellations, in pieces or grams. */
export function quantityLeft(
  line: Pick<OrderLine, 'lineId' | 'quantity'>,
  earlier: readonly Pick<Cancellation, 'lines'>[],
): number {
  let left = line.quantity
  for (const cancellation of earlier)
    for (const cancelled of cancellation.lines) if (cancelled.lineId === line.lineId) left -= cancelled.quantity
  return left
}
