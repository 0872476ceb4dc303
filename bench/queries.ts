import { getChoseong } from 'es-hangul'
import { keysOf, strokesOf } from '../domain/jamo.ts'
import type { Product } from '../domain/product.ts'
import { splitWords, wordStrokes } from '../domain/search-text.ts'
import { pick } from './random.ts'

/** How somebody looks for a product. */
export type Kind = 'prefix' | 'inside' | 'initials' | 'typo'
export const KINDS: readonly Kind[] = ['prefix', 'inside', 'initials', 'typo']

export interface Wanted {
  readonly kind: Kind
  readonly text: string
  readonly sku: string
}

/** So many products may fit a query for it to say which one is wanted, if the first 50 are shown. */
const FITTING = 50

/**
 * Queries that say which product is wanted: one word in the way of a kind, and whole words of the name added, as a
 * clerk would, until at most 50 products of the catalogue fit. What cannot be told apart so is left out.
 */
export function wantedProducts(products: readonly Product[], perKind: number, random: () => number): Wanted[] {
  const catalogue = indexNames(products)
  return KINDS.flatMap((kind) => {
    const wanted: Wanted[] = []
    for (let tries = 0; wanted.length < perKind && tries < 100 * perKind; tries++) {
      const product = pick(random, products)
      const text = askFor(kind, product, catalogue, random)
      if (text !== undefined) wanted.push({ kind, text, sku: product.sku })
    }
    return wanted
  })
}

interface Names {
  /** Products by the strokes of each word of their Korean name. */
  readonly byWord: ReadonlyMap<string, readonly number[]>
}

function indexNames(products: readonly Product[]): Names {
  const byWord = new Map<string, number[]>()
  for (const [i, { name }] of products.entries()) {
    for (const word of new Set(splitWords(name.ko).map(wordStrokes))) {
      const list = byWord.get(word)
      if (list) list.push(i)
      else byWord.set(word, [i])
    }
  }
  return { byWord }
}

function askFor(kind: Kind, product: Product, { byWord }: Names, random: () => number): string | undefined {
  const words = splitWords(product.name.ko)
  const word = words.find((each, i) => i > 0 && /^[가-힣]{4,}$/.test(each))
  if (word === undefined) return undefined
  const { text, fits } = MANNERS[kind](word, random)
  let fitting = new Set<number>()
  for (const [strokes, list] of byWord) if (fits(strokes)) for (const i of list) fitting.add(i)
  const query = [text]
  for (const other of words) {
    if (fitting.size <= FITTING) return query.join(' ')
    if (other === word) continue
    query.push(other)
    const having = new Set(byWord.get(wordStrokes(other)))
    fitting = new Set([...fitting].filter((i) => having.has(i)))
  }
  return fitting.size <= FITTING ? query.join(' ') : undefined
}

interface Manner {
  readonly text: string
  /** Whether a word, by its strokes, is meant by the text. */
  readonly fits: (strokes: string) => boolean
}

const MANNERS: Readonly<Record<Kind, (word: string, random: () => number) => Manner>> = {
  prefix: (word, random) => {
    const text = word.slice(0, 2 + Math.floor(random() * (word.length - 1)))
    return { text, fits: (strokes) => strokes.startsWith(strokesOf(text)) }
  },
  inside: (word) => {
    const text = word.slice(-2)
    return { text, fits: (strokes) => strokes.includes(strokesOf(text)) }
  },
  initials: (word) => {
    const text = getChoseong(word)
    return { text, fits: (strokes) => initialsOfStrokes(strokes).includes(text) }
  },
  typo: (word, random) => ({ text: mistype(word, random), fits: (strokes) => strokes.startsWith(strokesOf(word)) }),
}

/** A consonant that a vowel follows begins a syllable. */
function initialsOfStrokes(strokes: string): string {
  return strokes.replaceAll(/[ㄱ-ㅎ](?![ㅏ-ㅣ])|[ㅏ-ㅣ]/g, '')
}

const NEIGHBOURS: Readonly<Record<string, string>> = Object.fromEntries(
  ['ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ', 'ㅁㄴㅇㄹㅎㅗㅓㅏㅣ', 'ㅋㅌㅊㅍㅠㅜㅡ'].flatMap((row) =>
    Array.from(row, (key, i) => [key, row[i + 1] ?? row[i - 1]!]),
  ),
)

/** One key wrong: its neighbour, left out, twice, or swapped with the next. As composed text where that is possible. */
function mistype(word: string, random: () => number): string {
  const strokes = [...strokesOf(word)]
  const at = 1 + Math.floor(random() * (strokes.length - 2))
  const key = strokes[at]!
  const manner = Math.floor(random() * 4)
  if (manner === 0) strokes[at] = NEIGHBOURS[key] ?? 'ㅁ'
  else if (manner === 1) strokes.splice(at, 1)
  else if (manner === 2) strokes.splice(at, 0, key)
  else strokes.splice(at, 2, strokes[at + 1]!, key)
  return strokes.join('')
}

/** What stands in the search field after each key while queries of all kinds are typed, and codes and numbers too. */
export function keystrokes(products: readonly Product[], count: number, random: () => number): string[] {
  const states: string[] = []
  while (states.length < 20 * count) {
    const product = pick(random, products)
    const [maker = '', word = ''] = splitWords(product.name.ko)
    const query = pick(random, [
      word,
      `${word} ${maker}`,
      `${maker} ${word}`,
      `${word} ${1 + Math.floor(random() * 9)}`,
      word.slice(-2),
      getChoseong(word),
      mistype(word.padEnd(2, '가'), random),
      keysOf(word),
      product.name.en,
      product.sku,
      product.barcodes[0]!,
    ])
    states.push(...statesOf(query))
  }
  return Array.from({ length: count }, () => pick(random, states))
}

/** Syllable by syllable, and each syllable as it grows: ㄱ, 기, 김, 김ㅊ, 김치. */
function statesOf(text: string): string[] {
  return Array.from(text, (character, i) => {
    const [initial, medial, final] = character.normalize('NFD')
    const before = text.slice(0, i)
    if (medial === undefined) return [before + character]
    const open = (initial! + medial).normalize('NFC')
    return [before + strokesOf(initial!), before + open, ...(final === undefined ? [] : [before + character])]
  }).flat()
}
