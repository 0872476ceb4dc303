import SqliteDatabase, { SqliteError, type Database } from 'better-sqlite3'
import { fail, ok, type Result } from '../domain/result.ts'
import { journalTable, type JournalTable } from './journal.ts'
import { MIGRATIONS } from './migrate.ts'
import { isReadFailure, keyDatabase } from './open.ts'
import { orderTables, type OrderTables } from './orders.ts'
import { outboxTable, type OutboxTable } from './outbox.ts'
import { settingsTable, type SettingsTable } from './settings.ts'

/** A database opened to be looked at: nothing in its files changes, and its write-ahead log stays where it is. */
export interface CheckedDatabase {
  readonly journal: JournalTable
  readonly orders: OrderTables
  readonly outbox: OutboxTable
  readonly settings: SettingsTable
  /** Reads every page. @returns what is wrong, or undefined. @param withIndexes compares these with their tables too. */
  pageFault(withIndexes: boolean): string | undefined
  /** Rows that contradict each other though each page is sound: an older version of a page came back. */
  rowFault(): string | undefined
}

/** `unreadable`: not even the first page can be read, under this key. `other`: opening it will say what it is. */
export type CheckError = 'damaged' | 'unreadable' | 'other'

/** Opens a database of the present schema to look at it; whatever is thrown by damage becomes a result. */
export function lookInto<Value>(
  file: string,
  key: Uint8Array,
  look: (database: CheckedDatabase) => Value,
): Result<Value, CheckError> {
  let db: Database | undefined
  try {
    db = new SqliteDatabase(file, { readonly: true, fileMustExist: true })
    keyDatabase(db, key)
    const version = db.pragma('user_version', { simple: true })
    if (version !== MIGRATIONS.at(-1)?.version) return fail('other', { version: Number(version) })
    return ok(look(checked(db)))
  } catch (error) {
    return checkFailure(error)
  } finally {
    db?.close()
  }
}

function checkFailure(error: unknown) {
  if (!(error instanceof SqliteError)) throw error
  if (error.code === 'SQLITE_NOTADB') return fail('unreadable')
  return fail(isDamage(error) ? 'damaged' : 'other', { code: error.code })
}

/** Whether a database or the disk below it no longer gives back what was written. */
export function isDamage(error: unknown): boolean {
  if (!(error instanceof SqliteError)) return false
  const { code } = error
  return code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT') || isReadFailure(code)
}

/** Most looks are at one table, and to prepare what the others are asked takes longer than the look. */
function checked(db: Database): CheckedDatabase {
  let journal: JournalTable | undefined
  let orders: OrderTables | undefined
  let outbox: OutboxTable | undefined
  let settings: SettingsTable | undefined
  return {
    get journal() {
      return (journal ??= journalTable(db))
    },
    get orders() {
      return (orders ??= orderTables(db))
    },
    get outbox() {
      return (outbox ??= outboxTable(db))
    },
    get settings() {
      return (settings ??= settingsTable(db))
    },
    pageFault: (withIndexes) => {
      const found = db.pragma(withIndexes ? 'integrity_check(1)' : 'quick_check(1)', { simple: true })
      return found === 'ok' ? undefined : String(found)
    },
    rowFault: () => ROW_CHECKS.find(({ sql }) => db.prepare(sql).get() !== undefined)?.fault,
  }
}

/**
 * A row without a fact is not among them: recovery would take it for an order whose fact was lost, and tell and sign it
 * anew, also where somebody made it up. Whoever checks the journal tells of it.
 */
const ROW_CHECKS = [
  {
    fault: 'an order without its number taken',
    sql: `SELECT 1 FROM (SELECT business_day, max(running) AS highest FROM orders GROUP BY business_day) AS o
      LEFT JOIN order_numbers AS n USING (business_day) WHERE n.last IS NULL OR n.last < o.highest LIMIT 1`,
  },
  {
    fault: 'a fact that nobody would send',
    sql: `SELECT 1 FROM journal AS j LEFT JOIN outbox AS o USING (epoch, seq) WHERE o.epoch IS NULL LIMIT 1`,
  },
  {
    // The order of a cancellation may have been lost with its own fact, when the database was restored.
    fault: 'a fact without its order or cancellation',
    sql: `SELECT 1 FROM journal AS j
      LEFT JOIN orders AS o ON j.kind = 'order.placed' AND o.order_id = j.subject_id
      LEFT JOIN cancellations AS c ON j.kind = 'order.cancelled' AND c.cancellation_id = j.subject_id
      WHERE (j.kind = 'order.placed' AND j.body IS NOT '{"kind":"order.placed","order":' || o.document || '}')
        OR (j.kind = 'order.cancelled' AND j.body IS NOT '{"kind":"order.cancelled","cancellation":' || c.document || '}'
          AND EXISTS (SELECT 1 FROM orders AS cancelled WHERE cancelled.order_id = j.body ->> '$.cancellation.orderId'))
      LIMIT 1`,
  },
  {
    fault: 'an order with columns that are not its own',
    sql: `SELECT 1 FROM orders AS o WHERE o.total_minor IS NOT o.document ->> '$.totalMinor'
        OR o.number IS NOT o.document ->> '$.number'
        OR o.business_day IS NOT o.document ->> '$.businessDay'
        OR o.placed_at_ms IS NOT o.document ->> '$.placedAtMs'
        OR o.refunded_minor <> (SELECT coalesce(sum(c.refund_minor), 0) FROM cancellations AS c WHERE c.order_id = o.order_id)
      LIMIT 1`,
  },
  {
    fault: 'a cart that is an order already',
    sql: 'SELECT 1 FROM open_cart JOIN orders USING (order_id) LIMIT 1',
  },
] as const
