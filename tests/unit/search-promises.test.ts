import { beforeAll, expect, test } from 'vitest'
import { loadSampleCatalogue } from '../../central/sample/sample-catalogue.ts'
import { keysOf, strokesOf } from '../../domain/jamo.ts'
import type { Product } from '../../domain/product.ts'
import { splitWords } from '../../domain/search-text.ts'
import { buildSearchIndex, type SearchIndex } from '../../renderer/search/search-index.ts'
import { testProduct } from '../support/arbitrary.ts'
import { initialsOf, typingStates } from '../support/search-reference.ts'

/** As many as a screen of results holds. */
const LIMIT = 50

let products: Product[]
let index: SearchIndex
let egg: Product

beforeAll(async () => {
  products = loadSampleCatalogue().products
  index = await buildSearchIndex(products)
  egg = products.find(({ name }) => name.ko.startsWith('달걀'))!
})

function find(query: string, among = index): string[] {
  return among.search(query, LIMIT).map(({ sku }) => sku)
}

test('달 → 닭 → 달걀 keeps 달걀 listed', () => {
  for (const state of typingStates('달걀'))
    expect({ state, found: find(state) }).toEqual({ state, found: expect.arrayContaining([egg.sku]) })
})

test('닭 as a word of its own is found too while it may still become 달걀', () => {
  const [first] = index.search('닭', LIMIT)
  const chicken = products.filter(({ name }) => name.ko.startsWith('닭')).map(({ sku }) => sku)
  expect(find('닭')).toEqual(expect.arrayContaining([...chicken, egg.sku]))
  expect(first).toBeDefined()
})

test('every product is listed at every key of its name’s first word, and among the first when the name is complete', () => {
  for (const { sku, name } of products) {
    for (const text of [name.ko, name.en]) {
      const [word = ''] = splitWords(text)
      for (const state of typingStates(word)) {
        const found = index.search(state, products.length).map((hit) => hit.sku)
        expect(found.includes(sku), `${sku} by ${state}`).toBe(true)
      }
      expect(find(text).includes(sku), `${sku} by ${text}`).toBe(true)
    }
  }
})

test('initial consonants find: ㄷㄱ is 달걀', () => {
  expect(index.search('ㄷㄱ', LIMIT)).toContainEqual({ sku: egg.sku, match: 'initials' })
  for (const { sku, name } of products) {
    const initials = initialsOf(strokesOf(name.ko.replaceAll(/[^가-힣]/g, ' ').trim()).split(' ')[0]!)
    if (initials.length < 2) continue
    const found = index.search(initials, products.length).map((hit) => hit.sku)
    expect(found.includes(sku), `${sku} by ${initials}`).toBe(true)
  }
})

test('the wrong layout finds: ekfrif is 달걀, and an English name typed in Hangul is found', () => {
  expect(index.search('ekfrif', LIMIT)).toContainEqual({ sku: egg.sku, match: 'layout' })
  expect(find('EKFRIF')).toContain(egg.sku)
  expect(keysOf('ㄷㅎㅎㄴ')).toBe('eggs')
  expect(index.search('ㄷㅎㅎㄴ', LIMIT)).toContainEqual({ sku: egg.sku, match: 'layout' })
})

test('what begins a word as typed is never mixed with the other layout', () => {
  expect(index.search('eggs', LIMIT).every(({ match }) => match !== 'layout')).toBe(true)
})

test('a typing mistake finds: 깅치 is 김치, kimhci is kimchi', async () => {
  const kimchi = products.find(({ name }) => name.ko.includes('김치'))!
  for (const mistyped of ['깅치', '김추', '기치', '김ㅊ치']) {
    const found = await buildSearchIndex([testProduct('K', { name: { ko: '김치 1kg', en: 'Kimchi' } })])
    expect({ mistyped, hits: found.search(mistyped, 5) }).toEqual({ mistyped, hits: [{ sku: 'K', match: 'typo' }] })
  }
  for (const mistyped of ['깅치', 'kimhci']) expect(find(mistyped)).toContain(kimchi.sku)
})

test('numbers are never taken for mistyped', () => {
  expect(index.search('98765432', LIMIT)).toEqual([])
})

test('two-syllable nouns are found inside compound words: 김치 in 배추김치', async () => {
  const among = await buildSearchIndex([
    testProduct('A', { name: { ko: '배추김치', en: '' } }),
    testProduct('B', { name: { ko: '통졸임물고기', en: '' } }),
  ])
  expect(find('김치', among)).toEqual(['A'])
  expect(find('졸임', among)).toEqual(['B'])
  expect(find('고기', among)).toEqual(['B'])
})

test('both languages are searched, whichever is shown, and so is the maker', () => {
  expect(find(egg.name.ko)).toContain(egg.sku)
  expect(find(egg.name.en)).toContain(egg.sku)
  const maker = egg.producer.ko
  const made = products.filter(({ producer }) => producer.ko === maker).map(({ sku }) => sku)
  expect(find(maker).filter((sku) => !made.includes(sku))).toEqual([])
  expect(find(maker).length).toBe(Math.min(LIMIT, made.length))
})

test('all words of a query are found, in any order and in either language', async () => {
  const among = await buildSearchIndex([
    testProduct('A', { name: { ko: '비타민 C 500mg', en: 'Vitamin C' }, producer: { ko: '고려', en: 'Koryo' } }),
    testProduct('B', { name: { ko: '비타민 B', en: 'Vitamin B' }, producer: { ko: '고려', en: 'Koryo' } }),
  ])
  expect(find('비타민 c', among)).toEqual(['A'])
  expect(find('500 vita', among)).toEqual(['A'])
  expect(find('고려 ㅂㅌㅁ', among)).toEqual(['A', 'B'])
  expect(find('koryo 비타민 b', among)).toEqual(['B'])
  expect(find('비타민 z', among)).toEqual([])
})

test('spaces may be left out', async () => {
  const among = await buildSearchIndex([
    testProduct('A', { name: { ko: '비타민 씨 알약', en: '' } }),
    testProduct('B', { name: { ko: '비타민', en: '' } }),
  ])
  expect(find('비타민씨', among)).toEqual(['A'])
  expect(find('비타민씨알', among)).toEqual(['A'])
})

test('sku and barcode find by their first characters, and completely before all else', () => {
  for (const product of products.slice(0, 100)) {
    for (const code of [product.sku, ...product.barcodes]) {
      expect(index.search(code, LIMIT)[0]).toEqual({ sku: product.sku, match: 'exact' })
      const beginning = code.slice(0, Math.max(3, code.length - 2))
      expect(find(beginning)).toContain(product.sku)
    }
  }
})

test('better matches come first, and among equal ones what sells more', async () => {
  const named = (sku: string, ko: string, popularity: number): Product =>
    testProduct(sku, { name: { ko, en: '' }, popularity })
  const among = await buildSearchIndex([
    named('inside', '배추김치', 900),
    named('beginning', '김치찌개', 500),
    named('beginning-more', '김치만두', 600),
    named('whole', '김치', 1),
  ])
  expect(among.search('김치', LIMIT)).toEqual([
    { sku: 'whole', match: 'exact' },
    { sku: 'beginning-more', match: 'prefix' },
    { sku: 'beginning', match: 'prefix' },
    { sku: 'inside', match: 'inside' },
  ])
  expect(among.search('김치', 2).map(({ sku }) => sku)).toEqual(['whole', 'beginning-more'])
})

test('a scanned code names its product, also as twelve digits of thirteen, in either case and by its sku', async () => {
  const among = await buildSearchIndex([
    testProduct('A-1', { barcodes: ['0036000291452', 'Box7'] }),
    testProduct('B-1', { barcodes: ['8801007343884'], popularity: 1 }),
    testProduct('C-1', { barcodes: ['8801007343884'], popularity: 9 }),
  ])
  expect(among.skusOfBarcode('036000291452')).toEqual(['A-1'])
  expect(among.skusOfBarcode('00036000291452')).toEqual(['A-1'])
  expect(among.skusOfBarcode('BOX7')).toEqual(['A-1'])
  expect(among.skusOfBarcode('a-1')).toEqual(['A-1'])
  expect(among.skusOfBarcode('8801007343884')).toEqual(['C-1', 'B-1'])
  expect(among.skusOfBarcode('880100734388')).toEqual([])
  expect(among.skusOfBarcode('')).toEqual([])
  for (const product of products)
    for (const barcode of product.barcodes) expect(index.skusOfBarcode(barcode)).toEqual([product.sku])
})

test('nothing is found for nothing, and nothing breaks a search', async () => {
  const { default: hostile } = await import('../fixtures/hostile/minimaxir-blns.json', { with: { type: 'json' } })
  const texts = [...(hostile as string[]), 'ㄱ'.repeat(5_000), 'a b '.repeat(5_000), '\u0000', '한'.repeat(300)]
  for (const query of ['', ' ', '*-…']) expect(find(query)).toEqual([])
  for (const query of texts) expect(find(query).length).toBeLessThanOrEqual(LIMIT)
  const among = await buildSearchIndex(texts.map((text, i) => testProduct(`P${i}`, { name: { ko: text, en: '' } })))
  expect(find('P10', among)[0]).toBe('P10')
  expect(find('ㄱㄱㄱㄱ', await buildSearchIndex([]))).toEqual([])
})
