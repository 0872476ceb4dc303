import {
  emptyCart,
  lineGross,
  lineTotal,
  MAX_LINES,
  REQUEST_SKU,
  type Cart,
  type CartLine,
  type PickProduct,
  type PriceChange,
} from './cart.ts'
import { isDiscountOf, type Discount } from './discount.ts'
import { isMinor, sumMinor, type Minor } from './money.ts'
import { isQuantity, type Unit } from './quantity.ts'
import { fail, ok, type Result } from './result.ts'

export type CartChange =
  | { readonly kind: 'add'; readonly lineId: string; readonly sku: string; readonly quantity: number }
  | {
      readonly kind: 'add-request'
      readonly lineId: string
      readonly text: string
      readonly unit: Unit
      readonly quantity: number
      readonly priceMinor: Minor
    }
  | { readonly kind: 'set-quantity'; readonly lineId: string; readonly quantity: number }
  | { readonly kind: 'set-note'; readonly lineId: string | null; readonly note: string }
  | { readonly kind: 'set-discount'; readonly lineId: string | null; readonly discount: Discount | null }
  | {
      readonly kind: 'set-price'
      readonly lineId: string
      readonly priceMinor: Minor
      readonly reason: string
      readonly approvedBy?: string
    }
  | { readonly kind: 'take-catalogue-price'; readonly lineId: string }
  | { readonly kind: 'remove'; readonly lineId: string }
  | { readonly kind: 'restore'; readonly line: CartLine; readonly index: number }
  | { readonly kind: 'clear' }

export type CartError =
  | 'cart.product_unknown'
  | 'cart.line_unknown'
  | 'cart.quantity_invalid'
  | 'cart.price_invalid'
  | 'cart.discount_invalid'
  | 'cart.reason_missing'
  | 'cart.too_many_lines'
  | 'cart.total_too_large'

type ChangeOf<Kind extends CartChange['kind']> = Extract<CartChange, { kind: Kind }>
type Lines = Result<readonly CartLine[], CartError>

/** The cart after one change; the cart given is left as it is. */
export function changeCart(cart: Cart, change: CartChange, pick: PickProduct): Result<Cart, CartError> {
  const changed = changedParts(cart, change, pick)
  if (!changed.ok) return changed
  const { lines } = changed.value
  if (lines.length > MAX_LINES) return fail('cart.too_many_lines', { limit: MAX_LINES })
  if (!isMinor(sumMinor(lines.map(lineGross)))) return fail('cart.total_too_large')
  // An empty cart is the next customer's: nothing said of the one before stays.
  if (lines.length === 0) return ok({ ...emptyCart(cart.orderId), revision: cart.revision + 1 })
  return ok({ ...changed.value, revision: cart.revision + 1 })
}

function changedParts(cart: Cart, change: CartChange, pick: PickProduct): Result<Cart, CartError> {
  if (change.kind === 'set-note' && change.lineId === null) return ok(withNote(cart, change.note))
  if (change.kind === 'set-discount' && change.lineId === null)
    return withDiscount(cart, sumMinor(cart.lines.map(lineTotal)), change.discount)
  const lines = changeLines(cart.lines, change, pick)
  return lines.ok ? ok({ ...cart, lines: lines.value }) : lines
}

function changeLines(lines: readonly CartLine[], change: CartChange, pick: PickProduct): Lines {
  switch (change.kind) {
    case 'add':
      return addLine(lines, change, pick)
    case 'add-request':
      return addRequest(lines, change)
    case 'restore':
      return restoreLine(lines, change)
    case 'clear':
      return ok([])
    case 'remove':
      if (!lines.some((line) => line.lineId === change.lineId)) return fail('cart.line_unknown')
      return ok(lines.filter((line) => line.lineId !== change.lineId))
    default: {
      const at = lines.findIndex((line) => line.lineId === change.lineId)
      if (at < 0) return fail('cart.line_unknown')
      const changed = changeLine(lines[at]!, change, pick)
      return changed.ok ? ok(lines.with(at, changed.value)) : changed
    }
  }
}

function changeLine(
  line: CartLine,
  change: ChangeOf<'set-quantity' | 'set-note' | 'set-discount' | 'set-price' | 'take-catalogue-price'>,
  pick: PickProduct,
): Result<CartLine, CartError> {
  switch (change.kind) {
    case 'set-quantity':
      if (!isQuantity(change.quantity)) return fail('cart.quantity_invalid', { quantity: change.quantity })
      return ok({ ...line, quantity: change.quantity })
    case 'set-note':
      return ok(withNote(line, change.note))
    case 'set-discount':
      return withDiscount(line, lineGross(line), change.discount)
    case 'set-price':
      return withPrice(line, change)
    case 'take-catalogue-price': {
      const picked = pick(line.sku)
      if (!picked) return fail('cart.product_unknown', { sku: line.sku })
      const { priceChange: _, ...rest } = line
      return ok({ ...rest, priceMinor: picked.product.priceMinor, catalogueVersion: picked.catalogueVersion })
    }
  }
}

/** Goods already in the cart at the same terms go up in quantity instead of standing there twice. */
function addLine(lines: readonly CartLine[], change: ChangeOf<'add'>, pick: PickProduct): Lines {
  if (!isQuantity(change.quantity)) return fail('cart.quantity_invalid', { quantity: change.quantity })
  // Lines are cancelled by their ids, so two may never share one: the same line again is the same line.
  if (lines.some((line) => line.lineId === change.lineId)) return ok(lines)
  const picked = pick(change.sku)
  if (!picked) return fail('cart.product_unknown', { sku: change.sku })
  const { product, catalogueVersion } = picked
  const same = lines.findIndex((line) => line.sku === product.sku && isPlain(line, product.priceMinor))
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

/** What was said of a line holds for its goods alone: the next ones come without it. */
function isPlain(line: CartLine, priceMinor: Minor): boolean {
  return line.priceMinor === priceMinor && !line.discount && !line.priceChange && line.note === undefined
}

function addRequest(lines: readonly CartLine[], change: ChangeOf<'add-request'>): Lines {
  const { lineId, unit, quantity, priceMinor } = change
  if (!isQuantity(quantity)) return fail('cart.quantity_invalid', { quantity })
  if (!isPrice(priceMinor)) return fail('cart.price_invalid')
  const text = change.text.trim()
  if (text === '') return fail('cart.reason_missing')
  if (lines.some((line) => line.lineId === lineId)) return ok(lines)
  const asked = { lineId, sku: REQUEST_SKU, name: { ko: text, en: text }, variant: null, unit, quantity, priceMinor }
  return ok([...lines, { ...asked, catalogueVersion: 0, pictureHash: null, isRequest: true }])
}

function restoreLine(lines: readonly CartLine[], { line, index }: ChangeOf<'restore'>): Lines {
  if (!isQuantity(line.quantity)) return fail('cart.quantity_invalid', { quantity: line.quantity })
  if (lines.some(({ lineId }) => lineId === line.lineId)) return ok(lines)
  return ok(lines.toSpliced(Math.min(index, lines.length), 0, line))
}

/** Back at the catalogue's price there is nothing to explain. */
function withPrice(line: CartLine, change: ChangeOf<'set-price'>): Result<CartLine, CartError> {
  if (!isPrice(change.priceMinor)) return fail('cart.price_invalid')
  const { priceChange, ...rest } = line
  const catalogueMinor = priceChange?.catalogueMinor ?? line.priceMinor
  if (line.isRequest || change.priceMinor === catalogueMinor) return ok({ ...rest, priceMinor: change.priceMinor })
  const reason = change.reason.trim()
  if (reason === '') return fail('cart.reason_missing')
  const approval = change.approvedBy === undefined ? {} : { approvedBy: change.approvedBy }
  const changed: PriceChange = { catalogueMinor, reason, ...approval }
  return ok({ ...rest, priceMinor: change.priceMinor, priceChange: changed })
}

function isPrice(priceMinor: Minor): boolean {
  return isMinor(priceMinor) && priceMinor >= 0
}

/** A cart or a line with a note; an empty one takes the note away. */
function withNote<Noted extends { readonly note?: string }>(noted: Noted, text: string): Noted {
  const { note: _, ...rest } = noted
  const note = text.trim()
  return (note === '' ? rest : { ...rest, note }) as Noted
}

/**
 * A cart or a line with a discount; null takes it away.
 * @param amountMinor what the discount is taken off.
 */
function withDiscount<Discounted extends { readonly discount?: Discount }>(
  discounted: Discounted,
  amountMinor: Minor,
  discount: Discount | null,
): Result<Discounted, CartError> {
  const { discount: _, ...rest } = discounted
  if (discount === null) return ok(rest as Discounted)
  if (!isDiscountOf(amountMinor, discount)) return fail('cart.discount_invalid', { most: amountMinor })
  const reason = discount.reason.trim()
  if (reason === '') return fail('cart.reason_missing')
  return ok({ ...rest, discount: { ...discount, reason } } as unknown as Discounted)
}
