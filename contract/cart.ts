import { z } from 'zod'
import { MAX_LINES } from '../domain/cart.ts'
import type { CartChange as Change } from '../domain/cart-change.ts'
import { AmountMinor, CartLineSchema, DiscountSchema, Id, Note, Reason, Sku, Text, Unit } from './values.ts'

/** The open cart as the screens see it, and what they may do to it. */

export const Cart = z.object({
  orderId: Id,
  lines: z.array(CartLineSchema).max(MAX_LINES).readonly(),
  discount: DiscountSchema.exactOptional(),
  note: Note.exactOptional(),
  revision: z.int().min(0),
  /** The number the order will get if it is placed next. */
  nextNumber: z.string(),
})

const Line = z.object({ lineId: Id })
/** Null means the whole cart. */
const LineOrCart = z.object({ lineId: Id.nullable() })

export const CartChange = z.discriminatedUnion('kind', [
  Line.extend({ kind: z.literal('add'), sku: Sku, quantity: z.int() }),
  Line.extend({
    kind: z.literal('add-request'),
    text: Text,
    unit: Unit,
    quantity: z.int(),
    priceMinor: AmountMinor,
  }),
  Line.extend({ kind: z.literal('set-quantity'), quantity: z.int() }),
  LineOrCart.extend({ kind: z.literal('set-note'), note: Note.or(z.literal('')) }),
  // Who else allowed something is the terminal's word, never the page's.
  LineOrCart.extend({
    kind: z.literal('set-discount'),
    discount: DiscountSchema.omit({ approvedBy: true }).nullable(),
  }),
  Line.extend({ kind: z.literal('set-price'), priceMinor: AmountMinor, reason: Reason.or(z.literal('')) }),
  Line.extend({ kind: z.literal('take-catalogue-price') }),
  Line.extend({ kind: z.literal('remove') }),
  z.object({ kind: z.literal('restore'), line: CartLineSchema, index: z.int().min(0) }),
  z.object({ kind: z.literal('clear') }),
]) satisfies z.ZodType<Change>

export const CART_ERRORS = [
  'cart.product_unknown',
  'cart.line_unknown',
  'cart.quantity_invalid',
  'cart.price_invalid',
  'cart.discount_invalid',
  'cart.reason_missing',
  'cart.too_many_lines',
  'cart.total_too_large',
  'cart.not_this_order',
  'card.unknown_outstanding',
  'disk.full',
  'disk.failed',
] as const

export type CartView = z.infer<typeof Cart>
