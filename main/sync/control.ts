import { MAX_CONTROL_DAYS, MAX_CONTROL_HEADS } from '../../contract/facts.ts'
import type { ControlTotal } from '../../domain/fact.ts'
import { chainHead } from '../../trust/hash.ts'
import type { TerminalContext } from '../context.ts'
import { today } from '../journal/append.ts'
import { isWhole } from '../journal/check.ts'
import { controlTotal, isSettled } from '../journal/control.ts'
import { CentralError, type CentralClient } from './central-client.ts'
import { publishSync } from './status.ts'

/** How many days that agreed are remembered, so that they are not counted again each minute. */
const DAYS_REMEMBERED = 62

/**
 * Compares each business day that is over, once, with what the central store counted, and the heads of the journal's
 * chains with it. What differs is kept for people to look at; it stops nothing.
 */
export async function compareTotals(context: TerminalContext, client: CentralClient): Promise<void> {
  const { settings, log } = context
  const days = daysToCompare(context)
  if (days.length === 0) return
  try {
    const answer = await client.compareTotals({ days, heads: headsOf(context) })
    const before = settings.control()
    const byDay = new Map(days.map((day) => [day.businessDay, day]))
    const agreed = answer.days.flatMap((day) => (day.agrees ? (byDay.get(day.businessDay) ?? []) : []))
    const differing = answer.days.flatMap(({ agrees, ...there }) => {
      const here = byDay.get(there.businessDay)
      return agrees || !here ? [] : [{ businessDay: there.businessDay, here, there }]
    })
    const compared = new Set(answer.days.map(({ businessDay }) => businessDay))
    settings.saveControl({
      agreed: [...before.agreed.filter((day) => !compared.has(day.businessDay)), ...agreed].slice(-DAYS_REMEMBERED),
      differing: [...before.differing.filter((day) => !compared.has(day.businessDay)), ...differing],
      differingHeads: answer.heads.filter(({ agrees }) => !agrees).map(({ epoch, seq }) => ({ epoch, seq })),
    })
    for (const { businessDay } of differing) log('control.differs', { businessDay })
    publishSync(context)
  } catch (error) {
    // A store of version 1 does not count with us.
    if (!(error instanceof CentralError) || error.code !== 'request.not_found') throw error
  }
}

function daysToCompare(context: TerminalContext): ControlTotal[] {
  const { store, settings } = context
  const present = today(context)
  const agreed = new Set(settings.control().agreed.map(({ businessDay }) => businessDay))
  return store.journal
    .days(MAX_CONTROL_DAYS)
    .filter((day) => day !== present && !agreed.has(day) && isSettled(store, day) && isWhole(context, day))
    .map((day) => controlTotal(store, day))
}

function headsOf({ store }: TerminalContext) {
  const epochs = store.journal.epochs().slice(-MAX_CONTROL_HEADS)
  return epochs.flatMap(({ epoch }) => {
    const seq = store.outbox.acknowledgedSeq(epoch)
    const entry = store.journal.get(epoch, seq)
    return entry ? [{ epoch, seq, chainHead: chainHead(entry.previousHash, entry.bodyHash) }] : []
  })
}
