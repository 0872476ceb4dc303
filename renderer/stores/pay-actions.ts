import type { Minor } from '../../domain/money.ts'
import { tellCardBusy } from './card-busy.ts'
import type { Stores } from './feature-stores.ts'
import type { Panel } from './view-store.ts'

const PAY_FROM: ReadonlySet<Panel['kind']> = new Set(['lines', 'cash', 'card'])

export interface PayActions {
  /**
   * One action: saves the order as paid in cash, prints, and is ready for the next.
   * Exact, unless an amount received has been typed. Does nothing while something else is being asked.
   */
  payCash(): Promise<void>
  payTendered(tenderedMinor: Minor): Promise<void>
  payCard(): Promise<void>
  /** Shows the ways to pay; nothing where there is nothing to pay. */
  openPay(kind: 'cash' | 'card'): void
  askCard(attemptId: string): Promise<void>
}

export function createPayActions(stores: Stores): PayActions {
  const { notice, order, pay, terminal, view } = stores

  /** A paid order shows on the ticket's side; a failure is said where the clerk is. */
  async function settle(payment: Promise<boolean>): Promise<void> {
    if (await payment) return view.getState().toTicket()
    const { failure, phase } = pay.getState()
    if (phase === 'card-declined') view.getState().open({ kind: 'card' })
    if (failure && view.getState().panel.kind === 'lines') notice.getState().show({ kind: 'failure', failure })
  }

  /**
   * Nobody pays for an order that is out of sight: from another screen the first press only shows it.
   * A weight or a size that is being asked for is not in the order yet; paying now would leave it out.
   */
  function mayPay(): boolean {
    const { screen, panel, show } = view.getState()
    if (screen === 'order') return PAY_FROM.has(panel.kind) && !tellCardBusy(stores)
    show('order')
    return false
  }

  return {
    payCash: async () => {
      if (!mayPay()) return
      const { panel } = view.getState()
      const typed = panel.kind === 'cash' ? panel.digits : ''
      await settle(pay.getState().payCash(typed === '' ? 'exact' : Number(typed)))
    },
    payTendered: (tenderedMinor) => settle(pay.getState().payCash(tenderedMinor)),
    payCard: async () => {
      if (!mayPay()) return
      if (!terminal.getState().info?.takesCards) {
        const failure = { code: 'card.reader_missing', details: {} } as const
        return notice.getState().show({ kind: 'failure', failure })
      }
      view.getState().open({ kind: 'card' })
      await settle(pay.getState().payCard())
    },
    openPay: (kind) => {
      if (!mayPay() || (order.getState().cart?.lines.length ?? 0) === 0) return
      pay.getState().forgetDeclined()
      view.getState().open(kind === 'cash' ? { kind, digits: '' } : { kind })
    },
    askCard: (attemptId) => settle(pay.getState().askCard(attemptId)),
  }
}
