import { z } from 'zod'
import { MAX_LINES, MAX_NOTE_LENGTH, MAX_REASON_LENGTH } from '../domain/cart.ts'
import type { Discount } from '../domain/discount.ts'
import { UUID_PATTERN } from '../domain/ids.ts'
import { MAX_MINOR } from '../domain/money.ts'
import type { Cancellation, Order, Refund, Return } from '../domain/order.ts'
import { ORDER_STATES } from '../domain/order.ts'
import type { Category, Product } from '../domain/product.ts'
import { MAX_QUANTITY } from '../domain/quantity.ts'

/** The schemas of domain's shapes, shared by both contracts. Limits stand on everything. */

export const Id = z.string().regex(UUID_PATTERN)
/** Databases end a text at its first NUL, so that one that begins with it would be empty there. */
const Key = z
  .string()
  .min(1)
  .max(64)
  .refine((text) => !text.includes('\0'))
export const Sku = Key
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
/** 32 bytes as base64url. */
export const PublicKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/)
/** 64 bytes as base64url. */
export const Signature = z.string().regex(/^[A-Za-z0-9_-]{86}$/)
/** What a central store may tell of epochs: a terminal that followed it further would run out of whole numbers. */
export const MAX_EPOCH_TOLD = 2 ** 40
export const EpochMs = z.int().min(0).max(8_640_000_000_000_000)
export const AmountMinor = z.int().min(0).max(MAX_MINOR)
export const Quantity = z.int().min(1).max(MAX_QUANTITY)
export const BusinessDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
export const Unit = z.enum(['piece', 'gram'])
export const Language = z.enum(['ko', 'en'])
export const Text = z.string().max(300)
export const LocalText = z.object({ ko: Text, en: Text })
export const Currency = z.object({ code: z.string().regex(/^[A-Z]{3}$/), digits: z.int().min(0).max(3) })

export const Variant = z.object({ style: Sku, size: z.string().max(40).nullable(), colour: LocalText.nullable() })

export const ProductSchema = z.object({
  sku: Sku,
  name: LocalText,
  producer: LocalText,
  category: Key,
  priceMinor: AmountMinor,
  unit: Unit,
  barcodes: z.array(z.string().min(1).max(64)).max(20).readonly(),
  pictureHash: Sha256.nullable(),
  stock: z.int().nullable(),
  variant: Variant.nullable(),
  popularity: z.int().min(0),
}) satisfies z.ZodType<Product>

export const CategorySchema = z.object({
  id: Key,
  name: LocalText,
  rank: z.int(),
}) satisfies z.ZodType<Category>

export const Note = z.string().min(1).max(MAX_NOTE_LENGTH)
export const Reason = z.string().min(1).max(MAX_REASON_LENGTH)

export const DiscountSchema = z.object({
  kind: z.enum(['percent', 'amount']),
  value: z.int().min(1).max(MAX_MINOR),
  reason: Reason,
  approvedBy: Id.exactOptional(),
}) satisfies z.ZodType<Discount>

const lineShape = {
  lineId: Id,
  sku: Sku,
  name: LocalText,
  variant: Variant.nullable(),
  unit: Unit,
  quantity: Quantity,
  priceMinor: AmountMinor,
  catalogueVersion: z.int().min(0),
  discount: DiscountSchema.exactOptional(),
  priceChange: z
    .object({ catalogueMinor: AmountMinor, reason: Reason, approvedBy: Id.exactOptional() })
    .exactOptional(),
  note: Note.exactOptional(),
  isRequest: z.literal(true).exactOptional(),
}

export const CartLineSchema = z.object({ ...lineShape, pictureHash: Sha256.nullable() })
export const OrderLineSchema = z.object({ ...lineShape, totalMinor: AmountMinor })

export const CashPaymentSchema = z.object({
  tender: z.literal('cash'),
  amountMinor: AmountMinor,
  tenderedMinor: AmountMinor,
  changeMinor: AmountMinor,
})
export const CardPaymentSchema = z.object({
  tender: z.literal('card'),
  amountMinor: AmountMinor,
  attemptId: Id,
  authorisation: z.string().max(64),
  last4: z.string().regex(/^\d{4}$/),
  offline: z.object({ token: z.string().min(1).max(64), sealed: z.string().min(1).max(1_000) }).exactOptional(),
})
export const PaymentSchema = z.discriminatedUnion('tender', [CashPaymentSchema, CardPaymentSchema])

export const OrderStateSchema = z.enum(ORDER_STATES)

export const OrderSchema = z.object({
  orderId: Id,
  number: z.string().min(5).max(20),
  terminalId: Id,
  placedAtMs: EpochMs,
  businessDay: BusinessDay,
  currency: Currency,
  lines: z.array(OrderLineSchema).min(1).max(MAX_LINES).readonly(),
  discount: DiscountSchema.extend({ amountMinor: AmountMinor }).exactOptional(),
  totalMinor: AmountMinor,
  rounding: z.object({ stepMinor: z.int().min(2).max(MAX_MINOR), minor: z.int() }).exactOptional(),
  note: Note.exactOptional(),
  payments: z.array(PaymentSchema).max(20).readonly(),
}) satisfies z.ZodType<Order>

export const RefundSchema = z.discriminatedUnion('tender', [
  z.object({ tender: z.literal('cash'), amountMinor: AmountMinor }),
  z.object({ tender: z.literal('card'), amountMinor: AmountMinor, attemptId: Id }),
]) satisfies z.ZodType<Refund>

const lineGivenBack = { lineId: Id, quantity: Quantity, refundMinor: AmountMinor }
const Refunds = z.array(RefundSchema).max(21).readonly()

export const CancellationSchema = z.object({
  cancellationId: Id,
  orderId: Id,
  cancelledAtMs: EpochMs,
  businessDay: BusinessDay,
  lines: z.array(z.object(lineGivenBack)).min(1).max(MAX_LINES).readonly(),
  refundMinor: AmountMinor,
  refunds: Refunds.exactOptional(),
  reason: Reason.exactOptional(),
  approvedBy: Id.exactOptional(),
}) satisfies z.ZodType<Cancellation>

export const ReturnSchema = z.object({
  returnId: Id,
  orderId: Id,
  returnedAtMs: EpochMs,
  businessDay: BusinessDay,
  lines: z
    .array(z.object({ ...lineGivenBack, condition: z.enum(['sellable', 'damaged']) }))
    .min(1)
    .max(MAX_LINES)
    .readonly(),
  refundMinor: AmountMinor,
  refunds: Refunds,
  reason: Reason,
  approvedBy: Id.exactOptional(),
}) satisfies z.ZodType<Return>
