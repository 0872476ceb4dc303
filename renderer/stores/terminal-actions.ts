import type { ReaderAnswer, Settings } from '../../contract/terminal.ts'
import { failureOf } from '../transports/client.ts'
import type { Stores } from './feature-stores.ts'
import type { Screen } from './view-store.ts'

export interface TerminalActions {
  /** Opens Orders at a number or an order's id; at all of them for an empty text. */
  lookUp(query: string): void
  go(screen: Screen): void
  changeSettings(change: Partial<Settings>): Promise<void>
  simulateReader(answer: ReaderAnswer): Promise<void>
  syncNow(): Promise<void>
  /** Syncs with a code of the central store; the sync's words say how it went. */
  enrol(code: string): Promise<void>
}

export function createTerminalActions({ client, courier, notice, orders, terminal, view }: Stores): TerminalActions {
  function showFailure(error: unknown): void {
    notice.getState().show({ kind: 'failure', failure: failureOf(error) })
  }

  function lookUp(query: string): void {
    view.getState().show('orders')
    void orders.getState().search(query)
  }

  return {
    lookUp,
    go: (screen) => {
      if (screen === 'orders') return lookUp('')
      view.getState().show(screen)
      if (screen === 'courier') void courier.getState().look()
    },
    changeSettings: async (change) => {
      try {
        const settings = await client.settings.change(change)
        const { info, setInfo } = terminal.getState()
        if (info) setInfo({ ...info, settings })
      } catch (error) {
        showFailure(error)
      }
    },
    simulateReader: (answer) =>
      client.settings.simulateReader({ answer }).then(terminal.getState().setInfo, showFailure),
    enrol: (code) => client.sync.enrol({ code }).then(terminal.getState().setSync, showFailure),
    syncNow: () => client.sync.now().then(terminal.getState().setSync, showFailure),
  }
}
