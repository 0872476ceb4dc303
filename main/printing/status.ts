import type { PrintingStatus } from '../../contract/terminal.ts'
import { publish, type TerminalContext } from '../context.ts'

export function printingStatus(context: TerminalContext): PrintingStatus {
  const jobs = context.store.printQueue.pending().map(({ jobId, orderId, label, state, attempts, lastError }) => ({
    ...{ jobId, orderId, label, attempts, lastError },
    state: state === 'failed' ? ('failed' as const) : ('waiting' as const),
  }))
  return { printer: context.settings.settings().printer, jobs }
}

export function publishPrinting(context: TerminalContext): void {
  publish(context, { type: 'printing', printing: printingStatus(context) })
}
