/** When the print queue's worker prints, waits and rests: pure, so that every turn of it can be tested. */

export interface QueueState {
  /** `waiting` for its timer, which may be due at once; `idle` until somebody wakes it. */
  readonly phase: 'idle' | 'waiting' | 'printing' | 'stopped'
  /** Attempts that failed since the last that succeeded. */
  readonly failures: number
  /** Woken while it was busy: what it finds then to be empty may no longer be. */
  readonly woken: boolean
}

export type QueueEvent =
  /** There may be a new job. */
  | 'wake'
  /** A person asks for another attempt now, or the printer was changed. */
  | 'retry'
  | 'timer'
  | 'printed'
  /** The job at hand is out of the way unprinted: skipped, or not printable at all. */
  | 'passed'
  | 'failed'
  /** Nothing can be printed: no job, or no printer. */
  | 'nothing'
  | 'stop'

export type QueueEffect =
  | { readonly kind: 'take' }
  /** In place of any earlier wait. */
  | { readonly kind: 'wait'; readonly delayMs: number }
  | { readonly kind: 'cancel' }

export const FIRST_STATE: QueueState = { phase: 'idle', failures: 0, woken: false }

const FIRST_DELAY_MS = 2_000
const LONGEST_DELAY_MS = 60_000

interface Step {
  readonly state: QueueState
  readonly effects: readonly QueueEffect[]
}

export function stepQueue(state: QueueState, event: QueueEvent): Step {
  const stay: Step = { state, effects: [] }
  if (state.phase === 'stopped') return stay
  if (event === 'stop') return { state: { ...state, phase: 'stopped' }, effects: [{ kind: 'cancel' }] }
  if (state.phase === 'printing') return endOfJob(state, event)
  switch (event) {
    // A printer that just failed is left alone until its time, however many orders come in meanwhile.
    case 'wake':
      return state.phase === 'idle' ? waitFor(state, 0) : stay
    case 'retry':
      return waitFor({ ...state, failures: 0 }, 0)
    case 'timer':
      return state.phase === 'waiting' ? takeNext(state) : stay
    default:
      return stay
  }
}

function endOfJob(state: QueueState, event: QueueEvent): Step {
  switch (event) {
    case 'printed':
      return takeNext({ ...state, failures: 0 })
    case 'passed':
      return takeNext(state)
    case 'failed': {
      const delayMs = Math.min(FIRST_DELAY_MS * 2 ** state.failures, LONGEST_DELAY_MS)
      return waitFor({ ...state, failures: state.failures + 1 }, delayMs)
    }
    case 'nothing':
      return state.woken ? takeNext(state) : { state: FIRST_STATE, effects: [] }
    case 'wake':
      return { state: { ...state, woken: true }, effects: [] }
    // If the attempt under way fails, the next one is due as soon as after a first failure.
    case 'retry':
      return { state: { ...state, failures: 0, woken: true }, effects: [] }
    default:
      return { state, effects: [] }
  }
}

function waitFor(state: QueueState, delayMs: number): Step {
  return { state: { ...state, phase: 'waiting' }, effects: [{ kind: 'wait', delayMs }] }
}

function takeNext(state: QueueState): Step {
  return { state: { ...state, phase: 'printing', woken: false }, effects: [{ kind: 'take' }] }
}
