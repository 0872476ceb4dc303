import { z } from 'zod'
import { MAX_LINES } from '../domain/cart.ts'
import { EPOCH_REASONS, type FactBody } from '../domain/fact.ts'
import type { CashMovement, CountedNotes, Shift, ShiftReport } from '../domain/shift.ts'
import {
  AmountMinor,
  BusinessDay,
  CancellationSchema,
  EpochMs,
  Id,
  OrderSchema,
  PaymentSchema,
  Quantity,
  Reason,
  ReturnSchema,
  Sha256,
  Sku,
} from './values.ts'

/** What a fact says, as a terminal writes it and the central store reads it. */

export const MAX_PAPER_CODES = 8
const MAX_CODE_LENGTH = 4_296
/** Sums of many amounts; each of them is an AmountMinor. */
const SumMinor = z.int().min(0).max(Number.MAX_SAFE_INTEGER)
const Count = z.int().min(0)
const doneBy = { by: Id.exactOptional(), shiftId: Id.exactOptional() }
const dated = { ...doneBy, businessDay: BusinessDay }

export const ShiftSchema = z.object({
  shiftId: Id,
  number: z.int().min(1),
  openedAtMs: EpochMs,
  floatMinor: AmountMinor,
}) satisfies z.ZodType<Shift>

export const CashMovementSchema = z.object({
  movementId: Id,
  direction: z.enum(['in', 'out']),
  amountMinor: AmountMinor,
  reason: Reason,
  approvedBy: Id.exactOptional(),
}) satisfies z.ZodType<CashMovement>

export const CountedNotesSchema = z.object({
  noteMinor: AmountMinor,
  count: z.int().min(0).max(100_000),
}) satisfies z.ZodType<CountedNotes>

export const ShiftReportSchema = z.object({
  orders: Count,
  grossMinor: SumMinor,
  discountsMinor: SumMinor,
  ordersMinor: SumMinor,
  roundingMinor: z.int(),
  cancellations: Count,
  returns: Count,
  refundsMinor: SumMinor,
  voids: Count,
  voidsMinor: SumMinor,
  tenders: z
    .array(
      z.object({ tender: z.enum(['cash', 'card']), payments: Count, takenMinor: SumMinor, givenBackMinor: SumMinor }),
    )
    .max(10)
    .readonly(),
  floatMinor: AmountMinor,
  paidInMinor: SumMinor,
  paidOutMinor: SumMinor,
  drawerOpenings: Count,
}) satisfies z.ZodType<ShiftReport>

const orderFacts = [
  z.object({ kind: z.literal('order.placed'), ...doneBy, order: OrderSchema }),
  z.object({ kind: z.literal('order.cancelled'), ...doneBy, cancellation: CancellationSchema }),
  z.object({ kind: z.literal('order.returned'), ...doneBy, returned: ReturnSchema }),
  z.object({
    kind: z.literal('order.paid'),
    ...dated,
    orderId: Id,
    attemptId: Id,
    payments: z.array(PaymentSchema).min(1).max(20).readonly(),
  }),
  z.object({
    kind: z.literal('cart.voided'),
    ...dated,
    orderId: Id,
    lines: z
      .array(z.object({ lineId: Id, sku: Sku, quantity: Quantity, priceMinor: AmountMinor }))
      .min(1)
      .max(MAX_LINES)
      .readonly(),
  }),
  z.object({
    kind: z.literal('card.attempted'),
    ...dated,
    orderId: Id,
    attemptId: Id,
    amountMinor: AmountMinor,
    outcome: z.enum(['intent', 'authorised', 'declined', 'unknown', 'voided']),
  }),
  z.object({ kind: z.literal('receipt.reprinted'), ...dated, orderId: Id }),
  z.object({
    kind: z.literal('paper.carried'),
    ...dated,
    orderId: Id,
    texts: z.array(z.string().min(1).max(MAX_CODE_LENGTH)).min(1).max(MAX_PAPER_CODES).readonly(),
  }),
] as const

const counterFacts = [
  z.object({
    kind: z.literal('settings.changed'),
    ...dated,
    changes: z
      .array(z.object({ name: z.string().min(1).max(64), value: z.string().max(4_000) }))
      .min(1)
      .max(50)
      .readonly(),
  }),
  z.object({
    kind: z.literal('epoch.begun'),
    ...dated,
    reason: z.enum(EPOCH_REASONS),
    previous: z.object({ epoch: z.int().min(1), seq: z.int().min(0), chainHead: Sha256 }),
  }),
  z.object({
    kind: z.literal('staff.switched'),
    ...dated,
    from: Id.nullable(),
    to: Id.nullable(),
    why: z.enum(['pin', 'locked', 'idle', 'restart', 'removed']),
  }),
  z.object({ kind: z.literal('pin.refused'), ...dated, staffId: Id, wrongTries: z.int().min(1) }),
  z.object({ kind: z.literal('shift.opened'), ...dated, shift: ShiftSchema, endsShiftId: Id.exactOptional() }),
  z.object({ kind: z.literal('cash.moved'), ...dated, movement: CashMovementSchema }),
  z.object({
    kind: z.literal('shift.counted'),
    ...dated,
    countedShiftId: Id,
    zNumber: z.int().min(1),
    notes: z.array(CountedNotesSchema).max(30).readonly(),
    countedMinor: SumMinor,
    expectedMinor: z.int(),
    explanation: z.string().max(500),
    report: ShiftReportSchema,
  }),
  z.object({
    kind: z.literal('stock.corrected'),
    ...dated,
    correctionId: Id,
    sku: Sku,
    before: z.int(),
    after: z.int(),
    reason: Reason,
  }),
] as const

export const FactBodySchema = z.discriminatedUnion('kind', [
  ...orderFacts,
  ...counterFacts,
]) satisfies z.ZodType<FactBody>
