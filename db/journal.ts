import type { Database } from 'better-sqlite3'
import type { Fact } from '../domain/fact.ts'
import { invariant } from '../domain/result.ts'

export interface JournalEntry extends Fact {
  readonly epoch: number
  readonly kind: string
  /** The order, cancellation or cart the fact is about; empty where it is about none. */
  readonly subjectId: string
  /** YYYY-MM-DD; empty where a fact of an older version named none. */
  readonly businessDay: string
}

/** Every fact of this terminal, in the order they happened, without gap. Appended to, never changed, never deleted. */
export interface JournalTable {
  /** The newest entry of an epoch. */
  newest(epoch: number): JournalEntry | undefined
  get(epoch: number, seq: number): JournalEntry | undefined
  /** Call it in the transaction of what the entry tells; it waits for the central store from then on. */
  append(entry: JournalEntry): void
  /** An entry that the central store gave back: it has it already. */
  putBack(entry: JournalEntry, verdict: string, atMs: number): void
  /** In the order of their sequence, from `fromSeq` on. */
  from(epoch: number, fromSeq: number, limit: number): JournalEntry[]
  /** In the order of their places, behind one of them. */
  ofDayAfter(businessDay: string, after: JournalPlace, limit: number): JournalEntry[]
  /** The days, in no order, that facts of an epoch behind a sequence belong to. */
  daysSince(epoch: number, seq: number): string[]
  /** The place of an order's own fact: the newest, where it stands in more than one epoch. */
  ofOrder(orderId: string): JournalEntry | undefined
  /** Whether there is a fact of a kind about something. */
  tells(kind: string, subjectId: string): boolean
  /** Facts of a kind about something, in the order of their places. */
  ofKind(kind: string, subjectId: string): JournalEntry[]
  /** Ascending, each with its highest sequence. */
  epochs(): { readonly epoch: number; readonly seq: number }[]
  /** The newest days that have facts, descending. */
  days(limit: number): string[]
  count(): number
}

export interface JournalPlace {
  readonly epoch: number
  readonly seq: number
}

const COLUMNS = `epoch, seq, kind, subject_id AS subjectId, business_day AS businessDay, body, body_hash AS bodyHash,
  previous_hash AS previousHash, wall_ms AS wallMs, boot_id AS bootId, monotonic_ms AS monotonicMs, signature`

/** @param noted told of each entry that is appended; it counts only once the transaction has committed. */
export function journalTable(db: Database, noted: (entry: JournalEntry) => void = () => {}): JournalTable {
  const insert = db.prepare(
    `INSERT INTO journal (epoch, seq, kind, subject_id, business_day, body, body_hash, previous_hash, wall_ms, boot_id, monotonic_ms, signature)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const queue = db.prepare('INSERT INTO outbox (epoch, seq, acknowledged_at_ms, verdict) VALUES (?, ?, ?, ?)')
  const add = (entry: JournalEntry, verdict: string | null, atMs: number | null) => {
    invariant(db.inTransaction, 'a fact is kept with what it tells, or not at all')
    const { epoch, seq, kind, subjectId, businessDay, body, bodyHash, previousHash, signature } = entry
    const { wallMs, bootId, monotonicMs } = entry
    insert.run(
      ...[epoch, seq, kind, subjectId, businessDay, body, bodyHash, previousHash],
      ...[wallMs, bootId, monotonicMs, signature],
    )
    queue.run(epoch, seq, atMs, verdict)
    noted(entry)
  }
  return {
    append: (entry) => add(entry, null, null),
    putBack: (entry, verdict, atMs) => add(entry, verdict, atMs),
    ...reading(db),
  }
}

function reading(db: Database): Omit<JournalTable, 'append' | 'putBack'> {
  const newest = db.prepare<[number], JournalEntry>(
    `SELECT ${COLUMNS} FROM journal WHERE epoch = ? ORDER BY seq DESC LIMIT 1`,
  )
  const one = db.prepare<[number, number], JournalEntry>(`SELECT ${COLUMNS} FROM journal WHERE epoch = ? AND seq = ?`)
  const from = db.prepare<[number, number, number], JournalEntry>(
    `SELECT ${COLUMNS} FROM journal WHERE epoch = ? AND seq >= ? ORDER BY seq LIMIT ?`,
  )
  const ofDayAfter = db.prepare<[string, number, number, number], JournalEntry>(
    `SELECT ${COLUMNS} FROM journal WHERE business_day = ? AND (epoch, seq) > (?, ?) ORDER BY epoch, seq LIMIT ?`,
  )
  const daysSince = db
    .prepare<[number, number], string>(
      "SELECT DISTINCT business_day FROM journal WHERE epoch = ? AND seq > ? AND business_day <> ''",
    )
    .pluck()
  const ofOrder = db.prepare<[string], JournalEntry>(
    `SELECT ${COLUMNS} FROM journal WHERE subject_id = ? AND kind = 'order.placed' ORDER BY epoch DESC, seq DESC LIMIT 1`,
  )
  const tells = db
    .prepare<[string, string], number>('SELECT 1 FROM journal WHERE subject_id = ? AND kind = ? LIMIT 1')
    .pluck()
  const ofKind = db.prepare<[string, string], JournalEntry>(
    `SELECT ${COLUMNS} FROM journal WHERE subject_id = ? AND kind = ? ORDER BY epoch, seq`,
  )
  // Each epoch is found by one step in the index, however many facts it has.
  const firstEpoch = db
    .prepare<[number], number>('SELECT epoch FROM journal WHERE epoch > ? ORDER BY epoch LIMIT 1')
    .pluck()
  const firstDay = db
    .prepare<[string], string>(
      'SELECT business_day FROM journal WHERE business_day < ? ORDER BY business_day DESC LIMIT 1',
    )
    .pluck()
  const count = db.prepare<[], number>('SELECT count(*) FROM journal').pluck()
  const epochs = () => {
    const found: { epoch: number; seq: number }[] = []
    for (let epoch = firstEpoch.get(0); epoch !== undefined; epoch = firstEpoch.get(epoch))
      found.push({ epoch, seq: newest.get(epoch)?.seq ?? 0 })
    return found
  }
  const days = (limit: number) => {
    const found: string[] = []
    for (let day = firstDay.get('~'); day !== undefined && found.length < limit; day = firstDay.get(day))
      if (day !== '') found.push(day)
    return found
  }
  return {
    newest: (epoch) => newest.get(epoch),
    get: (epoch, seq) => one.get(epoch, seq),
    from: (epoch, fromSeq, limit) => from.all(epoch, fromSeq, limit),
    ofDayAfter: (businessDay, { epoch, seq }, limit) => ofDayAfter.all(businessDay, epoch, seq, limit),
    daysSince: (epoch, seq) => daysSince.all(epoch, seq),
    ofOrder: (orderId) => ofOrder.get(orderId),
    tells: (kind, subjectId) => tells.get(subjectId, kind) !== undefined,
    ofKind: (kind, subjectId) => ofKind.all(subjectId, kind),
    epochs,
    days,
    count: () => count.get() ?? 0,
  }
}
