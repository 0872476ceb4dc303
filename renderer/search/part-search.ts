import type { Product } from '../../domain/product.ts'
import { eachCodeBeginning, eachCodeEqual } from './codes.ts'
import type { Part } from './part.ts'
import type { Query } from './query.ts'
import { TopList } from './top-list.ts'
import { findWords, GRADE, type Run, type Step } from './word-search.ts'

export interface Found {
  readonly product: Product
  /** One of GRADE. */
  readonly grade: number
}

/** So many characters of a code say which one is meant. */
const SHORTEST_CODE = 3

/** One query on one part, step by step. Only one at a time can be going on in a part. */
export class PartSearch {
  readonly #top: TopList
  readonly #part: Part
  readonly #query: Query
  /** The words found for each of the query's words. */
  readonly #found: Run[][]

  constructor(part: Part, query: Query, limit: number) {
    this.#part = part
    this.#query = query
    this.#found = query.tokens.map(() => [])
    this.#top = new TopList(limit)
    part.scratch.begin()
  }

  /** Hits so far, the limit at most. */
  get count(): number {
    return this.#top.length
  }

  /** Looks for more, which is nowhere better than what the steps before have found. */
  take(step: Step): void {
    if (step === 'beginning' && this.#query.code !== '') this.#takeCodes(eachCodeEqual, GRADE.exact)
    const runs = this.#query.tokens.map((token) => findWords(this.#part, token, step))
    if (runs.length === 1) this.#takeAll(runs[0]!)
    else if (runs.some((found) => found.length > 0)) this.#gradeAll(runs)
    for (const [t, found] of this.#found.entries()) found.push(...runs[t]!)
    if (runs.length > 1 && this.#found.every((found) => found.length > 0)) this.#takeCommon()
    if (step === 'inside' && this.#query.code.length >= SHORTEST_CODE) this.#takeCodes(eachCodeBeginning, GRADE.inside)
  }

  /** Best first. Ends the search. */
  end(): Found[] {
    if (this.#found.length > 1) this.#clearGrades()
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
    const { struck, scratch } = this.#part
    if (!struck[ordinal] && scratch.mark(ordinal)) this.#top.add(grade, ordinal)
  }

  /** Every product with one of the words. */
  #takeAll(runs: readonly Run[]): void {
    for (const run of runs) {
      eachProduct(this.#part, run, (ordinal) => {
        if (!this.#top.accepts(run.grade, ordinal)) return false
        this.#take(run.grade, ordinal)
        return true
      })
    }
  }

  /** Products that have a word for each of the query's words, looked for among those of the rarest. */
  #takeCommon(): void {
    const { productWords, scratch } = this.#part
    const grades = this.#found.map((_, token) => scratch.gradesFor(token))
    const counts = this.#found.map((runs) => countProducts(this.#part, runs))
    const rarest = this.#found[counts.indexOf(Math.min(...counts))]!
    for (const run of rarest) {
      eachProduct(this.#part, run, (ordinal) => {
        if (!this.#top.accepts(run.grade, ordinal)) return false
        if (scratch.isMarked(ordinal)) return true
        const from = productWords.starts[ordinal]!
        const grade = worstGrade(grades, productWords.items, from, productWords.starts[ordinal + 1]!)
        if (grade > 0) this.#take(grade, ordinal)
        return true
      })
    }
  }

  #gradeAll(runs: readonly (readonly Run[])[]): void {
    for (const [token, found] of runs.entries()) {
      const grades = this.#part.scratch.gradesFor(token)
      for (const { grade, from, to, ids } of found) {
        for (let k = from; k < to; k++) {
          const id = ids ? ids[k]! : k
          if (grades[id] === 0 || grade < grades[id]!) grades[id] = grade
        }
      }
    }
  }

  #clearGrades(): void {
    for (const [token, found] of this.#found.entries()) {
      const grades = this.#part.scratch.gradesFor(token)
      for (const { from, to, ids } of found) {
        if (ids) for (const id of ids) grades[id] = 0
        else grades.fill(0, from, to)
      }
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
