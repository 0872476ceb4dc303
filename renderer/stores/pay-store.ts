import { createStore } from 'zustand'
import type { CardStatus, OrderDetail, OrderSummary, PlacedOrder } from '../../contract/terminal.ts'
import { cartTotal } from '../../domain/cart.ts'
import type { Minor } from '../../domain/money.ts'
import { failureOf, type Failure, type TerminalClient } from '../transports/client.ts'
import { newId } from './new-id.ts'
import type { OrderStore } from './order-store.ts'

/** What the screens know of the order placed last. */
export interface LastOrder {
  readonly orderId: string
  readonly number: string
  readonly totalMinor: Minor
  /** 0 where nothing was given back. */
  readonly changeMinor: Minor
  readonly tender: 'cash' | 'card'
  readonly state: OrderSummary['state']
  readonly print: OrderDetail['print']
}

/** `card-declined` is what was heard last, and holds nobody up: any payment may follow it. */
export type PayPhase = 'idle' | 'saving' | 'card-waiting' | 'card-asking' | 'card-declined'

export interface PayState {
  readonly phase: PayPhase
  readonly last: LastOrder | null
  readonly failure: Failure | null
  /** When the reader was asked, for showing how long it has been. */
  readonly waitingSinceMs: number | null
  /** @param tendered what the customer handed over, or 'exact'. Does nothing while a payment is under way. */
  payCash(tendered: Minor | 'exact'): Promise<boolean>
  payCard(): Promise<boolean>
  /** Asks the reader what became of an attempt; never charges. */
  askCard(attemptId: string): Promise<boolean>
  /** Stops waiting for the reader and asks what it did. */
  stopWaiting(): void
  forgetDeclined(): void
  receiveOrder(order: OrderSummary): void
  /** Asks how the receipt of the last order fares; called when the print queue changed. */
  refreshPrint(): Promise<void>
}

export function createPayStore(client: TerminalClient, order: OrderStore) {
  return createStore<PayState>()((set, get) => {
    let waiting: { attemptId: string; controller: AbortController } | null = null

    function done(placed: PlacedOrder): void {
      set({ phase: 'idle', waitingSinceMs: null, last: lastOrderOf(placed) })
      void get().refreshPrint()
    }

    function failed(error: unknown): false {
      set({ phase: 'idle', waitingSinceMs: null, failure: failureOf(error) })
      return false
    }

    function settleCard(status: CardStatus): boolean {
      if (status.placed) done(status.placed)
      else set({ phase: status.outcome === 'declined' ? 'card-declined' : 'idle', waitingSinceMs: null })
      return status.placed !== null
    }

    return {
      phase: 'idle',
      last: null,
      failure: null,
      waitingSinceMs: null,
      payCash: async (tendered) => {
        if (isPaying(get().phase)) return false
        // The cart is empty a moment before the answer is here: the order before must not be shown as this one.
        set({ phase: 'saving', failure: null, last: null })
        try {
          const placed = await order.getState().settle((cart) => {
            const tenderedMinor = tendered === 'exact' ? cartTotal(cart) : tendered
            return client.order.placeCash({ orderId: cart.orderId, tenderedMinor })
          })
          done(placed)
          return true
        } catch (error) {
          return failed(error)
        }
      },
      payCard: async () => {
        if (isPaying(get().phase)) return false
        const attempt = { attemptId: newId(), controller: new AbortController() }
        waiting = attempt
        set({ phase: 'card-waiting', failure: null, last: null, waitingSinceMs: Date.now() })
        try {
          const { attemptId, controller } = attempt
          return settleCard(
            await order
              .getState()
              .settle(({ orderId }) => client.order.payByCard({ orderId, attemptId }, { signal: controller.signal })),
          )
        } catch (error) {
          if (attempt.controller.signal.aborted) return get().askCard(attempt.attemptId)
          return failed(error)
        } finally {
          waiting = null
        }
      },
      askCard: async (attemptId) => {
        set({ phase: 'card-asking', failure: null, waitingSinceMs: Date.now() })
        try {
          return settleCard(await order.getState().settle(() => client.order.askCard({ attemptId })))
        } catch (error) {
          return failed(error)
        }
      },
      stopWaiting: () => waiting?.controller.abort(),
      forgetDeclined: () => set(({ phase }) => ({ failure: null, phase: phase === 'card-declined' ? 'idle' : phase })),
      receiveOrder: ({ orderId, state }) =>
        set(({ last }) => (last?.orderId === orderId ? { last: { ...last, state } } : {})),
      refreshPrint: async () => {
        const { last } = get()
        if (!last) return
        const detail = await client.order.get({ orderId: last.orderId }).catch(() => null)
        if (!detail) return
        set(({ last: now }) =>
          now?.orderId === detail.orderId ? { last: { ...now, print: detail.print, state: detail.state } } : {},
        )
      },
    }
  })
}

/** Something is under way that another payment must wait for. */
export function isPaying(phase: PayPhase): boolean {
  return phase !== 'idle' && phase !== 'card-declined'
}

function lastOrderOf({ orderId, number, totalMinor, payments }: PlacedOrder): LastOrder {
  const cash = payments.find((payment) => payment.tender === 'cash')
  return {
    orderId,
    number,
    totalMinor,
    changeMinor: cash?.changeMinor ?? 0,
    tender: cash ? 'cash' : 'card',
    state: 'placed',
    print: 'waiting',
  }
}
