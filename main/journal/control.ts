import type { JournalPlace } from '../../db/journal.ts'
import type { ControlTotal, FactBody } from '../../domain/fact.ts'
import type { TerminalContext } from '../context.ts'
import { breakOf, compareEntry, type JournalBreak, type OrderBreak } from './verify.ts'

/** Hashing and parsing them takes a few milliseconds: an order that is being placed waits no longer than that. */
const FACTS_AT_ONCE = 50

export type CountedDay =
  | { readonly total: ControlTotal }
  | { readonly broken: JournalBreak | OrderBreak }
  /** Something of the day stands behind what is compared. */
  | 'waiting'

/**
 * What the journal says of a business day, for the comparison with the central store: each order and cancellation
 * once, whatever epochs it was told in. Chain, bodies and rows are checked on the way; signatures are left to the check
 * of the whole journal. Between portions others have their turn.
 * @param upTo of every epoch, up to where the store has it, or will have it once it reads the message.
 */
export async function countDay(
  context: Pick<TerminalContext, 'store'>,
  businessDay: string,
  upTo: readonly JournalPlace[],
): Promise<CountedDay> {
  const { store } = context
  const known = new Map(upTo.map(({ epoch, seq }) => [epoch, seq]))
  const seen = new Set<string>()
  const total = { businessDay, orders: 0, ordersMinor: 0, cancellations: 0, refundsMinor: 0 }
  let after: JournalPlace = { epoch: 0, seq: 0 }
  for (;;) {
    const entries = store.journal.ofDayAfter(businessDay, after, FACTS_AT_ONCE)
    for (const entry of entries) {
      const { epoch, seq, kind, subjectId, body } = entry
      const before = seq > 1 ? store.journal.get(epoch, seq - 1) : undefined
      if (seq > 1 && !before) return { broken: { epoch, seq: seq - 1, what: 'missing' } }
      const what = breakOf(entry, seq, before, before !== undefined && before.signature !== '', undefined)
      if (what) return { broken: { epoch, seq, what } }
      const broken = compareEntry(store, entry)
      if (broken) return { broken }
      if (seq > (known.get(epoch) ?? 0)) return 'waiting'
      if (!seen.has(subjectId)) add(total, JSON.parse(body) as FactBody)
      if (kind === 'order.placed' || kind === 'order.cancelled') seen.add(subjectId)
    }
    if (entries.length < FACTS_AT_ONCE) return { total }
    after = entries.at(-1)!
    await othersTurn()
  }
}

function add(total: { -readonly [Name in keyof ControlTotal]: ControlTotal[Name] }, told: FactBody): void {
  if (told.kind === 'order.placed') {
    total.orders += 1
    total.ordersMinor += told.order.totalMinor
  } else if (told.kind === 'order.cancelled') {
    total.cancellations += 1
    total.refundsMinor += told.cancellation.refundMinor
  }
}

function othersTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
