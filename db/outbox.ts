import type { Database } from 'better-sqlite3'
import { FIRST_PREVIOUS_HASH, type Fact } from '../domain/fact.ts'

export interface OutboxEntry extends Fact {
  readonly epoch: number
  readonly kind: string
  /** The order or cancellation the fact is about. */
  readonly subjectId: string
}

/** Facts for the central store, without gap. Only an acknowledgement takes one out of the queue. */
export interface OutboxTable {
  /** Where the next fact of an epoch goes: its sequence, and what the chain holds so far. */
  head(epoch: number): { readonly seq: number; readonly previousHash: string; readonly bodyHash: string }
  append(entry: OutboxEntry): void
  /** The oldest facts not acknowledged, at most `limit`; always at least one where there is one. */
  waiting(limit: number, maxBytes: number): OutboxEntry[]
  countWaiting(): number
  subjectOf(epoch: number, seq: number): { readonly kind: string; readonly subjectId: string } | undefined
  acknowledge(epoch: number, seq: number, verdict: string, atMs: number): void
  /** The highest sequence of an epoch up to which everything has been acknowledged. */
  acknowledgedSeq(epoch: number): number
  /** Queues again what the central store says it does not have: everything after `seq`. */
  rewind(epoch: number, seq: number): void
  /**
   * Drops facts acknowledged before a time, but never the newest of an epoch: the chain goes on from them, a restored
   * central store asks for them again, and a wall clock that jumped must not cost one.
   */
  prune(acknowledgedBeforeMs: number): void
}

const ALWAYS_KEPT = 10_000

const COLUMNS = `epoch, seq, kind, subject_id AS subjectId, body, body_hash AS bodyHash, previous_hash AS previousHash,
  wall_ms AS wallMs, boot_id AS bootId, monotonic_ms AS monotonicMs`

export function outboxTable(db: Database): OutboxTable {
  const head = db.prepare<[number], { seq: number; previousHash: string; bodyHash: string }>(
    `SELECT seq, previous_hash AS previousHash, body_hash AS bodyHash FROM outbox WHERE epoch = ? ORDER BY seq DESC LIMIT 1`,
  )
  const insert = db.prepare(
    `INSERT INTO outbox (epoch, seq, kind, subject_id, body, body_hash, previous_hash, wall_ms, boot_id, monotonic_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const waiting = db.prepare<[], OutboxEntry>(
    `SELECT ${COLUMNS} FROM outbox WHERE acknowledged_at_ms IS NULL ORDER BY epoch, seq`,
  )
  const counted = waitingCounter(db)
  const subject = db.prepare<[number, number], { kind: string; subjectId: string }>(
    'SELECT kind, subject_id AS subjectId FROM outbox WHERE epoch = ? AND seq = ?',
  )
  const firstWaiting = db
    .prepare<[number], number>(
      'SELECT seq FROM outbox WHERE acknowledged_at_ms IS NULL AND epoch = ? ORDER BY seq LIMIT 1',
    )
    .pluck()
  const acknowledge = db.prepare(
    'UPDATE outbox SET acknowledged_at_ms = ?, verdict = ? WHERE epoch = ? AND seq = ? AND acknowledged_at_ms IS NULL',
  )
  const rewind = db.prepare('UPDATE outbox SET acknowledged_at_ms = NULL, verdict = NULL WHERE epoch = ? AND seq > ?')
  const prune = db.prepare(
    `DELETE FROM outbox WHERE acknowledged_at_ms < ?
       AND seq < (SELECT max(newest.seq) FROM outbox AS newest WHERE newest.epoch = outbox.epoch) - ${ALWAYS_KEPT}`,
  )
  return {
    head: (epoch) => head.get(epoch) ?? { seq: 0, previousHash: FIRST_PREVIOUS_HASH, bodyHash: '' },
    append(entry) {
      const { epoch, seq, kind, subjectId, body, bodyHash, previousHash, wallMs, bootId, monotonicMs } = entry
      insert.run(epoch, seq, kind, subjectId, body, bodyHash, previousHash, wallMs, bootId, monotonicMs)
    },
    waiting: (limit, maxBytes) => takeBatch(waiting.iterate(), limit, maxBytes),
    countWaiting: counted,
    subjectOf: (epoch, seq) => subject.get(epoch, seq),
    acknowledgedSeq: (epoch) => {
      const first = firstWaiting.get(epoch)
      return first === undefined ? (head.get(epoch)?.seq ?? 0) : first - 1
    },
    acknowledge: (epoch, seq, verdict, atMs) => void acknowledge.run(atMs, verdict, epoch, seq),
    rewind: (epoch, seq) => void rewind.run(epoch, seq),
    prune: (acknowledgedBeforeMs) => void prune.run(acknowledgedBeforeMs),
  }
}

/**
 * Acknowledgements come in the order of sequences, so what waits of an epoch is everything from the first that waits:
 * two look-ups, however long the queue is. Only a queue that still holds an older epoch is counted row by row.
 */
function waitingCounter(db: Database): () => number {
  const first = db.prepare<[], { epoch: number; seq: number }>(
    'SELECT epoch, seq FROM outbox WHERE acknowledged_at_ms IS NULL ORDER BY epoch, seq LIMIT 1',
  )
  const newest = db.prepare<[], { epoch: number; seq: number }>(
    'SELECT epoch, seq FROM outbox WHERE epoch = (SELECT max(epoch) FROM outbox) ORDER BY seq DESC LIMIT 1',
  )
  const all = db.prepare<[], number>('SELECT count(*) FROM outbox WHERE acknowledged_at_ms IS NULL').pluck()
  return () => {
    const from = first.get()
    const to = newest.get()
    if (!from || !to) return 0
    return from.epoch === to.epoch ? to.seq - from.seq + 1 : (all.get() ?? 0)
  }
}

/** A batch is of one epoch, so that its sequence has no gap. */
function takeBatch(entries: IterableIterator<OutboxEntry>, limit: number, maxBytes: number): OutboxEntry[] {
  const batch: OutboxEntry[] = []
  let bytes = 0
  for (const entry of entries) {
    bytes += Buffer.byteLength(entry.body)
    if (batch.length > 0 && (bytes > maxBytes || entry.epoch !== batch[0]!.epoch)) break
    batch.push(entry)
    if (batch.length === limit) break
  }
  return batch
}
