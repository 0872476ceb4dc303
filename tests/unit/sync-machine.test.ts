import { fc } from '../support/property.ts'
import { describe, expect, test } from 'vitest'
import {
  BACK_OFF_FIRST_MS,
  BACK_OFF_MOST_MS,
  backOffMs,
  INITIAL_SYNC,
  stepSync,
  type SyncEvent,
  type SyncInputs,
  type SyncState,
} from '../../main/sync/machine.ts'

const INPUTS: SyncInputs = { intervalMs: 60_000, monotonicMs: 1_000, fraction: 0.5 }

/** What the driver has under way: performs effects as it does, and checks that they make sense. */
class Performer {
  state: SyncState = INITIAL_SYNC
  timerMs: number | null = null
  rounds: number[] = []
  started: number[] = []
  isOn = false

  send(event: SyncEvent, inputs: SyncInputs = INPUTS): void {
    const { state, effects } = stepSync(this.state, event, inputs)
    this.state = state
    if (event.type === 'started') this.isOn = true
    if (event.type === 'stopped') {
      this.isOn = false
      // The driver ends the round under way.
      this.rounds = []
    }
    if (event.type === 'succeeded' || event.type === 'failed')
      this.rounds = this.rounds.filter((round) => round !== event.round)
    for (const effect of effects) {
      if (effect.type === 'clear-timer') this.timerMs = null
      if (effect.type === 'set-timer') {
        expect(this.timerMs).toBeNull()
        this.timerMs = effect.delayMs
      }
      if (effect.type === 'run-round') {
        expect(this.started).not.toContain(effect.round)
        expect(this.rounds).toEqual([])
        this.started.push(effect.round)
        this.rounds.push(effect.round)
      }
    }
  }
}

function performed(...events: SyncEvent[]): Performer {
  const performer = new Performer()
  for (const event of events) performer.send(event)
  return performer
}

const rounds = fc.integer({ min: 0, max: 12 })
const events: fc.Arbitrary<SyncEvent> = fc.oneof(
  fc.constantFrom<SyncEvent>({ type: 'started' }, { type: 'asked' }, { type: 'interval-changed' }),
  { arbitrary: fc.constant<SyncEvent>({ type: 'timer' }), weight: 3 },
  { arbitrary: rounds.map<SyncEvent>((round) => ({ type: 'succeeded', round })), weight: 2 },
  { arbitrary: rounds.map<SyncEvent>((round) => ({ type: 'failed', round, error: 'unreachable' })), weight: 3 },
  { arbitrary: fc.constant<SyncEvent>({ type: 'stopped' }), weight: 1 },
)
const inputs: fc.Arbitrary<SyncInputs> = fc.record({
  intervalMs: fc.integer({ min: 10_000, max: 900_000 }),
  monotonicMs: fc.nat(),
  fraction: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
})

describe('any sequence of events', () => {
  test('never runs two rounds at once, and always has a timer or a round under way until it is stopped', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(events, inputs), { maxLength: 60 }), (list) => {
        const performer = new Performer()
        for (const [event, given] of list) {
          const stopped = performer.state.phase === 'stopped'
          performer.send(event, given)
          const { state, timerMs } = performer
          if (stopped && event.type !== 'started') expect(state.phase).toBe('stopped')
          expect(performer.rounds).toEqual(state.phase === 'syncing' ? [state.round] : [])
          const pending = Number(timerMs !== null) + Number(state.phase === 'syncing')
          expect(pending).toBe(performer.isOn ? 1 : 0)
          expect(state.phase === 'stopped').toBe(!performer.isOn)
          expect(state.nextAttemptMonotonicMs !== null).toBe(timerMs !== null)
          if (timerMs !== null) expect(timerMs >= 200 && timerMs <= 900_000).toBe(true)
        }
      }),
      { numRuns: 2_000 },
    )
  })

  test('answers to any but the current round change nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(events, inputs), { maxLength: 40 }), rounds, (list, round) => {
        const performer = new Performer()
        for (const [event, given] of list) performer.send(event, given)
        const { state } = performer
        fc.pre(state.phase !== 'syncing' || state.round !== round)
        for (const late of [
          { type: 'succeeded', round },
          { type: 'failed', round, error: 'unreachable' },
        ] as const)
          expect(stepSync(state, late, INPUTS)).toEqual({ state, effects: [] })
      }),
    )
  })
})

describe('the timer', () => {
  test('syncs at the start, then after each interval', () => {
    const performer = performed({ type: 'started' })
    expect(performer.started).toEqual([1])
    performer.send({ type: 'succeeded', round: 1 })
    expect(performer.timerMs).toBe(60_000)
    expect(performer.state).toMatchObject({ phase: 'waiting', nextAttemptMonotonicMs: 61_000 })
    performer.send({ type: 'timer' })
    expect(performer.started).toEqual([1, 2])
    expect(performer.timerMs).toBeNull()
  })

  test('a new interval counts from now; while backing off it does not shorten the wait', () => {
    const waiting = performed({ type: 'started' }, { type: 'succeeded', round: 1 })
    waiting.send({ type: 'interval-changed' }, { ...INPUTS, intervalMs: 10_000 })
    expect(waiting.timerMs).toBe(10_000)
    const failing = performed({ type: 'started' }, { type: 'failed', round: 1, error: 'unreachable' })
    const before = failing.timerMs
    failing.send({ type: 'interval-changed' }, { ...INPUTS, intervalMs: 10_000 })
    expect(failing.timerMs).toBe(before)
  })

  test('a timer that fires after the stop starts nothing', () => {
    const performer = performed({ type: 'started' }, { type: 'succeeded', round: 1 }, { type: 'stopped' })
    performer.send({ type: 'timer' })
    expect(performer.started).toEqual([1])
    expect(performer.state.phase).toBe('stopped')
  })
})

describe('asking for a sync', () => {
  test('runs one at once, whether the terminal waits or backs off', () => {
    const waiting = performed({ type: 'started' }, { type: 'succeeded', round: 1 }, { type: 'asked' })
    expect(waiting.started).toEqual([1, 2])
    const failing = performed(
      { type: 'started' },
      { type: 'failed', round: 1, error: 'unreachable' },
      { type: 'asked' },
    )
    expect(failing.started).toEqual([1, 2])
  })

  test('while one is under way, one more follows it, however often it was asked for', () => {
    const performer = performed({ type: 'started' }, { type: 'asked' }, { type: 'asked' }, { type: 'asked' })
    expect(performer.started).toEqual([1])
    performer.send({ type: 'succeeded', round: 1 })
    expect(performer.started).toEqual([1, 2])
    performer.send({ type: 'succeeded', round: 2 })
    expect(performer.started).toEqual([1, 2])
  })

  test('never makes the wait longer, however often somebody presses and however unlucky the attempts are', () => {
    const performer = performed({ type: 'started' })
    for (let round = 1; round <= 6; round++) {
      performer.send({ type: 'failed', round, error: 'unreachable' }, { ...INPUTS, fraction: 0.7 })
      if (round < 6) performer.send({ type: 'timer' })
    }
    const { failedAttempts, nextAttemptMonotonicMs: dueMs } = performer.state
    for (let press = 1; press <= 10; press++) {
      const inputs = { ...INPUTS, monotonicMs: 1_000 + press * 2_000, fraction: 0.999 }
      performer.send({ type: 'asked' }, inputs)
      performer.send({ type: 'failed', round: 6 + press, error: 'unreachable' }, inputs)
      expect(performer.state).toMatchObject({ phase: 'backing-off', failedAttempts, nextAttemptMonotonicMs: dueMs })
    }
  })

  test('that fails while all was well counts as a first failure', () => {
    const performer = performed({ type: 'started' }, { type: 'succeeded', round: 1 }, { type: 'asked' })
    performer.send({ type: 'failed', round: 2, error: 'unreachable' })
    expect(performer.state).toMatchObject({ phase: 'backing-off', failedAttempts: 1 })
    expect(performer.timerMs).toBe(1_000)
  })

  test('starts nothing before the start and after the stop', () => {
    expect(performed({ type: 'asked' }).started).toEqual([])
    expect(performed({ type: 'started' }, { type: 'stopped' }, { type: 'asked' }).started).toEqual([1])
  })
})

describe('backing off', () => {
  test('waits at random below a ceiling that doubles up to five minutes, and never gives up', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (failures, fraction) => {
          const ceilingMs = Math.min(BACK_OFF_MOST_MS, BACK_OFF_FIRST_MS * 2 ** (Math.min(failures, 30) - 1))
          const delayMs = backOffMs(failures, fraction)
          expect(delayMs >= 200 && delayMs <= ceilingMs).toBe(true)
          expect(Number.isSafeInteger(delayMs)).toBe(true)
        },
      ),
    )
    expect(backOffMs(1, 0.999_999)).toBe(1_999)
    expect(backOffMs(4, 0.5)).toBe(8_000)
    expect(backOffMs(1_000, 0.5)).toBe(150_000)
    expect(backOffMs(1, 0)).toBe(200)
  })

  test('counts failures until one round succeeds', () => {
    const performer = performed({ type: 'started' })
    for (let round = 1; round <= 30; round++) {
      performer.send({ type: 'failed', round, error: 'unreachable' })
      expect(performer.state).toMatchObject({ phase: 'backing-off', failedAttempts: round, lastError: 'unreachable' })
      performer.send({ type: 'timer' })
    }
    performer.send({ type: 'succeeded', round: 31 })
    expect(performer.state).toMatchObject({ phase: 'waiting', failedAttempts: 0, lastError: null })
  })
})
