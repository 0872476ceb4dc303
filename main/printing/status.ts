import type { PrintingStatus } from '../../contract/terminal.ts'
import { publish, type TerminalContext } from '../context.ts'

/** More than a clerk will read; a printer that was away for days has thousands. */
const SHOWN_JOBS = 50

export function printingStatus(context: TerminalContext): PrintingStatus {
  const jobs = context.store.printQueue
    .oldest(SHOWN_JOBS)
    .map(({ jobId, orderId, label, state, attempts, lastError }) => ({
      ...{ jobId, orderId, label, attempts, lastError },
      state: state === 'failed' ? ('failed' as const) : ('waiting' as const),
    }))
  return { printer: context.settings.settings().printer, jobs, pending: context.store.printQueue.countPending() }
}

export function publishPrinting(context: TerminalContext): void {
  publish(context, { type: 'printing', printing: printingStatus(context) })
}
