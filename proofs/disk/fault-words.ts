import type { Acknowledged } from './acknowledged.ts'

/** What passes between the proof and the process whose disk it spoils. */

export interface FaultOrder {
  /** Made anew for each run. */
  readonly folder: string
  readonly seed: number
  /** Which call to the disk fails, counted from 1; 0 is none. */
  readonly at: number
  readonly error: 'ENOSPC' | 'EIO'
  /** From that call on, until the run is over; otherwise only that one. */
  readonly forever: boolean
}

export interface FaultReport {
  readonly calls: number
  /** How many calls failed. */
  readonly failed: number
  /** What each act came to: `done`, or the code that was told. */
  readonly outcomes: readonly { readonly act: string; readonly outcome: string }[]
  readonly acknowledged: readonly Acknowledged[]
  readonly broken: readonly string[]
}
