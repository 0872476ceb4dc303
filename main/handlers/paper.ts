import type { PaperPreview } from '../../contract/safety.ts'
import { ok, type Result } from '../../domain/result.ts'
import { readPaperOrder } from '../../trust/paper-order.ts'
import type { TerminalContext } from '../context.ts'
import { contractError, orDiskFull, orThrow } from '../errors.ts'
import { appendFact, today } from '../journal/append.ts'
import { publishSync } from '../sync/status.ts'
import { contract } from './contract.ts'

const read = contract.paper.read.handler(({ context, input }) => orThrow(previewOf(context.terminal, input.texts)))

const carry = contract.paper.carry.handler(({ context, input }) => {
  const { terminal } = context
  const preview = orThrow(previewOf(terminal, input.texts))
  if (preview.known) return preview
  if (!terminal.settings.identity()) throw contractError('terminal.not_enrolled')
  const texts = [...new Set(input.texts)]
  orDiskFull(() =>
    terminal.store.transaction(() =>
      appendFact(terminal, {
        kind: 'paper.carried',
        businessDay: today(terminal),
        orderId: preview.orderId,
        texts,
      }),
    ),
  )
  terminal.log('paper.carried', { orderId: preview.orderId })
  publishSync(terminal)
  context.sync.now()
  return preview
})

type PaperError = 'paper.malformed' | 'paper.parts_missing' | 'paper.parts_mixed'

function previewOf({ store }: TerminalContext, texts: readonly string[]): Result<PaperPreview, PaperError> {
  const order = readPaperOrder(texts)
  if (!order.ok) return order
  const { orderId, number, placedAtMs, totalMinor, currency, lines } = order.value.compact
  const known = store.orders.get(orderId) !== undefined || store.journal.tells('paper.carried', orderId)
  return ok({ orderId, number, placedAtMs, totalMinor, currency, lineCount: lines.length, known })
}

export const paper = { read, carry }
