import { z } from 'zod'
import { FactBodySchema } from '../../contract/fact-body.ts'
import type { FactBody } from '../../domain/fact.ts'
import { parseOrderNumber } from '../../domain/order-number.ts'
import { quantityLeft } from '../../domain/give-back.ts'
import { checkOrderSums, type Order } from '../../domain/order.ts'
import { freshId, type TerminalContext } from '../context.ts'

/** A fact's body, byte for byte as it was written; undefined for what is none. */
export function bodyOf(text: string): FactBody | undefined {
  try {
    const body: unknown = JSON.parse(text)
    const parsed = FactBodySchema.safeParse(body)
    if (!parsed.success || (parsed.data.kind === 'order.placed' && !isOrder(parsed.data.order))) return undefined
    // What the schema gives back has its keys in another order: hashes are of what was written.
    return body as FactBody
  } catch {
    return undefined
  }
}

function isOrder(order: Order): boolean {
  return checkOrderSums(order).ok && parseOrderNumber(order.number).ok
}

/**
 * Puts an order or a cancellation that was read from somewhere else back where it belongs; what is there stays as it is.
 * Call it in a transaction, an order before its cancellations.
 * @returns whether it was lacking.
 */
export function takeIn(context: TerminalContext, body: FactBody): boolean {
  const { store, clock } = context
  const { orders } = store
  if (body.kind === 'order.placed') {
    const { order } = body
    if (orders.get(order.orderId)) return false
    orders.insert(order)
    orders.keepNumber(order.businessDay, order.number)
    takeOutOfCart(context, order)
    return true
  }
  if (body.kind !== 'order.cancelled') return false
  const { cancellation } = body
  const stored = orders.get(cancellation.orderId)
  // It cancels the other order that has this id at the store.
  if (stored?.refusal?.code === 'order.same_id_other_body') return false
  if (!stored || orders.cancellation(cancellation.cancellationId)) return false
  orders.addCancellation(cancellation)
  const all = orders.cancellations(cancellation.orderId)
  if (stored.order.lines.every((line) => quantityLeft(line, all) === 0))
    orders.setState(cancellation.orderId, 'cancelled', 'terminal', clock.nowMs())
  return true
}

const WAITING = 'cancellations-without-order'
const Waiting = z.array(z.string())

/** Keeps cancellations whose orders are gone, until the central store gives the orders back. In a transaction. */
export function keepWaiting({ store }: TerminalContext, bodies: readonly string[]): void {
  const waiting = bodies.filter((text) => {
    const body = bodyOf(text)
    return body?.kind === 'order.cancelled' && !store.orders.get(body.cancellation.orderId)
  })
  if (waiting.length === 0) return
  // Those of an earlier recovery wait still.
  store.settings.set(WAITING, [...new Set([...waitingOf(store), ...waiting])])
}

function waitingOf({ settings }: TerminalContext['store']): string[] {
  return Waiting.safeParse(settings.get(WAITING)).data ?? []
}

/** Puts them back where their orders have come back. In a transaction. */
export function takeInWaiting(context: TerminalContext): void {
  const { settings } = context.store
  const waiting = waitingOf(context.store)
  const left = waiting.filter((text) => {
    const body = bodyOf(text)
    return body && !takeIn(context, body)
  })
  if (left.length < waiting.length) settings.set(WAITING, left)
}

/**
 * Goods that were paid are an order's: they must not be paid a second time. They are known by their lines, since a cart
 * has another id at each start. What was scanned beside them since stays, under ids of its own, so that the same order
 * takes nothing out again. In a transaction.
 */
export function takeOutOfCart(context: TerminalContext, order: Order): void {
  const { cart, cards } = context.store
  const open = cart.get()
  if (!open || cards.outstanding()?.orderId === open.orderId) return
  const paid = new Map(order.lines.map((line) => [line.lineId, line.quantity]))
  if (open.orderId !== order.orderId && !open.lines.some(({ lineId }) => paid.has(lineId))) return
  const lines = open.lines.flatMap((line) => {
    const paidQuantity = paid.get(line.lineId)
    if (paidQuantity === undefined) return [line]
    const quantity = line.quantity - paidQuantity
    return quantity > 0 ? [{ ...line, lineId: freshId(context), quantity }] : []
  })
  const kept = lines.length > 0 ? open : {}
  cart.put({ ...kept, orderId: freshId(context), lines, revision: 0 }, undefined)
}
