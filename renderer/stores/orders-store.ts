import { createStore } from 'zustand'
import { ORDERS_PER_PAGE } from '../../contract/limits.ts'
import type { OrderDetail, OrderSummary } from '../../contract/terminal.ts'
import { failureOf, type Failure, type TerminalClient } from '../transports/client.ts'
import { newId } from './new-id.ts'

export interface OrdersState {
  readonly query: string
  /** Newest first; null while the first answer is awaited. */
  readonly orders: readonly OrderSummary[] | null
  readonly hasMore: boolean
  readonly selectedId: string | null
  readonly detail: OrderDetail | null
  /** Why the list is not here. */
  readonly failure: Failure | null
  /** Why the chosen order could not be shown or changed. */
  readonly detailFailure: Failure | null
  search(query: string): Promise<void>
  showMore(): Promise<void>
  select(orderId: string | null): Promise<void>
  /** An order changed; shown at once where it is on show. */
  receive(order: OrderSummary): void
  /** Takes quantities of the chosen order back. @returns whether it was done. */
  cancel(lines: readonly { readonly lineId: string; readonly quantity: number }[]): Promise<boolean>
}

/** Orders of this terminal, looked up by number, and the one that is open beside the list. */
export function createOrdersStore(client: TerminalClient) {
  return createStore<OrdersState>()((set, get) => {
    /** An answer to an older question must not overwrite the newest one's. */
    function isCurrent(query: string): boolean {
      return get().query === query
    }

    async function refreshDetail(orderId: string): Promise<void> {
      try {
        const detail = await client.order.get({ orderId })
        if (get().selectedId === orderId) set({ detail })
      } catch (error) {
        if (get().selectedId === orderId) set({ detailFailure: failureOf(error) })
      }
    }

    async function select(orderId: string | null): Promise<void> {
      const { selectedId, detail } = get()
      set({ selectedId: orderId, detail: orderId === selectedId ? detail : null, detailFailure: null })
      if (orderId !== null) await refreshDetail(orderId)
    }

    return {
      query: '',
      orders: null,
      hasMore: false,
      selectedId: null,
      detail: null,
      failure: null,
      detailFailure: null,
      search: async (query) => {
        set({ query, failure: null })
        try {
          const orders = await client.order.list({ query: query.trim(), olderThan: null })
          if (!isCurrent(query)) return
          set({ orders, hasMore: orders.length === ORDERS_PER_PAGE })
          const [only] = orders
          if (query.trim() !== '' && only && orders.length === 1) await select(only.orderId)
        } catch (error) {
          if (isCurrent(query)) set({ failure: failureOf(error), orders: [] })
        }
      },
      showMore: async () => {
        const { query, orders } = get()
        const oldest = orders?.at(-1)
        if (!orders || !oldest) return
        try {
          const older = await client.order.list({ query: query.trim(), olderThan: oldest.orderId })
          if (isCurrent(query)) set({ orders: [...orders, ...older], hasMore: older.length === ORDERS_PER_PAGE })
        } catch (error) {
          set({ failure: failureOf(error) })
        }
      },
      select,
      receive: (order) => {
        const { orders, query, selectedId } = get()
        if (selectedId === order.orderId) void refreshDetail(order.orderId)
        if (!orders) return
        const isListed = orders.some(({ orderId }) => orderId === order.orderId)
        if (isListed) set({ orders: orders.map((each) => (each.orderId === order.orderId ? order : each)) })
        else if (query.trim() === '') set({ orders: [order, ...orders] })
      },
      cancel: async (lines) => {
        const { selectedId } = get()
        if (selectedId === null) return false
        try {
          set({ detailFailure: null })
          await client.order.cancel({ orderId: selectedId, cancellationId: newId(), lines: [...lines] })
          await refreshDetail(selectedId)
          return true
        } catch (error) {
          set({ detailFailure: failureOf(error) })
          return false
        }
      },
    }
  })
}
