import SqliteDatabase, { type Database } from 'better-sqlite3'
import { beforeAll, describe, expect, test } from 'vitest'
import { cardAttemptTable } from '../../db/card-attempts.ts'
import { cartTable } from '../../db/cart.ts'
import { catalogueTables } from '../../db/catalogue.ts'
import { migrate } from '../../db/migrate.ts'
import { journalTable } from '../../db/journal.ts'
import { orderTables } from '../../db/orders.ts'
import { outboxTable } from '../../db/outbox.ts'
import { printQueueTable } from '../../db/print-queue.ts'
import { settingsTable } from '../../db/settings.ts'

const MODULES = {
  cards: cardAttemptTable,
  cart: cartTable,
  catalogue: catalogueTables,
  journal: (db: Database) => journalTable(db),
  orders: orderTables,
  outbox: outboxTable,
  printQueue: printQueueTable,
  settings: settingsTable,
}

/** Statements that read a whole table because that is what they are for, or because it has a handful of rows. */
const MAY_SCAN: readonly RegExp[] = [
  /^SELECT id, name_ko, name_en, rank FROM categories ORDER BY/,
  /^SELECT count\(\*\) FROM (products|journal)$/,
  // Only what was added since the last look.
  /^SELECT DISTINCT business_day FROM journal WHERE epoch = \? AND seq > \?/,
]

interface Plan {
  readonly sql: string
  readonly steps: readonly string[]
}

function plansOf(db: Database, module: (db: Database) => unknown): Plan[] {
  const statements: string[] = []
  const recording = new Proxy(db, {
    get(target, name) {
      if (name !== 'prepare') return Reflect.get(target, name)
      return (sql: string) => {
        statements.push(sql.replace(/\s+/g, ' ').trim())
        return target.prepare(sql)
      }
    },
  })
  module(recording)
  return statements.map((sql) => {
    const parameters = Array.from(sql.matchAll(/\?/g), () => null)
    const rows = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters) as { detail: string }[]
    return { sql, steps: rows.map((row) => row.detail) }
  })
}

/** A full scan of a table, a sort of rows that no index brings in order, or an index that had to be made for it. */
const SLOW = /^SCAN (?!.*USING (COVERING )?INDEX)|USE TEMP B-TREE|AUTOMATIC/

describe('the statements of', () => {
  const plans = {} as Record<keyof typeof MODULES, Plan[]>

  beforeAll(() => {
    const db = new SqliteDatabase(':memory:')
    migrate(db)
    for (const [name, module] of Object.entries(MODULES)) plans[name as keyof typeof MODULES] = plansOf(db, module)
  })

  test.each(Object.keys(MODULES) as (keyof typeof MODULES)[])('%s: each finds its rows by an index', (name) => {
    expect(plans[name].length).toBeGreaterThan(1)
    const slow = plans[name]
      .filter(({ sql }) => !MAY_SCAN.some((allowed) => allowed.test(sql)))
      .filter(({ steps }) => steps.some((step) => SLOW.test(step)))
    expect(slow).toEqual([])
  })

  test.each([
    ['outbox', /WHERE o.acknowledged_at_ms IS NULL ORDER BY/, 'outbox_waiting'],
    ['outbox', /acknowledged_at_ms IS NULL AND epoch > \?/, 'outbox_waiting'],
    ['journal', /WHERE business_day = \?/, 'journal_by_day'],
    ['journal', /WHERE subject_id = \?/, 'journal_by_subject'],
    ['orders', /WHERE number = \?/, 'orders_by_number'],
    ['orders', /WHERE running = \?/, 'orders_by_running'],
    ['orders', /ORDER BY placed_at_ms DESC, order_id DESC/, 'orders_by_time'],
    ['orders', /WHERE refusal IS NOT NULL AND/, 'orders_refused'],
    ['orders', /FROM cancellations WHERE order_id = \?/, 'cancellations_by_order'],
    ['cards', /outcome IN/, 'card_attempts_outstanding'],
    ['printQueue', /state IN \('waiting', 'failed'\) ORDER BY/, 'print_jobs_pending'],
    ['printQueue', /WHERE order_id = \?/, 'print_jobs_by_order'],
    ['printQueue', /^DELETE/, 'print_jobs_done'],
  ] as const)('%s: what matches %s goes by %s', (module, pattern, index) => {
    const matching = plans[module].filter(({ sql }) => pattern.test(sql))
    expect(matching.length).toBeGreaterThan(0)
    for (const { sql, steps } of matching)
      expect({ sql, steps: steps.join('; ') }).toMatchObject({ steps: expect.stringContaining(index) })
  })

  test('a statement without an index would be seen', () => {
    const db = new SqliteDatabase(':memory:')
    migrate(db)
    for (const sql of [
      'SELECT document FROM orders WHERE total_minor = ?',
      'SELECT sku FROM products ORDER BY category',
    ]) {
      const [plan] = plansOf(db, (recording) => recording.prepare(sql))
      expect(plan!.steps.some((step) => SLOW.test(step))).toBe(true)
    }
  })
})
