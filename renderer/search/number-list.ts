/** A list of whole numbers that grows, in one piece of memory. */
export class NumberList {
  #items = new Uint32Array(1 << 10)
  length = 0

  push(item: number): void {
    if (this.length === this.#items.length) {
      const larger = new Uint32Array(this.length * 2)
      larger.set(this.#items)
      this.#items = larger
    }
    this.#items[this.length++] = item
  }

  /** What was pushed at this index, or set there; 0 above. */
  at(index: number): number {
    return this.#items[index] ?? 0
  }

  set(index: number, item: number): void {
    this.#items[index] = item
  }

  toArray(): Uint32Array {
    return this.#items.slice(0, this.length)
  }
}
