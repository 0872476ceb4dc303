import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import type { Product } from '../domain/product.ts'
import { buildSearchIndex, type SearchIndex } from '../renderer/search/search-index.ts'
import { synthesiseCatalogue } from './catalogue.ts'
import { measureInterleaved, quantile, usedBytes } from './measure.ts'
import { createIncludes, createIncludesAndFuzzy } from './peers.ts'
import { keystrokes, KINDS, wantedProducts } from './queries.ts'
import { createRandom } from './random.ts'
import { formatTable, isMet, type Row } from './table.ts'

/**
 * Search as one types, side by side with what tills commonly do, in one process, round after round.
 * Figures are ratios, since machines differ; nothing fails on a time.
 */

const LIMIT = 50
const { values } = parseArgs({
  options: {
    products: { type: 'string', multiple: true, default: ['100000'] },
    queries: { type: 'string', default: '400' },
    rounds: { type: 'string', default: '5' },
    json: { type: 'string', default: 'dist/bench/search.json' },
  },
})
const rounds = Number(values.rounds)
const rows: Row[] = []
for (const size of values.products.map(Number)) rows.push(...(await measure(size)))
process.stdout.write(`${formatTable(rows)}\n`)
mkdirSync(dirname(values.json), { recursive: true })
writeFileSync(
  values.json,
  `${JSON.stringify(
    rows.map((row) => ({ ...row, met: isMet(row) })),
    null,
    2,
  )}\n`,
)

async function measure(size: number): Promise<Row[]> {
  const products = synthesiseCatalogue(size)
  const of = (work: string): string => `${work}, ${size.toLocaleString('en')} products`
  const start = await measureStart(products, of)
  const before = usedBytes()
  const index = await buildSearchIndex(products)
  const bytes = usedBytes() - before
  const memory: Row = {
    work: of('memory of search'),
    ours: `${(bytes / 1e6).toFixed(1)} MB`,
    peer: '90 MB',
    ratio: bytes / 1e6,
    goal: size === 100_000 ? 90 : null,
    lowerIsBetter: true,
  }
  return [...start, memory, ...measureKeys(products, index, of), ...measureFound(products, index, of)]
}

/** From the products to the first answer. */
async function measureStart(products: readonly Product[], of: (work: string) => string): Promise<Row[]> {
  const ours: number[] = []
  const theirs: number[] = []
  for (let round = 0; round < rounds; round++) {
    const startMs = performance.now()
    ;(await buildSearchIndex(products)).search('달걀', LIMIT)
    const betweenMs = performance.now()
    createIncludes(products).search('달걀', LIMIT)
    ours.push(betweenMs - startMs)
    theirs.push(performance.now() - betweenMs)
  }
  return [compare(of('built and first search; peer: includes'), quantile(ours, 0.5), quantile(theirs, 0.5), null)]
}

function measureKeys(products: readonly Product[], index: SearchIndex, of: (work: string) => string): Row[] {
  const isLarge = products.length > 100_000
  const typed = keystrokes(products, Number(values.queries) / (isLarge ? 4 : 1), createRandom(1))
  const ours = (query: string): unknown => index.search(query, LIMIT)
  const peers = isLarge ? [createIncludes(products)] : [createIncludes(products), createIncludesAndFuzzy(products)]
  const theirs = peers.map((peer) => (query: string) => peer.search(query, LIMIT))
  const [mine, includes, both] = measureInterleaved([ours, ...theirs], typed, rounds)
  const at = (share: number, goal: number | null, peer: readonly number[], name: string): Row =>
    compare(of(`key p${100 * share}; peer: ${name}`), quantile(mine!, share), quantile(peer, share), goal)
  const keys = [at(0.99, isLarge ? 40 : 12, includes!, 'includes'), at(0.5, null, includes!, 'includes')]
  if (!both) return keys
  return [...keys, at(0.99, null, both, 'includes and fuzzy'), at(0.5, 400, both, 'includes and fuzzy')]
}

function measureFound(products: readonly Product[], index: SearchIndex, of: (work: string) => string): Row[] {
  const wanted = wantedProducts(products, 150, createRandom(2))
  const includes = createIncludes(products)
  return KINDS.map((kind) => {
    const asked = wanted.filter((each) => each.kind === kind)
    const ours = asked.filter(({ text, sku }) => index.search(text, LIMIT).some((hit) => hit.sku === sku)).length
    const theirs = asked.filter(({ text, sku }) => includes.search(text, LIMIT).includes(sku)).length
    return {
      work: of(`found among the first ${LIMIT}: ${kind}`),
      ours: `${ours} of ${asked.length}`,
      peer: `${theirs} of ${asked.length}`,
      ratio: ours / asked.length,
      goal: 0.97,
    }
  })
}

function compare(work: string, oursMs: number, peerMs: number, goal: number | null): Row {
  return { work, ours: `${oursMs.toFixed(3)} ms`, peer: `${peerMs.toFixed(3)} ms`, ratio: peerMs / oursMs, goal }
}
