import type { PrintingStatus } from '../../contract/terminal.ts'
import { failureOf } from '../transports/client.ts'
import type { Stores } from './feature-stores.ts'

/** An order whose receipt is wanted again. */
interface Reprinted {
  readonly orderId: string
  readonly number: string
}

export interface PrintActions {
  /** Prints the receipt of the last order once more. */
  reprint(): Promise<void>
  reprintOrder(order: Reprinted): Promise<void>
  printTestPage(): Promise<void>
  retryPrint(jobId: string): Promise<void>
  skipPrint(jobId: string): Promise<void>
}

export function createPrintActions({ client, notice, pay, terminal }: Stores): PrintActions {
  function showFailure(error: unknown): void {
    notice.getState().show({ kind: 'failure', failure: failureOf(error) })
  }

  async function reprintOrder({ orderId, number }: Reprinted): Promise<void> {
    try {
      await client.order.reprint({ orderId })
      notice.getState().show({ kind: 'reprinting', number })
    } catch (error) {
      showFailure(error)
    }
  }

  async function lastOrder(): Promise<Reprinted | undefined> {
    return pay.getState().last ?? (await client.order.list({ query: '', olderThan: null }))[0]
  }

  /** A call whose answer is the print queue. */
  async function printing(answer: Promise<PrintingStatus>): Promise<void> {
    await answer.then(terminal.getState().setPrinting, showFailure)
  }

  return {
    reprint: async () => {
      try {
        const last = await lastOrder()
        if (last) await reprintOrder(last)
        else notice.getState().show({ kind: 'nothing-to-reprint' })
      } catch (error) {
        showFailure(error)
      }
    },
    reprintOrder,
    printTestPage: () => printing(client.printing.test()),
    retryPrint: (jobId) => printing(client.printing.retry({ jobId })),
    skipPrint: (jobId) => printing(client.printing.skip({ jobId })),
  }
}
