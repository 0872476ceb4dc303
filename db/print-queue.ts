import type { Database } from 'better-sqlite3'

export type PrintJobState = 'waiting' | 'printed' | 'failed' | 'skipped'

export interface StoredPrintJob {
  readonly jobId: string
  readonly orderId: string | null
  /** What people call it: the order's number. */
  readonly label: string
  /** The document to print, as JSON. */
  readonly document: string
  readonly paper: '58' | '80'
  readonly state: PrintJobState
  readonly attempts: number
  readonly lastError: string | null
}

/** Print jobs survive a restart; a job leaves the queue only printed or skipped by a person. */
export interface PrintQueueTable {
  add(job: Pick<StoredPrintJob, 'jobId' | 'orderId' | 'label' | 'document' | 'paper'>, atMs: number): void
  /** The oldest job that waits or has failed. */
  next(): StoredPrintJob | undefined
  pending(): StoredPrintJob[]
  countPending(): number
  has(jobId: string): boolean
  /** The oldest pending jobs, without their documents. */
  oldest(limit: number): Omit<StoredPrintJob, 'document' | 'paper'>[]
  markPrinted(jobId: string): void
  markFailed(jobId: string, code: string): void
  /** @returns false where no such job is pending. */
  retry(jobId: string): boolean
  skip(jobId: string): boolean
  /** The state of the newest job of an order. */
  stateOf(orderId: string): PrintJobState | undefined
  /** Drops what was printed or skipped before a time. */
  prune(createdBeforeMs: number): void
}

const COLUMNS = 'job_id AS jobId, order_id AS orderId, label, document, paper, state, attempts, last_error AS lastError'

export function printQueueTable(db: Database): PrintQueueTable {
  const insert = db.prepare(
    `INSERT INTO print_jobs (job_id, order_id, label, document, paper, state, created_at_ms)
     VALUES (?, ?, ?, ?, ?, 'waiting', ?)`,
  )
  const pending = db.prepare<[], StoredPrintJob>(
    `SELECT ${COLUMNS} FROM print_jobs WHERE state IN ('waiting', 'failed') ORDER BY created_at_ms, job_id`,
  )
  const oldest = db.prepare<[number], Omit<StoredPrintJob, 'document' | 'paper'>>(
    `SELECT job_id AS jobId, order_id AS orderId, label, state, attempts, last_error AS lastError
     FROM print_jobs WHERE state IN ('waiting', 'failed') ORDER BY created_at_ms, job_id LIMIT ?`,
  )
  const countPending = db
    .prepare<[], number>("SELECT count(*) FROM print_jobs WHERE state IN ('waiting', 'failed')")
    .pluck()
  const has = db.prepare<[string], number>('SELECT 1 FROM print_jobs WHERE job_id = ?').pluck()
  const printed = db.prepare(
    "UPDATE print_jobs SET state = 'printed', attempts = attempts + 1, last_error = NULL WHERE job_id = ?",
  )
  const failed = db.prepare(
    "UPDATE print_jobs SET state = 'failed', attempts = attempts + 1, last_error = ? WHERE job_id = ? AND state IN ('waiting', 'failed')",
  )
  const setPending = db.prepare("UPDATE print_jobs SET state = ? WHERE job_id = ? AND state IN ('waiting', 'failed')")
  const stateOf = db
    .prepare<[string], PrintJobState>(
      'SELECT state FROM print_jobs WHERE order_id = ? ORDER BY created_at_ms DESC, job_id DESC LIMIT 1',
    )
    .pluck()
  const prune = db.prepare("DELETE FROM print_jobs WHERE state IN ('printed', 'skipped') AND created_at_ms < ?")
  return {
    add: ({ jobId, orderId, label, document, paper }, atMs) =>
      void insert.run(jobId, orderId, label, document, paper, atMs),
    next: () => pending.get(),
    pending: () => pending.all(),
    countPending: () => countPending.get() ?? 0,
    has: (jobId) => has.get(jobId) !== undefined,
    oldest: (limit) => oldest.all(limit),
    markPrinted: (jobId) => void printed.run(jobId),
    markFailed: (jobId, code) => void failed.run(code, jobId),
    retry: (jobId) => setPending.run('waiting', jobId).changes > 0,
    skip: (jobId) => setPending.run('skipped', jobId).changes > 0,
    stateOf: (orderId) => stateOf.get(orderId),
    prune: (createdBeforeMs) => void prune.run(createdBeforeMs),
  }
}
