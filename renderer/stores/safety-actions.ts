import type { SafetyStatus } from '../../contract/safety.ts'
import { failureOf } from '../transports/client.ts'
import type { Stores } from './feature-stores.ts'

export interface SafetyActions {
  /**
   * Shows what happened to the data as soon as it is known: once for each time, and never in the middle of a payment.
   * Until somebody has read it, the header leads there.
   */
  tellOfRecovery(safety: SafetyStatus): void
  recoverySeen(): Promise<void>
  /** Somebody has dealt with an order from paper that the central store did not take. */
  paperSettled(orderId: string): Promise<void>
  /** Puts the code of a receipt with those of the same that were scanned before. */
  takePaperCode(text: string): void
}

export function createSafetyActions({ client, notice, paper, terminal, view }: Stores): SafetyActions {
  let toldAtMs: number | null = null
  return {
    tellOfRecovery: ({ recovery }) => {
      if (!recovery || recovery.seenAtMs !== null || recovery.atMs === toldAtMs) return
      toldAtMs = recovery.atMs
      if (view.getState().panel.kind === 'lines') view.getState().show('recovery')
    },
    recoverySeen: async () => {
      try {
        terminal.getState().setSafety(await client.safety.recoverySeen())
        view.getState().toTicket()
      } catch (error) {
        notice.getState().show({ kind: 'failure', failure: failureOf(error) })
      }
    },
    paperSettled: async (orderId) => {
      try {
        terminal.getState().setSafety(await client.paper.settled({ orderId }))
      } catch (error) {
        notice.getState().show({ kind: 'failure', failure: failureOf(error) })
      }
    },
    takePaperCode: (text) => {
      view.getState().show('paper')
      void paper.getState().take(text)
    },
  }
}
