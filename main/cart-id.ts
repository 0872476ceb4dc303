import { z } from 'zod'
import type { Cart } from '../domain/cart.ts'
import { freshId, type TerminalContext } from './context.ts'

/** Ids that the open cart had before: pages may name them still, and orders that come back may have them. */
const NAME = 'former-cart-ids'
const Former = z.object({ cartId: z.string(), ids: z.array(z.string()) })
/** A cart may be filled and emptied all day without an order. */
const MOST_IDS = 16

export function formerCartIds({ store }: TerminalContext, cart: Cart): readonly string[] {
  const former = Former.safeParse(store.settings.get(NAME)).data
  return former?.cartId === cart.orderId ? former.ids : []
}

/** The same cart under a new id. Call it in a transaction, and store what it returns. */
export function underNewId(context: TerminalContext, cart: Cart): Cart {
  const ids = [...formerCartIds(context, cart), cart.orderId].slice(-MOST_IDS)
  const renewed = { ...cart, orderId: freshId(context) }
  context.store.settings.set(NAME, { cartId: renewed.orderId, ids })
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
