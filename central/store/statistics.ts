import { sql } from 'kysely'
import type { Statistics } from '../../contract/central.ts'
import type { Db } from './tables.ts'

const SILENT_AFTER_MS = 24 * 3_600_000

/** What the store holds. Orders that were refused, and refunds of those, count only as refused. */
export async function statistics(db: Db, nowMs: number): Promise<Statistics> {
  const orders = await db
    .selectFrom('orders')
    .where('refusal_code', 'is', null)
    .select(({ fn }) => [fn.countAll().as('count'), fn.sum('total_minor').as('minor')])
    .executeTakeFirst()
  const cancellations = await db
    .selectFrom('cancellations')
    .where('of_refused_order', '=', 0)
    .select(({ fn }) => [fn.countAll().as('count'), fn.sum('refund_minor').as('minor')])
    .executeTakeFirst()
  const terminals = await db.selectFrom('terminals').select(countAll).executeTakeFirst()
  const products = await db
    .selectFrom('product_versions')
    .where('until_version', 'is', null)
    .where('removed', '=', 0)
    .select(countAll)
    .executeTakeFirst()
  const facts = await db.selectFrom('facts').select(countAll).executeTakeFirst()
  const refused = await db.selectFrom('facts').where('outcome', '=', 'refused').select(countAll).executeTakeFirst()
  const silent = await db
    .selectFrom('terminals')
    .where('heard_at_ms', '<', nowMs - SILENT_AFTER_MS)
    .select(countAll)
    .executeTakeFirst()
  const alarms = await db
    .selectFrom('alarms')
    .where('settled_at_ms', 'is', null)
    .where('closed_at_ms', 'is', null)
    .select(countAll)
    .executeTakeFirst()
  return {
    terminals: Number(terminals?.count ?? 0),
    products: Number(products?.count ?? 0),
    facts: Number(facts?.count ?? 0),
    orders: Number(orders?.count ?? 0),
    ordersMinor: Number(orders?.minor ?? 0),
    cancellations: Number(cancellations?.count ?? 0),
    refundsMinor: Number(cancellations?.minor ?? 0),
    refused: Number(refused?.count ?? 0),
    silentTerminals: Number(silent?.count ?? 0),
    openAlarms: Number(alarms?.count ?? 0),
  }
}

const countAll = sql<number>`COUNT(*)`.as('count')
