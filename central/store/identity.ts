import { randomBytes } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import { Shop, type StoreKeys } from '../../contract/central.ts'
import { uuidv7 } from '../../domain/ids.ts'
import { invariant } from '../../domain/result.ts'
import { SEED_BYTES } from '../../trust/signing.ts'
import { storeKeysOf } from './store-keys.ts'
import { inTransaction } from './transaction.ts'
import type { Db, StoreRow } from './tables.ts'

export interface Identity {
  readonly incarnation: string
  readonly shop: Shop
  readonly storeKeys: StoreKeys
}

export function newId(nowMs: number): string {
  return uuidv7(nowMs, randomBytes(10))
}

/**
 * Makes the store's one row where the database is new; otherwise `shop` is left unread. A store from before there were
 * keys gets its own.
 */
export async function foundStore(db: Db, shop: Shop, nowMs: number): Promise<Identity> {
  await db
    .insertInto('store')
    .values({
      id: 1,
      incarnation: newId(nowMs),
      commits: 0,
      shop: JSON.stringify(Shop.parse(shop)),
      catalogue_version: 0,
      goods_version: 0,
      stock_published_at_ms: 0,
      signing_seed: null,
      sealing_seed: null,
      is_copy: 0,
      highest_number: 0,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await db
    .updateTable('store')
    .set({ signing_seed: randomBytes(SEED_BYTES), sealing_seed: randomBytes(SEED_BYTES) })
    .where('signing_seed', 'is', null)
    .execute()
  return readIdentity(db)
}

export async function readIdentity(db: Db): Promise<Identity> {
  const row = await storeRow(db)
  return { incarnation: row.incarnation, shop: shopOf(row), storeKeys: storeKeysOf(row) }
}

export function shopOf(row: Pick<StoreRow, 'shop'>): Shop {
  return Shop.parse(JSON.parse(row.shop))
}

/** Marks goods and money as pretended; only a store without a catalogue may become a demonstration. */
export async function markDemonstration(db: Db): Promise<void> {
  await inTransaction(db, async (trx) => {
    const marked: Shop = { ...shopOf(await storeRow(trx)), demonstration: true }
    await trx
      .updateTable('store')
      .set({ shop: JSON.stringify(marked) })
      .execute()
  })
}

/** Asked for several times in most requests: it is not put together anew each time. */
const READ_STORE = CompiledQuery.raw('SELECT * FROM store') as CompiledQuery<StoreRow>

export async function storeRow(db: Db): Promise<StoreRow> {
  const [row] = (await db.executeQuery(READ_STORE)).rows
  invariant(row, 'a store has its row')
  return row
}
