import type { Product } from '../../domain/product.ts'
import { findByBarcode, findProducts } from './finder.ts'
import { buildParts, changeParts, countSold } from './parts.ts'
import { runSliced } from './sliced.ts'
import { GRADE } from './word-search.ts'

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
   * @param changed products that are new or different, whole. Those whose words, codes and popularity are as before
   *   cost next to nothing, so that a whole catalogue may be given where the difference is not known.
   */
  update(changed: readonly Product[], removedSkus: readonly string[]): Promise<void>
}

/** Builds the index in slices of a few milliseconds, so that the page goes on answering meanwhile. */
export async function buildSearchIndex(products: readonly Product[]): Promise<SearchIndex> {
  let parts = await runSliced(buildParts(products))
  let size = countSold(parts)
  let changes = Promise.resolve()
  return {
    get size() {
      return size
    },
    search: (query, limit) =>
      findProducts([parts.settled, parts.recent], query, limit).map(({ product, grade }) => ({
        sku: product.sku,
        match: matchOf(grade),
      })),
    skusOfBarcode: (barcode) => findByBarcode([parts.settled, parts.recent], barcode).map(({ sku }) => sku),
    update: (changed, removedSkus) => {
      changes = changes.then(async () => {
        parts = await runSliced(changeParts(parts, changed, removedSkus))
        size = countSold(parts)
      })
      return changes
    },
  }
}

function matchOf(grade: number): Match {
  if (grade <= GRADE.exact) return 'exact'
  if (grade <= GRADE.beginning) return 'prefix'
  if (grade <= GRADE.inside) return 'inside'
  if (grade <= GRADE.initialsInside) return 'initials'
  return grade <= GRADE.layoutInside ? 'layout' : 'typo'
}
