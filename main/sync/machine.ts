/**
 * When the terminal talks to the central store: a timer while all is well, full jitter while it is not, and never an
 * end of trying. A pure machine; driver.ts performs its effects.
 */
export interface SyncState {
  readonly phase: 'stopped' | 'waiting' | 'syncing' | 'backing-off'
  /** Counts the rounds, so that a late answer to an older one cannot end the current one. */
  readonly round: number
  readonly failedAttempts: number
  /** Monotonic. */
  readonly nextAttemptMonotonicMs: number | null
  readonly lastError: string | null
  /** Somebody asked for a sync while one was under way: another follows at once. */
  readonly again: boolean
  /**
   * When the round under way would have come by itself, monotonic; null unless somebody asked for it before. Its failure
   * does not put off the next attempt beyond that: whoever presses because it takes long must not have it take longer.
   */
  readonly dueMonotonicMs: number | null
}

export type SyncEvent =
  | { readonly type: 'started' }
  | { readonly type: 'asked' }
  | { readonly type: 'timer' }
  | { readonly type: 'interval-changed' }
  | { readonly type: 'succeeded'; readonly round: number }
  | { readonly type: 'failed'; readonly round: number; readonly error: string }
  | { readonly type: 'stopped' }

export type SyncEffect =
  | { readonly type: 'run-round'; readonly round: number }
  | { readonly type: 'set-timer'; readonly delayMs: number }
  | { readonly type: 'clear-timer' }

export interface SyncInputs {
  readonly intervalMs: number
  readonly monotonicMs: number
  /** From 0 up to but not including 1. */
  readonly fraction: number
}

export const BACK_OFF_FIRST_MS = 2_000
export const BACK_OFF_MOST_MS = 300_000
/** Not quite nothing, so that a refused connection is not asked for again in the same breath. */
const LEAST_WAIT_MS = 200

export const INITIAL_SYNC: SyncState = {
  phase: 'stopped',
  round: 0,
  failedAttempts: 0,
  nextAttemptMonotonicMs: null,
  lastError: null,
  again: false,
  dueMonotonicMs: null,
}

interface Step {
  readonly state: SyncState
  readonly effects: readonly SyncEffect[]
}

/** Full jitter: anywhere between nothing and a ceiling that doubles with each failure, up to five minutes. */
export function backOffMs(failedAttempts: number, fraction: number): number {
  const ceilingMs = Math.min(BACK_OFF_MOST_MS, BACK_OFF_FIRST_MS * 2 ** Math.min(failedAttempts - 1, 20))
  return Math.max(LEAST_WAIT_MS, Math.floor(ceilingMs * fraction))
}

export function stepSync(state: SyncState, event: SyncEvent, inputs: SyncInputs): Step {
  switch (event.type) {
    case 'started':
      return state.phase === 'syncing' ? { state, effects: [] } : run(state)
    case 'timer':
      return state.phase === 'syncing' || state.phase === 'stopped' ? { state, effects: [] } : run(state)
    case 'asked':
      if (state.phase === 'stopped') return { state, effects: [] }
      return state.phase === 'syncing'
        ? { state: { ...state, again: true }, effects: [] }
        : run(state, state.nextAttemptMonotonicMs)
    case 'interval-changed':
      return state.phase === 'waiting' ? wait(state, 'waiting', inputs.intervalMs, inputs) : { state, effects: [] }
    case 'succeeded': {
      if (!isCurrent(state, event.round)) return { state, effects: [] }
      const healthy: SyncState = { ...state, failedAttempts: 0, lastError: null }
      return state.again ? run(healthy) : wait(healthy, 'waiting', inputs.intervalMs, inputs)
    }
    case 'failed': {
      if (!isCurrent(state, event.round)) return { state, effects: [] }
      const { dueMonotonicMs } = state
      const failedAttempts = dueMonotonicMs === null ? state.failedAttempts + 1 : Math.max(1, state.failedAttempts)
      const failing: SyncState = { ...state, failedAttempts, lastError: event.error, again: false }
      const delayMs = backOffMs(failedAttempts, inputs.fraction)
      return wait(failing, 'backing-off', untilDue(delayMs, dueMonotonicMs, inputs.monotonicMs), inputs)
    }
    case 'stopped':
      return { state: { ...state, phase: 'stopped', nextAttemptMonotonicMs: null }, effects: [{ type: 'clear-timer' }] }
  }
}

function isCurrent(state: SyncState, round: number): boolean {
  return state.phase === 'syncing' && state.round === round
}

/** An attempt that would be due by now has been made. */
function untilDue(delayMs: number, dueMonotonicMs: number | null, monotonicMs: number): number {
  if (dueMonotonicMs === null || dueMonotonicMs <= monotonicMs) return delayMs
  return Math.max(LEAST_WAIT_MS, Math.min(delayMs, dueMonotonicMs - monotonicMs))
}

function run(state: SyncState, dueMonotonicMs: number | null = null): Step {
  const round = state.round + 1
  return {
    state: { ...state, phase: 'syncing', round, nextAttemptMonotonicMs: null, again: false, dueMonotonicMs },
    effects: [{ type: 'clear-timer' }, { type: 'run-round', round }],
  }
}

function wait(state: SyncState, phase: 'waiting' | 'backing-off', delayMs: number, inputs: SyncInputs): Step {
  return {
    state: { ...state, phase, nextAttemptMonotonicMs: inputs.monotonicMs + delayMs },
    effects: [{ type: 'clear-timer' }, { type: 'set-timer', delayMs }],
  }
}
