import {
  beginsWord,
  eachPlace,
  eachPlaceAfterOther,
  wordAt,
  wordLength,
  wordsBeginning,
  type Lexicon,
} from './lexicon.ts'
import type { Part } from './part.ts'
import type { Reading, Token } from './query.ts'
import { mistypedBeginnings, mistypedInsides } from './typo.ts'

/** How well a word answers, best first; a product is as good as the worst of the query's words is in it. */
export const GRADE = {
  exact: 1,
  beginning: 2,
  inside: 3,
  initialsBeginning: 4,
  initialsInside: 5,
  layoutBeginning: 6,
  layoutInside: 7,
  typoBeginning: 8,
  typoInside: 9,
} as const

/** What is looked for one after another. */
export type Step =
  | 'beginning'
  | 'inside'
  | 'initials'
  | 'initials-inside'
  | 'layout'
  | 'layout-inside'
  | 'layout-initials'
  | 'layout-initials-inside'
  | 'typo'
  | 'typo-inside'
  | 'two-typos'
  | 'two-typos-inside'

/** Words of one grade: listed, or a range of ids. */
export interface Run {
  readonly grade: number
  readonly from: number
  readonly to: number
  readonly ids: readonly number[] | Uint32Array | null
}

/** Shorter texts of the other layout are inside of everything. */
const SHORTEST_LAYOUT = 2
const SHORTEST_LAYOUT_INSIDE = 3

/** The words that answer one word of a query in a step, better grades first. */
export function findWords(part: Part, { typed, others }: Token, step: Step): Run[] {
  const { words } = part
  switch (step) {
    case 'beginning':
      return findBeginning(words, typed)
    case 'inside':
      return listed(GRADE.inside, wordsWithInside(words, typed))
    case 'initials':
      return initialsBeginning(part, [typed], GRADE.initialsBeginning)
    case 'initials-inside':
      return initialsInside(part, [typed], GRADE.initialsInside)
    case 'layout':
      return others().flatMap((reading) => layoutBeginning(words, reading))
    case 'layout-inside':
      return others().flatMap((reading) => layoutInside(words, reading))
    case 'layout-initials':
      return initialsBeginning(part, others(), GRADE.layoutBeginning)
    case 'layout-initials-inside':
      return initialsInside(part, others(), GRADE.layoutInside)
    case 'typo':
      return listed(GRADE.typoBeginning, mistypedBeginnings(words, typed.text, 1))
    case 'typo-inside':
      return listed(GRADE.typoInside, mistypedInsides(words, typed.text, 1))
    case 'two-typos':
      return listed(GRADE.typoBeginning, mistypedBeginnings(words, typed.text, 2))
    case 'two-typos-inside':
      return listed(GRADE.typoInside, mistypedInsides(words, typed.text, 2))
  }
}

function listed(grade: number, ids: readonly number[] | Uint32Array): Run[] {
  return ids.length === 0 ? [] : [{ grade, from: 0, to: ids.length, ids }]
}

/** A word that is the text sorts first among those that begin with it. */
function findBeginning(words: Lexicon, { text }: Reading): Run[] {
  const [from, to] = wordsBeginning(words, text)
  if (from === to) return []
  if (wordLength(words, from) > text.length) return [{ grade: GRADE.beginning, from, to, ids: null }]
  return [
    { grade: GRADE.exact, from, to: from + 1, ids: null },
    { grade: GRADE.beginning, from: from + 1, to, ids: null },
  ]
}

/**
 * Words with the text inside, but not at their beginning. A single letter or digit is inside of too many words to help:
 * it counts where another kind of writing ends, as in 비타민c and x3.
 */
function wordsWithInside(words: Lexicon, { text, findsInside }: Reading): number[] {
  if (!findsInside) return []
  const ids: number[] = []
  let id = 0
  let last = 0
  const note = (place: number): void => {
    // Places come in ascending order, or in a few such rows.
    id = wordAt(words, place, place < last ? 0 : id)
    last = place
    ids.push(id)
  }
  if (text.length === 1) eachPlaceAfterOther(words, text.charCodeAt(0), note)
  else
    eachPlace(words, text, (place) => {
      if (!beginsWord(words, place)) note(place)
    })
  return ids
}

function initialsBeginning({ initials, initialsWords }: Part, readings: readonly Reading[], grade: number): Run[] {
  return readings.flatMap(({ isInitials, text }) => {
    if (!isInitials) return []
    const [from, to] = wordsBeginning(initials, text)
    // The words of neighbouring initials stand next to each other.
    return listed(grade, initialsWords.items.subarray(initialsWords.starts[from], initialsWords.starts[to]))
  })
}

function initialsInside({ initials, initialsWords }: Part, readings: readonly Reading[], grade: number): Run[] {
  const words: number[] = []
  for (const { isInitials, text } of readings) {
    if (!isInitials) continue
    let id = 0
    eachPlace(initials, text, (place) => {
      if (beginsWord(initials, place)) return
      id = wordAt(initials, place, id)
      for (let k = initialsWords.starts[id]!; k < initialsWords.starts[id + 1]!; k++)
        words.push(initialsWords.items[k]!)
    })
  }
  return listed(grade, words)
}

function layoutBeginning(words: Lexicon, { isInitials, text }: Reading): Run[] {
  if (isInitials || text.length < SHORTEST_LAYOUT) return []
  const [from, to] = wordsBeginning(words, text)
  return from === to ? [] : [{ grade: GRADE.layoutBeginning, from, to, ids: null }]
}

function layoutInside(words: Lexicon, reading: Reading): Run[] {
  if (reading.isInitials || reading.text.length < SHORTEST_LAYOUT_INSIDE) return []
  return listed(GRADE.layoutInside, wordsWithInside(words, reading))
}
