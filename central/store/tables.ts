import type { Generated, Kysely } from 'kysely'

/** The central store's tables as the queries see them; migrations/ makes them. Flags are 0 or 1. */
export interface Tables {
  store: StoreRow
  enrolment_codes: EnrolmentCodeRow
  terminals: TerminalRow
  epochs: EpochRow
  facts: FactRow
  alarms: AlarmTable
  alarm_history: AlarmEventTable
  control_numbers: ControlNumberRow
  orders: OrderRow
  paper_orders: PaperOrderRow
  cancellations: CancellationRow
  order_states: OrderStateRow
  oversold: OversoldRow
  categories: CategoryRow
  product_versions: ProductVersionRow
  stock: StockRow
  pictures: PictureRow
  version_gaps: VersionGapRow
}

export type Db = Kysely<Tables>

/** One row: what this store is, and where its catalogue stands. */
export interface StoreRow {
  id: 1
  /** Made with the database; a store restored from a backup gets another. */
  incarnation: string
  /** Grows with every transaction, through all incarnations. */
  commits: number
  /** Of the keys that this store signs with and that terminals seal to; null only until the store is started. */
  signing_seed: Uint8Array | null
  sealing_seed: Uint8Array | null
  /** A Shop as JSON. */
  shop: string
  catalogue_version: number
  /** The last version that changed more than stock. */
  goods_version: number
  stock_published_at_ms: number
  /** 1 in a backup: whoever opens it puts the store back. */
  is_copy: number
  /** The highest number that a terminal ever had, as far as this store has heard. */
  highest_number: number
}

/** Catalogue versions between two that were given out, which never were. */
export interface VersionGapRow {
  after_version: number
  before_version: number
}

export interface EnrolmentCodeRow {
  code_hash: string
  made_at_ms: number
  /** Who used it; null while it is unused. */
  installation_id: string | null
  used_at_ms: number | null
}

export interface TerminalRow {
  terminal_id: string
  number: number
  installation_id: string
  name: string
  token_hash: string
  /** The highest of its epochs. */
  epoch: number
  /** The cursor of the newest state told to this terminal. */
  state_cursor: number
  enrolled_at_ms: number
  /** Public keys as base64url; null for a terminal that has not named any yet. */
  signing_key: string | null
  sealing_key: string | null
  /** When it last asked or told anything, to within some minutes. */
  heard_at_ms: number
  /** When its word alone last made this store another incarnation; 0 where it never did. */
  believed_at_ms: number
  /** JSON: numbers that it had before this store was put back; its orders of that time bear them. */
  former_numbers: string
}

export interface EpochRow {
  terminal_id: string
  epoch: number
  acknowledged_seq: number
  /** What the next fact's `previousHash` has to be. */
  chain_head: string
  /** From here on every fact needs its signature; null where the terminal has no key, or had none then. */
  signed_from_seq: number | null
  begun_at_ms: number
}

export interface FactRow {
  terminal_id: string
  epoch: number
  seq: number
  body_hash: string
  previous_hash: string
  wall_ms: number
  boot_id: string
  monotonic_ms: number
  body: string
  received_at_ms: number
  outcome: 'accepted' | 'refused'
  code: string | null
  details: string | null
  signature: string
  /** What the body says, whatever the verdict; null where it could not be read or was not the terminal's own word. */
  kind: string | null
  subject_id: string | null
  business_day: string | null
  /** An order's total or a cancellation's refund. */
  amount_minor: number | null
}

/** Something that people should look at. */
export interface AlarmRow {
  kind: AlarmKind
  /** Empty where it concerns the store itself. */
  terminal_id: string
  /** 0 where it concerns no place. */
  epoch: number
  seq: number
  /** Empty where it concerns no day. */
  business_day: string
  /** JSON; the same alarm with the same details is kept once. */
  details: string
  /** What came and is kept nowhere else. */
  body: string | null
  at_ms: number
  /** When it turned out right after all. */
  settled_at_ms: number | null
}

export type AlarmKind =
  | 'same_place_other_body'
  | 'altered'
  | 'chain_broken'
  | 'totals_differ'
  | 'head_differs'
  | 'price_unproven'
  | 'restored'
  | 'number_given_twice'
  | 'terminal_put_back'

export interface AlarmTable extends AlarmRow {
  alarm_id: Generated<number>
  settled_why: Generated<SettledWhy | null>
  /** When an admin closed it; it stays closed while nothing but the same goes on. */
  closed_at_ms: Generated<number | null>
  /** When it was last raised anew after it had been settled. */
  opened_at_ms: Generated<number | null>
}

export type SettledWhy =
  /** A later comparison agreed. */
  | 'agreed'
  /** The terminal's data was put back, and what was put aside came again. */
  | 'put_back'
  /** The fact came as its terminal wrote it. */
  | 'came_whole'
  /** The terminal found its journal whole. */
  | 'whole_again'
  /** There is another alarm of the same instead. */
  | 'replaced'

/** Everything that became of an alarm after it was raised; triggers keep it append-only. */
export interface AlarmEventTable {
  event_id: Generated<number>
  alarm_id: number
  at_ms: number
  what: 'settled' | 'opened' | 'closed'
  /** Empty where the store itself did it. */
  by_whom: string
  /** A SettledWhy, or an admin's own words. */
  why: string
}

/** The highest number of a terminal's requests for comparison. */
export interface ControlNumberRow {
  terminal_id: string
  newest: number
}

/** The order itself stands in its fact's body, or in that of the paper it came from. */
export interface OrderRow {
  order_id: string
  terminal_id: string
  epoch: number
  seq: number
  body_hash: string
  number: string
  business_day: string
  total_minor: number
  state: string
  /** Why it was refused; stays when the refused order is cancelled later. */
  refusal_code: string | null
  refusal_details: string | null
}

/** An order that came on paper: its own fact may never come, and takes its place where it does. */
export interface PaperOrderRow {
  order_id: string
  /** Of the fact, put together again. */
  body: string
  /** The terminal that read the paper. */
  carried_by: string
  carried_at_ms: number
}

export interface CancellationRow {
  cancellation_id: string
  order_id: string
  terminal_id: string
  epoch: number
  seq: number
  body_hash: string
  business_day: string
  refund_minor: number
  /** 1: gave back the money of an order that the store had refused, so it counts in no sum and moves no stock. */
  of_refused_order: number
}

export interface OrderStateRow {
  terminal_id: string
  cursor: number
  order_id: string
  state: string
  code: string | null
  details: string | null
  at_ms: number
}

/** Goods that an order took though they were not there, in pieces or grams. */
export interface OversoldRow {
  order_id: string
  sku: string
  missing: number
}

export interface CategoryRow {
  id: string
  name_ko: string
  name_en: string
  rank: number
  version: number
}

/** What a product was from `version` on and before `until_version`; null where it still is. */
export interface ProductVersionRow {
  sku: string
  version: number
  until_version: number | null
  removed: number
  name_ko: string
  name_en: string
  producer_ko: string
  producer_en: string
  category: string
  price_minor: number
  unit: string
  /** JSON array of strings. */
  barcodes: string
  picture_hash: string | null
  /** JSON, or null. */
  variant: string | null
  popularity: number
}

export interface StockRow {
  sku: string
  /** null where it is not counted; below 0 where more was sold than was there. */
  on_hand: number | null
  /** The catalogue version that last told it; 0 where only the product itself did. */
  version: number
  /** 1 while terminals have not been told. */
  changed: number
}

export interface PictureRow {
  hash: string
  media_type: string
  bytes: Uint8Array
}
