import type { Product } from '../../domain/product.ts'
import { buildCodeTables, NO_ORDINAL, type CodeTable } from './codes.ts'
import { buildLexicon, wordLength, type Lexicon } from './lexicon.ts'
import { packedInitials } from './pack.ts'
import { invertPostings, type Postings } from './postings.ts'
import { Scratch } from './scratch.ts'
import { inSlices, type Sliced } from './sliced.ts'
import { sortByKey, sortItems } from './sort.ts'
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
  const order = yield* sortByPopularity(given)
  const products: Product[] = []
  const ordinals = new Int32Array(given.length).fill(NO_ORDINAL)
  yield* inSlices(order.length, (from, to) => {
    for (let ordinal = from; ordinal < to; ordinal++) {
      ordinals[order[ordinal]!] = ordinal
      products.push(given[order[ordinal]!]!)
    }
  })
  // Read in the order in which they were given, which is the one in which they lie in memory.
  const { reader, ends } = yield* readProducts(given, ordinals)
  const { lexicon: words, ids } = yield* sortWords(reader)
  const productWords = yield* orderRows(reader.items.toArray(), ends, order, ids)
  return {
    products,
    struck: new Uint8Array(products.length),
    words,
    wordProducts: yield* invertPostings(productWords, words.size),
    productWords,
    ...(yield* buildInitials(words)),
    codes: yield* buildCodeTables(given, ordinals),
    scratch: new Scratch(products.length, words.size),
  }
}

/** @returns places in `given`, those that sell more first, of each sku only the last. */
function* sortByPopularity(given: readonly Product[]): Sliced<Uint32Array> {
  const bySku = new Uint32Array(given.length)
  let most = 0
  yield* inSlices(given.length, (from, to) => {
    for (let i = from; i < to; i++) {
      bySku[i] = i
      most = Math.max(most, given[i]!.popularity)
    }
  })
  yield* sortItems(bySku, (a, b) => compareText(given[a]!.sku, given[b]!.sku))
  const keys = new Float64Array(given.length)
  let count = 0
  yield* inSlices(given.length, (from, to) => {
    for (let i = from; i < to; i++) {
      const place = bySku[i]!
      const next = bySku[i + 1]
      if (next !== undefined && given[next]!.sku === given[place]!.sku) continue
      bySku[count] = place
      keys[count++] = most - given[place]!.popularity
    }
  })
  const order = yield* sortByKey(keys.subarray(0, count))
  yield* inSlices(count, (from, to) => {
    for (let ordinal = from; ordinal < to; ordinal++) order[ordinal] = bySku[order[ordinal]!]!
  })
  return order
}

function* readProducts(
  given: readonly Product[],
  ordinals: Int32Array,
): Sliced<{ readonly reader: WordReader; readonly ends: Uint32Array }> {
  const reader = new WordReader(given.length)
  const ends = new Uint32Array(given.length + 1)
  yield* inSlices(
    given.length,
    (from, to) => {
      for (let i = from; i < to; i++) {
        if (ordinals[i] !== NO_ORDINAL) readProduct(reader, given[i]!, i)
        ends[i + 1] = reader.items.length
      }
    },
    64,
  )
  return { reader, ends }
}

/** The rows of words as products are numbered, with the words' numbers in the lexicon. */
function* orderRows(items: Uint32Array, ends: Uint32Array, order: Uint32Array, ids: Uint32Array): Sliced<Postings> {
  const starts = new Uint32Array(order.length + 1)
  const ordered = new Uint32Array(items.length)
  let length = 0
  yield* inSlices(order.length, (from, to) => {
    for (let row = from; row < to; row++) {
      const given = order[row]!
      for (let k = ends[given]!; k < ends[given + 1]!; k++) ordered[length++] = ids[items[k]!]!
      starts[row + 1] = length
    }
  })
  return { starts, items: ordered }
}

function sortWords(reader: WordReader): ReturnType<typeof buildLexicon> {
  return buildLexicon({ letters: reader.letters, starts: reader.starts.toArray() })
}

function* buildInitials(words: Lexicon): Sliced<Pick<Part, 'initials' | 'initialsWords'>> {
  const { letters, starts, size } = words
  const reader = new WordReader(size)
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
  const { lexicon, ids } = yield* sortWords(reader)
  const rows = { starts: ends, items: reader.items.toArray().map((word) => ids[word]!) }
  return { initials: lexicon, initialsWords: yield* invertPostings(rows, lexicon.size) }
}
