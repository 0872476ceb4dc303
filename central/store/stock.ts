import { CHANGES_PER_PAGE } from '../../contract/central.ts'
import { storeRow } from './identity.ts'
import type { Db } from './tables.ts'
import { inTransaction } from './transaction.ts'

/**
 * Gives the stock that orders have changed a catalogue version, so that terminals hear of it.
 * Stock is advice and changes with every order, so it is told only when a terminal asks for changes, and then at most
 * once in `intervalMs` for all terminals; the last numbers are never lost, only told a little later.
 */
export async function publishStock(db: Db, nowMs: number, intervalMs: number): Promise<void> {
  if (!(await isDue(db, nowMs, intervalMs))) return
  await inTransaction(db, async (trx) => {
    if (!(await isDue(trx, nowMs, intervalMs))) return
    let { catalogue_version: version } = await storeRow(trx)
    for (;;) {
      const portion = trx.selectFrom('stock').select('sku').where('changed', '=', 1).orderBy('sku')
      const told = await trx
        .updateTable('stock')
        .set({ version: version + 1, changed: 0 })
        .where('sku', 'in', portion.limit(CHANGES_PER_PAGE))
        .executeTakeFirst()
      if (told.numUpdatedRows === 0n) break
      version += 1
    }
    await trx.updateTable('store').set({ catalogue_version: version, stock_published_at_ms: nowMs }).execute()
  })
}

async function isDue(db: Db, nowMs: number, intervalMs: number): Promise<boolean> {
  const { stock_published_at_ms: lastMs } = await storeRow(db)
  // A clock that was set back must not stop the stock from being told.
  if (nowMs - lastMs < intervalMs && nowMs >= lastMs) return false
  const waiting = await db.selectFrom('stock').select('sku').where('changed', '=', 1).limit(1).executeTakeFirst()
  return waiting !== undefined
}
