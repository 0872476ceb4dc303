import { fc } from '../support/property.ts'
import { expect, test } from 'vitest'
import { strokesOf } from '../../domain/jamo.ts'
import { buildSearchIndex } from '../../renderer/search/search-index.ts'
import { testProduct } from '../support/arbitrary.ts'

/** Every text that is one mistake away: a key missing, one too many, a wrong one, two swapped. */
function mistype(text: string, keys: string): string[] {
  const wrong: string[] = []
  for (let i = 0; i <= text.length; i++) {
    const [before, after] = [text.slice(0, i), text.slice(i)]
    if (after !== '') wrong.push(before + after.slice(1))
    if (after.length > 1) wrong.push(before + after[1]! + after[0]! + after.slice(2))
    for (const key of keys) {
      wrong.push(before + key + after)
      if (after !== '') wrong.push(before + key + after.slice(1))
    }
  }
  return wrong.filter((one) => one !== text && one.length >= 4)
}

test.each(['김치찌개', 'vitamin', '달걀말이', '물고기'])('%s is found with any one mistake', async (word) => {
  const index = await buildSearchIndex([testProduct('A', { name: { ko: word, en: '' }, producer: { ko: '', en: '' } })])
  const strokes = strokesOf(word)
  for (const mistyped of mistype(strokes, /[a-z]/.test(strokes) ? 'qeo' : 'ㅁㅋㅗㅣ'))
    expect({ mistyped, found: index.search(mistyped, 5).map(({ sku }) => sku) }).toEqual({ mistyped, found: ['A'] })
})

test('a long word is found with two wrong keys', async () => {
  const word = 'toothpaste'
  const index = await buildSearchIndex([testProduct('A', { name: { ko: '', en: word }, producer: { ko: '', en: '' } })])
  const places = fc.uniqueArray(fc.nat({ max: word.length - 1 }), { minLength: 2, maxLength: 2 })
  fc.assert(
    fc.property(places, ([first, second]) => {
      const letters = [...word]
      letters[first!] = 'q'
      letters[second!] = 'x'
      expect(index.search(letters.join(''), 5)).toEqual([{ sku: 'A', match: 'typo' }])
    }),
  )
})

test('one mistake is forgiven before two, and at the beginning of a word before inside it', async () => {
  const index = await buildSearchIndex([
    testProduct('twice', { name: { ko: '', en: 'chocolxte' }, popularity: 9 }),
    testProduct('once', { name: { ko: '', en: 'chocolate' } }),
    testProduct('inside', { name: { ko: '', en: 'darkchocolate' }, popularity: 9 }),
  ])
  expect(index.search('chocomate', 5).map(({ sku }) => sku)).toEqual(['once', 'inside'])
})

test('nothing is guessed where something fits as typed', async () => {
  const index = await buildSearchIndex([
    testProduct('A', { name: { ko: '김치', en: '' } }),
    testProduct('B', { name: { ko: '깅치', en: '' }, popularity: 9 }),
  ])
  expect(index.search('김치', 5)).toEqual([{ sku: 'A', match: 'exact' }])
})
