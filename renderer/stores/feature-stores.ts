import type { TerminalClient } from '../transports/client.ts'
import { createCatalogueStore } from './catalogue-store.ts'
import { createCourierStore } from './courier-store.ts'
import { createNoticeStore } from './notice-store.ts'
import { createOrderStore } from './order-store.ts'
import { createOrdersStore } from './orders-store.ts'
import { createPaperStore } from './paper-store.ts'
import { createPayStore } from './pay-store.ts'
import { createPictureStore } from './picture-store.ts'
import { createTerminalStore } from './terminal-store.ts'
import { createViewStore } from './view-store.ts'

/** All stores of the page, without what a clerk does with them. */
export type Stores = ReturnType<typeof createFeatureStores>

/** One store for each feature, each fed by the one client. */
export function createFeatureStores(client: TerminalClient) {
  const terminal = createTerminalStore()
  const notice = createNoticeStore()
  const view = createViewStore()
  const catalogue = createCatalogueStore(client)
  const order = createOrderStore(client, (failure) => notice.getState().show({ kind: 'failure', failure }))
  const pay = createPayStore(client, order)
  const orders = createOrdersStore(client)
  const paper = createPaperStore(client)
  const courier = createCourierStore(client)
  const pictures = createPictureStore(client)
  return { client, terminal, notice, view, catalogue, order, orders, pay, paper, courier, pictures }
}
