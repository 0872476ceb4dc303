import { createStore } from 'zustand'
import { PRODUCTS_PER_PAGE } from '../../contract/limits.ts'
import type { Product } from '../../domain/product.ts'
import { buildSearchIndex, type SearchIndex } from '../search/search-index.ts'
import { failureOf, type Failure, type TerminalClient } from '../transports/client.ts'
import { arrangeShelves, type Shelves } from './tiles.ts'

export interface CatalogueState {
  /** What is on the shelves; kept on show while a newer version is being fetched. */
  readonly shelves: Shelves | null
  /** Finds what is on the shelves; null until it has been built. */
  readonly index: SearchIndex | null
  readonly version: number | null
  readonly loading: boolean
  /** Products fetched so far of the version that is being loaded. */
  readonly loadedProducts: number
  readonly failure: Failure | null
  /** Fetches the catalogue unless this version is here already; the newest call wins. */
  load(version: number): Promise<void>
  retry(): Promise<void>
}

/** The catalogue as this page holds it: all of it, since search and scans must answer within a frame. */
export function createCatalogueStore(client: TerminalClient) {
  let wanted = -1

  async function fetchProducts(onProgress: (count: number) => void): Promise<{ version: number; products: Product[] }> {
    const products: Product[] = []
    for (;;) {
      const page = await client.catalogue.products({ afterSku: products.at(-1)?.sku ?? '' })
      products.push(...page.products)
      onProgress(products.length)
      if (page.products.length < PRODUCTS_PER_PAGE) return { version: page.version, products }
    }
  }

  return createStore<CatalogueState>()((set, get) => {
    async function load(version: number): Promise<void> {
      wanted = version
      if (get().loading || get().version === version) return
      set({ loading: true, loadedProducts: 0, failure: null })
      try {
        const categories = await client.catalogue.categories()
        const { version: loaded, products } = await fetchProducts((loadedProducts) => set({ loadedProducts }))
        const shelves = arrangeShelves(categories, products)
        // Tiles can be tapped before everything can be searched; a newer catalogue is shown with its own index.
        if (!get().shelves) set({ shelves })
        set({ shelves, index: await buildSearchIndex(products), version: loaded, loading: false })
      } catch (error) {
        set({ failure: failureOf(error), loading: false })
        return
      }
      // It changed while it was being fetched, and the pages may be of two versions.
      if (wanted > (get().version ?? 0)) await load(wanted)
    }
    return {
      shelves: null,
      index: null,
      version: null,
      loading: false,
      loadedProducts: 0,
      failure: null,
      load,
      retry: () => load(wanted),
    }
  })
}
