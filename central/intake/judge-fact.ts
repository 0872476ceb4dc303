import type { FactBody } from '../../domain/fact.ts'
import { invariant } from '../../domain/result.ts'
import type { Cancellation, Order, OrderState } from '../../domain/order.ts'
import { judgeCancellation, stateAfter, type CancellationTerms } from './judge-cancellation.ts'
import { judgeOrder } from './judge-order.ts'
import { ACCEPTED, refused, type Details, type Judgement } from './judgement.ts'
import { takeStock, tellState, type FactPlace, type Ledger } from './ledger.ts'
import type { ErrorCode } from '../../contract/errors.ts'

/** Where a fact stands and what it hashes to. */
export interface JudgedPlace extends FactPlace {
  readonly bodyHash: string
}

/** Judges a fact that came to an empty place, and enters into the ledger what follows from it. */
export function judgeFact(body: FactBody, place: JudgedPlace, ledger: Ledger): Judgement {
  switch (body.kind) {
    case 'order.placed':
      return placeOrder(body.order, place, ledger)
    case 'order.cancelled':
      return cancelOrder(body.cancellation, place, ledger)
    default:
      // What people did at the terminal is kept as it was told; nothing follows from it here.
      return ACCEPTED
  }
}

function placeOrder(order: Order, place: JudgedPlace, ledger: Ledger): Judgement {
  const known = ledger.orders.get(order.orderId)
  if (known) {
    if (known.row.body_hash !== place.bodyHash) return refused('order.same_id_other_body', { orderId: order.orderId })
    return earlierJudgement(known.row.refusal_code, known.row.refusal_details)
  }
  // It names another terminal: recording it would let one terminal take the place of another's order.
  if (order.terminalId !== place.terminalId) return refused('order.number_wrong', { terminalId: order.terminalId })
  const terminal = ledger.terminals.get(place.terminalId)
  invariant(terminal, 'a push comes from a known terminal')
  const judgement = judgeOrder(order, {
    currency: ledger.shop.currency,
    terminalNumber: terminal.number,
    pricesOf: (sku) => ledger.prices.get(sku) ?? [],
  })
  enterOrder(order, place, judgement, ledger)
  if (judgement.outcome === 'accepted') takeOrderFromStock(order, ledger)
  return judgement
}

function earlierJudgement(code: string | null, details: string | null): Judgement {
  if (code === null) return ACCEPTED
  return refused(code as ErrorCode, details === null ? {} : (JSON.parse(details) as Details))
}

function enterOrder(order: Order, place: JudgedPlace, judgement: Judgement, ledger: Ledger): void {
  const state: OrderState = judgement.outcome
  const refusal = judgement.outcome === 'refused' ? judgement : undefined
  const row = {
    order_id: order.orderId,
    terminal_id: place.terminalId,
    epoch: place.epoch,
    seq: place.seq,
    body_hash: place.bodyHash,
    number: order.number,
    business_day: order.businessDay,
    total_minor: order.totalMinor,
    state,
    refusal_code: refusal?.code ?? null,
    refusal_details: refusal ? JSON.stringify(refusal.details) : null,
  }
  ledger.orders.set(order.orderId, { row, order, cancellations: [] })
  ledger.added.orders.add(order.orderId)
  tellState(ledger, row, state, refusal?.code, refusal?.details)
}

function takeOrderFromStock(order: Order, ledger: Ledger): void {
  const missing = new Map<string, number>()
  for (const { sku, quantity } of order.lines) {
    const short = takeStock(ledger, sku, quantity)
    if (short > 0) missing.set(sku, (missing.get(sku) ?? 0) + short)
  }
  for (const [sku, short] of missing) ledger.added.oversold.push({ order_id: order.orderId, sku, missing: short })
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
