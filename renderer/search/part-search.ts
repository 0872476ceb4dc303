import type { Product } from '../../domain/product.ts'
import { codesBeginning, eachCodeEqual, hasCodeBeginning } from './codes.ts'
import type { Part } from './part.ts'
import type { Postings } from './postings.ts'
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

/** A code that a smaller share of the products has is rare. */
const RARE_SHARE = 8

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
    if (step === 'beginning' && this.#query.code !== '') this.#takeCode()
    const runs = this.#query.tokens.map((token) => findWords(this.#part, token, step))
    for (const [t, found] of this.#found.entries()) found.push(...runs[t]!)
    if (runs.length === 1) this.#takeAll(runs[0]!)
    else if (runs.some((found) => found.length > 0)) {
      this.#gradeAll(runs)
      if (this.#found.every((found) => found.length > 0)) this.#takeCommon()
    }
    if (step === 'inside' && this.#query.code.length >= SHORTEST_CODE) this.#takeCodesBeginning()
  }

  /** Best first. Ends the search. */
  end(): Found[] {
    if (this.#found.length > 1) this.#clearGrades()
    return this.#top.entries().map(({ grade, ordinal }) => ({ product: this.#part.products[ordinal]!, grade }))
  }

  /** Whether any product here has a word for the query's word with this number. */
  answers(token: number): boolean {
    return this.#found[token]!.some(({ from, to, ids }) => {
      if (!ids) return hasProducts(this.#part, from, to)
      return ids.some((id) => hasProducts(this.#part, id, id + 1))
    })
  }

  #takeCode(): void {
    const { codes, products } = this.#part
    eachCodeEqual(codes, products, this.#query.code, (ordinal) => this.#take(GRADE.exact, ordinal))
  }

  #takeCodesBeginning(): void {
    const { codes, products } = this.#part
    const { code } = this.#query
    const ranges = codesBeginning(codes, code)
    const count = ranges.reduce((sum, { from, to }) => sum + to - from, 0)
    if (count * RARE_SHARE > products.length) return this.#takeCommonCode()
    for (const { ordinals, from, to, isVague } of ranges) {
      for (let place = from; place < to; place++) {
        const ordinal = ordinals[place]!
        if (ordinal >= this.#top.ceilingFor(GRADE.inside)) continue
        if (!isVague || hasCodeBeginning(products[ordinal]!, code)) this.#take(GRADE.inside, ordinal)
      }
    }
  }

  /** Where many products have such a code, those that sell most are soon found among all. */
  #takeCommonCode(): void {
    const { products } = this.#part
    for (let ordinal = 0; ordinal < products.length && ordinal < this.#top.ceilingFor(GRADE.inside); ordinal++)
      if (hasCodeBeginning(products[ordinal]!, this.#query.code)) this.#take(GRADE.inside, ordinal)
  }

  #take(grade: number, ordinal: number): void {
    const { struck, scratch } = this.#part
    if (!struck[ordinal] && scratch.mark(ordinal)) this.#top.add(grade, ordinal)
  }

  /** Every product with one of the words. */
  #takeAll(runs: readonly Run[]): void {
    const { starts, items } = this.#part.wordProducts
    for (const { grade, from, to, ids } of runs) {
      for (let k = from; k < to; k++) {
        const id = ids ? ids[k]! : k
        const end = starts[id + 1]!
        // A word's products come in the order in which they sell: after the first too many, all are.
        for (let place = starts[id]!; place < end; place++) {
          const ordinal = items[place]!
          if (ordinal >= this.#top.ceilingFor(grade)) break
          this.#take(grade, ordinal)
        }
      }
    }
  }

  /** Products that have a word for each of the query's words, looked for among those of the rarest. */
  #takeCommon(): void {
    const { wordProducts, productWords, scratch } = this.#part
    const counts = this.#found.map((runs) => countProducts(this.#part, runs))
    // The rarest is asked last, since its products have it; the next rarest first, which most of them lack.
    const [rarest = 0, ...others] = [...counts.keys()].sort((a, b) => counts[a]! - counts[b]!)
    const grades = [...others, rarest].map((token) => scratch.gradesFor(token))
    const bestPossible = Math.max(...this.#found.map((runs) => Math.min(...runs.map(({ grade }) => grade))))
    for (const { grade, from, to, ids } of this.#found[rarest]!) {
      const atBest = Math.max(grade, bestPossible)
      for (let k = from; k < to; k++) {
        const id = ids ? ids[k]! : k
        const end = wordProducts.starts[id + 1]!
        for (let place = wordProducts.starts[id]!; place < end; place++) {
          const ordinal = wordProducts.items[place]!
          if (ordinal >= this.#top.ceilingFor(atBest)) break
          if (!scratch.isMarked(ordinal)) this.#takeGraded(ordinal, grades, productWords)
        }
      }
    }
  }

  #takeGraded(ordinal: number, grades: readonly Uint8Array[], { starts, items }: Postings): void {
    const grade = worstGrade(grades, items, starts[ordinal]!, starts[ordinal + 1]!)
    if (grade > 0) this.#take(grade, ordinal)
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

/** Whether a range of words has a product to be found: words stay in a part when their last product is struck out. */
export function hasProducts({ wordProducts: { starts, items }, struck }: Part, from: number, to: number): boolean {
  for (let place = starts[from]!; place < starts[to]!; place++) if (!struck[items[place]!]) return true
  return false
}
