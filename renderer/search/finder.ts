import { foldCode } from '../../domain/search-text.ts'
import type { Product } from '../../domain/product.ts'
import { eachCodeEqual } from './codes.ts'
import { wordsBeginning } from './lexicon.ts'
import { comparePopularity, type Part } from './part.ts'
import { PartSearch, type Found, type Step } from './part-search.ts'
import { parseQuery, readText, type Query, type Token } from './query.ts'
import { splitText, wordEqual } from './split.ts'

/** What the keys say as they are. */
const AS_TYPED: readonly Step[] = ['beginning', 'inside', 'initials']

/** The best hits of all parts together: as if they were one. */
export function findProducts(parts: readonly Part[], text: string, limit: number): Found[] {
  const query = parseQuery(text)
  if (query.tokens.length === 0) return []
  const searches = parts.map((part) => new PartSearch(part, query, limit))
  const take = (step: Step): number => {
    for (const search of searches) search.take(step)
    return searches.reduce((sum, search) => sum + search.count, 0)
  }
  let count = take('beginning')
  const begun = count > 0
  for (const step of AS_TYPED.slice(1)) if (count < limit) count = take(step)
  // `an` begins words, so it was meant; `rl` is only inside of some, so that 기 may have been.
  if (!begun && count < limit) count = take('layout')
  if (count === 0) count = take('layout-initials')
  if (count === 0) {
    const split = splitTokens(parts, searches, query)
    if (split) {
      const found = findSplit(parts, split, limit)
      if (found.length > 0) return found
    }
  }
  if (count === 0) count = take('typo')
  if (count === 0) take('two-typos')
  return best(searches, limit)
}

function best(searches: readonly PartSearch[], limit: number): Found[] {
  const found = searches.flatMap((search) => search.hits())
  if (searches.length > 1) found.sort((a, b) => a.grade - b.grade || comparePopularity(a.product, b.product))
  return found.slice(0, limit)
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
    for (const text of texts) tokens.push({ typed: readText(text), others: [] })
  }
  return tokens.length === query.tokens.length ? undefined : { ...query, tokens }
}

function findSplit(parts: readonly Part[], query: Query, limit: number): Found[] {
  const searches = parts.map((part) => new PartSearch(part, query, limit))
  for (const step of AS_TYPED) {
    for (const search of searches) search.take(step)
    const found = best(searches, limit)
    if (found.length > 0) return found
  }
  return []
}

function isSold(part: Part, text: string): boolean {
  const id = wordEqual(part.words, text)
  return id !== undefined && anySold(part, id, id + 1)
}

function beginsSold(part: Part, text: string): boolean {
  const [from, to] = wordsBeginning(part.words, text)
  return anySold(part, from, to)
}

/** Words stay in a part when their last product is struck out. */
function anySold({ wordProducts: { starts, items }, struck }: Part, from: number, to: number): boolean {
  for (let place = starts[from]!; place < starts[to]!; place++) if (!struck[items[place]!]) return true
  return false
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
