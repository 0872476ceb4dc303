import { splitWords, wordStrokes } from '../../domain/search-text.ts'
import { NumberList } from './number-list.ts'
import { FIRST_SYLLABLE, packStrokes, packSyllable, SEPARATOR } from './pack.ts'

/** Texts whose words can be read letter by letter, which nearly all are; the others go through `splitWords`. */
const PLAIN = /^[\0-\x7f가-힣]*$/

/** Of one syllable, at most. */
const MOST_STROKES = 5

/** A slot of the table that is free. */
const FREE = -1

/**
 * Numbers the distinct words of texts in the order in which they come. A hash table of its own, since a catalogue has a
 * million words, and a string for each would take longer than all the rest of building the index.
 */
export class WordReader {
  /** Where each word begins among the letters. */
  readonly starts = new NumberList()
  /** The words of all rows, each once a row. */
  readonly items = new NumberList()
  /** Packed words, a separator after each. */
  #letters = new Uint16Array(1 << 12)
  #length = 0
  #slots: Int32Array
  /** The row each word was seen in last, plus one. */
  readonly #lastRow = new NumberList()

  /** @param expectedWords with so many it need not grow, which takes long where they are many. */
  constructor(expectedWords: number) {
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * expectedWords + 16))).fill(FREE)
  }

  /** Packed words, a separator after each. */
  get letters(): Uint16Array {
    return this.#letters.subarray(0, this.#length)
  }

  /** Adds the words of a text to a row; rows are read one after another. */
  read(text: string, row: number): void {
    if (PLAIN.test(text)) this.#readPlain(text, row)
    else for (const word of splitWords(text)) this.add(packStrokes(wordStrokes(word)), row)
  }

  /** By the same rules as `splitWords` and `wordStrokes`. */
  #readPlain(text: string, row: number): void {
    this.#reserve(text.length * MOST_STROKES)
    let end = this.#length
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      if (unit >= FIRST_SYLLABLE) end = packSyllable(unit, this.#letters, end)
      else if (isDigit(unit) || (unit >= 0x61 && unit <= 0x7a)) this.#letters[end++] = unit
      else if (unit >= 0x41 && unit <= 0x5a) this.#letters[end++] = unit + 0x20
      else if (unit === 0x2e && isDigit(text.charCodeAt(i - 1)) && isDigit(text.charCodeAt(i + 1)))
        this.#letters[end++] = unit
      else end = this.#endWord(end, row)
    }
    this.#endWord(end, row)
  }

  /** Adds one packed word to a row. */
  add(packed: string, row: number): void {
    this.#reserve(packed.length)
    for (let i = 0; i < packed.length; i++) this.#letters[this.#length + i] = packed.charCodeAt(i)
    this.#endWord(this.#length + packed.length, row)
  }

  /** Makes room for so many letters and a separator after each of them. */
  #reserve(count: number): void {
    if (this.#length + 2 * count + 1 <= this.#letters.length) return
    const larger = new Uint16Array(2 * (this.#length + 2 * count + 1))
    larger.set(this.#letters)
    this.#letters = larger
  }

  /** Takes the letters up to `end` as a word of the row. @returns where the next word is to be written. */
  #endWord(end: number, row: number): number {
    if (end === this.#length) return end
    this.#letters[end] = SEPARATOR
    const id = this.#idOf(end)
    if (this.#lastRow.at(id) === row + 1) return this.#length
    this.#lastRow.set(id, row + 1)
    this.items.push(id)
    return this.#length
  }

  #idOf(end: number): number {
    const slot = this.#slotOf(this.#length)
    const known = this.#slots[slot]!
    if (known !== FREE) return known
    const id = this.starts.length
    this.starts.push(this.#length)
    this.#lastRow.push(0)
    this.#length = end + 1
    this.#slots[slot] = id
    if (2 * this.starts.length > this.#slots.length) this.#grow()
    return id
  }

  /** The slot of the word that stands at a place, or the free one where it belongs. */
  #slotOf(place: number): number {
    const letters = this.#letters
    let hash = 0
    for (let i = place; letters[i] !== SEPARATOR; i++) hash = Math.imul(hash ^ letters[i]!, 0x01000193) + 0x9e3779b9
    let slot = (hash ^ (hash >>> 15)) & (this.#slots.length - 1)
    while (this.#slots[slot] !== FREE && !this.#isSame(this.starts.at(this.#slots[slot]!), place))
      slot = (slot + 1) & (this.#slots.length - 1)
    return slot
  }

  #isSame(a: number, b: number): boolean {
    const letters = this.#letters
    let i = 0
    while (letters[a + i] === letters[b + i]) {
      if (letters[a + i] === SEPARATOR) return true
      i++
    }
    return false
  }

  #grow(): void {
    this.#slots = new Int32Array(4 * this.#slots.length).fill(FREE)
    for (let id = 0; id < this.starts.length; id++) this.#slots[this.#slotOf(this.starts.at(id))] = id
  }
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39
}
