import { sql } from 'kysely'
import type { ControlTotal } from '../../domain/fact.ts'
import type { Db } from './tables.ts'

export interface Place {
  readonly epoch: number
  readonly seq: number
}

/**
 * Behind which places facts were told after the terminal counted: none where nothing was. A terminal names its newest
 * epochs, so that older ones count whole.
 */
export async function laterThan(trx: Db, terminalId: string, heads: readonly Place[]): Promise<Place[]> {
  if (heads.length === 0) return []
  const oldest = Math.min(...heads.map(({ epoch }) => epoch))
  const epochs = await trx
    .selectFrom('epochs')
    .select(['epoch', 'acknowledged_seq'])
    .where('terminal_id', '=', terminalId)
    .where('epoch', '>=', oldest)
    .execute()
  return epochs.flatMap(({ epoch, acknowledged_seq: acknowledgedSeq }) => {
    const seq = Math.max(0, ...heads.filter((head) => head.epoch === epoch).map((head) => head.seq))
    return acknowledgedSeq > seq ? [{ epoch, seq }] : []
  })
}

/**
 * Orders and cancellations of a terminal's day by what its facts say, whatever was said of them, each once however
 * often it came.
 * @param later places behind which nothing counts, as `laterThan` finds them.
 */
export async function countDay(
  trx: Db,
  terminalId: string,
  businessDay: string,
  later: readonly Place[],
): Promise<ControlTotal> {
  const behind = later.map(({ epoch, seq }) => sql`AND NOT (epoch = ${epoch} AND seq > ${seq})`)
  const { rows } = await sql<{ kind: string; count: number; minor: number }>`
    SELECT kind, COUNT(*) AS count, SUM(amount_minor) AS minor FROM (
      SELECT kind, subject_id, MIN(amount_minor) AS amount_minor FROM facts
      WHERE terminal_id = ${terminalId} AND business_day = ${businessDay} AND amount_minor IS NOT NULL
        ${sql.join(behind, sql` `)}
      GROUP BY kind, subject_id
    ) GROUP BY kind`.execute(trx)
  const of = (kind: string) => rows.find((row) => row.kind === kind)
  const orders = of('order.placed')
  const cancellations = of('order.cancelled')
  return {
    businessDay,
    orders: orders?.count ?? 0,
    ordersMinor: orders?.minor ?? 0,
    cancellations: cancellations?.count ?? 0,
    refundsMinor: cancellations?.minor ?? 0,
  }
}
