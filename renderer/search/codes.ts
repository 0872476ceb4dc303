import type { Product } from '../../domain/product.ts'
import { foldCode } from '../../domain/search-text.ts'
import { NumberList } from './number-list.ts'
import { inSlices, type Sliced } from './sliced.ts'
import { sortByKey } from './sort.ts'

/**
 * Skus and barcodes, sorted, as numbers: a code is read as a fraction in its alphabet, so that codes that begin alike
 * are neighbours. Two alphabets, because a double holds 15 digits but only 10 characters of digits and letters.
 */
export interface CodeTable {
  readonly alphabet: Alphabet
  readonly keys: Float64Array
  /** The product each code belongs to. */
  readonly ordinals: Uint32Array
}

interface Alphabet {
  readonly base: number
  /** Characters that fit into a key; longer codes are compared in full. */
  readonly width: number
}

const DIGITS: Alphabet = { base: 11, width: 15 }
const MIXED: Alphabet = { base: 38, width: 10 }

/** 1 for 0 to 36 for z or Z; 37 for all others, which are compared in full; 0 is what follows the end. */
function symbolOf(unit: number): number {
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30 + 1
  const lower = unit | 0x20
  return lower >= 0x61 && lower <= 0x7a ? lower - 0x61 + 11 : 37
}

function keyOf(code: string, { base, width }: Alphabet): number {
  let key = 0
  for (let i = 0; i < width; i++) key = key * base + (i < code.length ? symbolOf(code.charCodeAt(i)) : 0)
  return key
}

function isDigits(code: string): boolean {
  return /^[0-9]+$/.test(code)
}

/** Everything a product may be scanned or typed by. A sku of nothing but signs is kept too: it is how products are found. */
function codesOf(product: Product): string[] {
  return [foldCode(product.sku), ...product.barcodes.map(foldCode).filter((code) => code !== '')]
}

/** In place of an ordinal, for what is not in the index. */
export const NO_ORDINAL = -1

class TableBuilder {
  readonly #alphabet: Alphabet
  #keys = new Float64Array(1 << 10)
  readonly #ordinals = new NumberList()

  constructor(alphabet: Alphabet) {
    this.#alphabet = alphabet
  }

  add(code: string, ordinal: number): void {
    const count = this.#ordinals.length
    if (count === this.#keys.length) {
      const larger = new Float64Array(2 * count)
      larger.set(this.#keys)
      this.#keys = larger
    }
    this.#keys[count] = keyOf(code, this.#alphabet)
    this.#ordinals.push(ordinal)
  }

  *build(): Sliced<CodeTable> {
    const count = this.#ordinals.length
    const order = yield* sortByKey(this.#keys.subarray(0, count))
    const keys = new Float64Array(count)
    const ordinals = new Uint32Array(count)
    yield* inSlices(count, (from, to) => {
      for (let place = from; place < to; place++) {
        keys[place] = this.#keys[order[place]!]!
        ordinals[place] = this.#ordinals.at(order[place]!)
      }
    })
    return { alphabet: this.#alphabet, keys, ordinals }
  }
}

/** @param ordinals of each product, or NO_ORDINAL. */
export function* buildCodeTables(products: readonly Product[], ordinals: Int32Array): Sliced<readonly CodeTable[]> {
  const digits = new TableBuilder(DIGITS)
  const mixed = new TableBuilder(MIXED)
  const add = (code: string, ordinal: number): void => {
    if (isDigits(code)) return digits.add(code, ordinal)
    // As foldCode leaves them, but for the case; this way most need no string of their own.
    if (/^[0-9]*[a-z][0-9a-z]*$/i.test(code)) return mixed.add(code, ordinal)
    const folded = foldCode(code)
    return (isDigits(folded) ? digits : mixed).add(folded, ordinal)
  }
  yield* inSlices(
    products.length,
    (from, to) => {
      for (let i = from; i < to; i++) {
        const ordinal = ordinals[i]!
        if (ordinal === NO_ORDINAL) continue
        add(products[i]!.sku, ordinal)
        for (const barcode of products[i]!.barcodes) add(barcode, ordinal)
      }
    },
    128,
  )
  return [yield* digits.build(), yield* mixed.build()]
}

function firstAtOrAbove(keys: Float64Array, key: number): number {
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (keys[middle]! < key) low = middle + 1
    else high = middle
  }
  return low
}

/** Codes that stand next to each other in a table. */
export interface CodeRange {
  readonly ordinals: Uint32Array
  readonly from: number
  readonly to: number
  /** Whether the keys do not say all, so that the codes themselves have to be asked. */
  readonly isVague: boolean
}

/** Where the codes are that begin with a folded text. */
export function codesBeginning(tables: readonly CodeTable[], text: string): CodeRange[] {
  const ranges: CodeRange[] = []
  for (const { alphabet, keys, ordinals } of tables) {
    if (alphabet === DIGITS && !isDigits(text)) continue
    const key = keyOf(text, alphabet)
    const next = key + alphabet.base ** Math.max(0, alphabet.width - text.length)
    const isVague = text.length > alphabet.width || /[^0-9a-z]/.test(text)
    ranges.push({ ordinals, from: firstAtOrAbove(keys, key), to: firstAtOrAbove(keys, next), isVague })
  }
  return ranges
}

/** Whether a product has a code that begins with a folded text. */
export function hasCodeBeginning(product: Product, text: string): boolean {
  return foldCode(product.sku).startsWith(text) || product.barcodes.some((code) => foldCode(code).startsWith(text))
}

/** Visits the ordinals of products with exactly this folded code. */
export function eachCodeEqual(
  tables: readonly CodeTable[],
  products: readonly Product[],
  code: string,
  visit: (ordinal: number) => void,
): void {
  const { alphabet, keys, ordinals } = tables[isDigits(code) ? 0 : 1]!
  const key = keyOf(code, alphabet)
  for (let place = firstAtOrAbove(keys, key); keys[place] === key; place++) {
    const ordinal = ordinals[place]!
    if (codesOf(products[ordinal]!).includes(code)) visit(ordinal)
  }
}
