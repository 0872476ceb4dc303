import { randomBytes } from 'node:crypto'
import { Shop } from '../../contract/central.ts'
import { uuidv7 } from '../../domain/ids.ts'
import { invariant } from '../../domain/result.ts'
import { inTransaction } from './transaction.ts'
import type { Db, StoreRow } from './tables.ts'

export interface Identity {
  readonly incarnation: string
  readonly shop: Shop
}

export function newId(nowMs: number): string {
  return uuidv7(nowMs, randomBytes(10))
}

/** Makes the store's one row where the database is new; otherwise `shop` is left unread. */
export async function foundStore(db: Db, shop: Shop, nowMs: number): Promise<Identity> {
  await db
    .insertInto('store')
    .values({
      id: 1,
      incarnation: newId(nowMs),
      shop: JSON.stringify(Shop.parse(shop)),
      catalogue_version: 0,
      goods_version: 0,
      stock_published_at_ms: 0,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return readIdentity(db)
}

export async function readIdentity(db: Db): Promise<Identity> {
  const row = await storeRow(db)
  return { incarnation: row.incarnation, shop: Shop.parse(JSON.parse(row.shop)) }
}

/** Marks goods and money as pretended; only a store without a catalogue may become a demonstration. */
export async function markDemonstration(db: Db): Promise<void> {
  await inTransaction(db, async (trx) => {
    const { shop } = await readIdentity(trx)
    const marked: Shop = { ...shop, demonstration: true }
    await trx
      .updateTable('store')
      .set({ shop: JSON.stringify(marked) })
      .execute()
  })
}

export async function storeRow(db: Db): Promise<StoreRow> {
  const row = await db.selectFrom('store').selectAll().executeTakeFirst()
  invariant(row, 'a store has its row')
  return row
}
