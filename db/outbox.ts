import type { Database } from 'better-sqlite3'
import type { JournalEntry } from './journal.ts'
import { orderCounter, type WaitingRange } from './waiting-orders.ts'

/** How far the journal's facts are on their way to the central store. Only an acknowledgement ends one's waiting. */
export interface OutboxTable {
  /** The oldest facts not acknowledged, at most `limit`; always at least one where there is one. */
  waiting(limit: number, maxBytes: number): JournalEntry[]
  countWaiting(): number
  /** Of these, sales, cancellations and orders from paper: what people mean by orders. */
  countWaitingOrders(): number
  /** How many such facts an epoch has from one sequence to another, both included, sent or not. */
  countOrders(epoch: number, fromSeq: number, toSeq: number): number
  /** Tells the counting of a fact that came into the journal, whose transaction may yet be taken back. */
  heed(added: Pick<JournalEntry, 'epoch' | 'seq'>): void
  acknowledge(epoch: number, seq: number, verdict: string, atMs: number): void
  /** Whether a fact has its row, delivered or not: without one nobody would ever send it. */
  has(epoch: number, seq: number): boolean
  /** What the central store said of a fact, as JSON; undefined while it waits. */
  verdict(epoch: number, seq: number): string | undefined
  /** Whether a fact of a kind about something waits or was accepted: what was refused may be told anew. */
  stands(kind: string, subjectId: string): boolean
  /** Whether the central store accepted any order or cancellation of an epoch. */
  hasAcceptedOrder(epoch: number): boolean
  /** The highest sequence of an epoch up to which everything has been acknowledged. */
  acknowledgedSeq(epoch: number): number
  /** Queues again what the central store says it does not have: everything after `seq`. */
  rewind(epoch: number, seq: number): void
}

const COLUMNS = `j.epoch, j.seq, j.kind, j.subject_id AS subjectId, j.business_day AS businessDay, j.body,
  j.body_hash AS bodyHash, j.previous_hash AS previousHash, j.wall_ms AS wallMs, j.boot_id AS bootId,
  j.monotonic_ms AS monotonicMs, j.signature`

export function outboxTable(db: Database): OutboxTable {
  const waiting = db.prepare<[], JournalEntry>(
    `SELECT ${COLUMNS} FROM outbox AS o CROSS JOIN journal AS j ON j.epoch = o.epoch AND j.seq = o.seq
     WHERE o.acknowledged_at_ms IS NULL ORDER BY o.epoch, o.seq`,
  )
  const ranges = waitingRanges(db)
  const orders = orderCounter(db)
  const verdict = db
    .prepare<[number, number], string | null>('SELECT verdict FROM outbox WHERE epoch = ? AND seq = ?')
    .pluck()
  const firstWaiting = db
    .prepare<[number], number>(
      'SELECT seq FROM outbox WHERE acknowledged_at_ms IS NULL AND epoch = ? ORDER BY seq LIMIT 1',
    )
    .pluck()
  const newest = db
    .prepare<[number], number>('SELECT seq FROM outbox WHERE epoch = ? ORDER BY seq DESC LIMIT 1')
    .pluck()
  const accepted = db.prepare<[number], number>(
    `SELECT 1 FROM outbox AS o JOIN journal AS j ON j.epoch = o.epoch AND j.seq = o.seq WHERE o.epoch = ?
     AND j.kind IN ('order.placed', 'order.cancelled') AND o.verdict ->> 'outcome' = 'accepted' LIMIT 1`,
  )
  const stands = db
    .prepare<[string, string], number>(
      `SELECT 1 FROM journal AS j LEFT JOIN outbox AS o ON o.epoch = j.epoch AND o.seq = j.seq
       WHERE j.subject_id = ? AND j.kind = ? AND o.verdict ->> 'outcome' IS NOT 'refused' LIMIT 1`,
    )
    .pluck()
  const acknowledge = db.prepare(
    'UPDATE outbox SET acknowledged_at_ms = ?, verdict = ? WHERE epoch = ? AND seq = ? AND acknowledged_at_ms IS NULL',
  )
  const rewind = db.prepare('UPDATE outbox SET acknowledged_at_ms = NULL, verdict = NULL WHERE epoch = ? AND seq > ?')
  return {
    waiting: (limit, maxBytes) => takeBatch(waiting.iterate(), limit, maxBytes),
    countWaiting: () => ranges().reduce((sum, { fromSeq, toSeq }) => sum + toSeq - fromSeq + 1, 0),
    countWaitingOrders: () => orders.count(ranges()),
    countOrders: orders.countIn,
    heed: orders.heed,
    has: (epoch, seq) => verdict.get(epoch, seq) !== undefined,
    stands: (kind, subjectId) => stands.get(subjectId, kind) !== undefined,
    verdict: (epoch, seq) => verdict.get(epoch, seq) ?? undefined,
    hasAcceptedOrder: (epoch) => accepted.get(epoch) !== undefined,
    acknowledgedSeq: (epoch) => {
      const first = firstWaiting.get(epoch)
      return first === undefined ? (newest.get(epoch) ?? 0) : first - 1
    },
    acknowledge: (epoch, seq, given, atMs) => void acknowledge.run(atMs, given, epoch, seq),
    rewind: (epoch, seq) => void rewind.run(epoch, seq),
  }
}

/**
 * Acknowledgements come in the order of sequences, so what waits of an epoch is everything from the first that waits:
 * a few look-ups for each epoch, however long the queue is.
 */
function waitingRanges(db: Database): () => WaitingRange[] {
  const first = db.prepare<[number], { epoch: number; seq: number }>(
    'SELECT epoch, seq FROM outbox WHERE acknowledged_at_ms IS NULL AND epoch > ? ORDER BY epoch, seq LIMIT 1',
  )
  const newest = db
    .prepare<[number], number>('SELECT seq FROM outbox WHERE epoch = ? ORDER BY seq DESC LIMIT 1')
    .pluck()
  return () => {
    const ranges: WaitingRange[] = []
    for (let from = first.get(0); from; from = first.get(from.epoch))
      ranges.push({ epoch: from.epoch, fromSeq: from.seq, toSeq: newest.get(from.epoch)! })
    return ranges
  }
}

/** A batch is of one epoch, so that its sequence has no gap. */
function takeBatch(entries: IterableIterator<JournalEntry>, limit: number, maxBytes: number): JournalEntry[] {
  const batch: JournalEntry[] = []
  let bytes = 0
  for (const entry of entries) {
    bytes += Buffer.byteLength(entry.body)
    if (batch.length > 0 && (bytes > maxBytes || entry.epoch !== batch[0]!.epoch)) break
    batch.push(entry)
    if (batch.length === limit) break
  }
  return batch
}
