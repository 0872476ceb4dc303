import type { PaperPreview } from '../../contract/safety.ts'
import { readPaperOrder, type PaperOrder } from '../../trust/paper-order.ts'
import type { TerminalContext } from '../context.ts'
import { contractError, orDiskFull, orThrow } from '../errors.ts'
import { appendFact, today } from '../journal/append.ts'
import { forgetPaperRefusal } from '../paper-refusals.ts'
import { publishSafety, safetyStatus } from '../safety.ts'
import { publishSync } from '../sync/status.ts'
import { contract } from './contract.ts'

const read = contract.paper.read.handler(({ context, input }) =>
  previewOf(context.terminal, orThrow(readPaperOrder(input.texts))),
)

const carry = contract.paper.carry.handler(({ context, input }) => {
  const { terminal } = context
  const order = orThrow(readPaperOrder(input.texts))
  const preview = previewOf(terminal, order)
  if (preview.known) return preview
  if (!terminal.settings.identity()) throw contractError('terminal.not_enrolled')
  orDiskFull(() =>
    terminal.store.transaction(() => {
      appendFact(terminal, {
        kind: 'paper.carried',
        businessDay: today(terminal),
        orderId: preview.orderId,
        texts: order.texts,
      })
      // It is under way again; what becomes of it this time is yet to be heard.
      forgetPaperRefusal(terminal, preview.orderId)
    }),
  )
  terminal.log('paper.carried', { orderId: preview.orderId })
  publishSync(terminal)
  publishSafety(terminal)
  context.sync.now()
  return preview
})

function previewOf({ store }: TerminalContext, { compact }: PaperOrder): PaperPreview {
  const { orderId, number, placedAtMs, totalMinor, currency, lines } = compact
  const known = store.orders.get(orderId) !== undefined || store.outbox.stands('paper.carried', orderId)
  return { orderId, number, placedAtMs, totalMinor, currency, lineCount: lines.length, known }
}

const settled = contract.paper.settled.handler(({ context, input }) => {
  orDiskFull(() => forgetPaperRefusal(context.terminal, input.orderId))
  publishSafety(context.terminal)
  return safetyStatus(context.terminal)
})

export const paper = { read, carry, settled }
