import type { TerminalClient } from '../transports/client.ts'
import { createActions, type Actions } from './actions.ts'
import { endNotices } from './end-notices.ts'
import { createFeatureStores, type Stores } from './feature-stores.ts'

export type StoresAndActions = Stores & { readonly actions: Actions }

/** All stores of the page, each fed by the one client, and what a clerk does with them. */
export function createStores(client: TerminalClient): StoresAndActions {
  const stores = createFeatureStores(client)
  endNotices(stores)
  return { ...stores, actions: createActions(stores) }
}

/** Listens to the service for as long as the page lives; every time the line comes back, from the beginning. */
export async function watchTerminal({
  client,
  terminal,
  catalogue,
  order,
  orders,
  pay,
  actions,
}: StoresAndActions): Promise<never> {
  for (;;) {
    try {
      const { orders: listed, query, search } = orders.getState()
      // What changed while the line was away is in no event.
      if (listed) void search(query)
      for await (const event of await client.watch()) {
        terminal.getState().receive(event)
        if (event.type === 'cart') order.getState().receive(event.cart)
        if (event.type === 'catalogue') void catalogue.getState().load(event.version)
        if (event.type === 'order') {
          pay.getState().receiveOrder(event.order)
          orders.getState().receive(event.order)
        }
        if (event.type === 'safety') actions.tellOfRecovery(event.safety)
        if (event.type === 'printing') void pay.getState().refreshPrint()
      }
    } catch {
      // The link is opening a new line; asking again waits for it.
    }
    await new Promise((resolve) => setTimeout(resolve, WATCH_AGAIN_MS))
  }
}

const WATCH_AGAIN_MS = 100
