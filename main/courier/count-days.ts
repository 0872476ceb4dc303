import type { CourierRange } from '../../contract/courier.ts'
import type { JournalPlace } from '../../db/journal.ts'
import type { TerminalContext } from '../context.ts'
import { numbered, prepareComparison, type NumberedRequest } from '../sync/control.ts'

/** What a bundle asks the store to compare, once it has taken in the bundle's facts. */

/** Undefined where the store is not known to take it: one of an older version would refuse the bundle. */
export async function countForBundle(
  context: TerminalContext,
  ranges: readonly CourierRange[],
): Promise<NumberedRequest | undefined> {
  if (!isTaken(context)) return undefined
  const { request } = await prepareComparison(context, afterReading(context, ranges))
  return numbered(context, request)
}

/** The same as text, to be compared with what an earlier bundle asked. That the journal is whole is no news. */
export async function countedText(context: TerminalContext, ranges: readonly CourierRange[]): Promise<string> {
  if (!isTaken(context)) return ''
  const { days, broken } = (await prepareComparison(context, afterReading(context, ranges))).request
  return JSON.stringify({ days, broken: broken ?? null })
}

function isTaken({ settings }: TerminalContext): boolean {
  return settings.control().answered !== undefined
}

function afterReading({ store }: TerminalContext, ranges: readonly CourierRange[]): JournalPlace[] {
  return store.journal.epochs().map(({ epoch }) => {
    const carried = ranges.find((range) => range.epoch === epoch)?.toSeq ?? 0
    return { epoch, seq: Math.max(carried, store.outbox.acknowledgedSeq(epoch)) }
  })
}
