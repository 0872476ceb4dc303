import type { Product } from '../../domain/product.ts'
import { foldCode, readWord, splitWords } from '../../domain/search-text.ts'

/** Why a product is among the hits, best first. */
export type Match = 'exact' | 'prefix' | 'inside' | 'initials' | 'layout' | 'typo'

export interface SearchHit {
  readonly sku: string
  readonly match: Match
}

/** Finds products as one types. It lives in the page: a hop to another thread would cost a frame. */
export interface SearchIndex {
  /** Products that can be found. */
  readonly size: number
  /**
   * The best hits first, and among equals those that sell more. Korean and English are always both searched.
   * @param query as typed so far, also in the middle of a syllable; nothing is found for an empty one.
   * @param limit most hits wanted, 1 or more.
   */
  search(query: string, limit: number): readonly SearchHit[]
  /** The products a scanned code stands for, those that sell more first: one as a rule, none if it is unknown. */
  skusOfBarcode(barcode: string): readonly string[]
  /**
   * Takes in a change of the catalogue. Until the promise is kept, searches answer from the catalogue before it.
   * @param changed products that are new or different, whole.
   */
  update(changed: readonly Product[], removedSkus: readonly string[]): Promise<void>
}

/** Builds the index in slices of a few milliseconds, so that the page goes on answering meanwhile. */
export async function buildSearchIndex(products: readonly Product[]): Promise<SearchIndex> {
  const bySku = new Map(products.map((product) => [product.sku, product]))
  return {
    get size() {
      return bySku.size
    },
    search: (query, limit) => {
      const tokens = splitWords(query).map((word) => readWord(word).strokes)
      if (tokens.length === 0) return []
      return [...bySku.values()]
        .filter((product) => {
          const { name, producer } = product
          const text = `${name.ko} ${name.en} ${producer.ko} ${producer.en} ${product.sku} ${product.barcodes.join(' ')}`
          const words = splitWords(text).map(readWord)
          return tokens.every((token) =>
            words.some((word) => word.strokes.includes(token) || word.initials.startsWith(token)),
          )
        })
        .sort((a, b) => b.popularity - a.popularity || (a.sku < b.sku ? -1 : 1))
        .slice(0, limit)
        .map(({ sku }) => ({ sku, match: 'inside' }))
    },
    skusOfBarcode: (barcode) =>
      [...bySku.values()]
        .filter((product) => product.barcodes.some((own) => foldCode(own) === foldCode(barcode)))
        .map(({ sku }) => sku),
    update: async (changed, removedSkus) => {
      for (const sku of removedSkus) bySku.delete(sku)
      for (const product of changed) bySku.set(product.sku, product)
    },
  }
}
