import type { Verdict } from '../../contract/facts.ts'
import type { JournalEntry } from '../../db/journal.ts'
import type { Refusal } from '../../db/orders.ts'
import type { EpochBegun, FactBody } from '../../domain/fact.ts'
import { canBecome } from '../../domain/order.ts'
import type { TerminalContext } from '../context.ts'
import { appendText, beginEpoch } from '../journal/append.ts'
import { publishCart, publishOrder } from '../ordering.ts'
import { notePaperVerdict } from '../paper-refusals.ts'
import { publishSync } from './status.ts'

/**
 * Notes the central store's verdicts on facts of an epoch and what follows from them for their orders. A fact whose
 * place was taken there by another (this terminal's data was put back from a copy) gets a place in a new epoch.
 * @returns whether facts have to be told again, so that what the store lacks of others should be sent before them.
 */
export function settle(context: TerminalContext, epoch: number, verdicts: readonly Verdict[]): boolean {
  const { store } = context
  const nowMs = context.clock.nowMs()
  const touched = new Set<string>()
  const homeless: JournalEntry[] = []
  store.transaction(() => {
    for (const verdict of verdicts) {
      const fact = store.journal.get(epoch, verdict.seq)
      if (!fact) continue
      store.outbox.acknowledge(epoch, verdict.seq, JSON.stringify(verdict), nowMs)
      const hasToMove = isPlaceTaken(verdict) || followsItsOrder(store, fact, verdict, homeless)
      if (hasToMove && mayMove(store, fact)) {
        homeless.push(fact)
        continue
      }
      if (fact.kind === 'paper.carried') notePaperVerdict(context, fact, verdict)
      const orderId = fact.kind === 'order.placed' ? fact.subjectId : store.orders.cancellation(fact.subjectId)?.orderId
      if (orderId === undefined) continue
      touched.add(orderId)
      settleOrder(context, orderId, fact.kind, verdict, nowMs)
    }
    if (verdicts.some(({ code }) => code === 'fact.same_place_other_body'))
      context.settings.saveFetchedBack({ ...context.settings.fetchedBack(), [epoch]: 0 })
    if (homeless.length > 0) placeAnew(context, epoch, homeless)
  })
  for (const orderId of touched) publishOrder(context, orderId)
  // A new epoch gives the open cart a new id.
  if (homeless.length > 0) publishCart(context)
  publishSync(context)
  return homeless.length > 0
}

/** Another fact stands there in its place, or behind the place of another: the two chains have parted. */
function isPlaceTaken({ code, details }: Verdict): boolean {
  return code === 'fact.same_place_other_body' || (code === 'fact.hash_wrong' && details?.['what'] === 'chain')
}

/**
 * A cancellation that came before its order is told again behind it: the order has to find another place, or was in an
 * epoch that the store has lost.
 */
function followsItsOrder(
  { journal, orders }: TerminalContext['store'],
  { kind, subjectId, epoch }: JournalEntry,
  { code }: Verdict,
  homeless: readonly JournalEntry[],
): boolean {
  if (kind !== 'order.cancelled' || code !== 'order.unknown') return false
  const orderId = orders.cancellation(subjectId)?.orderId
  if (orderId === undefined) return false
  return homeless.some((fact) => fact.subjectId === orderId) || (journal.ofOrder(orderId)?.epoch ?? epoch) !== epoch
}

const MOST_MOVES = 3

/**
 * A store that finds every place taken must not make this terminal begin epochs for ever. One that has accepted something
 * since then is no such store: the data was put back once more.
 */
function mayMove({ journal, outbox }: TerminalContext['store'], fact: JournalEntry): boolean {
  let epoch = fact.epoch
  for (let moves = 0; moves < MOST_MOVES; moves++) {
    const first = journal.get(epoch, 1)
    if (first?.kind !== 'epoch.begun' || outbox.hasAcceptedOrder(epoch)) return true
    const { reason, previous } = JSON.parse(first.body) as EpochBegun
    if (reason !== 'place-taken') return true
    epoch = previous.epoch
  }
  return false
}

/** The facts stay in the old epoch as they are; the same bodies are told again in a new one. */
function placeAnew(context: TerminalContext, epoch: number, facts: readonly JournalEntry[]): void {
  if (context.settings.identity()?.epoch === epoch) beginEpoch(context, 'place-taken')
  for (const { kind, body } of facts)
    if (kind !== 'epoch.begun') appendText(context, JSON.parse(body) as FactBody, body)
}

function settleOrder(context: TerminalContext, orderId: string, kind: string, verdict: Verdict, nowMs: number): void {
  const { orders } = context.store
  const stored = orders.get(orderId)
  if (!stored) return
  const refusal = refusalOf(verdict)
  if (kind === 'order.placed') {
    const state = refusal ? 'refused' : 'accepted'
    if (canBecome(stored.state, state)) orders.setState(orderId, state, 'central', nowMs, refusal)
    // It was accepted by a store that was put back since, and does not accept it again: the clerk must see that too.
    else if (refusal) orders.setState(orderId, stored.state, stored.stateSource, stored.stateAtMs, refusal)
  } else if (refusal) {
    // The order stands there as it did, whatever this terminal made of it, and the clerk must see that.
    if (stored.state === 'cancelled') orders.setState(orderId, 'accepted', 'central', nowMs, refusal)
    else orders.setState(orderId, stored.state, stored.stateSource, stored.stateAtMs, refusal)
  }
}

export function refusalOf(
  verdict: Pick<Verdict, 'code' | 'details'> & { outcome?: Verdict['outcome'] },
): Refusal | undefined {
  if (verdict.outcome === 'accepted' || verdict.code === undefined) return undefined
  return verdict.details ? { code: verdict.code, details: verdict.details } : { code: verdict.code }
}
