import type { Clock } from '../../main/ports/clock.ts'
import type { Timer } from '../../main/ports/timer.ts'
import type { Scheduled, World } from './world.ts'

const YEAR_MS = 365.25 * 24 * 3_600_000

interface Waiting {
  readonly dueAwakeMs: number
  readonly run: () => void
  scheduled: Scheduled | undefined
}

/**
 * A machine's two clocks and its timers. The wall clock can be set, jump and stand still; the monotonic one counts
 * from the boot and only while the machine is awake, and so do its timers.
 */
export class TerminalClock implements Clock, Timer {
  readonly #world: World
  readonly #name: string
  readonly #waiting = new Set<Waiting>()
  #offsetMs = 0
  #stuckAtMs: number | undefined
  #awakeSinceMs: number | undefined
  #awakeBeforeMs = 0

  constructor(world: World, name: string) {
    this.#world = world
    this.#name = name
  }

  nowMs(): number {
    return Math.floor(this.#stuckAtMs ?? this.#world.nowMs + this.#offsetMs)
  }

  monotonicMs(): number {
    return Math.floor(this.#awakeMs())
  }

  after(delayMs: number, run: () => void): Scheduled {
    const waiting: Waiting = { dueAwakeMs: this.#awakeMs() + delayMs, run, scheduled: undefined }
    this.#waiting.add(waiting)
    if (this.#awakeSinceMs !== undefined) this.#schedule(waiting)
    return { cancel: () => this.#forget(waiting) }
  }

  boot(): void {
    this.#awakeSinceMs = this.#world.nowMs
    this.#awakeBeforeMs = 0
  }

  /** Nothing runs and no timer counts until it wakes. */
  sleep(): void {
    this.#awakeBeforeMs = this.#awakeMs()
    this.#awakeSinceMs = undefined
    for (const waiting of this.#waiting) waiting.scheduled?.cancel()
  }

  wake(): void {
    if (this.#awakeSinceMs !== undefined) return
    this.#awakeSinceMs = this.#world.nowMs
    for (const waiting of this.#waiting) this.#schedule(waiting)
  }

  /** The process has ended: whatever it had planned comes to nothing. */
  halt(): void {
    for (const waiting of this.#waiting) waiting.scheduled?.cancel()
    this.#waiting.clear()
    this.#awakeSinceMs = undefined
  }

  /** @param kind drawn from 0 to below 1, `amount` too. */
  disturb(kind: number, amount: number): void {
    if (kind < 0.3) this.#offsetMs += (amount * 2 - 1) * 10 * YEAR_MS
    else if (kind < 0.5) this.#offsetMs += amount < 0.5 ? 3_600_000 : -3_600_000
    else if (kind < 0.7) this.#offsetMs -= amount * 3 * 24 * 3_600_000
    else if (kind < 0.9) this.#stuckAtMs = this.nowMs()
    else this.mend()
  }

  mend(): void {
    this.#offsetMs = 0
    this.#stuckAtMs = undefined
  }

  #awakeMs(): number {
    return this.#awakeBeforeMs + (this.#awakeSinceMs === undefined ? 0 : this.#world.nowMs - this.#awakeSinceMs)
  }

  #schedule(waiting: Waiting): void {
    waiting.scheduled = this.#world.after(waiting.dueAwakeMs - this.#awakeMs(), `timer ${this.#name}`, () => {
      this.#waiting.delete(waiting)
      waiting.run()
    })
  }

  #forget(waiting: Waiting): void {
    waiting.scheduled?.cancel()
    this.#waiting.delete(waiting)
  }
}
