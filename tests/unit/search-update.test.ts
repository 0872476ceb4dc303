import { fc } from '../support/property.ts'
import { expect, test } from 'vitest'
import { loadSampleCatalogue } from '../../central/sample/sample-catalogue.ts'
import type { Product } from '../../domain/product.ts'
import { buildParts } from '../../renderer/search/parts.ts'
import { buildSearchIndex, type SearchIndex } from '../../renderer/search/search-index.ts'
import { testProduct } from '../support/arbitrary.ts'

const WORDS = ['김치', '달걀', '비타민', '두부', '닭고기', 'kimchi', 'egg', '500g', 'c']
const QUERIES = [
  ...WORDS,
  ...['김', 'ㄱㅊ', '치', 'rlacl', '깅치', '달걀두부', '두부 500', 'P1', '8801', 'ㅠ', 'ㅂㅌㅁ', 'e', '5', 'er'],
]

/** So many that a few struck out do not have the whole index built anew. */
const BASE = Array.from({ length: 80 }, (_, i) =>
  product(`P${i}`, `${WORDS[i % WORDS.length]} ${WORDS[(7 * i + 3) % WORDS.length]}`, i % 3),
)
const NUMBERS = fc.integer({ min: 0, max: 85 })

function product(sku: string, name: string, popularity: number, barcode = '20'): Product {
  return testProduct(sku, {
    name: { ko: name, en: '' },
    producer: { ko: '', en: '' },
    barcodes: [barcode],
    popularity,
  })
}

const different = fc
  .record({
    number: NUMBERS,
    name: fc.array(fc.constantFrom(...WORDS, '씨름'), { maxLength: 3 }).map((words) => words.join(' ')),
    popularity: fc.nat({ max: 2 }),
    barcode: fc.constantFrom('8801', '8801007', '20'),
  })
  .map(({ number, name, popularity, barcode }) => product(`P${number}`, name, popularity, barcode))
const onlyPopularity = fc
  .tuple(fc.constantFrom(...BASE), fc.nat({ max: 4 }))
  .map(([base, popularity]) => ({ ...base, popularity }))
const onlyPrice = fc.tuple(fc.constantFrom(...BASE), fc.nat()).map(([base, priceMinor]) => ({ ...base, priceMinor }))

const changes = fc.record({
  changed: fc.array(fc.oneof(different, onlyPopularity, onlyPrice), { maxLength: 4 }),
  removed: fc.array(
    NUMBERS.map((number) => `P${number}`),
    { maxLength: 3 },
  ),
})

function answers(index: SearchIndex): unknown {
  return {
    size: index.size,
    found: QUERIES.map((query) => [query, index.search(query, 100), index.search(query, 2)]),
    scanned: ['8801', '8801007', '20', 'P3'].map((code) => index.skusOfBarcode(code)),
  }
}

test('after any number of updates it answers as one built anew', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(changes, { maxLength: 5 }), async (rest) => {
      const index = await buildSearchIndex(BASE)
      const catalogue = new Map(BASE.map((one) => [one.sku, one]))
      for (const { changed, removed } of rest) {
        for (const sku of removed) catalogue.delete(sku)
        for (const one of changed) catalogue.set(one.sku, one)
        await index.update(changed, removed)
      }
      expect(answers(index)).toEqual(answers(await buildSearchIndex([...catalogue.values()])))
    }),
    { numRuns: 80 },
  )
})

test('words whose last product is gone no longer stand in the way of guesses', async () => {
  const left = [...BASE, product('V', '비타민 씨름', 0), product('R', '름', 0)]
  const index = await buildSearchIndex([...left, product('S', '비타민씨', 0), product('T', '비타민씨름꾼', 0)])
  expect(index.search('비타민씨름', 5)).toEqual([{ sku: 'T', match: 'prefix' }])
  await index.update([], ['S', 'T'])
  expect(index.search('비타민씨름', 5).map(({ sku }) => sku)).toEqual(['V'])
  const anew = await buildSearchIndex(left)
  for (const query of ['비타민씨름', '비타민씨', '달걀두부', '달걀두부 비타민씨', '씨름비타민'])
    expect({ query, hits: index.search(query, 50) }).toEqual({ query, hits: anew.search(query, 50) })
})

test('goods that are struck out and come back are found once', async () => {
  const index = await buildSearchIndex(BASE)
  await index.update([product('P1', '씨름', 1)], [])
  await index.update([BASE[1]!], [])
  await index.update([BASE[1]!], [])
  expect(answers(index)).toEqual(answers(await buildSearchIndex(BASE)))
})

test('updates that are given at once are taken in one after another', async () => {
  const index = await buildSearchIndex([testProduct('A', { name: { ko: '김치', en: '' } })])
  const first = index.update([testProduct('A', { name: { ko: '두부', en: '' } })], [])
  const second = index.update([testProduct('B', { name: { ko: '김치', en: '' } })], [])
  const third = index.update([], ['A'])
  expect(index.search('김치', 5).map(({ sku }) => sku)).toEqual(['A'])
  await Promise.all([first, second, third])
  expect(index.search('김치', 5).map(({ sku }) => sku)).toEqual(['B'])
  expect(index.search('두부', 5)).toEqual([])
  expect(index.size).toBe(1)
})

test('a large change, and many small ones, end in the same answers', async () => {
  const { products: sample } = loadSampleCatalogue()
  const many = Array.from({ length: 4 }, (_, copy) =>
    sample.map((product) => ({ ...product, sku: `${product.sku}-${copy}`, barcodes: [] })),
  ).flat()
  const index = await buildSearchIndex(sample)
  await index.update(many, [])
  for (let from = 0; from < many.length; from += 300)
    await index.update(
      [],
      many.slice(from, from + 250).map(({ sku }) => sku),
    )
  const left = many.filter((_, i) => i % 300 >= 250)
  const anew = await buildSearchIndex([...sample, ...left])
  for (const query of ['김치', 'ㄱㅊ', '달', 'e', 'F001', '깅치'])
    expect(index.search(query, 200)).toEqual(anew.search(query, 200))
  expect(index.size).toBe(sample.length + left.length)
})

test('a page gets its turn after every few products while an index is built', () => {
  let reads = 0
  const counted = (number: number): Product =>
    Object.defineProperty(testProduct(`P${number}`), 'producer', {
      get: () => {
        reads++
        return { ko: '생산자', en: 'Producer' }
      },
    })
  const work = buildParts(Array.from({ length: 5_000 }, (_, number) => counted(number)))
  let most = 0
  let turns = 0
  for (let done = false; !done; turns++) {
    const before = reads
    done = work.next().done === true
    most = Math.max(most, reads - before)
  }
  expect(reads).toBeGreaterThanOrEqual(5_000)
  expect(most).toBeLessThanOrEqual(200)
  expect(turns).toBeGreaterThan(100)
})
