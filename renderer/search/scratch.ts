/** Memory that every search needs and none keeps, so that a key pressed leaves no rubbish behind. */
export class Scratch {
  readonly #marks: Uint32Array
  readonly #words: number
  /** The mark of the search that goes on. */
  #mark = 0
  readonly #grades: Uint8Array[] = []

  constructor(products: number, words: number) {
    this.#marks = new Uint32Array(products)
    this.#words = words
  }

  /** Begins a search: nothing is marked. */
  begin(): void {
    this.#mark++
    // After four thousand million searches the oldest marks would come to life again.
    if (this.#mark === 2 ** 32) {
      this.#marks.fill(0)
      this.#mark = 1
    }
  }

  /** @returns whether the ordinal was not marked in this search yet. */
  mark(ordinal: number): boolean {
    if (this.#marks[ordinal] === this.#mark) return false
    this.#marks[ordinal] = this.#mark
    return true
  }

  isMarked(ordinal: number): boolean {
    return this.#marks[ordinal] === this.#mark
  }

  /** A number for each word, for the query's word with this number: 0, and to be 0 again when the search is over. */
  gradesFor(token: number): Uint8Array {
    return (this.#grades[token] ??= new Uint8Array(this.#words))
  }
}
