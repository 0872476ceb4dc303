import type { Minor } from '../../domain/money.ts'
import { tellCardBusy } from './card-busy.ts'
import type { Stores } from './feature-stores.ts'

export interface PayActions {
  /** One action: saves the order as paid exactly, prints, and is ready for the next. */
  payExactCash(): Promise<void>
  payCash(tenderedMinor: Minor): Promise<void>
  payCard(): Promise<void>
  /** Shows the ways to pay; nothing where there is nothing to pay. */
  openPay(kind: 'cash' | 'card'): void
  askCard(attemptId: string): Promise<void>
}

export function createPayActions(stores: Stores): PayActions {
  const { notice, order, pay, view } = stores

  /** A paid order shows on the ticket's side; a failure is said where the clerk is. */
  async function settle(payment: Promise<boolean>): Promise<void> {
    if (await payment) return view.getState().toTicket()
    const { failure } = pay.getState()
    if (failure && view.getState().panel.kind === 'lines') notice.getState().show({ kind: 'failure', failure })
  }

  return {
    payExactCash: async () => {
      if (!tellCardBusy(stores)) await settle(pay.getState().payCash('exact'))
    },
    payCash: (tenderedMinor) => settle(pay.getState().payCash(tenderedMinor)),
    payCard: async () => {
      if (tellCardBusy(stores)) return
      view.getState().open({ kind: 'card' })
      await settle(pay.getState().payCard())
    },
    openPay: (kind) => {
      if ((order.getState().cart?.lines.length ?? 0) > 0) view.getState().open({ kind })
    },
    askCard: (attemptId) => settle(pay.getState().askCard(attemptId)),
  }
}
