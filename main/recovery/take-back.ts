import type { OwnFact } from '../../contract/facts.ts'
import { businessDayOf, factMessage, FIRST_PREVIOUS_HASH, subjectOf, type FactBody } from '../../domain/fact.ts'
import { canBecome } from '../../domain/order.ts'
import { chainHead, sha256Hex } from '../../trust/hash.ts'
import { verifySignature } from '../../trust/signing.ts'
import type { TerminalContext } from '../context.ts'
import { publishInfo } from '../info.ts'
import { publishPrinting } from '../printing/status.ts'
import { publishCart, publishOrder } from '../ordering.ts'
import { appendText } from '../journal/append.ts'
import { recoveryReport, saveRecoveryReport, withoutFact } from './report.ts'
import { replaySettings } from './put-back-settings.ts'
import { bodyOf, takeIn, takeInWaiting } from './take-in.ts'

/**
 * Puts facts of this terminal back that its data has lost and the central store still has: orders and cancellations
 * come back with them. What is there already stays as it is, so that it may run again and again.
 * @param facts of one epoch, in the order of their sequence.
 * @returns how many facts were put back.
 */
export function takeBackFacts(context: TerminalContext, epoch: number, facts: readonly OwnFact[]): number {
  const { store } = context
  const touched = new Set<string>()
  let count = 0
  let isSetAnew = false
  store.transaction(() => {
    const seqs: number[] = []
    for (const fact of facts.filter((one) => isGenuine(context, epoch, one))) {
      const body = bodyOf(fact.body)
      if (keepPlace(context, epoch, fact, body)) count += 1
      seqs.push(fact.seq)
      const orderId = body && takeIn(context, body) ? orderOf(body) : undefined
      // Its own place belongs to another fact here: it is told again, so that the journal knows of every order.
      if (orderId !== undefined && !store.journal.tells(body!.kind, subjectOf(body!)))
        appendText(context, body!, fact.body)
      if (body?.kind === 'order.placed' && orderId !== undefined) settle(context, orderId, fact)
      if (orderId !== undefined) touched.add(orderId)
    }
    takeInWaiting(context)
    isSetAnew = replaySettings(context)
    noteInReport(context, epoch, seqs, touched.size)
  })
  if (isSetAnew) publishInfo(context)
  if (isSetAnew) publishPrinting(context)
  for (const orderId of touched) publishOrder(context, orderId)
  if (touched.size > 0) publishCart(context)
  return count
}

/** Whether it is this terminal's own, as it was written. */
export function isGenuine(context: TerminalContext, epoch: number, fact: OwnFact): boolean {
  const { settings, keys, log } = context
  const message = factMessage(settings.identity()?.terminalId ?? '', epoch, fact)
  const isSigned = fact.signature === '' || verifySignature(keys.signing.publicKey, message, fact.signature)
  const genuine = isSigned && sha256Hex(fact.body) === fact.bodyHash
  if (!genuine) log('recovery.fact_not_genuine', { epoch, seq: fact.seq })
  return genuine
}

/** A place that another fact has taken meanwhile stays that fact's, and behind a gap none is taken: no chain breaks. */
function keepPlace(
  { store, clock }: TerminalContext,
  epoch: number,
  fact: OwnFact,
  body: FactBody | undefined,
): boolean {
  const last = store.journal.newest(epoch)
  const head = last ? chainHead(last.previousHash, last.bodyHash) : FIRST_PREVIOUS_HASH
  if (fact.seq !== (last?.seq ?? 0) + 1 || fact.previousHash !== head) return false
  const { verdict, ...entry } = fact
  const about = {
    kind: body?.kind ?? 'unknown',
    subjectId: body ? subjectOf(body) : '',
    businessDay: body ? businessDayOf(body) : '',
  }
  store.journal.putBack({ ...entry, ...about, epoch }, JSON.stringify(verdict), clock.nowMs())
  return true
}

function orderOf(body: FactBody): string | undefined {
  if (body.kind === 'order.placed') return body.order.orderId
  return body.kind === 'order.cancelled' ? body.cancellation.orderId : undefined
}

function settle({ store, clock }: TerminalContext, orderId: string, { verdict }: OwnFact): void {
  const { outcome, code, details } = verdict
  const stored = store.orders.get(orderId)
  const refusal = outcome === 'refused' && code ? { code, ...(details ? { details } : {}) } : undefined
  if (stored && canBecome(stored.state, outcome))
    store.orders.setState(orderId, outcome, 'central', clock.nowMs(), refusal)
}

function noteInReport(context: TerminalContext, epoch: number, seqs: readonly number[], orders: number): void {
  const report = recoveryReport(context)
  if (!report) return
  const missing = seqs.reduce((left, seq) => withoutFact(left, epoch, seq), report.missing)
  const changed = JSON.stringify(missing) !== JSON.stringify(report.missing)
  if (!changed && orders === 0) return
  saveRecoveryReport(context.store.settings, { ...report, missing, fetchedBack: report.fetchedBack + orders })
}
