import { spreadDiscount } from './discount.ts'
import { scaleMinor, sumMinor, type Minor } from './money.ts'
import type { LineGivenBack, Order, OrderLine, Refund } from './order.ts'
import { priceOf } from './quantity.ts'
import { fail, ok, type Result } from './result.ts'
import { roundToStep } from './rounding.ts'

/**
 * Goods of an order that come back, cancelled before they were handed over or returned afterwards, and the money that
 * goes back for them. Both sides compute it with the same rules, and neither can be made to give more than was paid.
 */

/** What went back of an order before. */
export interface GivenBack {
  readonly lines: readonly LineGivenBack[]
  readonly refundMinor: Minor
  /** Absent where it was all paid by one tender and told before there were others. */
  readonly refunds?: readonly Refund[]
}

export type GiveBackError = 'cancel.empty' | 'cancel.line_unknown' | 'cancel.more_than_left'

type Paid = Pick<Order, 'lines' | 'discount' | 'rounding' | 'payments'>
type PaidLines = Pick<Order, 'lines' | 'discount'>
/** Lines of which only the quantity counts. */
interface Counted {
  readonly lines: readonly Pick<OrderLine, 'lineId' | 'quantity'>[]
}

/**
 * What comes back for some quantities of an order. The refund of a line is what its worth falls by, so that parts
 * always sum to the whole, whatever the rounding.
 * @param earlier everything that went back of this order so far, in any order.
 * @param wanted quantities by line; a line may stand there once.
 */
export function giveBack(
  order: Paid,
  earlier: readonly GivenBack[],
  wanted: readonly { readonly lineId: string; readonly quantity: number }[],
): Result<Required<GivenBack>, GiveBackError> {
  if (wanted.length === 0) return fail('cancel.empty')
  const paid = paidForLines(order)
  const left = quantitiesLeft(order, earlier)
  const lines: LineGivenBack[] = []
  for (const { lineId, quantity } of wanted) {
    const at = order.lines.findIndex((candidate) => candidate.lineId === lineId)
    if (at < 0 || lines.some((done) => done.lineId === lineId)) return fail('cancel.line_unknown', { lineId })
    const remaining = left.get(lineId)!
    if (!Number.isSafeInteger(quantity) || quantity < 1 || quantity > remaining)
      return fail('cancel.more_than_left', { lineId, left: remaining, quantity })
    const before = worth(order.lines[at]!, paid[at]!, remaining)
    const after = worth(order.lines[at]!, paid[at]!, remaining - quantity)
    lines.push({ lineId, quantity, refundMinor: before - after })
  }
  const refundMinor = sumMinor(lines.map((line) => line.refundMinor))
  return ok({ lines, refundMinor, refunds: refundsOf(order, earlier, refundMinor) })
}

/** What is left of a line, in pieces or grams. */
export function quantityLeft(
  { lineId, quantity }: Pick<OrderLine, 'lineId' | 'quantity'>,
  earlier: readonly Pick<GivenBack, 'lines'>[],
): number {
  return quantitiesLeft({ lines: [{ lineId, quantity }] }, earlier).get(lineId)!
}

function quantitiesLeft(order: Counted, earlier: readonly Pick<GivenBack, 'lines'>[]): Map<string, number> {
  const left = new Map(order.lines.map((line) => [line.lineId, line.quantity]))
  for (const { lines } of earlier)
    for (const { lineId, quantity } of lines) if (left.has(lineId)) left.set(lineId, left.get(lineId)! - quantity)
  return left
}

export function isAllGivenBack(order: Counted, earlier: readonly Pick<GivenBack, 'lines'>[]): boolean {
  return [...quantitiesLeft(order, earlier).values()].every((quantity) => quantity <= 0)
}

/** What was paid for each line: its share of the order's discount taken off. */
function paidForLines({ lines, discount }: PaidLines): Minor[] {
  const totals = lines.map((line) => line.totalMinor)
  const shares = spreadDiscount(totals, discount?.amountMinor ?? 0)
  return totals.map((total, at) => total - shares[at]!)
}

/** What some of a line's quantity is worth. Goods at their plain price keep it to the last gram. */
function worth(line: OrderLine, paidMinor: Minor, quantity: number): Minor {
  const isPlain = paidMinor === priceOf(line.priceMinor, line.quantity, line.unit)
  return isPlain ? priceOf(line.priceMinor, quantity, line.unit) : scaleMinor(paidMinor, quantity, line.quantity)
}

/**
 * By which tenders an amount goes back: to the cards first, in the order they were charged, then in cash. Rounding to
 * coins follows the sum of all that went back, so that it never adds up to more than was paid.
 */
function refundsOf(order: Paid, earlier: readonly GivenBack[], refundMinor: Minor): Refund[] {
  const before = sumMinor(earlier.map((given) => given.refundMinor))
  const backBefore = spread(order, before)
  return spread(order, before + refundMinor).flatMap((refund, at) => {
    const amountMinor = refund.amountMinor - backBefore[at]!.amountMinor
    return amountMinor === 0 ? [] : [{ ...refund, amountMinor }]
  })
}

/** All that goes back by each tender once `worthMinor` of the goods came back. */
function spread({ payments, rounding }: Pick<Order, 'payments' | 'rounding'>, worthMinor: Minor): Refund[] {
  let left = worthMinor
  const refunds: Refund[] = []
  for (const payment of payments) {
    if (payment.tender !== 'card') continue
    const amountMinor = Math.min(payment.amountMinor, left)
    left -= amountMinor
    refunds.push({ tender: 'card', amountMinor, attemptId: payment.attemptId })
  }
  const amountMinor = rounding === undefined ? left : roundToStep(left, rounding.stepMinor)
  return [...refunds, { tender: 'cash', amountMinor }]
}
