import { z } from 'zod'
import type { Verdict } from '../contract/facts.ts'
import { PaperRefusal } from '../contract/safety.ts'
import type { JournalEntry } from '../db/journal.ts'
import type { FactBody } from '../domain/fact.ts'
import { readPaperOrder } from '../trust/paper-order.ts'
import type { TerminalContext } from './context.ts'

/** Orders that this terminal read from paper for another and the central store did not take, newest first. */

const NAME = 'paper-refusals'
const MOST_KEPT = 20

export function paperRefusals({ store }: Pick<TerminalContext, 'store'>): PaperRefusal[] {
  return z.array(PaperRefusal).safeParse(store.settings.get(NAME)).data ?? []
}

/** Keeps the refusal in the clerk's view. Call it in a transaction. */
export function notePaperVerdict(context: TerminalContext, entry: JournalEntry, verdict: Verdict): void {
  const body = JSON.parse(entry.body) as FactBody
  if (body.kind !== 'paper.carried') return
  const { orderId, texts } = body
  const others = paperRefusals(context).filter((refusal) => refusal.orderId !== orderId)
  if (verdict.outcome === 'accepted' || verdict.code === undefined) {
    if (others.length < paperRefusals(context).length) context.store.settings.set(NAME, others)
    return
  }
  const order = readPaperOrder(texts)
  const refusal: PaperRefusal = {
    orderId,
    number: order.ok ? order.value.compact.number : '',
    atMs: context.clock.nowMs(),
    code: verdict.code,
    details: verdict.details ?? {},
  }
  context.store.settings.set(NAME, [refusal, ...others].slice(0, MOST_KEPT))
}

/** Somebody has dealt with it. */
export function forgetPaperRefusal(context: TerminalContext, orderId: string): void {
  const left = paperRefusals(context).filter((refusal) => refusal.orderId !== orderId)
  context.store.settings.set(NAME, left)
}
