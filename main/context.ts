import { EventPublisher } from '@orpc/server'
import type { TerminalEvent } from '../contract/terminal.ts'
import type { TerminalStore } from '../db/store.ts'
import type { JournalBreak, OrderBreak } from './journal/verify.ts'
import type { ReaderPort } from './payments/reader-port.ts'
import type { Clock } from './ports/clock.ts'
import type { Log } from './ports/log.ts'
import { newId, type Random } from './ports/random.ts'
import type { StorageStatus } from './recovery/storage-status.ts'
import type { TerminalKeys } from './security/terminal-keys.ts'
import type { TerminalSettings } from './settings.ts'
import type { SyncState } from './sync/machine.ts'

/** What every part of the service works with; put together once, in service.ts. */
export interface TerminalContext {
  readonly version: string
  readonly bootId: string
  readonly dataFolder: string
  readonly store: TerminalStore
  readonly settings: TerminalSettings
  /** What the terminal signs with, and what is sealed to it. */
  readonly keys: TerminalKeys
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly reader: ReaderPort | undefined
  readonly events: EventPublisher<{ event: TerminalEvent }>
  readonly centralUrl: string | undefined
  /** Ends the program over a database that no longer gives back what was written; the next start restores it. */
  readonly damaged: (why: string) => void
  /** What changes while the service runs and is kept nowhere. */
  readonly live: LiveState
}

/** How far the journal has been verified since the start, and the first break that was found. */
export interface JournalCheck {
  readonly checked: number
  readonly complete: boolean
  readonly broken: (JournalBreak | OrderBreak) | null
}

interface LiveState {
  sync: SyncState
  /** Card payments the reader is working on just now. An intent that is not among them was cut off. */
  readonly chargesUnderWay: Set<string>
  journal: JournalCheck
  /** By how much this wall clock is ahead of the store's; null until it was heard. It is shown, and changes nothing. */
  clockSkewMs: number | null
  storage: StorageStatus
  /** What somebody typed in on the page of a terminal that is not enrolled; it comes before the start's. */
  enrolmentCode: string | undefined
}

/** A slow window must not lose the last word on anything, so the buffer is far larger than a burst of scans. */
export function eventPublisher(): EventPublisher<{ event: TerminalEvent }> {
  return new EventPublisher({ maxBufferedEvents: 5_000 })
}

export function publish(context: TerminalContext, event: TerminalEvent): void {
  context.events.publish('event', event)
}

export function freshId(context: Pick<TerminalContext, 'clock' | 'random'>): string {
  return newId(context.clock, context.random)
}
