import type { ErrorCode } from '../../contract/errors.ts'
import type { Order, OrderLine, OrderState } from '../../domain/order.ts'
import { invariant } from '../../domain/result.ts'
import { alarmRow } from '../store/alarms.ts'
import { formerNumbers } from '../store/terminals.ts'
import { judgeOrder } from './judge-order.ts'
import { ACCEPTED, refused, type Details, type Judgement } from './judgement.ts'
import { takeStock, tellState, type FactPlace, type Ledger } from './ledger.ts'

/** Where a fact stands and what it hashes to. */
export interface JudgedPlace extends FactPlace {
  readonly bodyHash: string
}

/** Judges an order and enters it, whatever the judgement; one that is known gets its first judgement again. */
export function placeOrder(order: Order, place: JudgedPlace, ledger: Ledger): Judgement {
  const known = knownJudgement(order.orderId, place.bodyHash, ledger)
  if (known) return known
  // It names another terminal: recording it would let one terminal take the place of another's order.
  if (order.terminalId !== place.terminalId) return refused('order.number_wrong', { terminalId: order.terminalId })
  const terminal = ledger.terminals.get(place.terminalId)
  invariant(terminal, 'a push comes from a known terminal')
  const judgement = judgeOrder(order, {
    currency: ledger.shop.currency,
    numbers: [terminal.number, ...formerNumbers(terminal)],
    pricesOf: (sku) => ledger.prices.get(sku) ?? [],
    isLost: ledger.isLost,
  })
  enterOrder(order, place, judgement, ledger)
  if (judgement.outcome === 'accepted') {
    takeOrderFromStock(order, ledger)
    flagUnproven(order, place, ledger)
  }
  return judgement
}

/**
 * Prices of a catalogue that this store knows nothing of hold, but somebody should look at them: at the line whose
 * price is the furthest from the newest that is known, for the whole order.
 */
function flagUnproven({ orderId, lines }: Order, { terminalId, epoch, seq }: FactPlace, ledger: Ledger): void {
  const unproven = lines.filter(({ catalogueVersion }) => ledger.isLost(catalogueVersion))
  const [worst] = unproven.toSorted((a, b) => strangeness(b, ledger) - strangeness(a, ledger))
  if (!worst) return
  const { sku, priceMinor, catalogueVersion } = worst
  const newestMinor = newestPrice(sku, ledger)
  const newest = newestMinor === undefined ? {} : { newestMinor }
  const details = { orderId, lines: unproven.length, sku, priceMinor, ...newest, catalogueVersion }
  ledger.added.alarms.push(alarmRow({ kind: 'price_unproven', terminalId, epoch, seq, details }, ledger.nowMs))
}

function strangeness({ sku, priceMinor }: OrderLine, ledger: Ledger): number {
  const newest = newestPrice(sku, ledger)
  return newest === undefined ? Number.MAX_VALUE : Math.abs(priceMinor - newest)
}

/** What a product cost last; undefined where this store never knew it. */
function newestPrice(sku: string, ledger: Ledger): number | undefined {
  return ledger.prices.get(sku)?.find(({ untilVersion }) => untilVersion === null)?.priceMinor
}

/** What was said of an order when it came first, wherever it comes from now: another epoch, a stick, paper. */
export function knownJudgement(orderId: string, bodyHash: string, ledger: Ledger): Judgement | undefined {
  const known = ledger.orders.get(orderId)
  if (!known) return undefined
  const { body_hash: knownHash, refusal_code: code, refusal_details: details } = known.row
  if (knownHash !== bodyHash) return refused('order.same_id_other_body', { orderId })
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
