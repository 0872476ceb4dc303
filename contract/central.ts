import { z } from 'zod'
import type { FactBody } from '../domain/fact.ts'
import {
  CancellationSchema,
  CategorySchema,
  Currency,
  EpochMs,
  Id,
  LocalText,
  OrderSchema,
  OrderStateSchema,
  ProductSchema,
  Sha256,
  Sku,
} from './values.ts'

/** What passes between a terminal and the central store, over HTTP. Requests carry `authorization: Bearer TOKEN`. */

export const PROTOCOL_VERSION = 1
/** The protocol's version, sent with every request and answer. */
export const PROTOCOL_HEADER = 'okryu-protocol'

export const MAX_FACTS_PER_PUSH = 100
export const MAX_PUSH_BYTES = 256 * 1024
/** A single fact may be longer than a push should be: an order of many lines. In UTF-16 units, as JavaScript counts. */
export const MAX_FACT_LENGTH = 1024 * 1024
export const CHANGES_PER_PAGE = 2_000
export const STATES_PER_PAGE = 500
export const MAX_PRODUCTS_PER_CALL = 2_000

export const PATHS = {
  health: '/health',
  openapi: '/openapi.json',
  enrol: '/v1/enrolments',
  time: '/v1/time',
  snapshot: '/v1/catalogue/snapshot',
  changes: '/v1/catalogue/changes',
  picture: '/v1/pictures/:hash',
  facts: '/v1/facts',
  states: '/v1/orders/states',
  orderState: '/v1/orders/:orderId/state',
  enrolmentCodes: '/v1/enrolment-codes',
  statistics: '/v1/statistics',
  products: '/v1/products',
} as const

/** One of `errors.ts`, or of a newer central store's: a terminal that does not know it shows it as it is. */
const Code = z.string().min(1).max(64)

/** RFC 9457 problem details; `code` is the stable part, `details` what the sentence needs. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: Code,
  detail: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})

/** What the central store tells every terminal of itself. */
export const Shop = z.object({
  name: LocalText,
  currency: Currency,
  zoneOffsetMin: z.int().min(-1440).max(1440),
  cutOffMin: z.int().min(0).max(1439),
  /** Notes and coins in use, ascending, in minor units. */
  notesMinor: z.array(z.int().min(1)).min(1).max(30),
  demonstration: z.boolean(),
})

export const EnrolRequest = z.object({
  code: z.string().min(4).max(64),
  /** What the terminal calls itself, such as the machine's name. */
  name: z.string().min(1).max(80),
  /** Made once by the terminal, so that an enrolment whose answer was lost can be asked for again. */
  installationId: Id,
})
export const EnrolAnswer = z.object({
  terminalId: Id,
  terminalNumber: z.int().min(1).max(99_999),
  epoch: z.int().min(1),
  token: z.string().min(32).max(200),
  incarnation: Id,
  shop: Shop,
})

export const TimeAnswer = z.object({ nowMs: EpochMs })
export const HealthAnswer = z.object({
  status: z.literal('ok'),
  incarnation: Id,
  catalogueVersion: z.int().min(0),
  protocol: z.literal(PROTOCOL_VERSION),
})

/** Rows changed after `since`, in the order of their versions; follow `next` until `complete`. */
export const ChangesQuery = z.object({ since: z.coerce.number().int().min(0) })
export const ChangesAnswer = z.object({
  /** The version a terminal stands at after taking this page in. */
  next: z.int().min(0),
  complete: z.boolean(),
  asOfMs: EpochMs,
  products: z.array(ProductSchema),
  removedSkus: z.array(Sku),
  categories: z.array(CategorySchema),
  shop: Shop,
})

/**
 * A fact's `previousHash` is FIRST_PREVIOUS_HASH for the first of an epoch, else the SHA-256 (lower-case hex) of the
 * fact before it: of its `previousHash` followed by its `bodyHash`, as 128 characters of ASCII.
 */
export const FactEnvelope = z.object({
  seq: z.int().min(1),
  bodyHash: Sha256,
  previousHash: Sha256,
  wallMs: EpochMs,
  bootId: Id,
  monotonicMs: z.int().min(0),
  body: z.string().min(2).max(MAX_FACT_LENGTH),
})
export const FactBodySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('order.placed'), order: OrderSchema }),
  z.object({ kind: z.literal('order.cancelled'), cancellation: CancellationSchema }),
]) satisfies z.ZodType<FactBody>

export const PushRequest = z.object({
  epoch: z.int().min(1),
  facts: z.array(FactEnvelope).min(1).max(MAX_FACTS_PER_PUSH),
})
/** `refused` names its reason; the queue goes on after it. */
export const Verdict = z.object({
  seq: z.int().min(1),
  outcome: z.enum(['accepted', 'refused']),
  code: Code.optional(),
  details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})
export const PushAnswer = z.object({
  incarnation: Id,
  /** The highest sequence up to which nothing is missing; sent after it was committed. */
  acknowledgedSeq: z.int().min(0),
  verdicts: z.array(Verdict),
})

export const StatesQuery = z.object({ after: z.coerce.number().int().min(0) })
export const OrderStateRow = z.object({
  orderId: Id,
  state: OrderStateSchema,
  code: Code.optional(),
  details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  atMs: EpochMs,
})
/** States of this terminal's orders in the order they changed; follow `next` until `complete`. */
export const StatesAnswer = z.object({
  next: z.int().min(0),
  complete: z.boolean(),
  states: z.array(OrderStateRow),
  /** The highest sequence of the terminal's newest epoch that this store has: lower than it once said, it was restored. */
  acknowledgedSeq: z.int().min(0),
})

/** The store's own staff say that goods are ready or handed over. Needs the admin's token. */
export const SetOrderStateRequest = z.object({
  state: z.enum(['ready', 'on_the_way', 'handed_over', 'delivered']),
})
export const EnrolmentCodeAnswer = z.object({ code: z.string() })
export const StatisticsAnswer = z.object({
  terminals: z.int(),
  products: z.int(),
  facts: z.int(),
  orders: z.int(),
  ordersMinor: z.int(),
  cancellations: z.int(),
  refundsMinor: z.int(),
  refused: z.int(),
})

/** Adds products to the catalogue or changes them, all of one call or none. Needs the admin's token. */
export const ProductsRequest = z.object({
  categories: z.array(CategorySchema).max(500).optional(),
  products: z.array(ProductSchema).max(MAX_PRODUCTS_PER_CALL),
  /** Taken out of the catalogue; what was sold of them stays as it was. */
  removedSkus: z.array(Sku).max(MAX_PRODUCTS_PER_CALL).optional(),
})
export const ProductsAnswer = z.object({
  imported: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  removed: z.int(),
  /** The catalogue's version that holds these changes. */
  catalogueVersion: z.int(),
})

/** The snapshot is a plain SQLite file with these tables, compressed as `content-encoding` says (zstd or gzip). */
export const SNAPSHOT_TABLES = `
CREATE TABLE snapshot (version INTEGER NOT NULL, as_of_ms INTEGER NOT NULL, shop TEXT NOT NULL) STRICT;
CREATE TABLE categories (id TEXT PRIMARY KEY, name_ko TEXT NOT NULL, name_en TEXT NOT NULL, rank INTEGER NOT NULL) STRICT;
CREATE TABLE products (
  sku TEXT PRIMARY KEY, name_ko TEXT NOT NULL, name_en TEXT NOT NULL, producer_ko TEXT NOT NULL, producer_en TEXT NOT NULL,
  category TEXT NOT NULL, price_minor INTEGER NOT NULL, unit TEXT NOT NULL, barcodes TEXT NOT NULL,
  picture_hash TEXT, stock INTEGER, variant TEXT, popularity INTEGER NOT NULL
) STRICT;
`

export type Shop = z.infer<typeof Shop>
export type Problem = z.infer<typeof Problem>
export type EnrolRequest = z.infer<typeof EnrolRequest>
export type EnrolAnswer = z.infer<typeof EnrolAnswer>
export type ChangesAnswer = z.infer<typeof ChangesAnswer>
export type PushRequest = z.infer<typeof PushRequest>
export type PushAnswer = z.infer<typeof PushAnswer>
export type Verdict = z.infer<typeof Verdict>
export type StatesAnswer = z.infer<typeof StatesAnswer>
export type OrderStateRow = z.infer<typeof OrderStateRow>
export type ProductsRequest = z.infer<typeof ProductsRequest>
export type ProductsAnswer = z.infer<typeof ProductsAnswer>
export type Statistics = z.infer<typeof StatisticsAnswer>
