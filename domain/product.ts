import type { Minor } from './money.ts'
import type { Unit } from './quantity.ts'

/** A text the shop shows in the reader's language. */
export interface LocalText {
  readonly ko: string
  readonly en: string
}

/** One thing that can be sold: a size and colour of a style is a product of its own. */
export interface Product {
  readonly sku: string
  readonly name: LocalText
  readonly producer: LocalText
  /** A category's id. */
  readonly category: string
  /** Per piece, or per kilogram where `unit` is gram. */
  readonly priceMinor: Minor
  readonly unit: Unit
  /** GTIN or shop barcodes, digits and letters as the scanner sends them; may be empty. */
  readonly barcodes: readonly string[]
  /** SHA-256 of the picture's bytes, lower-case hex; null where there is none. */
  readonly pictureHash: string | null
  /** Pieces or grams the central store last said it has: advice, never a barrier. null where it is not counted. */
  readonly stock: number | null
  /** Products of one style differ only in size and colour; null where goods have neither. */
  readonly variant: Variant | null
  /** Higher sells more; orders search results and tiles. 0 or more. */
  readonly popularity: number
}

export interface Variant {
  /** The style they belong to, the same for all its sizes and colours. */
  readonly style: string
  readonly size: string | null
  readonly colour: LocalText | null
}

export interface Category {
  readonly id: string
  readonly name: LocalText
  /** Order on the screen, ascending. */
  readonly rank: number
}
