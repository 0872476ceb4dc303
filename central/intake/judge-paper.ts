import { rebuildOrder } from '../../domain/compact-order.ts'
import type { PaperCarried } from '../../domain/fact.ts'
import { invariant } from '../../domain/result.ts'
import { sha256Hex } from '../../trust/hash.ts'
import { checkPaperOrder } from '../../trust/paper-order.ts'
import { knownJudgement, placeOrder } from './judge-placed.ts'
import { refused, type Judgement } from './judgement.ts'
import type { FactPlace, Ledger } from './ledger.ts'
import { parseBody } from './parse-body.ts'

/**
 * Judges an order that another terminal read from paper: it is entered as if its own fact had come, under its own
 * terminal and place, once that terminal's signature holds and it is, byte for byte, what was signed there.
 */
export function judgePaper(carried: PaperCarried, carrier: FactPlace, ledger: Ledger): Judgement {
  const read = ledger.papers.read.get(carried)
  invariant(read, 'the papers of a batch were read')
  if (!read.ok) return refused(read.code, read.details)
  const { compact } = read.value
  const { orderId, terminalId, place } = compact
  const key = ledger.terminals.get(terminalId)?.signing_key ?? null
  if (key === null) return refused('paper.terminal_unknown', { terminalId })
  if (!checkPaperOrder(read.value, key)) return refused('paper.signature_wrong', { orderId })
  if (carried.orderId !== orderId) return refused('paper.order_differs', { orderId })
  const known = knownJudgement(orderId, place.bodyHash, ledger)
  if (known) return known
  const rebuilt = rebuildOrder(compact, ledger.papers.lookUp)
  if (!rebuilt.ok) return refused(rebuilt.code, rebuilt.details)
  const body = JSON.stringify(rebuilt.value)
  const parsed = parseBody(body)
  if (sha256Hex(body) !== place.bodyHash || !parsed.ok) return refused('paper.order_differs', { orderId })
  ledger.added.paperOrders.push({
    ...{ order_id: orderId, body, carried_by: carrier.terminalId, carried_at_ms: ledger.nowMs },
  })
  return placeOrder(rebuilt.value.order, { terminalId, ...place }, ledger)
}
