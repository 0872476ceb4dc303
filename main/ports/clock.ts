/** Time, handed in so that tests and simulations can rule it. */
export interface Clock {
  /** UTC epoch milliseconds of the wall clock: may jump, only labels. */
  nowMs(): number
  /** Milliseconds since some fixed moment of this boot: never jumps; schedules go by it. */
  monotonicMs(): number
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => Math.floor(performance.now()),
}
