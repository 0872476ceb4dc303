import { fc } from '../support/property.ts'
import { expect, test } from 'vitest'
import { keysOf, strokesOf } from '../../domain/jamo.ts'
import type { Product } from '../../domain/product.ts'
import { buildSearchIndex } from '../../renderer/search/search-index.ts'
import { testProduct } from '../support/arbitrary.ts'
import { initialsOf, searchPlainly, typingStates } from '../support/search-reference.ts'

/** Few letters, so that words have much in common; the odd ones must not be mixed up with strokes. */
const letters = fc.constantFrom(...'가각과김치달걀닭고기물ㄱㅋㅏrkrhek12.é', 'ð', 'я', '肉', '𝟙')
const words = fc.array(letters, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''))
const texts = fc.array(words, { minLength: 0, maxLength: 3 }).map((parts) => parts.join(' '))
const codes = fc
  .array(fc.constantFrom(...'01239abW-ㅂ*'), { minLength: 1, maxLength: 18 })
  .map((parts) => parts.join(''))

const products = fc
  .uniqueArray(
    fc.record({
      sku: codes,
      ko: texts,
      en: texts,
      maker: texts,
      size: fc.option(words),
      colour: fc.option(words),
      barcodes: fc.array(codes, { maxLength: 2 }),
      popularity: fc.nat({ max: 3 }),
    }),
    { maxLength: 25, selector: ({ sku }) => sku },
  )
  .map((rows) => rows.map(toProduct))

interface Row {
  sku: string
  ko: string
  en: string
  maker: string
  size: string | null
  colour: string | null
  barcodes: string[]
  popularity: number
}

function toProduct({ sku, ko, en, maker, size, colour, barcodes, popularity }: Row): Product {
  return testProduct(sku, {
    name: { ko, en },
    producer: { ko: maker, en: '' },
    variant: { style: sku, size, colour: colour === null ? null : { ko: colour, en: '' } },
    barcodes,
    popularity,
  })
}

/** Queries with some hope: pieces of names, of their strokes, consonants and keys, and of codes. */
const queries = (catalogue: readonly Product[]): fc.Arbitrary<string> => {
  const sources = catalogue.flatMap(({ name, sku, barcodes }) => [name.ko, name.en, sku, ...barcodes])
  const known = fc.tuple(fc.constantFrom(...sources, '가'), fc.nat({ max: 8 }), fc.integer({ min: 1, max: 6 }))
  const piece = known.map(([text, from, length]) => text.slice(from, from + length))
  const piecesOfStates = known.map(([text, from]) => typingStates(text)[from] ?? text)
  const consonants = piece.map((text) => initialsOf(strokesOf(text)))
  const keys = piece.map((text) => keysOf(text))
  const one = fc.oneof(piece, piecesOfStates, consonants, keys, texts, codes)
  return fc.oneof(
    { weight: 3, arbitrary: one },
    fc.tuple(one, one).map((two) => two.join(' ')),
  )
}

const cases = products.chain((catalogue) =>
  fc.tuple(fc.constant(catalogue), fc.array(queries(catalogue), { maxLength: 12 })),
)

test('finds what looking at every word of every product finds, in the same order', async () => {
  await fc.assert(
    fc.asyncProperty(cases, async ([catalogue, tried]) => {
      const index = await buildSearchIndex(catalogue)
      for (const query of tried) {
        const plain = searchPlainly(catalogue, query)
        const hits = index.search(query, 1_000)
        if (plain.length > 0) expect({ query, found: hits.map(({ sku }) => sku) }).toEqual({ query, found: plain })
        const few = index.search(query, 3)
        expect({ query, found: few }).toEqual({ query, found: hits.slice(0, 3) })
      }
    }),
    { numRuns: 300 },
  )
})

test('keeps its order with more different letters than it can rank', async () => {
  const many = Array.from({ length: 400 }, (_, i) => String.fromCodePoint(0x4e00 + 7 * i))
  const signs = fc.constantFrom(...many)
  const rows = fc.array(fc.tuple(signs, signs, fc.constantFrom('a', 'b')), { minLength: 50, maxLength: 120 })
  await fc.assert(
    fc.asyncProperty(rows, async (names) => {
      const catalogue = names.map((name, i) => testProduct(`P${i}`, { name: { ko: name.join(''), en: '' } }))
      const index = await buildSearchIndex(catalogue)
      for (const [first, second] of names) {
        for (const query of [first, first + second, second])
          expect(index.search(query, 500).map(({ sku }) => sku)).toEqual(searchPlainly(catalogue, query))
      }
    }),
    { numRuns: 2 },
  )
})

test('tells long codes apart that begin alike', async () => {
  const long = [
    '12345678901234561',
    '12345678901234562',
    '1234567890123456',
    '123456789012345',
    'ABCDEFGHIJK1',
    'ABCDEFGHIJK2',
  ]
  const catalogue = long.map((sku) => testProduct(sku, { name: { ko: '', en: '' }, producer: { ko: '', en: '' } }))
  const index = await buildSearchIndex(catalogue)
  for (const sku of long) {
    for (let length = 3; length <= sku.length; length++) {
      const query = sku.slice(0, length)
      expect(index.search(query, 10).map((hit) => hit.sku)).toEqual(searchPlainly(catalogue, query))
    }
    expect(index.skusOfBarcode(sku)).toEqual([sku])
  }
})
