import { fc } from '../support/property.ts'
import { describe, expect, test } from 'vitest'
import {
  HEALTHY_AFTER_MS,
  IDLE,
  MOST_EARLY_DEATHS,
  restartDelayMs,
  supervise,
  type SupervisorEffect,
  type SupervisorEvent,
  type SupervisorState,
} from '../../main/electron/supervisor.ts'
import type { Problem } from '../../main/problems.ts'

const PROBLEM: Problem = { code: 'start.disk_full', place: '/data', mistakes: [] }

/** Lets a whole story happen. @returns the effects of its last event, and the state after it. */
function after(...events: readonly SupervisorEvent[]): { state: SupervisorState; effects: string[] } {
  let state = IDLE
  let effects: readonly SupervisorEffect[] = []
  for (const event of events) ({ state, effects } = supervise(state, event))
  return { state, effects: effects.map(({ type }) => type) }
}

const ready = (run: number, atMs = 0): SupervisorEvent => ({ type: 'service-ready', run, atMs })
const exited = (run: number, atMs = 0): SupervisorEvent => ({ type: 'service-exited', run, atMs })

describe('the page gets a port', () => {
  test('once both it and the service are there, whichever comes first', () => {
    expect(after({ type: 'start' }, { type: 'page-loaded' }).effects).toEqual([])
    expect(after({ type: 'start' }, { type: 'page-loaded' }, ready(1)).effects).toEqual(['connect-page'])
    expect(after({ type: 'start' }, ready(1), { type: 'page-loaded' }).effects).toEqual(['connect-page'])
  })

  test('a new one each time it loads', () => {
    const story: SupervisorEvent[] = [{ type: 'start' }, ready(1), { type: 'page-loaded' }, { type: 'page-left' }]
    expect(after(...story, { type: 'page-loaded' }).effects).toEqual(['connect-page'])
  })

  test('and is brought back where the window shows something else', () => {
    expect(after({ type: 'start' }, ready(1), { type: 'page-strayed' }).effects).toEqual(['show-terminal'])
  })

  test('a new one when the service was started again', () => {
    const story: SupervisorEvent[] = [{ type: 'start' }, { type: 'page-loaded' }, ready(1), exited(1)]
    expect(after(...story, { type: 'restart-due', run: 1 }).effects).toEqual(['start-service'])
    expect(after(...story, { type: 'restart-due', run: 1 }, ready(2)).effects).toEqual(['connect-page'])
  })
})

describe('a service that dies is started again', () => {
  test('at once the first time, then after 1, 2, 4, 8, 16 and 30 seconds', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 1_000].map(restartDelayMs)).toEqual([
      0, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000,
    ])
    let { state } = supervise(IDLE, { type: 'start' })
    const delays: number[] = []
    for (let run = 1; run <= 4; run++) {
      const step = supervise(state, exited(run, run))
      delays.push(...step.effects.map((effect) => (effect.type === 'schedule-restart' ? effect.afterMs : Number.NaN)))
      state = supervise(step.state, { type: 'restart-due', run }).state
    }
    expect(delays).toEqual([0, 1_000, 2_000, 4_000])
  })

  test('at once again after a minute of health', () => {
    const deaths = (aliveMs: number) =>
      after({ type: 'start' }, exited(1), { type: 'restart-due', run: 1 }, ready(2, 5), exited(2, 5 + aliveMs)).state
        .deaths
    expect(deaths(HEALTHY_AFTER_MS - 1)).toBe(2)
    expect(deaths(HEALTHY_AFTER_MS)).toBe(1)
  })

  test('whatever happens, nobody waits for longer than 30 seconds and two never run at once', () => {
    const event = fc.oneof(
      fc.constantFrom<SupervisorEvent[]>(
        { type: 'start' },
        { type: 'page-loaded' },
        { type: 'page-left' },
        { type: 'page-strayed' },
        { type: 'retry' },
      ),
      fc.constantFrom('service-ready', 'service-exited', 'restart-due', 'service-refused').map((type) => ({ type })),
    )
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), fc.integer({ min: 0, max: 2 }), (story, late) => {
        let state = IDLE
        let running: number | null = null
        for (const [atMs, { type }] of story.entries()) {
          const run = Math.max(0, state.run - (atMs % 7 === 0 ? late : 0))
          const step = supervise(state, { type, run, atMs, problem: PROBLEM } as SupervisorEvent)
          if (type === 'service-exited' && run === running) running = null
          for (const effect of step.effects) {
            if (effect.type === 'kill-service') running = null
            if (effect.type === 'schedule-restart') expect(effect.afterMs).toBeLessThanOrEqual(30_000)
            if (effect.type === 'start-service') {
              expect(running).toBeNull()
              running = effect.run
            }
          }
          state = step.state
        }
      }),
    )
  })
})

describe('a service that cannot start', () => {
  test('is given up after five deaths on the way, and never once it has worked', () => {
    const deaths = (state: SupervisorState): string[] => {
      const seen: string[] = []
      let current = state
      for (let death = 0; death < 20; death++) {
        const step = supervise(current, exited(current.run))
        seen.push(...step.effects.map(({ type }) => type))
        current = supervise(step.state, { type: 'restart-due', run: step.state.run }).state
      }
      return seen
    }
    expect(deaths(after({ type: 'start' }).state)).toEqual([
      ...Array.from({ length: MOST_EARLY_DEATHS }, () => 'schedule-restart'),
      'show-problem',
    ])
    expect(new Set(deaths(after({ type: 'start' }, ready(1)).state))).toEqual(new Set(['schedule-restart']))
  })

  const refused: SupervisorEvent[] = [{ type: 'start' }, { type: 'service-refused', run: 1, problem: PROBLEM }]

  test('is not tried again by itself; its reason is shown', () => {
    expect(after(...refused).effects).toEqual(['kill-service', 'show-problem'])
    expect(after(...refused, exited(1)).effects).toEqual([])
  })

  test('is tried again when someone asks for it', () => {
    expect(after(...refused, exited(1), { type: 'retry' }).effects).toEqual(['show-terminal', 'start-service'])
    expect(after({ type: 'start' }, ready(1), { type: 'retry' }).effects).toEqual([])
  })
})

describe('old news', () => {
  test('of a run that was given up changes nothing', () => {
    const second = after({ type: 'start' }, exited(1), { type: 'restart-due', run: 1 }).state
    for (const event of [ready(1), exited(1), { type: 'restart-due', run: 1 }] as const) {
      expect(supervise(second, event)).toEqual({ state: second, effects: [] })
    }
  })
})

describe('the end', () => {
  test('the service is asked to stop, and the program ends when it has', () => {
    expect(after({ type: 'start' }, ready(1), { type: 'stop' }).effects).toEqual(['ask-service-to-stop'])
    expect(after({ type: 'start' }, ready(1), { type: 'stop' }, exited(1)).effects).toEqual(['quit'])
  })

  test('a service that does not listen is ended by force', () => {
    const story: SupervisorEvent[] = [{ type: 'start' }, ready(1), { type: 'stop' }]
    expect(after(...story, { type: 'stop-overdue' }).effects).toEqual(['kill-service'])
    expect(after(...story, exited(1), { type: 'stop-overdue' }).effects).toEqual([])
  })

  test('nothing is started again meanwhile', () => {
    const resting: SupervisorEvent[] = [{ type: 'start' }, exited(1)]
    expect(after(...resting, { type: 'stop' }).effects).toEqual(['quit'])
    expect(after(...resting, { type: 'stop' }, { type: 'restart-due', run: 1 }).effects).toEqual([])
  })
})
