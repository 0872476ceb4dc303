import type { TerminalStore } from '../../db/store.ts'
import type { ControlTotal, FactBody } from '../../domain/fact.ts'

/**
 * What the journal says of a business day, for the comparison with the central store: each order and cancellation
 * once, whatever epochs it was told in.
 */
export function controlTotal({ journal }: Pick<TerminalStore, 'journal'>, businessDay: string): ControlTotal {
  const seen = new Set<string>()
  let [orders, ordersMinor, cancellations, refundsMinor] = [0, 0, 0, 0]
  for (const { kind, subjectId, body } of journal.ofDay(businessDay)) {
    if ((kind !== 'order.placed' && kind !== 'order.cancelled') || seen.has(subjectId)) continue
    seen.add(subjectId)
    const told = JSON.parse(body) as FactBody
    if (told.kind === 'order.placed') {
      orders += 1
      ordersMinor += told.order.totalMinor
    } else if (told.kind === 'order.cancelled') {
      cancellations += 1
      refundsMinor += told.cancellation.refundMinor
    }
  }
  return { businessDay, orders, ordersMinor, cancellations, refundsMinor }
}

/** Whether everything of a business day has its verdict. */
export function isSettled(
  { journal, outbox }: Pick<TerminalStore, 'journal' | 'outbox'>,
  businessDay: string,
): boolean {
  for (const { epoch, seq } of journal.ofDay(businessDay)) if (outbox.verdict(epoch, seq) === undefined) return false
  return true
}
