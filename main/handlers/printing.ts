import { freshId } from '../context.ts'
import { messages } from '../i18n/messages.ts'
import { contractError, orDiskFull } from '../errors.ts'
import { storedDocument } from '../printing/print-document.ts'
import { printingStatus, publishPrinting } from '../printing/status.ts'
import { contract, type HandlerContext } from './contract.ts'

/** The queue as it is after a change, told to everyone who watches. */
function changed(context: HandlerContext) {
  publishPrinting(context.terminal)
  return printingStatus(context.terminal)
}

const status = contract.printing.status.handler(({ context }) => printingStatus(context.terminal))

const retry = contract.printing.retry.handler(({ context, input }) => {
  if (!orDiskFull(() => context.terminal.store.printQueue.retry(input.jobId))) throw contractError('print.job_unknown')
  context.printing.retry()
  return changed(context)
})

const skip = contract.printing.skip.handler(({ context, input }) => {
  if (!orDiskFull(() => context.terminal.store.printQueue.skip(input.jobId))) throw contractError('print.job_unknown')
  context.printing.skipped(input.jobId)
  return changed(context)
})

const test = contract.printing.test.handler(({ context }) => {
  const { store, settings, clock } = context.terminal
  const { printer, paper } = settings.settings()
  if (printer.kind === 'none') throw contractError('print.printer_missing')
  const shop = settings.shop()
  const language = settings.settings().receiptLanguage
  const page = {
    language,
    shopName: shop?.name[language] ?? '',
    printedAtMs: clock.nowMs(),
    zoneOffsetMin: shop?.zoneOffsetMin ?? 0,
  }
  const document = storedDocument({ kind: 'test', page })
  const job = {
    jobId: freshId(context.terminal),
    orderId: null,
    label: messages(language).printJob.test,
    document,
    paper,
  }
  orDiskFull(() => store.printQueue.add(job, clock.nowMs()))
  context.printing.wake()
  return changed(context)
})

export const printing = { status, retry, skip, test }
