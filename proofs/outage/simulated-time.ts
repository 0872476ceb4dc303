import type { Clock } from '../../main/ports/clock.ts'
import type { Timer } from '../../main/ports/timer.ts'

/** A clock that stands until it is moved on, and the timers that go by it. */
export interface SimulatedTime {
  readonly clock: Clock
  readonly timer: Timer
  /** Moves on; what falls due on the way is run at its time, and `settle` is awaited after each. */
  advance(byMs: number, settle: () => Promise<void>): Promise<void>
}

export function simulatedTime(startMs: number): SimulatedTime {
  let passedMs = 0
  const waiting = new Set<{ readonly atMs: number; readonly run: () => void }>()
  const earliest = (untilMs: number) => {
    let found: { readonly atMs: number; readonly run: () => void } | undefined
    for (const entry of waiting) if (entry.atMs <= untilMs && (!found || entry.atMs < found.atMs)) found = entry
    return found
  }
  return {
    clock: { nowMs: () => startMs + Math.floor(passedMs), monotonicMs: () => Math.floor(passedMs) },
    timer: {
      after(delayMs, run) {
        const entry = { atMs: passedMs + delayMs, run }
        waiting.add(entry)
        return { cancel: () => void waiting.delete(entry) }
      },
    },
    async advance(byMs, settle) {
      const untilMs = passedMs + byMs
      for (let due = earliest(untilMs); due; due = earliest(untilMs)) {
        waiting.delete(due)
        passedMs = Math.max(passedMs, due.atMs)
        due.run()
        await settle()
      }
      passedMs = untilMs
    },
  }
}
