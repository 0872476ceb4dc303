import { MAX_CONTROL_DAYS, MAX_CONTROL_HEADS, type ControlAnswer, type ControlRequest } from '../../contract/facts.ts'
import { chainHead } from '../../trust/hash.ts'
import type { TerminalContext } from '../context.ts'
import { today } from '../journal/append.ts'
import { keepInView } from '../journal/check.ts'
import { countDay } from '../journal/control.ts'
import type { ControlState } from '../settings.ts'
import { CentralError, type CentralClient } from './central-client.ts'
import { publishSync } from './status.ts'

/** How many days that agreed are kept, for people to see. */
const DAYS_REMEMBERED = 62
const DAY_MS = 24 * 3_600_000

type Progress = NonNullable<ControlState['progress']>
type Request = ControlRequest & Pick<Progress, 'later'>

/**
 * Compares each business day that is over with what the central store counted, once for all that is told of it, and the
 * heads of the journal's chains at least once a day. What differs is kept for people to look at and asked for again the
 * day after; a journal that is not as it was written is told of at once. Nothing of that stops anything.
 */
export async function compareTotals(context: TerminalContext, client: CentralClient): Promise<void> {
  const { settings, clock } = context
  const progress = lookForDays(context)
  const { later, ...request } = await requestOf(context, progress)
  const told = request.broken === undefined ? progress.toldBroken : JSON.stringify(request.broken)
  const isNews = told !== progress.toldBroken
  if (request.days.length === 0 && !isDue(context, progress) && !isNews) return keepProgress(context, progress, later)
  const answer = await ask(client, request)
  if (answer) takeAnswer(context, request, answer)
  const compared = new Set((answer?.days ?? request.days).map(({ businessDay }) => businessDay))
  const differing = settings.control().differing.map(({ businessDay }) => businessDay)
  const again = answer ? differing.filter((day) => compared.has(day)) : [...compared]
  keepProgress(context, { ...progress, sentAtMs: clock.nowMs(), toldBroken: told }, [...later, ...again], compared)
}

/** A store of version 1 does not count with us. */
async function ask(client: CentralClient, request: ControlRequest): Promise<ControlAnswer | undefined> {
  try {
    return await client.compareTotals(request)
  } catch (error) {
    if (error instanceof CentralError && error.code === 'request.not_found') return undefined
    throw error
  }
}

/** Facts are only added, so that a look at the new ones finds every day of which there is more to compare. */
function lookForDays(context: TerminalContext): Progress {
  const { store, settings } = context
  const known = settings.control().progress
  const before = known ?? { seen: [], pending: [], later: [], sentAtMs: 0, toldBroken: 'null' }
  const seen = store.journal.epochs()
  const added = seen.flatMap(({ epoch, seq }) => {
    const from = before.seen.find((one) => one.epoch === epoch)?.seq ?? 0
    return seq === from || !known ? [] : store.journal.daysSince(epoch, Math.min(from, seq))
  })
  // Looking through the whole journal for them would take long.
  const all = known ? [] : store.journal.days(Number.MAX_SAFE_INTEGER)
  const due = isDue(context, before) ? before.later : []
  const pending = [...new Set([...before.pending, ...all, ...added, ...due])].toSorted()
  return { ...before, seen, pending, later: before.later.filter((day) => !pending.includes(day)) }
}

/** Also where the clock was set back since. */
function isDue({ clock }: TerminalContext, { sentAtMs }: Progress): boolean {
  return Math.abs(clock.nowMs() - sentAtMs) >= DAY_MS
}

async function requestOf(context: TerminalContext, { pending }: Progress): Promise<Request> {
  const present = today(context)
  const days: ControlRequest['days'] = []
  const later: string[] = []
  for (const businessDay of pending) {
    if (businessDay === present) continue
    if (days.length === MAX_CONTROL_DAYS) break
    const counted = await countDay(context, businessDay)
    if (counted === 'waiting') continue
    if ('total' in counted) days.push(counted.total)
    else {
      keepInView(context, counted.broken)
      later.push(businessDay)
    }
  }
  const { broken, complete } = context.live.journal
  const found = broken && { epoch: broken.epoch, seq: broken.seq, what: broken.what }
  return { days, later, heads: headsOf(context), ...(found || complete ? { broken: found } : {}) }
}

function takeAnswer(context: TerminalContext, { days }: ControlRequest, answer: ControlAnswer): void {
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

/** Written only where it changed: most rounds find nothing new. */
function keepProgress(
  { settings }: TerminalContext,
  progress: Progress,
  later: readonly string[],
  compared: ReadonlySet<string> = new Set(),
): void {
  const control = settings.control()
  const put = new Set(later)
  const pending = progress.pending.filter((day) => !compared.has(day) && !put.has(day))
  const now = { ...progress, pending, later: [...new Set([...progress.later, ...later])] }
  if (JSON.stringify(now) !== JSON.stringify(control.progress)) settings.saveControl({ ...control, progress: now })
}

function headsOf({ store }: TerminalContext) {
  const epochs = store.journal.epochs().slice(-MAX_CONTROL_HEADS)
  return epochs.flatMap(({ epoch }) => {
    const seq = store.outbox.acknowledgedSeq(epoch)
    const entry = store.journal.get(epoch, seq)
    return entry ? [{ epoch, seq, chainHead: chainHead(entry.previousHash, entry.bodyHash) }] : []
  })
}
