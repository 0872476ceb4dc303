import { giveBack, isAllGivenBack } from '../../domain/give-back.ts'
import { canBecome, type Cancellation, type Order, type OrderState, type Refund } from '../../domain/order.ts'
import { ACCEPTED, refused, type Judgement } from './judgement.ts'

export interface CancellationTerms {
  readonly order: Order
  readonly state: OrderState
  readonly earlier: readonly Cancellation[]
}

/** Judges a new cancellation of an order by recomputing every refund in it. */
export function judgeCancellation(cancellation: Cancellation, terms: CancellationTerms): Judgement {
  const again = giveBack(terms.order, terms.earlier, cancellation.lines)
  if (!again.ok) return refused(again.code, again.details)
  for (const [index, { lineId, refundMinor }] of cancellation.lines.entries()) {
    const expected = again.value.lines[index]!.refundMinor
    if (refundMinor !== expected) return refused('cancel.refund_wrong', { lineId, expected, found: refundMinor })
  }
  const expected = again.value.refundMinor
  if (cancellation.refundMinor !== expected)
    return refused('cancel.refund_wrong', { expected, found: cancellation.refundMinor })
  if (cancellation.refunds && !isSame(cancellation.refunds, again.value.refunds))
    return refused('cancel.refund_wrong', { where: 'refunds' })
  if (!canBecome(terms.state, 'cancelled') && !canBecome(terms.state, 'returned'))
    return refused('order.state_impossible', { state: terms.state })
  return ACCEPTED
}

/** Whether money goes back by the same tenders, in the same order. */
function isSame(refunds: readonly Refund[], expected: readonly Refund[]): boolean {
  const key = (refund: Refund) =>
    `${refund.tender} ${refund.tender === 'card' ? refund.attemptId : ''} ${refund.amountMinor}`
  return refunds.map(key).join('\n') === expected.map(key).join('\n')
}

/** The state after an accepted cancellation: another only where nothing of the order is left. */
export function stateAfter(terms: CancellationTerms, cancellation: Cancellation): OrderState {
  const all = [...terms.earlier, cancellation]
  if (!isAllGivenBack(terms.order, all)) return terms.state
  return canBecome(terms.state, 'cancelled') ? 'cancelled' : 'returned'
}
