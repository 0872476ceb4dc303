import { z } from 'zod'
import {
  CategorySchema,
  Currency,
  EpochMs,
  Id,
  LocalText,
  MAX_EPOCH_TOLD,
  ProductSchema,
  PublicKey,
  Signature,
  Sku,
} from './values.ts'

/** What passes between a terminal and the central store, over HTTP. Requests carry `authorization: Bearer TOKEN`. */

export const PROTOCOL_VERSION = 2
/** A central store takes this version still, so that terminals can be updated one after the other. */
export const OLDEST_PROTOCOL_VERSION = 1
/** The protocol's version, sent with every request and answer. */
export const PROTOCOL_HEADER = 'okryu-protocol'
/** Which incarnation of the central store answers: another one after it was restored from a backup. */
export const INCARNATION_HEADER = 'okryu-incarnation'

export const CHANGES_PER_PAGE = 2_000
export const MAX_PRODUCTS_PER_CALL = 2_000

export const PATHS = {
  health: '/health',
  openapi: '/openapi.json',
  enrol: '/v1/enrolments',
  time: '/v1/time',
  snapshot: '/v1/catalogue/snapshot',
  changes: '/v1/catalogue/changes',
  picture: '/v1/pictures/:hash',
  terminalKeys: '/v1/terminal-keys',
  facts: '/v1/facts',
  controlTotals: '/v1/control-totals',
  courier: '/v1/courier',
  states: '/v1/orders/states',
  orderState: '/v1/orders/:orderId/state',
  enrolmentCodes: '/v1/enrolment-codes',
  statistics: '/v1/statistics',
  alarms: '/v1/alarms',
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

/** The public halves of a terminal's keys. */
export const TerminalKeys = z.object({
  /** Ed25519: what the terminal signs its facts with. */
  signing: PublicKey,
  /** X25519: what is sealed to the terminal. */
  sealing: PublicKey,
  /** The signing key's signature of `keysMessage`: whoever sends the keys has them. */
  proof: Signature,
})
/** The public halves of the central store's keys. */
export const StoreKeys = z.object({ signing: PublicKey, sealing: PublicKey })

/** What a terminal signs to show that the keys are its own. */
export function keysMessage(installationId: string, signing: string, sealing: string): string {
  return ['okryu-keys:2', installationId, signing, sealing].join('\n')
}

/**
 * A terminal enrolled before there were keys names its own, once. Its facts after `afterSeq` of `epoch` are signed;
 * those before cannot be.
 */
export const TerminalKeysRequest = z.object({
  installationId: Id,
  keys: TerminalKeys,
  epoch: z.int().min(1),
  afterSeq: z.int().min(0),
})
export const TerminalKeysAnswer = z.object({ storeKeys: StoreKeys })

const TerminalNumber = z.int().min(1).max(99_999)
/** Each is a store put back to before a terminal was enrolled, and another enrolled in between. */
export const MAX_EARLIER_NUMBERS = 32

export const EnrolRequest = z.object({
  code: z.string().min(4).max(64),
  /** What the terminal calls itself, such as the machine's name. */
  name: z.string().min(1).max(80),
  /** Made once by the terminal, so that an enrolment whose answer was lost can be asked for again. */
  installationId: Id,
  /** Since version 2. */
  keys: TerminalKeys.optional(),
  /** Who the terminal was to a store that was since restored to before it knew it. */
  formerly: z
    .object({
      terminalId: Id,
      terminalNumber: TerminalNumber,
      /** Numbers that it had before that one, and that stand on its receipts. */
      earlierNumbers: z.array(TerminalNumber).max(MAX_EARLIER_NUMBERS).optional(),
    })
    .optional(),
})
export const EnrolAnswer = z.object({
  terminalId: Id,
  terminalNumber: TerminalNumber,
  epoch: z.int().min(1).max(MAX_EPOCH_TOLD),
  token: z.string().min(32).max(200),
  incarnation: Id,
  shop: Shop,
  /** Since version 2. */
  storeKeys: StoreKeys.optional(),
})

export const TimeAnswer = z.object({ nowMs: EpochMs })
export const HealthAnswer = z.object({
  status: z.literal('ok'),
  incarnation: Id,
  catalogueVersion: z.int().min(0),
  /** The newest version it speaks; `oldestProtocol` is the oldest. */
  protocol: z.int().min(1),
  oldestProtocol: z.int().min(1).optional(),
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
  /** Terminals that nothing was heard of for more than 24 hours. */
  silentTerminals: z.int(),
  /** Alarms that did not turn out right since. */
  openAlarms: z.int(),
})

/** What people should look at, oldest first; follow `next` until `complete`. Needs the admin's token. */
export const AlarmsQuery = z.object({ after: z.coerce.number().int().min(0) })
export const Alarm = z.object({
  alarmId: z.int(),
  kind: z.string(),
  /** What it says to people. */
  words: LocalText,
  /** Missing where it concerns the store itself; so are place and day where it concerns none. */
  terminalId: z.string().optional(),
  epoch: z.int().optional(),
  seq: z.int().optional(),
  businessDay: z.string().optional(),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
  /** The body of the fact that was put aside. */
  body: z.string().optional(),
  atMs: EpochMs,
  /** When it turned out right after all. */
  settledAtMs: EpochMs.optional(),
  /** When an admin closed it. */
  closedAtMs: EpochMs.optional(),
  /** Everything that became of it, oldest first. */
  history: z.array(
    z.object({
      atMs: EpochMs,
      what: z.enum(['settled', 'opened', 'closed']),
      /** Who closed it, and why in their own words. */
      by: z.string().optional(),
      why: z.string().optional(),
      words: LocalText,
    }),
  ),
})
export const AlarmsAnswer = z.object({ next: z.int(), complete: z.boolean(), alarms: z.array(Alarm) })

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
export type TerminalKeys = z.infer<typeof TerminalKeys>
export type StoreKeys = z.infer<typeof StoreKeys>
export type TerminalKeysAnswer = z.infer<typeof TerminalKeysAnswer>
export type TerminalKeysRequest = z.infer<typeof TerminalKeysRequest>
export type EnrolRequest = z.infer<typeof EnrolRequest>
export type EnrolAnswer = z.infer<typeof EnrolAnswer>
export type ChangesAnswer = z.infer<typeof ChangesAnswer>
export type ProductsRequest = z.infer<typeof ProductsRequest>
export type ProductsAnswer = z.infer<typeof ProductsAnswer>
export type Statistics = z.infer<typeof StatisticsAnswer>
export type Alarm = z.infer<typeof Alarm>
export type AlarmsAnswer = z.infer<typeof AlarmsAnswer>
