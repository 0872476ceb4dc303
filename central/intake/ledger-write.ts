import { invariant } from '../../domain/result.ts'
import { keepAlarms } from '../store/alarms.ts'
import type { Db, FactRow, StockRow } from '../store/tables.ts'
import { portions } from '../store/transaction.ts'
import type { FactPlace, Ledger } from './ledger.ts'
import type { Places } from './places.ts'

const ROWS_PER_INSERT = 50

/** Writes what judging a batch has added. */
export async function writeLedger(trx: Db, ledger: Ledger, allPlaces: readonly Places[]): Promise<void> {
  const { added } = ledger
  await keepAlarms(trx, added.alarms)
  for (const place of added.crowded) await forgetOldest(trx, place)
  for (const place of added.settled) await settle(trx, place, ledger.nowMs)
  if (added.facts.length === 0 && added.replacements.length === 0) return
  for (const rows of portions(added.facts, ROWS_PER_INSERT)) await trx.insertInto('facts').values(rows).execute()
  for (const row of added.replacements) await replaceFact(trx, row)
  await writeOrders(trx, ledger)
  for (const rows of portions(added.cancellations, ROWS_PER_INSERT))
    await trx.insertInto('cancellations').values(rows).execute()
  for (const rows of portions(added.states, ROWS_PER_INSERT))
    await trx.insertInto('order_states').values(rows).execute()
  for (const rows of portions(added.oversold, ROWS_PER_INSERT)) await trx.insertInto('oversold').values(rows).execute()
  await writeStock(trx, added.stockBySku)
  await writeCursors(trx, ledger, allPlaces)
}

async function replaceFact(trx: Db, row: FactRow): Promise<void> {
  await trx
    .updateTable('facts')
    .set(row)
    .where('terminal_id', '=', row.terminal_id)
    .where('epoch', '=', row.epoch)
    .where('seq', '=', row.seq)
    .execute()
}

async function settle(trx: Db, place: FactPlace, nowMs: number): Promise<void> {
  await trx
    .updateTable('alarms')
    .set({ settled_at_ms: nowMs, settled_why: 'came_whole' })
    .where('kind', '=', 'altered')
    .where('settled_at_ms', 'is', null)
    .where('terminal_id', '=', place.terminalId)
    .where('epoch', '=', place.epoch)
    .where('seq', '=', place.seq)
    .execute()
}

async function forgetOldest(trx: Db, place: FactPlace): Promise<void> {
  const oldest = trx
    .selectFrom('alarms')
    .select(({ fn }) => fn.min('alarm_id').as('alarm_id'))
    .where('kind', '=', 'altered')
    .where('settled_at_ms', 'is', null)
    .where('terminal_id', '=', place.terminalId)
    .where('epoch', '=', place.epoch)
    .where('seq', '=', place.seq)
  await trx.deleteFrom('alarms').where('alarm_id', '=', oldest).execute()
}

async function writeOrders(trx: Db, { orders, added }: Ledger): Promise<void> {
  const fresh = [...added.orders].flatMap((orderId) => orders.get(orderId)?.row ?? [])
  for (const rows of portions(fresh, ROWS_PER_INSERT)) await trx.insertInto('orders').values(rows).execute()
  for (const rows of portions(added.paperOrders, ROWS_PER_INSERT))
    await trx.insertInto('paper_orders').values(rows).execute()
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

async function writeCursors(trx: Db, ledger: Ledger, allPlaces: readonly Places[]): Promise<void> {
  const told = ledger.added.states.map(({ terminal_id }) => terminal_id)
  const heard = new Set<string>()
  for (const places of allPlaces) {
    const { terminal, epoch, acknowledgedSeq } = places
    if (acknowledgedSeq === 0) continue
    await writeEpoch(trx, places, ledger.nowMs)
    terminal.epoch = Math.max(terminal.epoch, epoch)
    terminal.heard_at_ms = ledger.nowMs
    heard.add(terminal.terminal_id)
  }
  for (const terminalId of new Set([...told, ...heard])) {
    const terminal = ledger.terminals.get(terminalId)
    invariant(terminal, 'a batch knows the terminals that it changes')
    await trx
      .updateTable('terminals')
      .set({ state_cursor: terminal.state_cursor, epoch: terminal.epoch, heard_at_ms: terminal.heard_at_ms })
      .where('terminal_id', '=', terminalId)
      .execute()
  }
}

async function writeEpoch(trx: Db, places: Places, nowMs: number): Promise<void> {
  const { terminal, epoch, acknowledgedSeq, chainHead, signedFromSeq } = places
  const head = { acknowledged_seq: acknowledgedSeq, chain_head: chainHead }
  const row = { terminal_id: terminal.terminal_id, epoch, ...head, signed_from_seq: signedFromSeq, begun_at_ms: nowMs }
  await trx
    .insertInto('epochs')
    .values(row)
    .onConflict((conflict) => conflict.columns(['terminal_id', 'epoch']).doUpdateSet(head))
    .execute()
}
