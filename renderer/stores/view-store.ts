import { createStore } from 'zustand'
import { NO_QUANTITY, splitQuantity, typeQuantity, type QuantityPrefix } from '../scanner/quantity-prefix.ts'

/** `devices`, `safety` and `courier` are one area, as `orders` and `paper` are. */
export type Screen = 'order' | 'orders' | 'paper' | 'devices' | 'safety' | 'courier' | 'recovery'

/** What stands in the place of the ticket's lines. */
export type Panel =
  | { readonly kind: 'lines' }
  /** `digits` of what was received, as typed so far; empty stands for the exact amount. */
  | { readonly kind: 'cash'; readonly digits: string }
  | { readonly kind: 'card' }
  | { readonly kind: 'weight'; readonly sku: string }
  | { readonly kind: 'variants'; readonly style: string }
  | { readonly kind: 'quantity'; readonly lineId: string }
  | { readonly kind: 'clear' }

export const POPULAR = 'popular'

export interface ViewState {
  readonly screen: Screen
  readonly panel: Panel
  readonly category: string
  readonly search: string
  /** `12*`, typed before a scan or a tap. */
  readonly prefix: QuantityPrefix
  show(screen: Screen): void
  open(panel: Panel): void
  /** Back to the lines, wherever the clerk was. */
  toTicket(): void
  setCategory(category: string): void
  /** What stands in the search field; a `12*` in front of it becomes the next quantity. */
  setSearch(text: string): void
  /** A character typed while no field had the focus. */
  type(character: string): void
  forgetQuantity(): void
  /** Forgets digits that no `*` has sealed. */
  forgetTyping(): void
}

/** Digits that no `*` followed for so long were not meant for the next product. */
const TYPING_LAPSES_MS = 3_000

const LINES: Panel = { kind: 'lines' }

export function createViewStore() {
  let typedAtMs = -Infinity
  return createStore<ViewState>()((set, get) => ({
    screen: 'order',
    panel: LINES,
    category: POPULAR,
    search: '',
    prefix: NO_QUANTITY,
    // Digits typed for one product must not turn up at the next: whatever else is done forgets them.
    show: (screen) => set({ screen, panel: LINES, prefix: NO_QUANTITY }),
    open: (panel) =>
      set(({ prefix }) => ({
        screen: 'order',
        panel,
        // Size and colour are part of choosing what the quantity is for.
        prefix: panel.kind === 'variants' ? { ...prefix, typing: '' } : NO_QUANTITY,
      })),
    toTicket: () => set({ screen: 'order', panel: LINES, prefix: NO_QUANTITY }),
    setCategory: (category) => set({ category, search: '' }),
    setSearch: (text) => {
      const { quantity, rest } = splitQuantity(text)
      set(quantity === null ? { search: text } : { search: rest, prefix: { typing: '', sealed: quantity } })
    },
    type: (character) => {
      const { screen, panel, prefix } = get()
      if (screen !== 'order' || panel.kind !== 'lines') return
      const nowMs = performance.now()
      const fresh = nowMs - typedAtMs <= TYPING_LAPSES_MS ? prefix : { ...prefix, typing: '' }
      typedAtMs = nowMs
      set({ prefix: typeQuantity(fresh, character) })
    },
    forgetQuantity: () => set({ prefix: NO_QUANTITY }),
    forgetTyping: () => set(({ prefix }) => ({ prefix: { ...prefix, typing: '' } })),
  }))
}
