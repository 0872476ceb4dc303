import type { Database } from 'better-sqlite3'
import type { CardOutcome } from '../domain/payment.ts'

export interface CardAttempt {
  readonly attemptId: string
  readonly orderId: string
  readonly amountMinor: number
  readonly outcome: CardOutcome
  readonly authorisation: string | null
  readonly last4: string | null
}

/** What was asked of the card reader: written before it is asked, so that no crash forgets a charge. */
export interface CardAttemptTable {
  get(attemptId: string): CardAttempt | undefined
  begin(attemptId: string, orderId: string, amountMinor: number, atMs: number): void
  settle(attemptId: string, outcome: CardOutcome, authorisation: string | null, last4: string | null): void
  /** The oldest attempt whose outcome is not known. */
  outstanding(): CardAttempt | undefined
}

const COLUMNS =
  'attempt_id AS attemptId, order_id AS orderId, amount_minor AS amountMinor, outcome, authorisation, last4'

export function cardAttemptTable(db: Database): CardAttemptTable {
  const one = db.prepare<[string], CardAttempt>(`SELECT ${COLUMNS} FROM card_attempts WHERE attempt_id = ?`)
  const insert = db.prepare(
    `INSERT INTO card_attempts (attempt_id, order_id, amount_minor, outcome, started_at_ms) VALUES (?, ?, ?, 'intent', ?)`,
  )
  const settle = db.prepare('UPDATE card_attempts SET outcome = ?, authorisation = ?, last4 = ? WHERE attempt_id = ?')
  const outstanding = db.prepare<[], CardAttempt>(
    `SELECT ${COLUMNS} FROM card_attempts WHERE outcome IN ('intent', 'unknown') ORDER BY started_at_ms LIMIT 1`,
  )
  return {
    get: (attemptId) => one.get(attemptId),
    begin: (attemptId, orderId, amountMinor, atMs) => void insert.run(attemptId, orderId, amountMinor, atMs),
    settle: (attemptId, outcome, authorisation, last4) => void settle.run(outcome, authorisation, last4, attemptId),
    outstanding: () => outstanding.get(),
  }
}
