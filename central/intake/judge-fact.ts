import type { EpochBegun, FactBody } from '../../domain/fact.ts'
import { invariant } from '../../domain/result.ts'
import type { Cancellation, Order, OrderState } from '../../domain/order.ts'
import { alarmRow } from '../store/alarms.ts'
import { judgeCancellation, stateAfter, type CancellationTerms } from './judge-cancellation.ts'
import { judgePaper } from './judge-paper.ts'
import { placeOrder, type JudgedPlace } from './judge-placed.ts'
import { ACCEPTED, refused, type Judgement } from './judgement.ts'
import { takeStock, tellState, type Ledger } from './ledger.ts'

/** Judges a fact that came to an empty place, and enters into the ledger what follows from it. */
export function judgeFact(body: FactBody, place: JudgedPlace, ledger: Ledger): Judgement {
  switch (body.kind) {
    case 'order.placed':
      return placeOrder(body.order, place, ledger)
    case 'order.cancelled':
      return cancelOrder(body.cancellation, place, ledger)
    case 'paper.carried':
      return judgePaper(body, place, ledger)
    case 'epoch.begun':
      tellPutBack(body, place, ledger)
      return ACCEPTED
    default:
      // What people did at the terminal is kept as it was told; nothing follows from it here.
      return ACCEPTED
  }
}

/**
 * A disk that was restored and an end that somebody cut off look the same from here, so that people are to ask. Where a
 * place was taken, that was an alarm itself.
 */
function tellPutBack({ reason, previous }: EpochBegun, { terminalId, epoch, seq }: JudgedPlace, ledger: Ledger): void {
  if (reason === 'place-taken') return
  const details = { reason, epoch: previous.epoch, seq: previous.seq }
  const alarm = { kind: 'terminal_put_back' as const, terminalId, epoch, seq, details }
  ledger.added.alarms.push(alarmRow(alarm, ledger.nowMs))
}

function cancelOrder(cancellation: Cancellation, place: JudgedPlace, ledger: Ledger): Judgement {
  const { cancellationId, orderId } = cancellation
  const same = ledger.cancellations.get(cancellationId)
  if (same) {
    if (same.body_hash !== place.bodyHash) return refused('order.same_id_other_body', { cancellationId })
    return ACCEPTED
  }
  const known = ledger.orders.get(orderId)
  // A terminal knows only its own orders, so another's is as unknown to it as one that never was.
  if (!known || known.row.terminal_id !== place.terminalId) return refused('order.unknown', { orderId })
  invariant(known.order, 'an order that a cancellation names was read with its body')
  const terms: CancellationTerms = {
    order: known.order,
    state: known.row.state as OrderState,
    earlier: known.cancellations,
  }
  const judgement = judgeCancellation(cancellation, terms)
  if (judgement.outcome === 'refused') return judgement
  const ofRefused = known.row.refusal_code !== null
  const row = {
    cancellation_id: cancellationId,
    order_id: orderId,
    terminal_id: place.terminalId,
    epoch: place.epoch,
    seq: place.seq,
    body_hash: place.bodyHash,
    business_day: cancellation.businessDay,
    refund_minor: cancellation.refundMinor,
    of_refused_order: ofRefused ? 1 : 0,
  }
  ledger.cancellations.set(cancellationId, row)
  ledger.added.cancellations.push(row)
  // What a refused order never took from stock cannot come back to it.
  if (!ofRefused) giveBackToStock(cancellation, known.order, ledger)
  const state = stateAfter(terms, cancellation)
  known.cancellations.push(cancellation)
  if (state !== known.row.state) {
    known.row.state = state
    ledger.added.changedOrders.add(orderId)
    tellState(ledger, known.row, state)
  }
  return judgement
}

function giveBackToStock(cancellation: Cancellation, order: Order, ledger: Ledger): void {
  for (const { lineId, quantity } of cancellation.lines) {
    const line = order.lines.find((candidate) => candidate.lineId === lineId)
    if (line) takeStock(ledger, line.sku, -quantity)
  }
}
