import type { JournalCheck, TerminalContext } from '../context.ts'
import type { Timer } from '../ports/timer.ts'
import { heedDamage } from '../recovery/damage.ts'
import { compareEntry, rowsWithoutFact, verifyEpoch, type JournalKey } from './verify.ts'

/** Checked before the terminal opens, by their chain alone; the whole journal follows while it works. */
const CHECKED_AT_START = 2_000
const PAUSE_MS = 20
const LOOK_AGAIN_MS = 10_000

function keyOf({ settings, keys }: TerminalContext): JournalKey | undefined {
  const identity = settings.identity()
  return identity && { terminalId: identity.terminalId, publicKey: keys.signing.publicKey }
}

export interface CheckTimers {
  /** Between two portions. */
  readonly portions: Timer
  /** Until facts that came since are looked for. */
  readonly looks: Timer
}

/**
 * Verifies the journal: its newest part at once, then all of it in small portions, so that no order waits, and from then
 * on what came since, be it sold or given back by the central store.
 * @param found called at each end, with whether anything is not what was written.
 * @returns ends it.
 */
export function checkJournal(
  context: TerminalContext,
  { portions, looks }: CheckTimers,
  found: (isBroken: boolean) => void,
): { cancel(): void } {
  const { store, log } = context
  for (const { epoch, seq } of store.journal.epochs().slice(-1)) {
    const steps = verifyEpoch(store, epoch, Math.max(1, seq - CHECKED_AT_START + 1), undefined)
    for (let step = steps.next(); ; step = steps.next())
      if (step.done) {
        if (step.value) keepInView(context, step.value)
        break
      }
  }
  const seen = new Map<number, number>()
  let steps = verifyAll(context, seen)
  let next = portions.after(PAUSE_MS, run)
  function run(): void {
    try {
      const step = steps.next()
      if (step.done) {
        found(context.live.journal.broken !== null)
        if (!context.live.journal.broken) next = looks.after(LOOK_AGAIN_MS, look)
        return
      }
    } catch (error) {
      heedDamage(context, error)
      return log('journal.check_failed', { why: String(error) })
    }
    next = portions.after(PAUSE_MS, run)
  }
  function look(): void {
    if (context.live.journal.checked === countFacts(context)) {
      next = looks.after(LOOK_AGAIN_MS, look)
      return
    }
    steps = verifyFacts(context, seen)
    run()
  }
  return { cancel: () => next.cancel() }
}

/** A look-up for each epoch, however long the journal is: sequences have no gaps. */
export function countFacts({ store }: Pick<TerminalContext, 'store'>): number {
  return store.journal.epochs().reduce((sum, { seq }) => sum + seq, 0)
}

function* verifyAll(context: TerminalContext, seen: Map<number, number>): Generator<void, void> {
  const { store, live } = context
  yield* verifyFacts(context, seen)
  if (live.journal.broken) return
  for (const [unknown] of rowsWithoutFact(store)) {
    if (unknown) return keepInView(context, unknown)
    yield
  }
  live.journal = { ...live.journal, complete: true }
}

/** Those that were not seen yet. @param seen by epoch, up to which sequence. */
function* verifyFacts(context: TerminalContext, seen: Map<number, number>): Generator<void, void> {
  const { store, live } = context
  for (const { epoch } of store.journal.epochs()) {
    const before = live.journal.checked
    const from = (seen.get(epoch) ?? 0) + 1
    const steps = verifyEpoch(store, epoch, from, keyOf(context))
    let compared = 0
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done && step.value) return keepInView(context, step.value)
      if (step.done) break
      for (const entry of store.journal.from(epoch, from + compared, step.value - compared)) {
        const broken = compareEntry(store, entry)
        if (broken) return keepInView(context, broken)
      }
      compared = step.value
      seen.set(epoch, from - 1 + compared)
      live.journal = { ...live.journal, checked: before + compared }
      yield
    }
  }
}

export function keepInView(context: TerminalContext, broken: NonNullable<JournalCheck['broken']>): void {
  context.live.journal = { ...context.live.journal, broken }
  context.log('journal.broken', { ...broken })
}
