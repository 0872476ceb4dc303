/** Ordinals below this, so that a grade fits above them in a small integer. */
const ORDINALS = 1 << 26

/** The best hits of one part: the lowest grades, and among equal grades the lowest ordinals. */
export class TopList {
  readonly #keys: Int32Array
  readonly #limit: number
  #length = 0
  /** Nothing at or above this can be among the best any more. */
  #ceiling = 2 ** 31 - 1

  constructor(limit: number) {
    this.#limit = limit
    this.#keys = new Int32Array(2 * limit + 64)
  }

  /** Ordinals from here on, with this grade, can no longer be among the best. */
  ceilingFor(grade: number): number {
    return this.#ceiling - grade * ORDINALS
  }

  /** Each ordinal at most once. */
  add(grade: number, ordinal: number): void {
    const key = grade * ORDINALS + ordinal
    if (key >= this.#ceiling) return
    this.#keys[this.#length++] = key
    if (this.#length === this.#keys.length) this.#cut()
  }

  #cut(): void {
    this.#keys.subarray(0, this.#length).sort()
    if (this.#length < this.#limit) return
    this.#length = this.#limit
    this.#ceiling = this.#keys[this.#limit - 1]!
  }

  get length(): number {
    return Math.min(this.#length, this.#limit)
  }

  /** Best first. */
  entries(): { readonly grade: number; readonly ordinal: number }[] {
    this.#cut()
    return Array.from(this.#keys.subarray(0, this.#length), (key) => ({
      grade: Math.floor(key / ORDINALS),
      ordinal: key % ORDINALS,
    }))
  }
}
