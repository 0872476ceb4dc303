import type { Seeded } from '../support/seeded.ts'

const HOUR_MS = 3_600_000

/** What goes wrong in one simulation; a rate of 0 means that this fault does not happen in it. */
export interface Faults {
  readonly dropRequest: number
  readonly dropAnswer: number
  readonly duplicate: number
  readonly slow: number
  /** Per terminal and day, as the others below that name none. */
  readonly partition: number
  /** Of the whole network, per day. */
  readonly blackout: number
  readonly partitionMostMs: number
  readonly kill: number
  /** Per call of a clerk: killed somewhere between its beginning and its answer. */
  readonly killInCall: number
  readonly powerCut: number
  /** Per day. */
  readonly centralKill: number
  /** Per push that reaches the store. */
  readonly centralKillInPush: number
  /** Per day. */
  readonly centralRestore: number
  readonly clock: number
  /** Per day. */
  readonly centralClock: number
  readonly fullDisk: number
  /** The terminal's data is put back from a copy of a day or more ago. */
  readonly rollBack: number
  /** The terminal's disk gives back other bytes than were written. */
  readonly damage: number
  /** Per day. */
  readonly courier: number
  /** Per order. */
  readonly poison: number
  /** Per order. */
  readonly cancellation: number
  /** Per filled cart: the customer leaves, and the next one's goods are put beside what lies there. */
  readonly walkAway: number
  /** Per day: somebody brings a receipt to another counter, where it is read, though its terminal is well. */
  readonly paper: number
  /** Per call: the page lost the answer and asks again. */
  readonly repeat: number
  /** Per day. */
  readonly catalogueChange: number
  /** Whether the network is away for the last hours before it heals, with some terminals awake. */
  readonly silentEnd: boolean
}

/** Draws which faults happen in a simulation, and how often: some alone, some together, some hard. */
export function drawFaults(random: Seeded): Faults {
  const quiet = random.chance(0.04)
  const rate = (often: number): number =>
    quiet || random.chance(0.45) ? 0 : often * (0.1 + 0.9 * random.next() ** 2) * (random.chance(0.1) ? 3 : 1)
  return {
    dropRequest: rate(0.2),
    dropAnswer: rate(0.25),
    duplicate: rate(0.2),
    slow: rate(0.15),
    partition: rate(0.12),
    blackout: rate(0.05),
    partitionMostMs: random.pick([HOUR_MS, 12 * HOUR_MS, 3 * 24 * HOUR_MS, 9 * 24 * HOUR_MS]),
    kill: rate(0.12),
    killInCall: rate(0.03),
    powerCut: rate(0.1),
    centralKill: rate(0.3),
    centralKillInPush: rate(0.06),
    centralRestore: rate(0.15),
    clock: rate(0.06),
    centralClock: rate(0.05),
    fullDisk: rate(0.05),
    rollBack: random.chance(0.5) ? 0 : rate(0.25),
    damage: random.chance(0.5) ? 0 : rate(0.08),
    courier: rate(1.2),
    poison: rate(0.04),
    cancellation: rate(0.35),
    walkAway: rate(0.1),
    paper: rate(0.8),
    repeat: rate(0.2),
    catalogueChange: rate(1.5),
    silentEnd: !quiet && random.chance(0.3),
  }
}
