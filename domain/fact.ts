import type { Minor } from './money.ts'
import type { Cancellation, Order, Return } from './order.ts'
import type { CardOutcome, Payment } from './payment.ts'
import type { CashMovement, CountedNotes, Shift, ShiftReport } from './shift.ts'

/**
 * What happened at a terminal: one fact for each thing, never changed afterwards. Together they are its journal, and
 * what it tells the central store.
 */
export type FactBody = Deeds & DoneBy

/** Who did it, and in which shift; absent where a terminal has no staff, or no shifts. */
export interface DoneBy {
  readonly by?: string
  readonly shiftId?: string
}

type Deeds =
  | { readonly kind: 'order.placed'; readonly order: Order }
  | { readonly kind: 'order.cancelled'; readonly cancellation: Cancellation }
  | { readonly kind: 'order.returned'; readonly returned: Return }
  | OrderPaid
  | CartVoided
  | CardAttempted
  | ReceiptReprinted
  | SettingsChanged
  | PaperCarried
  | EpochBegun
  | StaffSwitched
  | PinRefused
  | ShiftOpened
  | CashMoved
  | ShiftCounted
  | StockCorrected

/** Goods taken out of a cart again, or less of them, before they were paid. */
export interface CartVoided {
  readonly kind: 'cart.voided'
  readonly orderId: string
  readonly businessDay: string
  readonly lines: readonly VoidedLine[]
}

export interface VoidedLine {
  readonly lineId: string
  readonly sku: string
  /** By how much the line became less, in pieces or grams. */
  readonly quantity: number
  readonly priceMinor: number
}

/** A card reader was asked for money, or said what became of it. */
export interface CardAttempted {
  readonly kind: 'card.attempted'
  readonly orderId: string
  readonly businessDay: string
  readonly attemptId: string
  readonly amountMinor: number
  /** `voided`: the money was never taken, or was let go of again before an order was placed. */
  readonly outcome: CardOutcome | 'voided'
}

/** An order whose card was refused afterwards, paid in another way. */
export interface OrderPaid {
  readonly kind: 'order.paid'
  readonly orderId: string
  readonly businessDay: string
  /** The attempt that was refused. */
  readonly attemptId: string
  readonly payments: readonly Payment[]
}

export interface ReceiptReprinted {
  readonly kind: 'receipt.reprinted'
  readonly orderId: string
  readonly businessDay: string
}

export interface SettingsChanged {
  readonly kind: 'settings.changed'
  readonly businessDay: string
  /** The names of what changed, with the new values as JSON. */
  readonly changes: readonly { readonly name: string; readonly value: string }[]
}

/** An order of another terminal, read from the codes on its receipt and handed on. */
export interface PaperCarried {
  readonly kind: 'paper.carried'
  readonly businessDay: string
  readonly orderId: string
  /** The texts of the codes, as they were scanned. */
  readonly texts: readonly string[]
}

export const EPOCH_REASONS = ['restored', 'rolled-back', 'place-taken'] as const

/** The first fact of an epoch that the terminal began by itself, so that no sequence is ever used twice. */
export interface EpochBegun {
  readonly kind: 'epoch.begun'
  readonly businessDay: string
  readonly reason: (typeof EPOCH_REASONS)[number]
  /** Where the epoch before it ended, as far as this terminal knows. */
  readonly previous: { readonly epoch: number; readonly seq: number; readonly chainHead: string }
}

export interface StaffSwitched {
  readonly kind: 'staff.switched'
  readonly businessDay: string
  /** Null where the terminal was locked. */
  readonly from: string | null
  readonly to: string | null
  readonly why: 'pin' | 'locked' | 'idle' | 'restart' | 'removed'
}

/** Somebody tried a PIN so often that they have to wait. */
export interface PinRefused {
  readonly kind: 'pin.refused'
  readonly businessDay: string
  readonly staffId: string
  readonly wrongTries: number
}

export interface ShiftOpened {
  readonly kind: 'shift.opened'
  readonly businessDay: string
  readonly shift: Shift
  /** The shift whose drawer goes to be counted; absent where none was open. */
  readonly endsShiftId?: string
}

/** Money put into the drawer or taken out of it, or the drawer opened, without an order. */
export interface CashMoved {
  readonly kind: 'cash.moved'
  readonly businessDay: string
  readonly movement: CashMovement
}

/** A drawer was counted without its sum being shown before: the Z report. */
export interface ShiftCounted {
  readonly kind: 'shift.counted'
  readonly businessDay: string
  readonly countedShiftId: string
  /** 1 for a terminal's first Z report, then without gap. */
  readonly zNumber: number
  readonly notes: readonly CountedNotes[]
  readonly countedMinor: Minor
  readonly expectedMinor: Minor
  /** Why the two differ; empty where they do not. */
  readonly explanation: string
  readonly report: ShiftReport
}

/** What is really on the shelf, or what became of some of it. */
export interface StockCorrected {
  readonly kind: 'stock.corrected'
  readonly businessDay: string
  readonly correctionId: string
  readonly sku: string
  /** Pieces or grams: what the terminal thought there was, and what there is. */
  readonly before: number
  readonly after: number
  readonly reason: string
}

/** A fact's place among all facts of a terminal: (terminal, epoch, seq) without gap, each naming the one before. */
export interface Fact {
  /** 1 for the first of an epoch. A terminal whose data was put back begins a new epoch. */
  readonly seq: number
  /** SHA-256 of `body`'s UTF-8 bytes, lower-case hex. */
  readonly bodyHash: string
  /** SHA-256 chain over all bodies before this one; 64 zeros before the first. */
  readonly previousHash: string
  /** UTC epoch milliseconds of the terminal's wall clock; only a label. */
  readonly wallMs: number
  readonly bootId: string
  /** Milliseconds since that boot; with it, a wrong wall clock can be mended afterwards. */
  readonly monotonicMs: number
  /** A FactBody as JSON, byte for byte as it was hashed and stored. */
  readonly body: string
  /** Of `factMessage`, by the terminal's key; empty only where a version before signatures wrote the fact. */
  readonly signature: string
}

export const FIRST_PREVIOUS_HASH = '0'.repeat(64)

/** What the next fact's `previousHash` is the SHA-256 of, as UTF-8: the chain so far, then the newest body's hash. */
export function chainInput(previousHash: string, bodyHash: string): string {
  return previousHash + bodyHash
}

/** What a terminal signs of a fact: all of it, its place, and through the chain everything before it. */
export function factMessage(terminalId: string, epoch: number, fact: Omit<Fact, 'body' | 'signature'>): string {
  const { seq, bodyHash, previousHash, wallMs, bootId, monotonicMs } = fact
  return ['okryu-fact:2', terminalId, epoch, seq, bodyHash, previousHash, wallMs, bootId, monotonicMs].join('\n')
}

/** The business day a fact belongs to. */
export function businessDayOf(body: FactBody): string {
  switch (body.kind) {
    case 'order.placed':
      return body.order.businessDay
    case 'order.cancelled':
      return body.cancellation.businessDay
    case 'order.returned':
      return body.returned.businessDay
    default:
      return body.businessDay
  }
}

/** What a fact is about, for look-ups: the id of an order, a cart, goods given back, a shift, a member of staff, or a sku; else empty. */
export function subjectOf(body: FactBody): string {
  switch (body.kind) {
    case 'order.placed':
      return body.order.orderId
    case 'order.cancelled':
      return body.cancellation.cancellationId
    case 'order.returned':
      return body.returned.returnId
    case 'order.paid':
    case 'cart.voided':
    case 'card.attempted':
    case 'receipt.reprinted':
    case 'paper.carried':
      return body.orderId
    case 'shift.opened':
      return body.shift.shiftId
    case 'shift.counted':
      return body.countedShiftId
    case 'cash.moved':
      return body.movement.movementId
    case 'stock.corrected':
      return body.sku
    case 'pin.refused':
      return body.staffId
    case 'settings.changed':
    case 'staff.switched':
    case 'epoch.begun':
      return ''
  }
}

/** What both sides count of a terminal's business day, whatever the central store's verdicts were. */
export interface ControlTotal {
  readonly businessDay: string
  readonly orders: number
  readonly ordersMinor: number
  readonly cancellations: number
  readonly refundsMinor: number
}
