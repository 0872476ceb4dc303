import { foldCode } from '../../domain/search-text.ts'
import type { Product } from '../../domain/product.ts'
import { eachCodeEqual } from './codes.ts'
import { wordsBeginning } from './lexicon.ts'
import { comparePopularity, type Part } from './part.ts'
import { hasProducts, PartSearch, type Found } from './part-search.ts'
import { parseQuery, readText, type Query, type Token } from './query.ts'
import { splitText, wordEqual } from './split.ts'
import type { Step } from './word-search.ts'

/** What the keys say as they are. */
const AS_TYPED: readonly Step[] = ['beginning', 'inside', 'initials', 'initials-inside']
const OTHER_LAYOUT: readonly Step[] = ['layout', 'layout-inside']
/** Each is tried only where all before it found nothing: on its own it is a guess. */
const LAYOUT_INITIALS: readonly Step[] = ['layout-initials', 'layout-initials-inside']
const TYPOS: readonly Step[] = ['typo', 'typo-inside']
const TWO_TYPOS: readonly Step[] = ['two-typos', 'two-typos-inside']

/** The best hits of all parts together: as if they were one. */
export function findProducts(parts: readonly Part[], text: string, limit: number): Found[] {
  const query = parseQuery(text)
  if (query.tokens.length === 0) return []
  const filled = parts.filter(({ products }) => products.length > 0)
  const searches = begin(filled, query, limit)
  const begun = take(searches, ['beginning'], limit) > 0
  let count = take(searches, AS_TYPED.slice(1), limit)
  // `an` begins words, so it was meant; `rl` is only inside of some, so that 기 may have been.
  if (!begun) count = take(searches, OTHER_LAYOUT, limit)
  if (count === 0) count = take(searches, LAYOUT_INITIALS, limit)
  const split = count === 0 ? splitTokens(filled, searches, query) : undefined
  if (!split) return guessTypos(searches, count, limit)
  end(searches, limit)
  const found = findSplit(filled, split, limit)
  return found.length > 0 ? found : findMistyped(filled, query, limit)
}

function guessTypos(searches: readonly PartSearch[], found: number, limit: number): Found[] {
  let count = found
  for (const steps of [TYPOS, TWO_TYPOS]) if (count === 0) count = take(searches, steps, limit)
  return end(searches, limit)
}

/** From the beginning, since a search that has ended cannot go on. */
function findMistyped(parts: readonly Part[], query: Query, limit: number): Found[] {
  const searches = begin(parts, query, limit)
  return guessTypos(searches, take(searches, [...AS_TYPED, ...OTHER_LAYOUT, ...LAYOUT_INITIALS], limit), limit)
}

function findSplit(parts: readonly Part[], query: Query, limit: number): Found[] {
  const searches = begin(parts, query, limit)
  take(searches, AS_TYPED, limit)
  return end(searches, limit)
}

function begin(parts: readonly Part[], query: Query, limit: number): PartSearch[] {
  return parts.map((part) => new PartSearch(part, query, limit))
}

function end(searches: readonly PartSearch[], limit: number): Found[] {
  const found = searches.flatMap((search) => search.end())
  if (searches.length > 1) found.sort((a, b) => a.grade - b.grade || comparePopularity(a.product, b.product))
  return found.slice(0, limit)
}

/** Takes steps until there are enough hits. @returns how many there are. */
function take(searches: readonly PartSearch[], steps: readonly Step[], limit: number): number {
  let count = countHits(searches)
  for (const step of steps) {
    if (count >= limit) return count
    for (const search of searches) search.take(step)
    count = countHits(searches)
  }
  return count
}

function countHits(searches: readonly PartSearch[]): number {
  return searches.reduce((sum, search) => sum + search.count, 0)
}

/** The query with every word that nothing answers taken apart; undefined where that cannot be. */
function splitTokens(parts: readonly Part[], searches: readonly PartSearch[], query: Query): Query | undefined {
  const tokens: Token[] = []
  for (const [t, token] of query.tokens.entries()) {
    if (searches.some((search) => search.answers(t))) {
      tokens.push(token)
      continue
    }
    const texts = splitText(
      token.typed.text,
      (text) => parts.some((part) => isSold(part, text)),
      (text) => parts.some((part) => beginsSold(part, text)),
    )
    if (!texts) return undefined
    for (const text of texts) tokens.push({ typed: readText(text), others: () => [] })
  }
  return tokens.length === query.tokens.length ? undefined : { ...query, tokens }
}

function isSold(part: Part, text: string): boolean {
  const id = wordEqual(part.words, text)
  return id !== undefined && hasProducts(part, id, id + 1)
}

function beginsSold(part: Part, text: string): boolean {
  const [from, to] = wordsBeginning(part.words, text)
  return hasProducts(part, from, to)
}

/** Products with a barcode, those that sell more first; only where there are none, the one with that sku. */
export function findByBarcode(parts: readonly Part[], barcode: string): Product[] {
  const folded = foldCode(barcode)
  if (folded === '') return []
  const codes = new Set(sameArticle(folded))
  const found = new Set<Product>()
  for (const { codes: tables, products, struck } of parts) {
    for (const code of codes) {
      eachCodeEqual(tables, products, code, (ordinal) => {
        if (!struck[ordinal]) found.add(products[ordinal]!)
      })
    }
  }
  const byBarcode = [...found].filter(({ barcodes }) => barcodes.some((own) => codes.has(foldCode(own))))
  const bySku = [...found].filter(({ sku }) => foldCode(sku) === folded)
  return (byBarcode.length > 0 ? byBarcode : bySku).sort(comparePopularity)
}

/** The lengths a GTIN is written in; the shorter ones are the longer ones without their leading zeros. */
const GTIN_LENGTHS = [8, 12, 13, 14]

/** A scanner may send twelve digits where the catalogue has thirteen with a zero before them. */
function sameArticle(code: string): string[] {
  if (!/^\d+$/.test(code) || !GTIN_LENGTHS.includes(code.length)) return [code]
  const digits = code.replace(/^0+/, '')
  return GTIN_LENGTHS.filter((length) => length >= digits.length).map((length) => digits.padStart(length, '0'))
}
