import type { CartView } from '../contract/cart.ts'
import type { OrderDetail, OrderSummary, PlacedOrder } from '../contract/terminal.ts'
import { isDiskFull } from '../db/open.ts'
import type { StoredOrder } from '../db/orders.ts'
import { cartTotal, itemCount, type Cart } from '../domain/cart.ts'
import { sumMinor } from '../domain/money.ts'
import { formatOrderNumber } from '../domain/order-number.ts'
import { giveBack, isAllGivenBack } from '../domain/give-back.ts'
import { checkOrderSums, orderLine, type Cancellation, type Order, orderDocument } from '../domain/order.ts'
import type { Payment } from '../domain/payment.ts'
import { NO_PROOF, receiptOf, type ReceiptProof } from '../domain/receipt.ts'
import { fail, invariant, ok, type Result } from '../domain/result.ts'
import { chainHead } from '../trust/hash.ts'
import { presentCartId, renewCart } from './cart-id.ts'
import { freshId, publish, type TerminalContext } from './context.ts'
import { appendFact, today } from './journal/append.ts'
import type { Identity } from './settings.ts'
import { storedDocument } from './printing/print-document.ts'
import { receiptProof } from './printing/receipt-codes.ts'
import { publishPrinting } from './printing/status.ts'
import { publishSync } from './sync/status.ts'

/** The open cart; begun where there is none yet. */
export function openCart(context: TerminalContext): Cart {
  return context.store.cart.get() ?? context.store.cart.begin(freshId(context))
}

/** The open cart gets a new id at each start: nobody can tell whether the data was put back from a copy meanwhile. */
export function renewCartAtStart(context: TerminalContext): void {
  try {
    context.store.transaction(() => renewCart(context))
  } catch (error) {
    // Without space for it there is none for an order either.
    if (!isDiskFull(error)) throw error
  }
}

export function cartView(context: TerminalContext, cart: Cart): CartView {
  return { ...cart, nextNumber: nextNumber(context) }
}

function nextNumber(context: TerminalContext): string {
  const identity = context.settings.identity()
  if (!identity) return ''
  const running = context.store.orders.nextRunning(today(context))
  return formatOrderNumber({ terminal: identity.terminalNumber, running })
}

export type PlaceError = 'order.empty' | 'cart.not_this_order' | 'terminal.not_enrolled'

/**
 * What stands between a cart and an order, apart from the money.
 * @param orderId the cart's id, or one that it had before this program was started.
 */
export function placeable(
  context: TerminalContext,
  orderId: string,
): Result<{ readonly cart: Cart; readonly identity: Identity; readonly totalMinor: number }, PlaceError> {
  const identity = context.settings.identity()
  if (!identity || !context.settings.shop()) return fail('terminal.not_enrolled')
  const cart = openCart(context)
  if (cart.orderId !== presentCartId(context, orderId)) return fail('cart.not_this_order')
  if (cart.lines.length === 0) return fail('order.empty')
  return ok({ cart, identity, totalMinor: cartTotal(cart) })
}

/** The order of a cart that was paid before: whoever lost the answer gets it again. */
export function alreadyPlaced(context: TerminalContext, orderId: string): PlacedOrder | undefined {
  const { orders } = context.store
  const stored = orders.get(orderId) ?? orders.get(presentCartId(context, orderId))
  return stored && placedOrder(stored.order)
}

/** The order that was paid by this attempt, also where the cart has another id by now. */
export function orderPaidBy(
  context: TerminalContext,
  { orderId, attemptId }: { readonly orderId: string; readonly attemptId: string },
): Order | undefined {
  return [orderId, presentCartId(context, orderId)]
    .map((id) => context.store.orders.get(id)?.order)
    .find((order) => order?.payments.some((payment) => payment.tender === 'card' && payment.attemptId === attemptId))
}

export function placedOrder(order: Order): PlacedOrder {
  const { orderId, number, totalMinor, payments, placedAtMs } = order
  return { orderId, number, totalMinor, payments, placedAtMs }
}

/**
 * Makes the cart an order: number, order, fact for the central store and receipt in one transaction, with whatever
 * `alongside` writes. It is on the disk when this returns; nothing is shown or printed before.
 * @param payments whose amounts sum to the cart's total.
 */
export function placeOrder(
  context: TerminalContext,
  { cart, identity }: { readonly cart: Cart; readonly identity: Identity },
  payments: readonly Payment[],
  alongside: () => void = () => {},
): PlacedOrder {
  const { store } = context
  const order = store.transaction(() => {
    alongside()
    const day = today(context)
    const running = store.orders.takeRunning(day)
    const number = formatOrderNumber({ terminal: identity.terminalNumber, running })
    const placed = orderOf(context, cart, identity, { number, businessDay: day, payments })
    store.orders.insert(placed)
    appendFact(context, { kind: 'order.placed', order: placed })
    if (context.settings.settings().printer.kind !== 'none') queueReceipt(context, placed, false)
    store.cart.begin(freshId(context))
    return placed
  })
  context.log('order.placed', { orderId: order.orderId, lines: order.lines.length, totalMinor: order.totalMinor })
  publishCart(context)
  publishOrder(context, order.orderId)
  publishPrinting(context)
  publishSync(context)
  return placedOrder(order)
}

function orderOf(
  context: TerminalContext,
  cart: Cart,
  identity: Identity,
  given: Pick<Order, 'number' | 'businessDay' | 'payments'>,
): Order {
  const shop = context.settings.shop()
  invariant(shop, 'an enrolled terminal knows its shop')
  const lines = cart.lines.map(orderLine)
  const totalMinor = cartTotal(cart)
  const amountMinor = sumMinor(lines.map((line) => line.totalMinor)) - totalMinor
  const order = orderDocument({
    ...{ orderId: cart.orderId, terminalId: identity.terminalId, placedAtMs: context.clock.nowMs() },
    ...{ currency: shop.currency, lines, totalMinor },
    ...(cart.discount ? { discount: { ...cart.discount, amountMinor } } : {}),
    ...(cart.note === undefined ? {} : { note: cart.note }),
    ...given,
  })
  const sums = checkOrderSums(order)
  invariant(sums.ok, 'an order is saved only with sums that agree')
  return order
}

/** Puts an order's receipt into the print queue; call it in a transaction. */
export function queueReceipt(context: TerminalContext, order: Order, copy: boolean): string {
  const settings = context.settings.settings()
  const jobId = freshId(context)
  const document = storedDocument({ kind: 'receipt', receipt: receiptDocument(context, order, copy) })
  const { orderId, number } = order
  context.store.printQueue.add(
    { jobId, orderId, label: number, document, paper: settings.paper },
    context.clock.nowMs(),
  )
  return jobId
}

export function receiptDocument(context: TerminalContext, order: Order, copy: boolean) {
  const shop = context.settings.shop()
  invariant(shop, 'an order was placed for a shop')
  const language = context.settings.settings().receiptLanguage
  const { zoneOffsetMin, demonstration } = shop
  const words = { language, shopName: shop.name[language], zoneOffsetMin, demonstration, copy }
  return receiptOf(order, words, proofOf(context, order))
}

function proofOf({ store, keys }: TerminalContext, order: Order): ReceiptProof {
  const entry = store.journal.ofOrder(order.orderId)
  if (!entry) return NO_PROOF
  const { epoch, seq, bodyHash, previousHash } = entry
  const place = { terminalId: order.terminalId, epoch, seq, bodyHash, chainHead: chainHead(previousHash, bodyHash) }
  return receiptProof(order, place, keys.signing)
}

export type CancelOrderError =
  'order.unknown' | 'order.state_impossible' | 'cancel.empty' | 'cancel.line_unknown' | 'cancel.more_than_left'

/** Cancels part or all of an order; the same cancellation asked for again is answered as before. */
export function cancelOrder(
  context: TerminalContext,
  wanted: Pick<Cancellation, 'orderId' | 'cancellationId'> & {
    readonly lines: readonly { readonly lineId: string; readonly quantity: number }[]
  },
): Result<Cancellation, CancelOrderError> {
  const { store } = context
  const done = store.orders.cancellation(wanted.cancellationId)
  if (done) return ok(done)
  const result = store.transaction(() => cancelInTransaction(context, wanted))
  if (!result.ok) return result
  context.log('order.cancelled', { orderId: wanted.orderId, refundMinor: result.value.refundMinor })
  publishOrder(context, wanted.orderId)
  publishSync(context)
  return result
}

function cancelInTransaction(
  context: TerminalContext,
  wanted: Parameters<typeof cancelOrder>[1],
): Result<Cancellation, CancelOrderError> {
  const { orders } = context.store
  const stored = orders.get(wanted.orderId)
  const identity = context.settings.identity()
  if (!stored || !identity) return fail('order.unknown')
  // What the customer holds already comes back as a return, not as a cancellation.
  if (stored.state === 'handed_over' || stored.state === 'delivered')
    return fail('order.state_impossible', { state: stored.state })
  const earlier = orders.cancellations(wanted.orderId)
  const computed = giveBack(stored.order, earlier, wanted.lines)
  if (!computed.ok) return computed
  const nowMs = context.clock.nowMs()
  const cancellation: Cancellation = {
    cancellationId: wanted.cancellationId,
    orderId: wanted.orderId,
    cancelledAtMs: nowMs,
    businessDay: today(context),
    ...computed.value,
  }
  orders.addCancellation(cancellation)
  if (isAllGivenBack(stored.order, [...earlier, cancellation]))
    orders.setState(wanted.orderId, 'cancelled', 'terminal', nowMs)
  appendFact(context, { kind: 'order.cancelled', cancellation })
  return ok(cancellation)
}

export function orderSummary(stored: StoredOrder): OrderSummary {
  const { order, refundedMinor, state, stateSource, stateAtMs, refusal } = stored
  return {
    orderId: order.orderId,
    number: order.number,
    placedAtMs: order.placedAtMs,
    totalMinor: order.totalMinor,
    refundedMinor,
    itemCount: itemCount(order.lines),
    tenders: order.payments.map((payment) => payment.tender),
    state,
    stateSource,
    stateAtMs,
    refusal,
  }
}

export function orderDetail(context: TerminalContext, stored: StoredOrder): OrderDetail {
  const { orderId } = stored.order
  return {
    ...orderSummary(stored),
    order: stored.order,
    cancellations: context.store.orders.cancellations(orderId),
    print: context.store.printQueue.stateOf(orderId) ?? 'none',
  }
}

export function publishCart(context: TerminalContext): void {
  publish(context, { type: 'cart', cart: cartView(context, openCart(context)) })
}

export function publishOrder(context: TerminalContext, orderId: string): void {
  const stored = context.store.orders.get(orderId)
  if (stored) publish(context, { type: 'order', order: orderSummary(stored) })
}
