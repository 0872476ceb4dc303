import type { Acknowledged } from './acknowledged.ts'

/** What passes between the proof and the process whose disk it spoils. */

/** Whose day it is: a counter's, that of a terminal that restores itself from damaged files, or a central store's. */
export const DAYS = ['counter', 'recovery', 'central'] as const
export type DayKind = (typeof DAYS)[number]

export interface FaultOrder {
  readonly day: DayKind
  /** Made anew for each run. */
  readonly folder: string
  /** Beside it, where nothing is ever spoilt. */
  readonly backstage: string
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
  readonly outcomes: readonly Outcome[]
  readonly acknowledged: readonly Acknowledged[]
  readonly broken: readonly string[]
}

/** What an act came to: `done`, or the code that was told. */
export interface Outcome {
  readonly act: string
  readonly outcome: string
}

/** A day's work on a disk that fails in the midst of it. */
export interface FaultDay {
  readonly outcomes: readonly Outcome[]
  readonly acknowledged: readonly Acknowledged[]
  readonly broken: readonly string[]
  work(): Promise<void>
  /** The disk is well again: what is open works at once. */
  goOn(): Promise<void>
  /** What is not as it was promised, once all is closed. */
  check(): Promise<readonly string[]>
}

/** The error, and where in the program it came from. */
export function described(error: unknown): string {
  const { message, stack = '' } = error as Error
  const frame = stack.split('\n').find((line) => /[/](db|main|central)[/]/.test(line)) ?? ''
  return `${message.replaceAll(/'\/.*\//g, "'")} ${frame.trim().replace(/file:.*?(?=\/(db|main|central)\/)/, '')}`.trim()
}
