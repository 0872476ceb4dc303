import type { Product } from '../../domain/product.ts'
import { buildCodeTables, type CodeTable } from './codes.ts'
import { buildLexicon, wordLength, type Lexicon } from './lexicon.ts'
import { packedInitials } from './pack.ts'
import { invertPostings, type Postings } from './postings.ts'
import { Scratch } from './scratch.ts'
import { inSlices, sortIndexes, type Sliced } from './sliced.ts'
import { WordReader } from './word-reader.ts'

/**
 * An index over some products that does not change, except that products can be struck out.
 * Products are numbered by popularity: a lower ordinal sells more, so every list of ordinals is in the order of hits.
 */
export interface Part {
  readonly products: Product[]
  /** 1 for products that are no longer to be found here. */
  readonly struck: Uint8Array
  readonly words: Lexicon
  readonly wordProducts: Postings
  readonly productWords: Postings
  /** First consonants of words written in Hangul. */
  readonly initials: Lexicon
  readonly initialsWords: Postings
  readonly codes: readonly CodeTable[]
  readonly scratch: Scratch
}

/** Higher sells more; the sku decides between equals, so that the same catalogue always gives the same order. */
export function comparePopularity(a: Product, b: Product): number {
  return b.popularity - a.popularity || compareText(a.sku, b.sku)
}

function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** What a product is found by, besides its codes. Both languages: a clerk searches in whichever comes to mind. */
function readProduct(reader: WordReader, { name, producer, variant }: Product, ordinal: number): void {
  reader.read(name.ko, ordinal)
  reader.read(name.en, ordinal)
  reader.read(producer.ko, ordinal)
  reader.read(producer.en, ordinal)
  if (variant?.size) reader.read(variant.size, ordinal)
  if (!variant?.colour) return
  reader.read(variant.colour.ko, ordinal)
  reader.read(variant.colour.en, ordinal)
}

/** @param given in any order; of those with the same sku the last one counts. */
export function* buildPart(given: readonly Product[]): Sliced<Part> {
  const products = yield* sortByPopularity(given)
  const reader = new WordReader()
  const ends = new Uint32Array(products.length + 1)
  yield* inSlices(
    products.length,
    (from, to) => {
      for (let ordinal = from; ordinal < to; ordinal++) {
        readProduct(reader, products[ordinal]!, ordinal)
        ends[ordinal + 1] = reader.items.length
      }
    },
    64,
  )
  const { lexicon: words, rows: productWords } = yield* settle(reader, ends)
  return {
    products,
    struck: new Uint8Array(products.length),
    words,
    wordProducts: yield* invertPostings(productWords, words.size),
    productWords,
    ...(yield* buildInitials(words)),
    codes: yield* buildCodeTables(products),
    scratch: new Scratch(products.length, words.size),
  }
}

function* sortByPopularity(given: readonly Product[]): Sliced<Product[]> {
  const bySku = yield* sortIndexes(given.length, (a, b) => compareText(given[a]!.sku, given[b]!.sku))
  const distinct: Product[] = []
  const popularity = new Float64Array(given.length)
  yield* inSlices(given.length, (from, to) => {
    for (let i = from; i < to; i++) {
      const product = given[bySku[i]!]!
      if (product.sku === given[bySku[i + 1]!]?.sku) continue
      popularity[distinct.length] = product.popularity
      distinct.push(product)
    }
  })
  const order = yield* sortIndexes(distinct.length, (a, b) => popularity[b]! - popularity[a]!)
  const products: Product[] = []
  yield* inSlices(order.length, (from, to) => {
    for (let i = from; i < to; i++) products.push(distinct[order[i]!]!)
  })
  return products
}

/** Sorts the words that were read, and writes the rows in their ids. */
function* settle(
  reader: WordReader,
  ends: Uint32Array,
): Sliced<{ readonly lexicon: Lexicon; readonly rows: Postings }> {
  const { lexicon, ids } = yield* buildLexicon({ letters: reader.letters, starts: reader.starts.toArray() })
  const items = reader.items.toArray()
  yield* inSlices(items.length, (from, to) => {
    for (let k = from; k < to; k++) items[k] = ids[items[k]!]!
  })
  return { lexicon, rows: { starts: ends, items } }
}

function* buildInitials(words: Lexicon): Sliced<Pick<Part, 'initials' | 'initialsWords'>> {
  const { letters, starts, size } = words
  const reader = new WordReader()
  const ends = new Uint32Array(size + 1)
  yield* inSlices(
    size,
    (from, to) => {
      for (let id = from; id < to; id++) {
        const initials = packedInitials(letters, starts[id]!, starts[id + 1]! - 1)
        // A word without Hangul is its own initials; there is nothing to take from it.
        if (initials.length < wordLength(words, id)) reader.add(initials, id)
        ends[id + 1] = reader.items.length
      }
    },
    256,
  )
  const { lexicon, rows } = yield* settle(reader, ends)
  return { initials: lexicon, initialsWords: yield* invertPostings(rows, lexicon.size) }
}
