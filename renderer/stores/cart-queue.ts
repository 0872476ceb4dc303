import type { CartView } from '../../contract/cart.ts'
import type { CartChange } from '../../domain/cart-change.ts'
import { failureOf, type Failure, type TerminalClient } from '../transports/client.ts'
import { newId } from './new-id.ts'

/** How many orders this page remembers as placed, so that a late event of one does not bring it back. */
const PLACED_KEPT = 8

export interface CartQueueOptions {
  readonly client: TerminalClient
  shown(): CartView | null
  show(cart: CartView): void
  /** Told of each change that was refused. */
  onFailure(failure: Failure): void
}

/**
 * The one line in which everything waits that touches the open cart: changes go to the service one after another,
 * each under a fresh changeId, and what is done after them sees the cart they made.
 */
export function createCartQueue({ client, shown, show, onFailure }: CartQueueOptions) {
  let queue: Promise<unknown> = Promise.resolve()
  const placed: string[] = []

  function enqueue<Outcome>(task: () => Promise<Outcome>): Promise<Outcome> {
    const outcome = queue.then(task)
    queue = outcome.catch(() => undefined)
    return outcome
  }

  function receive(cart: CartView): void {
    const known = shown()
    if (placed.includes(cart.orderId)) return
    if (known?.orderId === cart.orderId && cart.revision < known.revision) return
    show(cart)
  }

  async function current(): Promise<CartView> {
    const known = shown()
    if (known) return known
    const cart = await client.cart.get()
    receive(cart)
    return cart
  }

  /**
   * One change of the cart, made from the cart as it is when its turn comes.
   * @param make returns undefined where there is nothing to do any more.
   * @param after is given the cart as the service answered.
   */
  function apply(make: (cart: CartView) => CartChange | undefined, after: (cart: CartView) => void): Promise<void> {
    return enqueue(async () => {
      try {
        const cart = await current()
        const change = make(cart)
        if (!change) return
        const answer = await client.cart.apply({ changeId: newId(), orderId: cart.orderId, changes: [change] })
        receive(answer)
        after(answer)
      } catch (error) {
        onFailure(failureOf(error))
        // The service's cart may be another than the one shown; the screen must show what it has.
        await client.cart.get().then(receive, () => undefined)
      }
    })
  }

  /** Does something with the whole cart, such as paying it; then asks which cart is open now. */
  function settle<Outcome>(task: (cart: CartView) => Promise<Outcome>, onPlaced: () => void): Promise<Outcome> {
    return enqueue(async () => {
      const cart = await current()
      const outcome = await task(cart)
      const next = await client.cart.get()
      if (next.orderId !== cart.orderId) {
        placed.unshift(cart.orderId)
        placed.length = Math.min(placed.length, PLACED_KEPT)
        onPlaced()
      }
      receive(next)
      return outcome
    })
  }

  return { receive, apply, settle }
}
