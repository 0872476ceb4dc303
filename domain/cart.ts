import { isMinor, sumMinor, type Minor } from './money.ts'
import type { LocalText, Product, Variant } from './product.ts'
import { isQuantity, priceOf, type Unit } from './quantity.ts'
import { fail, ok, type Result } from './result.ts'

/** What a customer has asked for so far. One open cart a terminal; its id becomes the order's. */
export interface Cart {
  readonly orderId: string
  readonly lines: readonly CartLine[]
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
}

export type CartChange =
  | { readonly kind: 'add'; readonly lineId: string; readonly sku: string; readonly quantity: number }
  | { readonly kind: 'set-quantity'; readonly lineId: string; readonly quantity: number }
  | { readonly kind: 'remove'; readonly lineId: string }
  | { readonly kind: 'restore'; readonly line: CartLine; readonly index: number }
  | { readonly kind: 'clear' }

export type CartError =
  | 'cart.product_unknown'
  | 'cart.line_unknown'
  | 'cart.quantity_invalid'
  | 'cart.too_many_lines'
  | 'cart.total_too_large'

export const MAX_LINES = 1_500

export interface CataloguePick {
  readonly product: Product
  readonly catalogueVersion: number
}

export function emptyCart(orderId: string): Cart {
  return { orderId, lines: [], revision: 0 }
}

export function lineTotal(line: Pick<CartLine, 'priceMinor' | 'quantity' | 'unit'>): Minor {
  return priceOf(line.priceMinor, line.quantity, line.unit)
}

export function cartTotal(cart: Pick<Cart, 'lines'>): Minor {
  return sumMinor(cart.lines.map(lineTotal))
}

/** Items as people count them: pieces, and one for each weighed line. */
export function itemCount(lines: readonly Pick<CartLine, 'quantity' | 'unit'>[]): number {
  return lines.reduce((count, line) => count + (line.unit === 'piece' ? line.quantity : 1), 0)
}

/**
 * The cart after one change; the cart given is left as it is.
 * Goods already in the cart at the same price go up in quantity instead of standing there twice.
 * @param pick finds a product in the terminal's catalogue by its sku.
 */
export function changeCart(
  cart: Cart,
  change: CartChange,
  pick: (sku: string) => CataloguePick | undefined,
): Result<Cart, CartError> {
  const lines = changeLines(cart.lines, change, pick)
  if (!lines.ok) return lines
  if (lines.value.length > MAX_LINES) return fail('cart.too_many_lines', { limit: MAX_LINES })
  if (!isMinor(cartTotal({ lines: lines.value }))) return fail('cart.total_too_large')
  return ok({ ...cart, lines: lines.value, revision: cart.revision + 1 })
}

function changeLines(
  lines: readonly CartLine[],
  change: CartChange,
  pick: (sku: string) => CataloguePick | undefined,
): Result<readonly CartLine[], CartError> {
  switch (change.kind) {
    case 'add':
      return addLine(lines, change, pick)
    case 'set-quantity':
      if (!isQuantity(change.quantity)) return fail('cart.quantity_invalid', { quantity: change.quantity })
      if (!lines.some((line) => line.lineId === change.lineId)) return fail('cart.line_unknown')
      return ok(lines.map((line) => (line.lineId === change.lineId ? { ...line, quantity: change.quantity } : line)))
    case 'remove':
      if (!lines.some((line) => line.lineId === change.lineId)) return fail('cart.line_unknown')
      return ok(lines.filter((line) => line.lineId !== change.lineId))
    case 'restore':
      if (!isQuantity(change.line.quantity)) return fail('cart.quantity_invalid', { quantity: change.line.quantity })
      if (lines.some((line) => line.lineId === change.line.lineId)) return ok(lines)
      return ok(lines.toSpliced(Math.min(change.index, lines.length), 0, change.line))
    case 'clear':
      return ok([])
  }
}

function addLine(
  lines: readonly CartLine[],
  change: Extract<CartChange, { kind: 'add' }>,
  pick: (sku: string) => CataloguePick | undefined,
): Result<readonly CartLine[], CartError> {
  if (!isQuantity(change.quantity)) return fail('cart.quantity_invalid', { quantity: change.quantity })
  // Lines are cancelled by their ids, so two may never share one: the same line again is the same line.
  if (lines.some((line) => line.lineId === change.lineId)) return ok(lines)
  const picked = pick(change.sku)
  if (!picked) return fail('cart.product_unknown', { sku: change.sku })
  const { product, catalogueVersion } = picked
  const same = lines.findIndex((line) => line.sku === product.sku && line.priceMinor === product.priceMinor)
  if (same >= 0 && product.unit === 'piece') {
    const line = lines[same]!
    const quantity = line.quantity + change.quantity
    if (!isQuantity(quantity)) return fail('cart.quantity_invalid', { quantity })
    return ok(lines.with(same, { ...line, quantity }))
  }
  const { sku, name, variant, unit, priceMinor, pictureHash } = product
  const { lineId, quantity } = change
  return ok([...lines, { lineId, sku, name, variant, unit, quantity, priceMinor, catalogueVersion, pictureHash }])
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
