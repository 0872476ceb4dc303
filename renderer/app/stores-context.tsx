import { createContext, use, useCallback, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import { invariant } from '../../domain/result.ts'
import type { CatalogueState } from '../stores/catalogue-store.ts'
import type { OrderState } from '../stores/order-store.ts'
import type { OrdersState } from '../stores/orders-store.ts'
import type { PayState } from '../stores/pay-store.ts'
import type { StoresAndActions } from '../stores/stores.ts'
import type { TerminalState } from '../stores/terminal-store.ts'
import type { ViewState } from '../stores/view-store.ts'

export const StoresContext = createContext<StoresAndActions | null>(null)

export function useStores(): StoresAndActions {
  const stores = use(StoresContext)
  invariant(stores, 'components stand inside StoresContext')
  return stores
}

export function useTerminal<Part>(select: (state: TerminalState) => Part): Part {
  return useStore(useStores().terminal, select)
}
export function useCatalogue<Part>(select: (state: CatalogueState) => Part): Part {
  return useStore(useStores().catalogue, select)
}
export function useOrder<Part>(select: (state: OrderState) => Part): Part {
  return useStore(useStores().order, select)
}
export function useOrders<Part>(select: (state: OrdersState) => Part): Part {
  return useStore(useStores().orders, select)
}
export function usePay<Part>(select: (state: PayState) => Part): Part {
  return useStore(useStores().pay, select)
}
export function useView<Part>(select: (state: ViewState) => Part): Part {
  return useStore(useStores().view, select)
}

/** A product picture's address, or undefined while it is not here. */
export function usePicture(hash: string | null): string | undefined {
  const { pictures } = useStores()
  const subscribe = useCallback(
    (onArrival: () => void) => (hash === null ? noop : pictures.subscribe(hash, onArrival)),
    [hash, pictures],
  )
  return useSyncExternalStore(subscribe, () => (hash === null ? undefined : pictures.peek(hash)))
}

function noop(): void {}
