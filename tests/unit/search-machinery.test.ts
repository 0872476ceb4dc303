import { fc } from '../support/property.ts'
import { expect, test } from 'vitest'
import { splitWords, wordStrokes } from '../../domain/search-text.ts'
import { beginsWord, buildLexicon, eachPlace, wordAt, wordsBeginning } from '../../renderer/search/lexicon.ts'
import { packStrokes } from '../../renderer/search/pack.ts'
import { invertPostings } from '../../renderer/search/postings.ts'
import type { Sliced } from '../../renderer/search/sliced.ts'
import { sortByKey, sortItems } from '../../renderer/search/sort.ts'
import { TopList } from '../../renderer/search/top-list.ts'
import { WordReader } from '../../renderer/search/word-reader.ts'
import { createRandom } from '../../bench/random.ts'

function finish<Value>(work: Sliced<Value>): Value {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}

/** Sizes on both sides of a run, a slice and several merges. */
const SIZES = [0, 1, 2, 15, 16, 17, 300, 2_048, 2_049, 20_000]

test.each(SIZES)('%i numbers are sorted by any key, equals as they came', (size) => {
  const random = createRandom(size)
  for (const largest of [1, 100, 2 ** 13, 2 ** 26 + 1, 2 ** 53]) {
    const keys = Float64Array.from({ length: size }, () => Math.floor(random() * largest))
    const expected = [...keys.keys()].sort((a, b) => keys[a]! - keys[b]!)
    expect([...finish(sortByKey(keys))]).toEqual(expected)
    const coarse = keys.map((key) => Math.floor(key / 7))
    expect([...finish(sortByKey(coarse, (a, b) => keys[a]! - keys[b]!))]).toEqual(expected)
  }
})

test.each(SIZES)('%i items are sorted by comparing them, equals as they came', (size) => {
  const random = createRandom(size)
  for (const largest of [1, 10, size + 1, 2 ** 30]) {
    const keys = Array.from({ length: size }, () => Math.floor(random() * largest))
    const items = Uint32Array.from(keys.keys())
    finish(sortItems(items, (a, b) => keys[a]! - keys[b]!))
    expect([...items]).toEqual([...keys.keys()].sort((a, b) => keys[a]! - keys[b]!))
    finish(sortItems(items, (a, b) => keys[b]! - keys[a]!))
    expect([...items].map((item) => keys[item])).toEqual(keys.toSorted((a, b) => b - a))
  }
})

const texts = fc.array(
  fc.oneof(
    fc.constantFrom(...'가각값닭걀김치콰ㄱㅏㄳabzABZ019.,- ()\u00e9\uff11\uff21\u1100\u1161\u212a\u00df'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
  ),
  { maxLength: 12 },
)

test('letter by letter the same words are read as through Unicode’s tables', () => {
  fc.assert(
    fc.property(fc.array(texts, { maxLength: 6 }), (rows) => {
      const reader = new WordReader(0)
      const ends = [0]
      for (const [row, parts] of rows.entries()) {
        reader.read(parts.join(''), row)
        ends.push(reader.items.length)
      }
      const [letters, starts] = [reader.letters, reader.starts.toArray()]
      const wordOf = (id: number): string =>
        String.fromCharCode(...letters.slice(starts[id], letters.indexOf(0, starts[id])))
      const read = rows.map((_, row) => [...reader.items.toArray().slice(ends[row], ends[row + 1])].map(wordOf))
      const expected = rows.map((parts) => {
        const words = splitWords(parts.join('')).map((word) => packStrokes(wordStrokes(word)))
        return [...new Set(words)].filter((word) => word !== '')
      })
      expect(read).toEqual(expected)
      expect(new Set(starts.map((_, id) => id)).size).toBe(new Set(expected.flat()).size)
    }),
  )
})

test('a lexicon finds what begins with a text and every place where it stands', () => {
  const letters = fc.constantFrom(...'ab\u00bb\u0093\u4e00')
  const words = fc.uniqueArray(
    fc.array(letters, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('')),
    {
      maxLength: 60,
    },
  )
  const asked = fc.array(letters, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(words, asked, (given, text) => {
      const joined = given.map((word) => `${word}\0`).join('')
      const codes = Uint16Array.from(joined, (unit) => unit.charCodeAt(0))
      let length = 0
      const starts = Uint32Array.from(given, (word) => (length += word.length + 1) - word.length - 1)
      const { lexicon, ids } = finish(buildLexicon({ letters: codes, starts }))
      const sorted = given.toSorted((a, b) => (a < b ? -1 : 1))
      expect(given.map((_, i) => sorted[ids[i]!])).toEqual(given)
      const [from, to] = wordsBeginning(lexicon, text)
      expect(sorted.slice(from, to)).toEqual(sorted.filter((word) => word.startsWith(text)))
      if (text.length < 2) return
      const found: (readonly [string, boolean])[] = []
      let id = 0
      eachPlace(lexicon, text, (place) => {
        id = wordAt(lexicon, place, id)
        expect(wordAt(lexicon, place)).toBe(id)
        found.push([sorted[id]!, beginsWord(lexicon, place)])
      })
      const expected = sorted.flatMap((word) =>
        [...word].flatMap((_, i) => (word.startsWith(text, i) ? [[word, i === 0] as const] : [])),
      )
      expect(found).toEqual(expected)
    }),
  )
})

test('lists of rows and lists of items say the same', () => {
  fc.assert(
    fc.property(fc.array(fc.uniqueArray(fc.nat({ max: 20 }), { maxLength: 6 }), { maxLength: 40 }), (rows) => {
      let length = 0
      const starts = Uint32Array.from([0, ...rows.map((row) => (length += row.length))])
      const inverted = finish(invertPostings({ starts, items: Uint32Array.from(rows.flat()) }, 21))
      for (let item = 0; item <= 20; item++) {
        const holding = [...inverted.items.slice(inverted.starts[item], inverted.starts[item + 1])]
        expect(holding).toEqual([...rows.keys()].filter((row) => rows[row]!.includes(item)))
      }
    }),
  )
})

test('the best of a list are the lowest grades, and among those what sells more', () => {
  const hits = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.nat({ max: 1_000_000 })), {
    selector: ([, ordinal]) => ordinal,
    maxLength: 400,
  })
  fc.assert(
    fc.property(hits, fc.integer({ min: 1, max: 60 }), (given, limit) => {
      const top = new TopList(limit)
      for (const [grade, ordinal] of given) {
        if (ordinal < top.ceilingFor(grade)) top.add(grade, ordinal)
        expect(top.length).toBeLessThanOrEqual(limit)
      }
      const best = given.toSorted(([a, x], [b, y]) => a - b || x - y).slice(0, limit)
      expect(top.entries()).toEqual(best.map(([grade, ordinal]) => ({ grade, ordinal })))
    }),
  )
})
