import type { Db, StockRow } from '../store/tables.ts'
import { portions } from '../store/transaction.ts'
import type { Ledger } from './ledger.ts'
import type { Places } from './places.ts'

const ROWS_PER_INSERT = 50

/** Writes what judging a batch has added. */
export async function writeLedger(trx: Db, ledger: Ledger, allPlaces: readonly Places[]): Promise<void> {
  const { added } = ledger
  if (added.facts.length === 0 && added.alarms.length === 0) return
  for (const rows of portions(added.facts, ROWS_PER_INSERT)) await trx.insertInto('facts').values(rows).execute()
  for (const rows of portions(added.alarms, ROWS_PER_INSERT))
    await trx
      .insertInto('fact_alarms')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  await writeOrders(trx, ledger)
  for (const rows of portions(added.cancellations, ROWS_PER_INSERT))
    await trx.insertInto('cancellations').values(rows).execute()
  for (const rows of portions(added.states, ROWS_PER_INSERT))
    await trx.insertInto('order_states').values(rows).execute()
  for (const rows of portions(added.oversold, ROWS_PER_INSERT)) await trx.insertInto('oversold').values(rows).execute()
  await writeStock(trx, added.stockBySku)
  await writeCursors(trx, ledger, allPlaces)
}

async function writeOrders(trx: Db, { orders, added }: Ledger): Promise<void> {
  const fresh = [...added.orders].flatMap((orderId) => orders.get(orderId)?.row ?? [])
  for (const rows of portions(fresh, ROWS_PER_INSERT)) await trx.insertInto('orders').values(rows).execute()
  for (const orderId of added.changedOrders) {
    if (added.orders.has(orderId)) continue
    const state = orders.get(orderId)?.row.state
    if (state !== undefined) await trx.updateTable('orders').set({ state }).where('order_id', '=', orderId).execute()
  }
}

async function writeStock(trx: Db, stockBySku: ReadonlyMap<string, number>): Promise<void> {
  const rows: StockRow[] = [...stockBySku].map(([sku, on_hand]) => ({ sku, on_hand, version: 0, changed: 1 }))
  for (const portion of portions(rows, ROWS_PER_INSERT))
    await trx
      .insertInto('stock')
      .values(portion)
      .onConflict((conflict) =>
        conflict.column('sku').doUpdateSet(({ eb, ref }) => ({
          on_hand: eb(ref('stock.on_hand'), '+', ref('excluded.on_hand')),
          changed: 1,
        })),
      )
      .execute()
}

async function writeCursors(trx: Db, { terminals, added }: Ledger, allPlaces: readonly Places[]): Promise<void> {
  for (const { terminalId, epoch, acknowledgedSeq, chainHead } of allPlaces)
    await trx
      .updateTable('epochs')
      .set({ acknowledged_seq: acknowledgedSeq, chain_head: chainHead })
      .where('terminal_id', '=', terminalId)
      .where('epoch', '=', epoch)
      .execute()
  for (const terminalId of new Set(added.states.map(({ terminal_id }) => terminal_id)))
    await trx
      .updateTable('terminals')
      .set({ state_cursor: terminals.get(terminalId)?.state_cursor ?? 0 })
      .where('terminal_id', '=', terminalId)
      .execute()
}
