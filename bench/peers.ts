import type { Product } from '../domain/product.ts'

/** A search that this one is measured against. */
export interface Peer {
  search(query: string, limit: number): readonly string[]
}

/** One text for each product, in the order in which they sell. */
interface Row {
  readonly sku: string
  readonly text: string
}

function readRows(products: readonly Product[]): Row[] {
  return products
    .toSorted((a, b) => b.popularity - a.popularity)
    .map(({ sku, name, producer, barcodes }) => ({
      sku,
      text: [name.ko, name.en, producer.ko, producer.en, sku, ...barcodes].join(' ').toLowerCase(),
    }))
}

/** What tills commonly do: every word of the query is looked for in the text of every product. */
export function createIncludes(products: readonly Product[]): Peer {
  const rows = readRows(products)
  return {
    search: (query, limit) => {
      const words = query.toLowerCase().split(/\s+/)
      return rows
        .filter(({ text }) => words.every((word) => text.includes(word)))
        .slice(0, limit)
        .map(({ sku }) => sku)
    },
  }
}

/** The same, and then all products that have the query's letters in their order, the closest first. */
export function createIncludesAndFuzzy(products: readonly Product[]): Peer {
  const rows = readRows(products)
  const includes = createIncludes(products)
  return {
    search: (query, limit) => {
      const letters = query.toLowerCase().replaceAll(/\s/g, '')
      const scored = rows
        .map(({ sku, text }) => ({ sku, score: scoreInOrder(text, letters) }))
        .filter(({ score }) => score > 0)
        .sort((a, b) => b.score - a.score)
      const skus = new Set([...includes.search(query, limit), ...scored.map(({ sku }) => sku)])
      return [...skus].slice(0, limit)
    },
  }
}

/** More for letters that follow each other; 0 where one is missing. */
function scoreInOrder(text: string, letters: string): number {
  let score = 0
  let run = 0
  let next = 0
  for (let i = 0; i < text.length && next < letters.length; i++) {
    if (text[i] === letters[next]) {
      run = 2 * run + 1
      next++
    } else run = 0
    score += run
  }
  return next === letters.length ? score : 0
}
