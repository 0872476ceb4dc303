import { MAX_CONTROL_DAYS, MAX_CONTROL_HEADS, type ControlAnswer, type ControlRequest } from '../../contract/facts.ts'
import type { JournalPlace } from '../../db/journal.ts'
import { chainHead } from '../../trust/hash.ts'
import type { TerminalContext } from '../context.ts'
import { today } from '../journal/append.ts'
import { keepInView } from '../journal/check.ts'
import { countDay } from '../journal/control.ts'
import type { ControlState } from '../settings.ts'
import { CentralError, type CentralClient } from './central-client.ts'
import { takeComparison } from './compared.ts'

const DAY_MS = 24 * 3_600_000

type Progress = NonNullable<ControlState['progress']>

/**
 * Compares each business day that is over with what the central store counted, once for all that is told of it, and the
 * heads of the journal's chains at least once a day. What differs is kept for people to look at and asked for again the
 * day after; a journal that is not as it was written is told of at once. Nothing of that stops anything.
 */
export async function compareTotals(context: TerminalContext, client: CentralClient): Promise<void> {
  const prepared = await prepareComparison(context, acknowledged(context))
  if (!prepared.isNews) return
  const request = numbered(context, prepared.request)
  const answer = await ask(client, request)
  takeComparison(context, request, answer)
  if (!answer?.outdated || (context.settings.control().number ?? 0) === request.number) return
  const again = numbered(context, request)
  takeComparison(context, again, await ask(client, again))
}

/** As `numbered` sends it. */
export type NumberedRequest = ControlRequest & { readonly number: number }

/**
 * What is to be compared now.
 * @param upTo of each epoch, up to where the store has its facts, or will have them once it reads the message.
 * @returns with `isNews` where there is more to say than that nothing has changed since it was last said.
 */
export async function prepareComparison(
  context: TerminalContext,
  upTo: readonly JournalPlace[],
): Promise<{ readonly request: ControlRequest; readonly isNews: boolean }> {
  const progress = lookForDays(context)
  const { days, broken: brokenDays } = await countDays(context, progress, upTo)
  keepProgress(context, progress, brokenDays)
  const { broken, complete } = context.live.journal
  const found = broken && { epoch: broken.epoch, seq: broken.seq, what: broken.what }
  const request = { days, heads: headsOf(context, upTo), ...(found || complete ? { broken: found } : {}) }
  const isToldAlready = (!found && !complete) || JSON.stringify(found) === progress.toldBroken
  const isNews = days.length > 0 || isDue(context, progress) || !isToldAlready
  return { request, isNews }
}

/** Of each epoch, how far the store has it. */
function acknowledged({ store }: TerminalContext): JournalPlace[] {
  return store.journal.epochs().map(({ epoch }) => ({ epoch, seq: store.outbox.acknowledgedSeq(epoch) }))
}

/** Gives a request its number, above all others, and says whom it is for. */
export function numbered({ settings }: TerminalContext, request: ControlRequest): NumberedRequest {
  const control = settings.control()
  const number = (control.number ?? 0) + 1
  settings.saveControl({ ...control, number })
  const incarnation = settings.identity()?.incarnation
  return { ...request, number, ...(incarnation === undefined ? {} : { incarnation }) }
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

async function countDays(context: TerminalContext, { pending }: Progress, upTo: readonly JournalPlace[]) {
  const present = today(context)
  const days: ControlRequest['days'] = []
  const broken: string[] = []
  for (const businessDay of pending) {
    if (businessDay === present) continue
    if (days.length === MAX_CONTROL_DAYS) break
    const counted = await countDay(context, businessDay, upTo)
    if (counted === 'waiting') continue
    if ('total' in counted) days.push(counted.total)
    else {
      keepInView(context, counted.broken)
      broken.push(businessDay)
    }
  }
  return { days, broken }
}

/** What is broken here is looked at again the day after. Written only where it changed: most rounds find nothing new. */
function keepProgress({ settings }: TerminalContext, progress: Progress, broken: readonly string[]): void {
  const control = settings.control()
  const pending = progress.pending.filter((day) => !broken.includes(day))
  const now = { ...progress, pending, later: [...new Set([...progress.later, ...broken])] }
  if (JSON.stringify(now) !== JSON.stringify(control.progress)) settings.saveControl({ ...control, progress: now })
}

function headsOf({ store }: TerminalContext, upTo: readonly JournalPlace[]): ControlRequest['heads'] {
  return upTo.slice(-MAX_CONTROL_HEADS).flatMap(({ epoch, seq }) => {
    const entry = store.journal.get(epoch, seq)
    return entry ? [{ epoch, seq, chainHead: chainHead(entry.previousHash, entry.bodyHash) }] : []
  })
}
