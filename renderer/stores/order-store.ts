import { createStore } from 'zustand'
import type { CartView } from '../../contract/cart.ts'
import type { CartLine } from '../../domain/cart.ts'
import type { Failure, TerminalClient } from '../transports/client.ts'
import { createCartQueue } from './cart-queue.ts'
import { newId } from './new-id.ts'

/** A line that was taken off a moment ago and can be put back where it stood. */
export interface RemovedLine {
  readonly orderId: string
  readonly line: CartLine
  readonly index: number
}

export interface OrderState {
  /** As the service has it on disk; null until it has said so. The screens never guess ahead of it. */
  readonly cart: CartView | null
  readonly removed: RemovedLine | null
  readonly selectedLineId: string | null
  /** The line changed last by this page; `serial` goes up each time, for the eye and the live region. */
  readonly touched: { readonly lineId: string; readonly serial: number } | null
  add(sku: string, quantity: number): Promise<void>
  setQuantity(lineId: string, quantity: number): Promise<void>
  remove(lineId: string): Promise<void>
  undo(): Promise<void>
  forgetRemoved(): void
  clear(): Promise<void>
  select(lineId: string | null): void
  receive(cart: CartView): void
  /** Does something with the cart after all changes before it, such as paying it. */
  settle<Outcome>(task: (cart: CartView) => Promise<Outcome>): Promise<Outcome>
}

/**
 * The open order.
 * @param onFailure told of each change that was refused.
 */
export function createOrderStore(client: TerminalClient, onFailure: (failure: Failure) => void) {
  return createStore<OrderState>()((set, get) => {
    const queue = createCartQueue({
      client,
      shown: () => get().cart,
      show: (cart) => set(({ removed }) => ({ cart, removed: removed?.orderId === cart.orderId ? removed : null })),
      onFailure,
    })

    function touch(lineId: string): void {
      set(({ touched }) => ({ touched: { lineId, serial: (touched?.serial ?? 0) + 1 }, selectedLineId: lineId }))
    }

    return {
      cart: null,
      removed: null,
      selectedLineId: null,
      touched: null,
      add: (sku, quantity) => {
        const lineId = newId()
        return queue.apply(
          () => ({ kind: 'add', lineId, sku, quantity }),
          ({ lines }) => {
            const line = lines.find((each) => each.lineId === lineId) ?? lines.findLast((each) => each.sku === sku)
            if (line) touch(line.lineId)
          },
        )
      },
      setQuantity: (lineId, quantity) =>
        queue.apply(
          () => ({ kind: 'set-quantity', lineId, quantity }),
          () => touch(lineId),
        ),
      remove: (lineId) => {
        let removed: RemovedLine | null = null
        return queue.apply(
          (cart) => {
            removed = findLine(cart, lineId)
            return removed ? { kind: 'remove', lineId } : undefined
          },
          // Without its last line the cart has another id.
          ({ orderId, lines }) =>
            set({
              removed: removed && { ...removed, orderId },
              selectedLineId: (lines[removed?.index ?? 0] ?? lines.at(-1))?.lineId ?? null,
            }),
        )
      },
      undo: () => {
        const { removed } = get()
        set({ removed: null })
        return queue.apply(
          ({ orderId }) =>
            removed?.orderId === orderId ? { kind: 'restore', line: removed.line, index: removed.index } : undefined,
          () => removed && touch(removed.line.lineId),
        )
      },
      forgetRemoved: () => set({ removed: null }),
      clear: () =>
        queue.apply(
          ({ lines }) => (lines.length > 0 ? { kind: 'clear' } : undefined),
          () => set({ removed: null, selectedLineId: null }),
        ),
      select: (selectedLineId) => set({ selectedLineId }),
      receive: queue.receive,
      settle: (task) => queue.settle(task, () => set({ removed: null, selectedLineId: null, touched: null })),
    }
  })
}

export type OrderStore = ReturnType<typeof createOrderStore>

function findLine({ orderId, lines }: CartView, lineId: string): RemovedLine | null {
  const index = lines.findIndex((line) => line.lineId === lineId)
  const line = lines[index]
  return line ? { orderId, line, index } : null
}
