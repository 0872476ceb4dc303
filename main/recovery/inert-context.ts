import type { TerminalStore } from '../../db/store.ts'
import { eventPublisher, type TerminalContext } from '../context.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import { newId, type Random } from '../ports/random.ts'
import { terminalKeys } from '../security/terminal-keys.ts'
import { terminalSettings } from '../settings.ts'
import { INITIAL_SYNC } from '../sync/machine.ts'
import { UNKNOWN_STORAGE } from './storage-status.ts'

export interface Ports {
  readonly version: string
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
}

/** A terminal that nobody talks to yet: for what has to be written before it opens. */
export function inertContext(store: TerminalStore, dataFolder: string, ports: Ports): TerminalContext {
  const settings = terminalSettings(store.settings)
  return {
    ...ports,
    dataFolder,
    bootId: newId(ports.clock, ports.random),
    store,
    settings,
    keys: terminalKeys(settings.keySeeds(() => ports.random.bytes(32))),
    reader: undefined,
    events: eventPublisher(),
    centralUrl: undefined,
    damaged: () => {},
    live: {
      sync: INITIAL_SYNC,
      chargesUnderWay: new Set(),
      clockSkewMs: null,
      journal: { checked: 0, complete: false, broken: null },
      storage: UNKNOWN_STORAGE,
      enrolmentCode: undefined,
    },
  }
}
