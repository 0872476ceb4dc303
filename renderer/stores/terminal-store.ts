import { createStore } from 'zustand'
import type { SafetyStatus } from '../../contract/safety.ts'
import type { PrintingStatus, SyncStatus, TerminalEvent, TerminalInfo } from '../../contract/terminal.ts'
import type { LineState } from '../transports/reconnecting-link.ts'

/** What the service says of itself; each slice is replaced whole by the event that carries it. */
export interface TerminalState {
  readonly line: LineState
  readonly info: TerminalInfo | null
  readonly sync: SyncStatus | null
  readonly printing: PrintingStatus | null
  readonly safety: SafetyStatus | null
  setLine(line: LineState): void
  receive(event: TerminalEvent): void
  setSync(sync: SyncStatus): void
  setPrinting(printing: PrintingStatus): void
  setInfo(info: TerminalInfo): void
  setSafety(safety: SafetyStatus): void
}

export function createTerminalStore() {
  return createStore<TerminalState>()((set) => ({
    line: 'connecting',
    info: null,
    sync: null,
    printing: null,
    safety: null,
    setLine: (line) => set({ line }),
    receive: (event) => {
      if (event.type === 'info') set({ info: event.info })
      if (event.type === 'sync') set({ sync: event.sync })
      if (event.type === 'printing') set({ printing: event.printing })
      if (event.type === 'safety') set({ safety: event.safety })
    },
    setSync: (sync) => set({ sync }),
    setPrinting: (printing) => set({ printing }),
    setInfo: (info) => set({ info }),
    setSafety: (safety) => set({ safety }),
  }))
}
