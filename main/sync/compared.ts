import type { ControlAnswer, ControlRequest } from '../../contract/facts.ts'
import type { TerminalContext } from '../context.ts'
import { today } from '../journal/append.ts'
import { publishSync } from './status.ts'

/** How many days that agreed are kept, for people to see. */
const DAYS_REMEMBERED = 62

/** More requests than there ever are: a store that tells nonsense must not use up the numbers. */
const MAX_NUMBER_TOLD = 2 ** 40

type Asked = ControlRequest & { readonly number: number }

/**
 * Takes in what the store answered to a comparison: at once over the network, days later by courier. An answer that a
 * later one has overtaken says nothing new, and one to an outdated request nothing at all.
 * @param answer undefined where the store does not compare.
 */
export function takeComparison(context: TerminalContext, asked: Asked, answer: ControlAnswer | undefined): void {
  const { settings } = context
  if (answer?.outdated) return goOnFrom(context, answer.newest ?? 0)
  if (!isNews(context, asked)) return
  if (answer) takeDays(context, asked, answer)
  const { progress, ...control } = settings.control()
  if (!progress) return
  const compared = new Set((answer?.days ?? asked.days).map(({ businessDay }) => businessDay))
  const differing = control.differing.map(({ businessDay }) => businessDay)
  const again = answer ? differing.filter((day) => compared.has(day)) : [...compared]
  const later = new Set([...progress.later, ...again])
  const more = daysBehind(context, asked)
  const present = today(context)
  const wanted = (answer?.wanted ?? []).filter((day) => day < present && !later.has(day))
  const pending = progress.pending.filter((day) => !compared.has(day) || more.has(day))
  settings.saveControl({
    ...control,
    // A store that does not count requests is an older one.
    ...(answer?.newest === undefined ? {} : { answered: asked.number }),
    progress: {
      ...progress,
      pending: [...new Set([...pending, ...wanted])].toSorted(),
      later: [...later],
      sentAtMs: context.clock.nowMs(),
      toldBroken: asked.broken === undefined ? progress.toldBroken : JSON.stringify(asked.broken),
    },
  })
}

/** Data that was put back counts its requests from where it was: from the newest on they are heard again. */
function goOnFrom({ settings }: TerminalContext, newest: number): void {
  const control = settings.control()
  if (newest > (control.number ?? 0) && newest <= MAX_NUMBER_TOLD) settings.saveControl({ ...control, number: newest })
}

/** From now on bundles say what is to be compared. */
export function noteThatStoreCompares({ settings }: TerminalContext): void {
  const control = settings.control()
  if (control.answered === undefined) settings.saveControl({ ...control, answered: 0 })
}

/** Whether no later request was answered before. */
export function isNews({ settings }: TerminalContext, { number }: Pick<Asked, 'number'>): boolean {
  return number > (settings.control().answered ?? 0)
}

/** Days of which more was told than was compared. */
function daysBehind({ store }: TerminalContext, { heads }: Asked): ReadonlySet<string> {
  return new Set(
    store.journal.epochs().flatMap(({ epoch, seq }) => {
      const from = heads.find((head) => head.epoch === epoch)?.seq ?? 0
      return seq > from ? store.journal.daysSince(epoch, from) : []
    }),
  )
}

function takeDays(context: TerminalContext, { days }: Asked, answer: ControlAnswer): void {
  const { settings, log } = context
  const before = settings.control()
  const byDay = new Map(days.map((day) => [day.businessDay, day]))
  const agreed = answer.days.flatMap((day) => (day.agrees ? (byDay.get(day.businessDay) ?? []) : []))
  const differing = answer.days.flatMap(({ agrees, ...there }) => {
    const here = byDay.get(there.businessDay)
    return agrees || !here ? [] : [{ businessDay: there.businessDay, here, there }]
  })
  const compared = new Set(answer.days.map(({ businessDay }) => businessDay))
  settings.saveControl({
    ...before,
    agreed: [...before.agreed.filter((day) => !compared.has(day.businessDay)), ...agreed].slice(-DAYS_REMEMBERED),
    differing: [...before.differing.filter((day) => !compared.has(day.businessDay)), ...differing],
    differingHeads: answer.heads.filter(({ agrees }) => !agrees).map(({ epoch, seq }) => ({ epoch, seq })),
  })
  for (const { businessDay } of differing) log('control.differs', { businessDay })
  publishSync(context)
}
