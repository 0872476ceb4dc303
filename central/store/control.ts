import { sql } from 'kysely'
import type { ControlAnswer, ControlRequest } from '../../contract/facts.ts'
import type { ControlTotal } from '../../domain/fact.ts'
import { chainHead } from '../../trust/hash.ts'
import { alarmRow, keepAlarms } from './alarms.ts'
import type { AlarmKind, AlarmRow, Db } from './tables.ts'
import { inTransaction } from './transaction.ts'

/**
 * Compares what a terminal counts of its business days, and how its chains stand, with what this store has of it. Where
 * the two differ an alarm is kept, until they agree; so is where the terminal found its journal changed, until it is
 * whole again.
 */
export async function compareTotals(
  db: Db,
  terminalId: string,
  { days, heads, broken }: ControlRequest,
  nowMs: number,
): Promise<ControlAnswer> {
  return inTransaction(db, async (trx) => {
    const alarms: AlarmRow[] = []
    const answer: ControlAnswer = { days: [], heads: [] }
    for (const said of days) {
      const counted = await countDay(trx, terminalId, said.businessDay)
      const differing = differences(said, counted)
      const { businessDay } = said
      answer.days.push({ ...counted, agrees: differing === undefined })
      await settle(trx, 'totals_differ', terminalId, { business_day: businessDay }, nowMs)
      if (differing)
        alarms.push(alarmRow({ kind: 'totals_differ', terminalId, businessDay, details: differing }, nowMs))
    }
    for (const { epoch, seq, chainHead: said } of heads) {
      const counted = await headAt(trx, terminalId, epoch, seq)
      answer.heads.push({ epoch, seq, agrees: counted === said })
      await settle(trx, 'head_differs', terminalId, { epoch, seq }, nowMs)
      if (counted !== said) {
        const details = { said, counted: counted ?? '' }
        alarms.push(alarmRow({ kind: 'head_differs', terminalId, epoch, seq, details }, nowMs))
      }
    }
    if (broken !== undefined) await settleReported(trx, terminalId, nowMs)
    if (broken) {
      const { epoch, seq, what } = broken
      alarms.push(alarmRow({ kind: 'chain_broken', terminalId, epoch, seq, details: { reported: what } }, nowMs))
    }
    await keepAlarms(trx, alarms)
    return answer
  })
}

/**
 * Orders and cancellations of a terminal's day by what its facts say, whatever was said of them, each once however
 * often it came.
 */
async function countDay(trx: Db, terminalId: string, businessDay: string): Promise<ControlTotal> {
  const { rows } = await sql<{ kind: string; count: number; minor: number }>`
    SELECT kind, COUNT(*) AS count, SUM(amount_minor) AS minor FROM (
      SELECT kind, subject_id, MIN(amount_minor) AS amount_minor FROM facts
      WHERE terminal_id = ${terminalId} AND business_day = ${businessDay} AND amount_minor IS NOT NULL
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

const COUNTS = ['orders', 'ordersMinor', 'cancellations', 'refundsMinor'] as const

/** What both sides counted, where it is not the same. */
function differences(said: ControlTotal, counted: ControlTotal): Record<string, number> | undefined {
  const differing = COUNTS.filter((count) => said[count] !== counted[count])
  if (differing.length === 0) return undefined
  return Object.fromEntries(
    differing.flatMap((count) => [
      [`${count}Said`, said[count]],
      [`${count}Counted`, counted[count]],
    ]),
  )
}

async function headAt(trx: Db, terminalId: string, epoch: number, seq: number): Promise<string | undefined> {
  const row = await trx
    .selectFrom('facts')
    .select(['previous_hash', 'body_hash'])
    .where('terminal_id', '=', terminalId)
    .where('epoch', '=', epoch)
    .where('seq', '=', seq)
    .executeTakeFirst()
  return row && chainHead(row.previous_hash, row.body_hash)
}

/** What the terminal said of its own journal; what this store found in its facts stays. */
async function settleReported(trx: Db, terminalId: string, nowMs: number): Promise<void> {
  await trx
    .updateTable('alarms')
    .set({ settled_at_ms: nowMs })
    .where('kind', '=', 'chain_broken')
    .where('terminal_id', '=', terminalId)
    .where('settled_at_ms', 'is', null)
    .where('details', 'like', '{"reported":%')
    .execute()
}

/** What differs still is opened again at once. */
async function settle(
  trx: Db,
  kind: AlarmKind,
  terminalId: string,
  of: { readonly business_day: string } | { readonly epoch: number; readonly seq: number },
  nowMs: number,
): Promise<void> {
  await trx
    .updateTable('alarms')
    .set({ settled_at_ms: nowMs })
    .where('kind', '=', kind)
    .where('settled_at_ms', 'is', null)
    .where('terminal_id', '=', terminalId)
    .where(({ eb, and }) => and(Object.entries(of).map(([column, value]) => eb(column as 'seq', '=', value as number))))
    .execute()
}
