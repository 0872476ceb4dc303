import { ORDERS_PER_PAGE } from '../../contract/limits.ts'
import type { StoredOrder } from '../../db/orders.ts'
import { UUID_PATTERN } from '../../domain/ids.ts'
import { formatOrderNumber, parseOrderNumber } from '../../domain/order-number.ts'
import { cashPayment } from '../../domain/payment.ts'
import type { TerminalContext } from '../context.ts'
import { contractError, orDiskFull, orDiskFullLater, orThrow } from '../errors.ts'
import { appendFact, today } from '../journal/append.ts'
import {
  alreadyPlaced,
  cancelOrder,
  orderDetail,
  orderSummary,
  placeable,
  placeOrder,
  queueReceipt,
  receiptDocument,
} from '../ordering.ts'
import { askCard, payByCard } from '../payments/card-payments.ts'
import { receiptSvg } from '../printing/render.ts'
import { publishPrinting } from '../printing/status.ts'
import { publishSync } from '../sync/status.ts'
import { contract } from './contract.ts'

const placeCash = contract.order.placeCash.handler(({ context, input }) => {
  const { terminal } = context
  const before = alreadyPlaced(terminal, input.orderId)
  if (before) return before
  const cart = orThrow(placeable(terminal, input.orderId))
  if (terminal.store.cards.outstanding()?.orderId === cart.cart.orderId) throw contractError('card.unknown_outstanding')
  const payment = cashPayment(cart.totalMinor, input.tenderedMinor)
  if (!payment)
    throw contractError('order.underpaid', { totalMinor: cart.totalMinor, tenderedMinor: input.tenderedMinor })
  const placed = orDiskFull(() => placeOrder(terminal, cart, [payment]))
  context.printing.wake()
  return placed
})

const payCard = contract.order.payByCard.handler(async ({ context, input }) => {
  const status = orThrow(await orDiskFullLater(payByCard(context.terminal, input)))
  context.printing.wake()
  return status
})

const ask = contract.order.askCard.handler(async ({ context, input }) => {
  const status = orThrow(await orDiskFullLater(askCard(context.terminal, input.attemptId)))
  context.printing.wake()
  return status
})

const list = contract.order.list.handler(({ context, input }) =>
  findOrders(context.terminal, input.query.trim(), input.olderThan).map(orderSummary),
)

/** By id, by the whole number, by its running part; everything where nothing was asked for. */
function findOrders({ store }: TerminalContext, query: string, olderThan: string | null): StoredOrder[] {
  if (query === '') return store.orders.olderThan(olderThan, ORDERS_PER_PAGE)
  if (UUID_PATTERN.test(query.toLowerCase())) {
    const one = store.orders.get(query.toLowerCase())
    return one ? [one] : []
  }
  const number = parseOrderNumber(query)
  if (number.ok) return store.orders.byNumber(formatOrderNumber(number.value), ORDERS_PER_PAGE)
  if (/^\d{1,5}$/.test(query)) return store.orders.byRunning(Number(query), ORDERS_PER_PAGE)
  throw contractError(number.code)
}

function stored(terminal: TerminalContext, orderId: string): StoredOrder {
  const found = terminal.store.orders.get(orderId)
  if (!found) throw contractError('order.unknown')
  return found
}

const get = contract.order.get.handler(({ context, input }) =>
  orderDetail(context.terminal, stored(context.terminal, input.orderId)),
)

const cancel = contract.order.cancel.handler(({ context, input }) => {
  return orThrow(orDiskFull(() => cancelOrder(context.terminal, input)))
})

const receipt = contract.order.receipt.handler(({ context, input }) => {
  const { order } = stored(context.terminal, input.orderId)
  const { paper } = context.terminal.settings.settings()
  return { svg: receiptSvg(receiptDocument(context.terminal, order, false), paper) }
})

const reprint = contract.order.reprint.handler(({ context, input }) => {
  const { terminal } = context
  const { order } = stored(terminal, input.orderId)
  if (terminal.settings.settings().printer.kind === 'none') throw contractError('print.printer_missing')
  const jobId = orDiskFull(() =>
    terminal.store.transaction(() => {
      appendFact(terminal, { kind: 'receipt.reprinted', orderId: order.orderId, businessDay: today(terminal) })
      return queueReceipt(terminal, order, true)
    }),
  )
  publishPrinting(terminal)
  publishSync(terminal)
  context.printing.wake()
  return { jobId }
})

export const order = { placeCash, payByCard: payCard, askCard: ask, list, get, cancel, receipt, reprint }
