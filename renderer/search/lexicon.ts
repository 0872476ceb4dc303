import { SEPARATOR, sevenBits, writingOf } from './pack.ts'
import { inSlices, type Sliced } from './sliced.ts'
import { sortByKey } from './sort.ts'

/**
 * Distinct words, sorted, in one buffer. What begins with a text is a range of words; what has it inside is found by the
 * rarest two neighbouring letters of the text, whose places in the buffer are listed.
 */
export interface Lexicon {
  readonly size: number
  /** Packed words, a separator before each and after the last. */
  readonly letters: Uint16Array
  /** Where each word begins; one more for the end. A word's separator stands before its beginning. */
  readonly starts: Uint32Array
  /** Where the places of a pair begin in `pairPlaces`; one more for the end. */
  readonly pairStarts: Uint32Array
  /** Places of a pair's first letter, ascending. */
  readonly pairPlaces: Uint32Array
}

/** Two times seven bits. */
const PAIRS = 1 << 14

function pairOf(first: number, second: number): number {
  return (sevenBits(first) << 7) | sevenBits(second)
}

/** Distinct words in any order: packed, a separator after each, and where each begins. */
export interface Words {
  readonly letters: Uint16Array
  readonly starts: Uint32Array
}

/** @returns the words sorted, and the id each of those given has in the lexicon. */
export function* buildLexicon(words: Words): Sliced<{ readonly lexicon: Lexicon; readonly ids: Uint32Array }> {
  const order = yield* sortWords(words)
  const ids = new Uint32Array(order.length)
  const starts = new Uint32Array(order.length + 1)
  // Each word brought its separator; one more stands before the first.
  const letters = new Uint16Array(words.letters.length + 1)
  let length = 1
  yield* inSlices(order.length, (from, to) => {
    for (let id = from; id < to; id++) {
      ids[order[id]!] = id
      starts[id] = length
      for (let i = words.starts[order[id]!]!; words.letters[i] !== SEPARATOR; i++) letters[length++] = words.letters[i]!
      length++
    }
  })
  starts[order.length] = length
  return { lexicon: { size: order.length, letters, starts, ...(yield* listPairs(letters)) }, ids }
}

/** Letters of a word that are compared at once, as seven digits of seven bits each: as many as a double holds. */
const KEY_LETTERS = 7

function* sortWords({ letters, starts }: Words): Sliced<Uint32Array> {
  const ranks = yield* rankLetters(letters)
  const keys = new Float64Array(starts.length)
  yield* inSlices(starts.length, (from, to) => {
    for (let word = from; word < to; word++) keys[word] = firstLetters(letters, starts[word]!, ranks)
  })
  return yield* sortByKey(keys, (a, b) => compareLetters(letters, starts[a]!, starts[b]!))
}

function firstLetters(letters: Uint16Array, start: number, ranks: Uint8Array): number {
  let key = 0
  let place = start
  let ended = false
  for (let i = 0; i < KEY_LETTERS; i++) {
    const rank: number = ended ? 0 : ranks[letters[place++]!]!
    // Letters that share a rank say nothing about what follows them: then the whole words are compared.
    ended ||= rank === 0 || rank === SHARED_RANK
    key = key * (SHARED_RANK + 1) + rank
  }
  return key
}

const SHARED_RANK = 127

/** The place of each letter among those in use, from 0 for the separator; from SHARED_RANK on they share one. */
function* rankLetters(letters: Uint16Array): Sliced<Uint8Array> {
  const ranks = new Uint8Array(1 << 16)
  yield* inSlices(letters.length, (from, to) => {
    for (let i = from; i < to; i++) ranks[letters[i]!] = 1
  })
  ranks[SEPARATOR] = 1
  let rank = 0
  for (let unit = 0; unit < ranks.length; unit++) if (ranks[unit]) ranks[unit] = Math.min(rank++, SHARED_RANK)
  return ranks
}

function compareLetters(letters: Uint16Array, a: number, b: number): number {
  let i = 0
  while (letters[a + i] === letters[b + i] && letters[a + i] !== SEPARATOR) i++
  return letters[a + i]! - letters[b + i]!
}

function* listPairs(letters: Uint16Array): Sliced<Pick<Lexicon, 'pairStarts' | 'pairPlaces'>> {
  // Counted, summed up and filled from the last place down, as in invertPostings.
  const pairStarts = new Uint32Array(PAIRS + 1)
  const last = letters.length - 1
  let total = 0
  yield* inSlices(last, (from, to) => {
    for (let i = from; i < to; i++) {
      if (letters[i] === SEPARATOR || letters[i + 1] === SEPARATOR) continue
      pairStarts[pairOf(letters[i]!, letters[i + 1]!)]!++
      total++
    }
  })
  for (let pair = 0; pair < PAIRS; pair++) pairStarts[pair + 1]! += pairStarts[pair]!
  const pairPlaces = new Uint32Array(total)
  yield* inSlices(last, (from, to) => {
    for (let i = last - 1 - from; i >= last - to; i--) {
      if (letters[i] === SEPARATOR || letters[i + 1] === SEPARATOR) continue
      pairPlaces[--pairStarts[pairOf(letters[i]!, letters[i + 1]!)]!] = i
    }
  })
  return { pairStarts, pairPlaces }
}

/** The first word that does not sort before `text`; `after` counts words that begin with it as before it too. */
function bound(lexicon: Lexicon, text: string, after: boolean): number {
  let low = 0
  let high = lexicon.size
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sortsBefore(lexicon, middle, text, after)) low = middle + 1
    else high = middle
  }
  return low
}

function sortsBefore({ letters, starts }: Lexicon, id: number, text: string, after: boolean): boolean {
  const start = starts[id]!
  for (let i = 0; i < text.length; i++) {
    // A word that ends here shows its separator, which sorts before every letter.
    const difference = letters[start + i]! - text.charCodeAt(i)
    if (difference !== 0) return difference < 0
  }
  return after
}

/** Words that begin with a packed text: ids from the first number up to, not including, the second. */
export function wordsBeginning(lexicon: Lexicon, text: string): readonly [from: number, to: number] {
  return [bound(lexicon, text, false), bound(lexicon, text, true)]
}

export function wordLength({ starts }: Lexicon, id: number): number {
  return starts[id + 1]! - starts[id]! - 1
}

/** The word a place of `letters` is in, which is `from` or one after it: soon after it, as a rule. */
export function wordAt({ starts, size }: Lexicon, place: number, from = 0): number {
  let reach = 1
  while (from + reach < size && starts[from + reach]! <= place) reach *= 2
  let low = from + (reach >>> 1)
  let high = Math.min(from + reach, size) - 1
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if (starts[middle]! <= place) low = middle
    else high = middle - 1
  }
  return low
}

/** Whether a word begins at a place of `letters`. */
export function beginsWord({ letters }: Lexicon, place: number): boolean {
  return letters[place - 1] === SEPARATOR
}

/**
 * Visits every place where a packed text of 2 letters or more stands, in ascending order; also where it begins a word.
 * @param visit is given the place of the text's first letter.
 */
export function eachPlace(lexicon: Lexicon, text: string, visit: (place: number) => void): void {
  const { letters, pairStarts, pairPlaces } = lexicon
  let rarest = 0
  let fewest = Infinity
  for (let i = 0; i + 1 < text.length; i++) {
    const pair = pairOf(text.charCodeAt(i), text.charCodeAt(i + 1))
    const count = pairStarts[pair + 1]! - pairStarts[pair]!
    if (count >= fewest) continue
    fewest = count
    rarest = i
  }
  const pair = pairOf(text.charCodeAt(rarest), text.charCodeAt(rarest + 1))
  const end = pairStarts[pair + 1]!
  for (let k = pairStarts[pair]!; k < end; k++) {
    const place = pairPlaces[k]! - rarest
    if (standsAt(letters, place, text)) visit(place)
  }
}

function standsAt(letters: Uint16Array, place: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (letters[place + i] !== text.charCodeAt(i)) return false
  return true
}

/** Visits every place of one letter where another kind of writing ends before it, in a few ascending rows. */
export function eachPlaceAfterOther(lexicon: Lexicon, unit: number, visit: (place: number) => void): void {
  const { letters, pairStarts, pairPlaces } = lexicon
  const bits = sevenBits(unit)
  for (let before = 0; before < 0x80; before++) {
    if (writingOf(before) === writingOf(bits)) continue
    const pair = (before << 7) | bits
    for (let k = pairStarts[pair]!; k < pairStarts[pair + 1]!; k++) {
      const place = pairPlaces[k]! + 1
      if (letters[place] === unit) visit(place)
    }
  }
}
