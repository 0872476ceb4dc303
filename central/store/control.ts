import { MAX_CONTROL_DAYS, type ControlAnswer, type ControlRequest } from '../../contract/facts.ts'
import type { ControlTotal } from '../../domain/fact.ts'
import { alarmRow, keepAlarms, type NewAlarm } from './alarms.ts'
import { countDay, laterThan, type Place } from './count-day.ts'
import { storeRow } from './identity.ts'
import { headAt, readParted, type PartedEpoch } from './put-back.ts'
import { settleByComparison, wantedDays } from './settle-compared.ts'
import type { Db } from './tables.ts'
import { inTransaction } from './transaction.ts'

interface Compared {
  readonly answer: ControlAnswer
  /** Heads that are the store's own, and not only explained by what was told again. */
  readonly same: readonly Place[]
  readonly alarms: readonly NewAlarm[]
}

/**
 * Compares what a terminal counts of its business days, and how its chains stand, with what this store has of it, as of
 * the places that the request names. Where the two differ an alarm is kept, until they agree; so is where the terminal
 * found its journal changed, until it is whole again. A request that was overtaken by a later one, or that was meant for
 * another incarnation of this store, is answered and changes nothing.
 */
export async function compareTotals(
  db: Db,
  terminalId: string,
  request: ControlRequest,
  nowMs: number,
): Promise<ControlAnswer> {
  return inTransaction(db, async (trx) => {
    const newest = await newestNumber(trx, terminalId)
    const isOvertaken = request.number !== undefined && request.number < newest
    const { incarnation } = await storeRow(trx)
    const isForAnother = request.incarnation !== undefined && request.incarnation !== incarnation
    const parted = partedEpochs(trx, terminalId)
    const { answer, alarms, same } = await compare(trx, terminalId, request, parted)
    if (isOvertaken || isForAnother) return { ...answer, outdated: true, newest }
    if (request.number !== undefined) await keepNumber(trx, terminalId, request.number)
    const rows = alarms.map((alarm) => alarmRow({ ...alarm, terminalId }, nowMs))
    await settleByComparison(trx, terminalId, { request, answer, same, still: rows, parted }, nowMs)
    await keepAlarms(trx, rows)
    const asked = new Set(answer.days.map(({ businessDay }) => businessDay))
    const wanted = (await wantedDays(trx, terminalId, parted))
      .filter((day) => !asked.has(day))
      .slice(0, MAX_CONTROL_DAYS)
    return { ...answer, newest: request.number ?? newest, wanted }
  })
}

type Parted = (epoch: number) => Promise<PartedEpoch>

/** Each is read where it is asked for, and once. */
function partedEpochs(trx: Db, terminalId: string): Parted {
  const known = new Map<number, Promise<PartedEpoch>>()
  return (epoch) => {
    const found = known.get(epoch) ?? readParted(trx, terminalId, epoch)
    known.set(epoch, found)
    return found
  }
}

async function compare(
  trx: Db,
  terminalId: string,
  { days, heads, broken }: ControlRequest,
  parted: Parted,
): Promise<Compared> {
  const alarms: NewAlarm[] = []
  const same: Place[] = []
  const answer: ControlAnswer = { days: [], heads: [] }
  const later = await laterThan(trx, terminalId, heads)
  for (const said of days) {
    const counted = await countDay(trx, terminalId, said.businessDay, later)
    const differing = differences(said, counted)
    answer.days.push({ ...counted, agrees: differing === undefined })
    if (differing) alarms.push({ kind: 'totals_differ', businessDay: said.businessDay, details: differing })
  }
  for (const { epoch, seq, chainHead: said } of heads) {
    const counted = await headAt(trx, terminalId, epoch, seq)
    if (counted === said) same.push({ epoch, seq })
    const agrees = counted === said || (await parted(epoch)).explains(seq, said)
    answer.heads.push({ epoch, seq, agrees })
    if (!agrees) alarms.push({ kind: 'head_differs', epoch, seq, details: { said, counted: counted ?? '' } })
  }
  if (broken) {
    const { epoch, seq, what } = broken
    alarms.push({ kind: 'chain_broken', epoch, seq, details: { reported: what } })
  }
  return { answer, alarms, same }
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

async function newestNumber(trx: Db, terminalId: string): Promise<number> {
  const row = await trx
    .selectFrom('control_numbers')
    .select('newest')
    .where('terminal_id', '=', terminalId)
    .executeTakeFirst()
  return row?.newest ?? 0
}

async function keepNumber(trx: Db, terminalId: string, newest: number): Promise<void> {
  await trx
    .insertInto('control_numbers')
    .values({ terminal_id: terminalId, newest })
    .onConflict((conflict) => conflict.column('terminal_id').doUpdateSet({ newest }))
    .execute()
}
