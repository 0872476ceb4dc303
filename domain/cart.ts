import { discountOf, type Discount } from './discount.ts'
import { sumMinor, type Minor } from './money.ts'
import type { LocalText, Product, Variant } from './product.ts'
import { priceOf, type Unit } from './quantity.ts'

/** What a customer has asked for so far; its id becomes the order's. A terminal has one open, and others held. */
export interface Cart {
  readonly orderId: string
  readonly lines: readonly CartLine[]
  /** Off the sum of the lines. */
  readonly discount?: Discount
  /** For whoever packs or hands over. */
  readonly note?: string
  /** Goes up by one with every change that was stored. */
  readonly revision: number
}

/** A line keeps the name and price it was entered with, whatever the catalogue does meanwhile. */
export interface CartLine {
  readonly lineId: string
  readonly sku: string
  readonly name: LocalText
  readonly variant: Variant | null
  readonly unit: Unit
  /** Pieces or grams. */
  readonly quantity: number
  /** Per piece, or per kilogram. */
  readonly priceMinor: Minor
  /** The catalogue the price was taken from. */
  readonly catalogueVersion: number
  readonly pictureHash: string | null
  readonly discount?: Discount
  /** Where somebody asked for another price than the catalogue's. */
  readonly priceChange?: PriceChange
  readonly note?: string
  /** Not in the catalogue: the name is what the clerk wrote, and the central store is asked for it. */
  readonly isRequest?: true
}

export interface PriceChange {
  /** What the catalogue says, per piece or per kilogram. */
  readonly catalogueMinor: Minor
  readonly reason: string
  /** Who else allowed it; absent where one person was enough. */
  readonly approvedBy?: string
}

export const MAX_LINES = 1_500
/** The sku of goods that the catalogue does not have. */
export const REQUEST_SKU = '*'
export const MAX_NOTE_LENGTH = 200
export const MAX_REASON_LENGTH = 80

export interface CataloguePick {
  readonly product: Product
  readonly catalogueVersion: number
}

/** Finds a product in the terminal's catalogue by its sku. */
export type PickProduct = (sku: string) => CataloguePick | undefined

export function emptyCart(orderId: string): Cart {
  return { orderId, lines: [], revision: 0 }
}

/** What a line costs before anything is taken off it. */
export function lineGross(line: Pick<CartLine, 'priceMinor' | 'quantity' | 'unit'>): Minor {
  return priceOf(line.priceMinor, line.quantity, line.unit)
}

/** What a line costs, its own discount taken off. */
export function lineTotal(line: Pick<CartLine, 'priceMinor' | 'quantity' | 'unit' | 'discount'>): Minor {
  const gross = lineGross(line)
  return gross - discountOf(gross, line.discount)
}

export function cartTotal(cart: Pick<Cart, 'lines' | 'discount'>): Minor {
  const sum = sumMinor(cart.lines.map(lineTotal))
  return sum - discountOf(sum, cart.discount)
}

/** Items as people count them: pieces, and one for each weighed line. */
export function itemCount(lines: readonly Pick<CartLine, 'quantity' | 'unit'>[]): number {
  return lines.reduce((count, line) => count + (line.unit === 'piece' ? line.quantity : 1), 0)
}

/** By how much each line became less from one cart to the next; lines that did not are left out. */
export function voidedLines(
  before: readonly CartLine[],
  after: readonly CartLine[],
): Pick<CartLine, 'lineId' | 'sku' | 'quantity' | 'priceMinor'>[] {
  const left = new Map(after.map((line) => [line.lineId, line.quantity]))
  return before.flatMap(({ lineId, sku, quantity, priceMinor }) => {
    const less = quantity - (left.get(lineId) ?? 0)
    return less > 0 ? [{ lineId, sku, quantity: less, priceMinor }] : []
  })
}
