import { FactBodySchema } from '../../contract/fact-body.ts'
import type { JournalEntry } from '../../db/journal.ts'
import type { RawOrder } from '../../db/orders.ts'
import type { TerminalStore } from '../../db/store.ts'
import { businessDayOf, factMessage, FIRST_PREVIOUS_HASH, subjectOf, type FactBody } from '../../domain/fact.ts'
import { parseOrderNumber } from '../../domain/order-number.ts'
import { quantityLeft } from '../../domain/give-back.ts'
import { checkOrderSums, type Cancellation, type Order } from '../../domain/order.ts'
import { chainHead, sha256Hex } from '../../trust/hash.ts'
import { verifySignature } from '../../trust/signing.ts'

/** Where a journal is not what was written, and in what. */
export interface JournalBreak {
  readonly epoch: number
  readonly seq: number
  readonly what: 'missing' | 'body' | 'chain' | 'signature'
}

export interface JournalKey {
  readonly terminalId: string
  /** The terminal's Ed25519 key. */
  readonly publicKey: string
}

export type VerifiableStore = Pick<TerminalStore, 'journal' | 'orders' | 'outbox'>

/** A signature takes a tenth of a millisecond to check: an order that is being placed waits for no more than these. */
const ENTRIES_AT_ONCE = 50

/**
 * Checks an epoch from a place on, in portions, so that whoever runs it can let others in between: sequence without
 * gap, bodies, chain and signatures.
 * @param key undefined leaves the signatures out: the chain alone is checked, which is much faster.
 * @returns the first break; undefined where there is none. What is yielded is the number of facts checked so far.
 */
export function* verifyEpoch(
  { journal }: Pick<VerifiableStore, 'journal'>,
  epoch: number,
  fromSeq: number,
  key: JournalKey | undefined,
): Generator<number, JournalBreak | undefined> {
  let before = fromSeq > 1 ? journal.get(epoch, fromSeq - 1) : undefined
  if (fromSeq > 1 && !before) return { epoch, seq: fromSeq - 1, what: 'missing' }
  let signed = before !== undefined && before.signature !== ''
  let seq = fromSeq
  for (;;) {
    const entries = journal.from(epoch, seq, ENTRIES_AT_ONCE)
    for (const entry of entries) {
      const what = breakOf(entry, seq, before, signed, key)
      if (what) return { epoch, seq, what }
      before = entry
      signed ||= entry.signature !== ''
      seq += 1
    }
    yield seq - fromSeq
    if (entries.length < ENTRIES_AT_ONCE) return undefined
  }
}

export function breakOf(
  entry: JournalEntry,
  seq: number,
  before: JournalEntry | undefined,
  signed: boolean,
  key: JournalKey | undefined,
): JournalBreak['what'] | undefined {
  if (entry.seq !== seq) return 'missing'
  if (sha256Hex(entry.body) !== entry.bodyHash) return 'body'
  const expected = before ? chainHead(before.previousHash, before.bodyHash) : FIRST_PREVIOUS_HASH
  if (entry.previousHash !== expected) return 'chain'
  // Facts of a version before signatures stand at the beginning; behind a signed one each is signed.
  if (entry.signature === '') return signed ? 'signature' : undefined
  if (!key) return undefined
  const message = factMessage(key.terminalId, entry.epoch, entry)
  return verifySignature(key.publicKey, message, entry.signature) ? undefined : 'signature'
}

/**
 * Where the rows are not what the journal says. `delivery`: a fact that nobody would send. `columns`: what stands beside
 * the body of a fact is not what the body says. `order_without_fact`, `cancellation_without_fact`: a row that the journal
 * does not know; it has no place, so epoch and sequence are 0.
 */
export interface OrderBreak {
  readonly epoch: number
  readonly seq: number
  readonly orderId: string
  readonly what:
    | 'order'
    | 'state'
    | 'cancellation'
    | 'refund'
    | 'columns'
    | 'delivery'
    | 'order_without_fact'
    | 'cancellation_without_fact'
}

/** Compares what the screens show, and what is to be sent, with one fact. The fact itself was verified before. */
export function compareEntry(
  store: Pick<VerifiableStore, 'orders' | 'outbox'>,
  entry: JournalEntry,
): OrderBreak | undefined {
  try {
    return comparedEntry(store, entry)
  } catch (error) {
    // Whoever changes a text by hand may leave one that is no JSON any more: that is a break, and no end of the check.
    if (!(error instanceof SyntaxError)) throw error
    const { epoch, seq, kind, subjectId } = entry
    if (kind === 'unknown') return undefined
    const what = kind === 'order.placed' ? 'order' : kind === 'order.cancelled' ? 'cancellation' : 'columns'
    return { epoch, seq, orderId: subjectId, what }
  }
}

function comparedEntry(store: Pick<VerifiableStore, 'orders' | 'outbox'>, entry: JournalEntry): OrderBreak | undefined {
  const { epoch, seq } = entry
  const body = JSON.parse(entry.body) as FactBody
  const orderId = 'orderId' in body ? body.orderId : entry.subjectId
  if (!hasItsColumns(entry, body)) return { epoch, seq, orderId, what: 'columns' }
  if (!store.outbox.has(epoch, seq)) return { epoch, seq, orderId, what: 'delivery' }
  if (entry.kind === 'order.placed') {
    const what = orderBreak(store.orders, entry)
    return what && { epoch, seq, orderId, what }
  }
  if (body.kind !== 'order.cancelled') return undefined
  const cancellation = store.orders.cancellation(entry.subjectId)
  if (cancellation && JSON.stringify({ kind: body.kind, cancellation }) === entry.body) return undefined
  // Its order may have been lost with its own fact, when the database was restored; nothing contradicts anything then.
  if (!cancellation && !store.orders.raw(body.cancellation.orderId)) return undefined
  return { epoch, seq, orderId: body.cancellation.orderId, what: 'cancellation' }
}

/** What stands beside a body is not signed, but follows from it; only older versions named no day. */
function hasItsColumns({ kind, subjectId, businessDay, signature }: JournalEntry, body: FactBody): boolean {
  // A fact of a newer version that came back from the store: nothing is known of what it tells.
  if (kind === 'unknown') return isStrange(body)
  const hasDay = businessDay === businessDayOf(body) || (businessDay === '' && signature === '')
  return kind === body.kind && subjectId === subjectOf(body) && hasDay
}

function isStrange(body: FactBody): boolean {
  return !FactBodySchema.safeParse(body).success || (body.kind === 'order.placed' && !checkOrderSums(body.order).ok)
}

function orderBreak(orders: VerifiableStore['orders'], entry: JournalEntry): 'order' | 'refund' | 'state' | undefined {
  const row = orders.raw(entry.subjectId)
  if (!row || `{"kind":"order.placed","order":${row.document}}` !== entry.body) return 'order'
  const order = JSON.parse(row.document) as Order
  const running = parseOrderNumber(order.number)
  const same =
    row.totalMinor === order.totalMinor &&
    row.number === order.number &&
    row.placedAtMs === order.placedAtMs &&
    row.businessDay === order.businessDay &&
    running.ok &&
    row.running === running.value.running
  if (!same) return 'order'
  const cancellations = orders.cancellations(entry.subjectId)
  if (row.refundedMinor !== cancellations.reduce((sum, { refundMinor }) => sum + refundMinor, 0)) return 'refund'
  return isOwnWord(row, order, cancellations) ? undefined : 'state'
}

/** Of states only what this terminal itself said of an order follows from its facts. */
function isOwnWord(
  { state, stateSource }: RawOrder,
  { lines }: Order,
  cancellations: readonly Cancellation[],
): boolean {
  if (stateSource === 'central') return true
  const nothingLeft = lines.every((line) => quantityLeft(line, cancellations) === 0)
  return nothingLeft ? state === 'cancelled' : state === 'placed' || state === 'sent'
}

/** Orders and cancellations that the journal does not know; each step is a portion, so that others get in between. */
export function* rowsWithoutFact({
  journal,
  orders,
}: Pick<VerifiableStore, 'journal' | 'orders'>): Generator<OrderBreak[]> {
  const kinds = [
    { kind: 'order.placed', what: 'order_without_fact', after: orders.idsAfter },
    { kind: 'order.cancelled', what: 'cancellation_without_fact', after: orders.cancellationIdsAfter },
  ] as const
  for (const { kind, what, after } of kinds)
    for (let ids = after('', ENTRIES_AT_ONCE); ids.length > 0; ids = after(ids.at(-1)!, ENTRIES_AT_ONCE)) {
      const unknown = ids.filter((id) => !journal.tells(kind, id))
      yield unknown.map((id) => ({ epoch: 0, seq: 0, orderId: orders.cancellation(id)?.orderId ?? id, what }))
    }
}
