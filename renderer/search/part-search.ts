import type { Product } from '../../domain/product.ts'
import { eachCodeBeginning, eachCodeEqual } from './codes.ts'
import { eachPlace, eachPlaceAfter, wordAt, wordLength, wordsBeginning, type Lexicon } from './lexicon.ts'
import { beginsAnotherWriting } from './pack.ts'
import type { Part } from './part.ts'
import type { Query, Reading, Token } from './query.ts'
import { TopList } from './top-list.ts'
import { findTypos } from './typo.ts'

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

/** Each step looks for more, and finds nothing better than the steps before it. */
export type Step = 'beginning' | 'inside' | 'initials' | 'layout' | 'layout-initials' | 'typo' | 'two-typos'

/** Words of one grade: listed, or a range of ids. */
interface Run {
  readonly grade: number
  readonly from: number
  readonly to: number
  readonly ids: readonly number[] | null
}

/** Shorter texts of the other layout are inside of everything. */
const SHORTEST_LAYOUT = 2
const SHORTEST_LAYOUT_INSIDE = 3
/** So many characters of a code say which one is meant. */
const SHORTEST_CODE = 3

export interface Found {
  readonly product: Product
  /** One of GRADE. */
  readonly grade: number
}

/** One query on one part. */
export class PartSearch {
  readonly #top: TopList
  readonly #part: Part
  readonly #query: Query
  /** The words found for each of the query's words. */
  readonly #found: Run[][]
  /** 1 for products that are among the hits already. */
  readonly #taken: Uint8Array

  constructor(part: Part, query: Query, limit: number) {
    this.#part = part
    this.#query = query
    this.#found = query.tokens.map(() => [])
    this.#taken = part.struck.slice()
    this.#top = new TopList(limit)
  }

  take(step: Step): void {
    if (step === 'beginning' && this.#query.code !== '') this.#takeCodes(eachCodeEqual, GRADE.exact)
    const runs = this.#query.tokens.map((token) => findWords(this.#part, token, step))
    for (const [t, found] of this.#found.entries()) found.push(...runs[t]!)
    if (this.#found.length === 1) this.#takeAll(runs[0]!)
    else if (this.#found.every((found) => found.length > 0)) this.#takeCommon()
    if (step === 'inside' && this.#query.code.length >= SHORTEST_CODE) this.#takeCodes(eachCodeBeginning, GRADE.inside)
  }

  /** Hits so far, the limit at most. */
  get count(): number {
    return this.#top.length
  }

  /** Best first. */
  hits(): Found[] {
    return this.#top.entries().map(({ grade, ordinal }) => ({ product: this.#part.products[ordinal]!, grade }))
  }

  /** Whether any product here has a word for the query's word with this number. */
  answers(token: number): boolean {
    const { struck } = this.#part
    let answered = false
    for (const run of this.#found[token]!) {
      eachProduct(this.#part, run, (ordinal) => {
        answered ||= struck[ordinal] === 0
        return !answered
      })
      if (answered) return true
    }
    return false
  }

  #takeCodes(each: typeof eachCodeEqual, grade: number): void {
    const { codes, products } = this.#part
    each(codes, products, this.#query.code, (ordinal) => {
      if (this.#top.accepts(grade, ordinal)) this.#take(grade, ordinal)
    })
  }

  #take(grade: number, ordinal: number): void {
    if (this.#taken[ordinal]) return
    this.#taken[ordinal] = 1
    this.#top.add(grade, ordinal)
  }

  /** Every product with one of the words. */
  #takeAll(runs: readonly Run[]): void {
    for (const run of runs.toSorted((a, b) => a.grade - b.grade)) {
      eachProduct(this.#part, run, (ordinal) => {
        if (!this.#top.accepts(run.grade, ordinal)) return false
        this.#take(run.grade, ordinal)
        return true
      })
    }
  }

  /** Products that have a word for each of the query's words, looked for among those of the rarest. */
  #takeCommon(): void {
    const { productWords } = this.#part
    const grades = this.#found.map((runs) => gradeWords(this.#part, runs))
    const rarest = this.#found.map((runs) => countProducts(this.#part, runs))
    const driver = this.#found[rarest.indexOf(Math.min(...rarest))]!
    for (const run of driver) {
      eachProduct(this.#part, run, (ordinal) => {
        if (!this.#top.accepts(run.grade, ordinal)) return false
        if (this.#taken[ordinal]) return true
        const from = productWords.starts[ordinal]!
        const grade = worstGrade(grades, productWords.items, from, productWords.starts[ordinal + 1]!)
        if (grade > 0) this.#take(grade, ordinal)
        return true
      })
    }
  }
}

/** The grade of the query's word that is answered worst; 0 if one is not answered at all. */
function worstGrade(grades: readonly Uint8Array[], words: Uint32Array, from: number, to: number): number {
  let worst = 0
  for (const gradeOf of grades) {
    let best = 255
    for (let k = from; k < to; k++) {
      const grade = gradeOf[words[k]!]!
      if (grade !== 0 && grade < best) best = grade
    }
    if (best === 255) return 0
    if (best > worst) worst = best
  }
  return worst
}

function gradeWords(part: Part, runs: readonly Run[]): Uint8Array {
  const grades = new Uint8Array(part.words.size)
  for (const { grade, from, to, ids } of runs) {
    for (let k = from; k < to; k++) {
      const id = ids ? ids[k]! : k
      const before = grades[id]!
      if (before === 0 || grade < before) grades[id] = grade
    }
  }
  return grades
}

function countProducts({ wordProducts: { starts } }: Part, runs: readonly Run[]): number {
  let count = 0
  for (const { from, to, ids } of runs) {
    if (ids) for (const id of ids) count += starts[id + 1]! - starts[id]!
    else count += starts[to]! - starts[from]!
  }
  return count
}

/** @param visit is given ordinals of each word's products, ascending; what it answers with false ends that word's. */
function eachProduct({ wordProducts }: Part, { from, to, ids }: Run, visit: (ordinal: number) => boolean): void {
  const { starts, items } = wordProducts
  for (let k = from; k < to; k++) {
    const id = ids ? ids[k]! : k
    const end = starts[id + 1]!
    let place = starts[id]!
    while (place < end && visit(items[place]!)) place++
  }
}

function findWords(part: Part, { typed, others }: Token, step: Step): Run[] {
  switch (step) {
    case 'beginning':
      return findBeginning(part.words, typed)
    case 'inside':
      return list(GRADE.inside, wordsWithInside(part.words, typed))
    case 'initials':
      return typed.isInitials ? findInitials(part, typed.text, GRADE.initialsBeginning, GRADE.initialsInside) : []
    case 'layout':
      return others.flatMap((reading) => findLayout(part.words, reading))
    case 'layout-initials':
      return others
        .filter((reading) => reading.isInitials)
        .flatMap(({ text }) => findInitials(part, text, GRADE.layoutBeginning, GRADE.layoutInside))
    case 'typo':
    case 'two-typos': {
      const { beginning, inside } = findTypos(part.words, typed.text, step === 'typo' ? 1 : 2)
      return [...list(GRADE.typoBeginning, [...beginning]), ...list(GRADE.typoInside, [...inside])]
    }
  }
}

function list(grade: number, ids: readonly number[]): Run[] {
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
 * it counts where another kind of writing ends, as in 비타민c and 500g.
 */
function wordsWithInside(words: Lexicon, { text, findsInside }: Reading): number[] {
  if (!findsInside) return []
  const ids: number[] = []
  const { letters, starts } = words
  if (text.length === 1) {
    eachPlaceAfter(words, text.charCodeAt(0), (place) => {
      if (beginsAnotherWriting(letters[place - 1]!, letters[place]!)) ids.push(wordAt(words, place))
    })
    return ids
  }
  let id = 0
  eachPlace(words, text, (place) => {
    id = wordAt(words, place, id)
    if (starts[id] !== place) ids.push(id)
  })
  return ids
}

function findInitials(part: Part, text: string, beginning: number, inside: number): Run[] {
  const { initials, initialsWords } = part
  const wordsOf = (id: number): Uint32Array =>
    initialsWords.items.subarray(initialsWords.starts[id], initialsWords.starts[id + 1])
  const [from, to] = wordsBeginning(initials, text)
  const first: number[] = []
  for (let id = from; id < to; id++) first.push(...wordsOf(id))
  const later: number[] = []
  let id = 0
  eachPlace(initials, text, (place) => {
    id = wordAt(initials, place, id)
    if (initials.starts[id] !== place) later.push(...wordsOf(id))
  })
  return [...list(beginning, first), ...list(inside, later)]
}

function findLayout(words: Lexicon, reading: Reading): Run[] {
  if (reading.isInitials || reading.text.length < SHORTEST_LAYOUT) return []
  const [from, to] = wordsBeginning(words, reading.text)
  const beginning = from === to ? [] : [{ grade: GRADE.layoutBeginning, from, to, ids: null }]
  if (reading.text.length < SHORTEST_LAYOUT_INSIDE) return beginning
  return [...beginning, ...list(GRADE.layoutInside, wordsWithInside(words, reading))]
}
