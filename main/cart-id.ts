import { z } from 'zod'
import type { Cart } from '../domain/cart.ts'
import { freshId, type TerminalContext } from './context.ts'

/** Ids that carts had before: pages may name them still. Where a cart was emptied, what comes next is somebody else's. */
const NAME = 'former-cart-ids'
const Renewed = z.object({ from: z.string(), to: z.string(), emptied: z.boolean() })
const Renewals = z.array(Renewed)
/** A cart may be filled and emptied all day without an order. */
const MOST_RENEWALS = 32

function renewals({ store }: TerminalContext): readonly z.infer<typeof Renewed>[] {
  return Renewals.safeParse(store.settings.get(NAME)).data ?? []
}

/** All ids that the open cart had before, newest first. */
export function formerCartIds(context: TerminalContext, cart: Cart): readonly string[] {
  const ids: string[] = []
  for (const { from, to } of renewals(context).toReversed()) if (to === (ids.at(-1) ?? cart.orderId)) ids.push(from)
  return ids
}

/** The id that the cart of this id has now, or its order: the same goods for the same customer. */
export function presentCartId(context: TerminalContext, orderId: string): string {
  let id = orderId
  for (const { from, to, emptied } of renewals(context)) if (from === id && !emptied) id = to
  return id
}

/** The same cart under a new id. Call it in a transaction, and store what it returns. */
export function underNewId(context: TerminalContext, cart: Cart, emptied = false): Cart {
  const renewed = { ...cart, orderId: freshId(context) }
  const all = [...renewals(context), { from: cart.orderId, to: renewed.orderId, emptied }]
  context.store.settings.set(NAME, all.slice(-MOST_RENEWALS))
  return renewed
}

/**
 * The open cart keeps its goods and gets a new id: where this data was put back from a copy, the id may be that of an
 * order already, which two orders must never share. A card that may have been charged for it still finds its cart.
 */
export function renewCart(context: TerminalContext): void {
  const { cart, cards } = context.store
  const open = cart.get()
  if (open && cards.outstanding()?.orderId !== open.orderId) cart.put(underNewId(context, open), undefined)
}
