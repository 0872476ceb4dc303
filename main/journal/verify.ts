import type { JournalEntry } from '../../db/journal.ts'
import type { TerminalStore } from '../../db/store.ts'
import { factMessage, FIRST_PREVIOUS_HASH } from '../../domain/fact.ts'
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

export type VerifiableStore = Pick<TerminalStore, 'journal' | 'orders'>

const ENTRIES_AT_ONCE = 200

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

/** Checks the facts of one business day, each with the one before it: for reports, which read those of a day. */
export function verifyDay(
  { journal }: Pick<VerifiableStore, 'journal'>,
  businessDay: string,
  key: JournalKey | undefined,
): JournalBreak | undefined {
  for (const entry of journal.ofDay(businessDay)) {
    const { epoch, seq } = entry
    const before = seq > 1 ? journal.get(epoch, seq - 1) : undefined
    if (seq > 1 && !before) return { epoch, seq: seq - 1, what: 'missing' }
    const what = breakOf(entry, seq, before, before !== undefined && before.signature !== '', key)
    if (what) return { epoch, seq, what }
  }
  return undefined
}

function breakOf(
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

/** An order or a cancellation that does not say what the journal says of it. */
export interface OrderBreak {
  readonly epoch: number
  readonly seq: number
  readonly orderId: string
  readonly what: 'order' | 'cancellation' | 'refund'
}

/** Compares what the screens show of money with the facts of one day. The facts themselves were verified before. */
export function compareDay({ journal, orders }: VerifiableStore, businessDay: string): OrderBreak | undefined {
  for (const entry of journal.ofDay(businessDay)) {
    const found = compareEntry(orders, entry)
    if (found) return found
  }
  return undefined
}

export function compareEntry(orders: VerifiableStore['orders'], entry: JournalEntry): OrderBreak | undefined {
  const { epoch, seq, kind, subjectId } = entry
  if (kind === 'order.placed') {
    const row = orders.raw(subjectId)
    const same = row && `{"kind":"order.placed","order":${row.document}}` === entry.body
    if (!same || row.totalMinor !== (JSON.parse(row.document) as { totalMinor: number }).totalMinor)
      return { epoch, seq, orderId: subjectId, what: 'order' }
    const refunded = orders.cancellations(subjectId).reduce((sum, { refundMinor }) => sum + refundMinor, 0)
    return row.refundedMinor === refunded ? undefined : { epoch, seq, orderId: subjectId, what: 'refund' }
  }
  if (kind !== 'order.cancelled') return undefined
  const cancellation = orders.cancellation(subjectId)
  if (cancellation && JSON.stringify({ kind, cancellation }) === entry.body) return undefined
  const { orderId } = (JSON.parse(entry.body) as { cancellation: { orderId: string } }).cancellation
  // Its order may have been lost with its own fact, when the database was restored; nothing contradicts anything then.
  if (!cancellation && !orders.raw(orderId)) return undefined
  return { epoch, seq, orderId, what: 'cancellation' }
}
