import type { EpochHead } from '../../contract/facts.ts'
import type { Db } from './tables.ts'

/** How far the store is in each epoch of a terminal. */
export async function readHeads(db: Db, terminalId: string): Promise<EpochHead[]> {
  const rows = await db
    .selectFrom('epochs')
    .select(['epoch', 'acknowledged_seq', 'chain_head'])
    .where('terminal_id', '=', terminalId)
    .orderBy('epoch')
    .execute()
  return rows.map((row) => ({
    epoch: row.epoch,
    acknowledgedSeq: row.acknowledged_seq,
    chainHead: row.chain_head,
  }))
}
