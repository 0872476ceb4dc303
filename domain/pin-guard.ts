/**
 * Slows down whoever guesses a PIN: five tries, then a wait that doubles with each further wrong one, and never more
 * than fifty wrong ones a day. Kept in the database, so that a restart forgives nothing.
 */
export interface PinGuard {
  /** Wrong tries since the last right one. */
  readonly wrong: number
  /** Wrong tries since `dayStartedMs`, right ones in between or not. */
  readonly wrongToday: number
  /** Time that passed at the terminal, as `PinClock` counts it, when the count of the day began. */
  readonly dayStartedMs: number
  /** Until when nothing is tried; 0 where nobody has to wait. */
  readonly blockedUntilMs: number
}

export const NO_GUARD: PinGuard = { wrong: 0, wrongToday: 0, dayStartedMs: 0, blockedUntilMs: 0 }

export const FREE_TRIES = 5
export const TRIES_A_DAY = 50
const FIRST_WAIT_MS = 30_000
const LONGEST_WAIT_MS = 3_600_000
const DAY_MS = 86_400_000

/**
 * @param nowMs time that only goes on while the terminal runs: a wall clock could be put forward to end a wait.
 * @returns how long nothing may be tried yet; 0 where it may.
 */
export function pinWaitMs(guard: PinGuard, nowMs: number): number {
  return Math.max(0, guard.blockedUntilMs - nowMs)
}

export function afterWrongPin(guard: PinGuard, nowMs: number): PinGuard {
  const sameDay = nowMs - guard.dayStartedMs < DAY_MS && guard.wrongToday > 0
  const dayStartedMs = sameDay ? guard.dayStartedMs : nowMs
  const wrongToday = (sameDay ? guard.wrongToday : 0) + 1
  const wrong = guard.wrong + 1
  const untilNextDay = wrongToday >= TRIES_A_DAY ? dayStartedMs + DAY_MS : 0
  return { wrong, wrongToday, dayStartedMs, blockedUntilMs: Math.max(nowMs + waitAfter(wrong), untilNextDay) }
}

/** The day's count stays: whoever knows one PIN may not try another without end. */
export function afterRightPin(guard: PinGuard): PinGuard {
  return { ...guard, wrong: 0, blockedUntilMs: 0 }
}

function waitAfter(wrong: number): number {
  if (wrong < FREE_TRIES) return 0
  return Math.min(FIRST_WAIT_MS * 2 ** Math.min(wrong - FREE_TRIES, 10), LONGEST_WAIT_MS)
}
