import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { MAX_LINES } from '../domain/cart.ts'
import { Cart, CART_ERRORS, CartChange } from './cart.ts'
import { Shop } from './central.ts'
import { Details, errors } from './errors-of.ts'
import { PICTURES_PER_CALL, SYNC_INTERVAL_MAX_MS, SYNC_INTERVAL_MIN_MS } from './limits.ts'
import { courierContract, paperContract, safetyContract, SafetyStatus } from './safety.ts'
import {
  AmountMinor,
  CancellationSchema,
  CategorySchema,
  EpochMs,
  Id,
  Language,
  OrderSchema,
  OrderStateSchema,
  PaymentSchema,
  ProductSchema,
  Quantity,
  Sha256,
} from './values.ts'

/** What passes between the screens and the terminal service, over a MessagePort or a WebSocket. */

export { PICTURES_PER_CALL, SYNC_INTERVAL_MAX_MS, SYNC_INTERVAL_MIN_MS }

// ── shapes ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The central store's word on an order that it refused. */
export const Refusal = z.object({ code: z.string(), details: Details.exactOptional() })

export const OrderSummary = z.object({
  orderId: Id,
  number: z.string(),
  placedAtMs: EpochMs,
  totalMinor: AmountMinor,
  refundedMinor: AmountMinor,
  itemCount: z.int(),
  tenders: z.array(z.enum(['cash', 'card'])),
  state: OrderStateSchema,
  /** Who said so, and when. */
  stateSource: z.enum(['terminal', 'central']),
  stateAtMs: EpochMs,
  refusal: Refusal.nullable(),
})
export const PrintState = z.enum(['none', 'waiting', 'printed', 'failed', 'skipped'])
export const OrderDetail = OrderSummary.extend({
  order: OrderSchema,
  cancellations: z.array(CancellationSchema),
  print: PrintState,
})

export const PlacedOrder = z.object({
  orderId: Id,
  number: z.string(),
  totalMinor: AmountMinor,
  payments: z.array(PaymentSchema).readonly(),
  placedAtMs: EpochMs,
})

/** What the sync timer is doing, complete each time. */
export const SyncStatus = z.object({
  phase: z.enum(['waiting', 'syncing', 'backing-off']),
  /** Facts saved here that the central store has not acknowledged yet; a stick written now would carry them. */
  unsent: z.int().min(0),
  /** Of these, what people count: sales, cancellations, orders from paper. */
  unsentOrders: z.int().min(0),
  /** Facts the central store refused and nobody has looked at. */
  refused: z.int().min(0),
  lastSuccessAtMs: EpochMs.nullable(),
  nextAttemptAtMs: EpochMs.nullable(),
  failedAttempts: z.int().min(0),
  /** Why the last attempt failed: `unreachable`, or a code of the central store. */
  lastError: z.string().nullable(),
  catalogueVersion: z.int().min(0),
  catalogueAsOfMs: EpochMs.nullable(),
  products: z.int().min(0),
  centralUrl: z.string().nullable(),
  /** By how much the terminal's wall clock is ahead of the store's, to a second; null until it was heard. */
  clockSkewMs: z.int().nullable(),
})

export const PrinterSettings = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('network'), host: z.string().min(1).max(253), port: z.int().min(1).max(65_535) }),
  z.object({ kind: z.literal('file'), path: z.string().min(1).max(1_000) }),
])
export const PrintJob = z.object({
  jobId: Id,
  orderId: Id.nullable(),
  label: z.string(),
  state: z.enum(['waiting', 'failed']),
  attempts: z.int(),
  lastError: z.string().nullable(),
})
export const PrintingStatus = z.object({
  printer: PrinterSettings,
  /** The oldest of those not printed yet. */
  jobs: z.array(PrintJob),
  /** How many there are in all. */
  pending: z.int().min(0),
})

export const Settings = z.object({
  language: Language,
  theme: z.enum(['day', 'night']),
  syncIntervalMs: z.int().min(SYNC_INTERVAL_MIN_MS).max(SYNC_INTERVAL_MAX_MS),
  printer: PrinterSettings,
  paper: z.enum(['58', '80']),
  receiptLanguage: Language,
})

export const CardStatus = z.object({
  attemptId: Id,
  orderId: Id,
  amountMinor: AmountMinor,
  outcome: z.enum(['intent', 'authorised', 'declined', 'unknown']),
  /** The order, once the authorised payment has placed it. */
  placed: PlacedOrder.nullable(),
})
export const ReaderAnswer = z.enum(['approved', 'declined', 'no-answer'])

export const TerminalInfo = z.object({
  version: z.string(),
  enrolled: z.boolean(),
  terminalNumber: z.int().nullable(),
  shop: Shop.nullable(),
  settings: Settings,
  /** Whether a card reader is attached, a real or a pretended one. */
  takesCards: z.boolean(),
  /** A pretended reader whose answers can be chosen; null where a real one is attached or none. */
  simulatedReader: ReaderAnswer.nullable(),
  /** A card payment whose outcome is not known yet; it must be asked about before the cart is paid again. */
  outstandingCard: CardStatus.nullable(),
})

/** Each event carries its slice of the state complete, so that a missed one does no harm. */
export const TerminalEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('cart'), cart: Cart }),
  z.object({ type: z.literal('sync'), sync: SyncStatus }),
  z.object({ type: z.literal('printing'), printing: PrintingStatus }),
  z.object({ type: z.literal('order'), order: OrderSummary }),
  z.object({ type: z.literal('catalogue'), version: z.int() }),
  z.object({ type: z.literal('info'), info: TerminalInfo }),
  z.object({ type: z.literal('safety'), safety: SafetyStatus }),
])

// ── procedures ───────────────────────────────────────────────────────────────────────────────────────────────────────

const PLACE_ERRORS = [
  'order.empty',
  'order.underpaid',
  'cart.not_this_order',
  'terminal.not_enrolled',
  'disk.full',
  'disk.failed',
] as const
const OrderId = z.object({ orderId: Id })

export const terminalContract = {
  info: oc.output(TerminalInfo),
  /** Begins with one event of each slice, then one for each change, until the caller leaves. */
  watch: oc.output(eventIterator(TerminalEvent)),

  catalogue: {
    categories: oc.output(z.array(CategorySchema)),
    /** By sku, after the one named; a page shorter than PRODUCTS_PER_PAGE is the last. */
    products: oc
      .input(z.object({ afterSku: z.string().max(64) }))
      .output(z.object({ version: z.int(), products: z.array(ProductSchema) })),
    /** Pictures the terminal has already; the others come with a later sync. */
    pictures: oc
      .input(z.object({ hashes: z.array(Sha256).max(PICTURES_PER_CALL) }))
      .output(z.array(z.object({ hash: Sha256, mediaType: z.string(), base64: z.string() }))),
  },

  cart: {
    get: oc.output(Cart),
    /** All changes or none, in one disk-synced transaction. A `changeId` seen before changes nothing again. */
    apply: oc
      .input(z.object({ changeId: Id, orderId: Id, changes: z.array(CartChange).min(1).max(MAX_LINES) }))
      .output(Cart)
      .errors(errors(...CART_ERRORS)),
  },

  order: {
    /** Cash. The same orderId again gives the first answer again. */
    placeCash: oc
      .input(z.object({ orderId: Id, tenderedMinor: AmountMinor }))
      .output(PlacedOrder)
      .errors(errors(...PLACE_ERRORS, 'card.unknown_outstanding')),
    /** Asks the reader; answers when it has, or when it did not in time. Places the order where the card is approved. */
    payByCard: oc
      .input(z.object({ orderId: Id, attemptId: Id }))
      .output(CardStatus)
      .errors(errors(...PLACE_ERRORS, 'card.reader_missing', 'card.reader_busy', 'card.unknown_outstanding')),
    /** Asks the reader what became of an attempt; never charges. */
    askCard: oc
      .input(z.object({ attemptId: Id }))
      .output(CardStatus)
      .errors(errors('card.no_attempt', 'card.reader_missing', 'card.reader_busy', 'disk.full', 'disk.failed')),
    /** Newest first; `query` is an order number, its running part, or an order's id. `olderThan` names the last one seen. */
    list: oc
      .input(z.object({ query: z.string().max(64), olderThan: Id.nullable() }))
      .output(z.array(OrderSummary))
      .errors(errors('order_number.malformed', 'order_number.mistyped')),
    get: oc.input(OrderId).output(OrderDetail).errors(errors('order.unknown')),
    cancel: oc
      .input(
        OrderId.extend({
          cancellationId: Id,
          lines: z
            .array(z.object({ lineId: Id, quantity: Quantity }))
            .min(1)
            .max(MAX_LINES),
        }),
      )
      .output(CancellationSchema)
      .errors(
        errors(
          'order.unknown',
          'cancel.empty',
          'cancel.line_unknown',
          'cancel.more_than_left',
          'order.state_impossible',
          'disk.full',
          'disk.failed',
        ),
      ),
    /** The receipt as a picture, an SVG document. */
    receipt: oc
      .input(OrderId)
      .output(z.object({ svg: z.string() }))
      .errors(errors('order.unknown')),
    reprint: oc
      .input(OrderId)
      .output(z.object({ jobId: Id }))
      .errors(errors('order.unknown', 'print.printer_missing', 'disk.full', 'disk.failed')),
  },

  sync: {
    status: oc.output(SyncStatus),
    now: oc.output(SyncStatus),
    /** Syncs with a code of the central store, as whom it knows this terminal from then on; the status says how it went. */
    enrol: oc.input(z.object({ code: z.string().trim().min(4).max(64) })).output(SyncStatus),
    /** Facts the central store refused, for the clerk's eyes. */
    refused: oc.output(z.array(OrderSummary)),
  },

  printing: {
    status: oc.output(PrintingStatus),
    retry: oc
      .input(z.object({ jobId: Id }))
      .output(PrintingStatus)
      .errors(errors('print.job_unknown', 'disk.full', 'disk.failed')),
    skip: oc
      .input(z.object({ jobId: Id }))
      .output(PrintingStatus)
      .errors(errors('print.job_unknown', 'disk.full', 'disk.failed')),
    test: oc.output(PrintingStatus).errors(errors('print.printer_missing', 'disk.full', 'disk.failed')),
  },

  settings: {
    change: oc
      .input(Settings.partial())
      .output(Settings)
      .errors(errors('settings.invalid', 'disk.full', 'disk.failed')),
    /** Only where the reader is pretended. */
    simulateReader: oc
      .input(z.object({ answer: ReaderAnswer }))
      .output(TerminalInfo)
      .errors(errors('card.reader_missing', 'disk.full', 'disk.failed')),
  },

  safety: safetyContract,
  courier: courierContract,
  paper: paperContract,
}

export type TerminalContract = typeof terminalContract
export type OrderSummary = z.infer<typeof OrderSummary>
export type OrderDetail = z.infer<typeof OrderDetail>
export type PlacedOrder = z.infer<typeof PlacedOrder>
export type SyncStatus = z.infer<typeof SyncStatus>
export type PrinterSettings = z.infer<typeof PrinterSettings>
export type PrintJob = z.infer<typeof PrintJob>
export type PrintingStatus = z.infer<typeof PrintingStatus>
export type Settings = z.infer<typeof Settings>
export type CardStatus = z.infer<typeof CardStatus>
export type ReaderAnswer = z.infer<typeof ReaderAnswer>
export type TerminalInfo = z.infer<typeof TerminalInfo>
export type TerminalEvent = z.infer<typeof TerminalEvent>
