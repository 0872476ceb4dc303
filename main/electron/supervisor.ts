import type { Problem } from '../problems.ts'

/**
 * What the cabinet does about its terminal service: start it, start it again when it dies, hand the page a way to
 * talk to it, give up only where starting again cannot help. Pure; `service-host.ts` and `cabinet.ts` do the work.
 */

export const HEALTHY_AFTER_MS = 60_000
/** A service that dies this often before it was ready even once will not get there. */
export const MOST_EARLY_DEATHS = 5
const RESTART_DELAYS_MS = [0, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000] as const

export interface SupervisorState {
  readonly phase: 'idle' | 'starting' | 'running' | 'resting' | 'failed' | 'stopping' | 'stopped'
  /** Counts the starts; news of an older run is old news. */
  readonly run: number
  /** Deaths since the service was last healthy for a minute. */
  readonly deaths: number
  /** Monotonic; when this run said it was ready. */
  readonly readyAtMs: number | null
  /** Some run was ready; what worked once is tried again for ever. */
  readonly hasWorked: boolean
  /** The terminal's page has loaded and listens for its port. */
  readonly pageLoaded: boolean
}

export type SupervisorEvent =
  | { readonly type: 'start' }
  | { readonly type: 'service-ready'; readonly run: number; readonly atMs: number }
  /** The service says that it cannot start, and that trying again by itself would not help. */
  | { readonly type: 'service-refused'; readonly run: number; readonly problem: Problem }
  | { readonly type: 'service-exited'; readonly run: number; readonly atMs: number }
  | { readonly type: 'restart-due'; readonly run: number }
  | { readonly type: 'page-loaded' }
  | { readonly type: 'page-left' }
  /** The window shows something that is none of its pages. */
  | { readonly type: 'page-strayed' }
  /** Someone read what was wrong and asks to try again. */
  | { readonly type: 'retry' }
  | { readonly type: 'stop' }
  | { readonly type: 'stop-overdue' }

export type SupervisorEffect =
  | { readonly type: 'start-service'; readonly run: number }
  | { readonly type: 'schedule-restart'; readonly run: number; readonly afterMs: number }
  /** A fresh channel: one end to the service, one to the page. */
  | { readonly type: 'connect-page' }
  | { readonly type: 'show-terminal' }
  | { readonly type: 'show-problem'; readonly problem: Problem }
  /** Followed by `stop-overdue` if the service takes too long. */
  | { readonly type: 'ask-service-to-stop' }
  | { readonly type: 'kill-service' }
  | { readonly type: 'quit' }

export interface Step {
  readonly state: SupervisorState
  readonly effects: readonly SupervisorEffect[]
}

export const IDLE: SupervisorState = {
  phase: 'idle',
  run: 0,
  deaths: 0,
  readyAtMs: null,
  hasWorked: false,
  pageLoaded: false,
}
const SERVICE_MISSING: Problem = { code: 'start.program_incomplete', place: 'service-process.cjs', mistakes: [] }

export function supervise(state: SupervisorState, event: SupervisorEvent): Step {
  if (isOldNews(state, event)) return { state, effects: [] }
  switch (event.type) {
    case 'start':
      return state.phase === 'idle' ? startService(state, [{ type: 'show-terminal' }]) : { state, effects: [] }
    case 'service-ready':
      return afterReady(state, event.atMs)
    case 'service-refused':
      return afterRefusal(state, event.problem)
    case 'service-exited':
      return afterExit(state, event.atMs)
    case 'restart-due':
      return state.phase === 'resting' ? startService(state, []) : { state, effects: [] }
    case 'page-loaded': {
      const effects: SupervisorEffect[] = state.phase === 'running' ? [{ type: 'connect-page' }] : []
      return { state: { ...state, pageLoaded: true }, effects }
    }
    case 'page-left':
      return { state: { ...state, pageLoaded: false }, effects: [] }
    case 'page-strayed':
      return { state, effects: state.phase === 'failed' ? [] : [{ type: 'show-terminal' }] }
    case 'retry':
      return state.phase === 'failed'
        ? startService({ ...state, deaths: 0 }, [{ type: 'show-terminal' }])
        : { state, effects: [] }
    case 'stop':
      return afterStop(state)
    case 'stop-overdue':
      return state.phase === 'stopping' ? { state, effects: [{ type: 'kill-service' }] } : { state, effects: [] }
  }
}

/** How long to rest after the given number of deaths in a row (1 or more). */
export function restartDelayMs(deaths: number): number {
  return RESTART_DELAYS_MS[Math.min(deaths, RESTART_DELAYS_MS.length) - 1] ?? 0
}

/** A process that was given up may still report; its words must not touch the run that followed it. */
function isOldNews(state: SupervisorState, event: SupervisorEvent): boolean {
  return 'run' in event && event.run !== state.run
}

function startService(state: SupervisorState, before: readonly SupervisorEffect[]): Step {
  const run = state.run + 1
  return {
    state: { ...state, phase: 'starting', run, readyAtMs: null },
    effects: [...before, { type: 'start-service', run }],
  }
}

function afterReady(state: SupervisorState, atMs: number): Step {
  if (state.phase !== 'starting') return { state, effects: [] }
  return {
    state: { ...state, phase: 'running', readyAtMs: atMs, hasWorked: true },
    effects: state.pageLoaded ? [{ type: 'connect-page' }] : [],
  }
}

function afterRefusal(state: SupervisorState, problem: Problem): Step {
  if (state.phase !== 'starting') return { state, effects: [] }
  return {
    state: { ...state, phase: 'failed', pageLoaded: false },
    effects: [{ type: 'kill-service' }, { type: 'show-problem', problem }],
  }
}

function afterExit(state: SupervisorState, atMs: number): Step {
  if (state.phase === 'stopping') return { state: { ...state, phase: 'stopped' }, effects: [{ type: 'quit' }] }
  if (state.phase !== 'starting' && state.phase !== 'running') return { state, effects: [] }
  const wasHealthy = state.readyAtMs !== null && atMs - state.readyAtMs >= HEALTHY_AFTER_MS
  const deaths = wasHealthy ? 1 : state.deaths + 1
  if (!state.hasWorked && deaths > MOST_EARLY_DEATHS) {
    return {
      state: { ...state, phase: 'failed', pageLoaded: false },
      effects: [{ type: 'show-problem', problem: SERVICE_MISSING }],
    }
  }
  return {
    state: { ...state, phase: 'resting', deaths, readyAtMs: null },
    effects: [{ type: 'schedule-restart', run: state.run, afterMs: restartDelayMs(deaths) }],
  }
}

function afterStop(state: SupervisorState): Step {
  switch (state.phase) {
    case 'starting':
    case 'running':
      return { state: { ...state, phase: 'stopping' }, effects: [{ type: 'ask-service-to-stop' }] }
    case 'stopping':
    case 'stopped':
      return { state, effects: [] }
    default:
      return { state: { ...state, phase: 'stopped' }, effects: [{ type: 'quit' }] }
  }
}
