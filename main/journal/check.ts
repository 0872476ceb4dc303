import type { JournalCheck, TerminalContext } from '../context.ts'
import type { Timer } from '../ports/timer.ts'
import { heedDamage } from '../recovery/damage.ts'
import { compareEntry, rowsWithoutFact, verifyEpoch, type JournalKey } from './verify.ts'

/** Checked before the terminal opens, by their chain alone; the whole journal follows while it works. */
const CHECKED_AT_START = 2_000
const PAUSE_MS = 20

function keyOf({ settings, keys }: TerminalContext): JournalKey | undefined {
  const identity = settings.identity()
  return identity && { terminalId: identity.terminalId, publicKey: keys.signing.publicKey }
}

/**
 * Verifies the journal: its newest part at once, then all of it in small portions, so that no order waits.
 * @param found called at the end, with whether anything is not what was written.
 * @returns ends it.
 */
export function checkJournal(
  context: TerminalContext,
  timer: Timer,
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
  const steps = verifyAll(context)
  let next = timer.after(PAUSE_MS, run)
  function run(): void {
    try {
      const step = steps.next()
      if (step.done) return found(context.live.journal.broken !== null)
    } catch (error) {
      heedDamage(context, error)
      return log('journal.check_failed', { why: String(error) })
    }
    next = timer.after(PAUSE_MS, run)
  }
  return { cancel: () => next.cancel() }
}

function* verifyAll(context: TerminalContext): Generator<void, void> {
  const { store, live } = context
  for (const { epoch } of store.journal.epochs()) {
    const before = live.journal.checked
    const steps = verifyEpoch(store, epoch, 1, keyOf(context))
    let compared = 0
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done && step.value) return keepInView(context, step.value)
      if (step.done) break
      for (const entry of store.journal.from(epoch, compared + 1, step.value - compared)) {
        const broken = compareEntry(store, entry)
        if (broken) return keepInView(context, broken)
      }
      compared = step.value
      live.journal = { ...live.journal, checked: before + compared }
      yield
    }
  }
  for (const [unknown] of rowsWithoutFact(store)) {
    if (unknown) return keepInView(context, unknown)
    yield
  }
  live.journal = { ...live.journal, complete: true }
}

export function keepInView(context: TerminalContext, broken: NonNullable<JournalCheck['broken']>): void {
  context.live.journal = { ...context.live.journal, broken }
  context.log('journal.broken', { ...broken })
}
