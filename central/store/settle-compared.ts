import type { ControlAnswer, ControlRequest } from '../../contract/facts.ts'
import { chainHead } from '../../trust/hash.ts'
import { isAmong, settleOne } from './alarms.ts'
import type { Place } from './count-day.ts'
import { factAt, type PartedEpoch } from './put-back.ts'
import type { AlarmRow, AlarmTable, Db, SettledWhy } from './tables.ts'
import type { Selectable } from 'kysely'

type OpenAlarm = Selectable<AlarmTable>

const LINKS_AT_ONCE = 1_000
/** A week of a busy terminal: what lies further back waits for a request that names its own place. */
const MOST_LINKS = 20_000
/** More than these of one terminal wait for the next comparison. */
const MOST_ALARMS = 5_000

export interface Comparison {
  readonly request: ControlRequest
  readonly answer: ControlAnswer
  /** Heads that are the store's own. */
  readonly same: readonly Place[]
  /** What differs now. */
  readonly still: readonly AlarmRow[]
  readonly parted: (epoch: number) => Promise<PartedEpoch>
}

/** Settles the alarms of a terminal that this comparison has an answer to; everything else stays open. */
export async function settleByComparison(
  trx: Db,
  terminalId: string,
  comparison: Comparison,
  nowMs: number,
): Promise<void> {
  for (const alarm of await openOf(trx, terminalId)) {
    if (isAmong(alarm, comparison.still)) continue
    const why = await reasonOf(trx, alarm, comparison)
    if (why) await settleOne(trx, alarm.alarm_id, why, nowMs)
  }
}

/** Days that the terminal should count again, since there is an open alarm that they could settle. */
export async function wantedDays(trx: Db, terminalId: string, parted: Comparison['parted']): Promise<string[]> {
  const days = new Set<string>()
  for (const alarm of await openOf(trx, terminalId)) {
    if (alarm.closed_at_ms !== null) continue
    if (alarm.kind === 'totals_differ') days.add(alarm.business_day)
    const hash = alarm.kind === 'same_place_other_body' ? hashOf(alarm) : undefined
    const again = hash === undefined ? undefined : (await parted(alarm.epoch)).toldAgain(hash)
    if (again !== undefined) days.add(again)
  }
  return [...days].toSorted()
}

async function openOf(trx: Db, terminalId: string): Promise<OpenAlarm[]> {
  return trx
    .selectFrom('alarms')
    .selectAll()
    .where('kind', 'in', ['totals_differ', 'head_differs', 'same_place_other_body', 'chain_broken'])
    .where('terminal_id', '=', terminalId)
    .where('settled_at_ms', 'is', null)
    .orderBy('alarm_id')
    .limit(MOST_ALARMS)
    .execute()
}

async function reasonOf(trx: Db, alarm: OpenAlarm, comparison: Comparison): Promise<SettledWhy | undefined> {
  switch (alarm.kind) {
    case 'totals_differ':
      return totalsReason(alarm, comparison)
    case 'head_differs':
      return headReason(trx, alarm, comparison)
    case 'same_place_other_body':
      return placeReason(trx, alarm, comparison, hashOf(alarm))
    case 'chain_broken':
      return brokenReason(trx, alarm, comparison)
    default:
      return undefined
  }
}

/** Another difference of the same day takes the place of this one. */
function totalsReason({ business_day: day }: OpenAlarm, { answer }: Comparison): SettledWhy | undefined {
  const compared = answer.days.find(({ businessDay }) => businessDay === day)
  return compared && (compared.agrees ? 'agreed' : 'replaced')
}

function agreesOn({ answer }: Comparison, businessDay: string): boolean {
  return answer.days.some((day) => day.businessDay === businessDay && day.agrees)
}

/** A head further on in a chain without a break says that all before it is the same. */
async function headReason(trx: Db, alarm: OpenAlarm, comparison: Comparison): Promise<SettledWhy | undefined> {
  const { said } = JSON.parse(alarm.details) as { said: string }
  const isAgreed = comparison.answer.heads.some(({ epoch, agrees }) => epoch === alarm.epoch && agrees)
  if (isAgreed && (await comparison.parted(alarm.epoch)).explains(alarm.seq, said)) return 'put_back'
  const same = comparison.same.filter(({ epoch }) => epoch === alarm.epoch)
  if (same.some(({ seq }) => seq === alarm.seq)) return 'agreed'
  const beyond = same.find(({ seq }) => seq > alarm.seq)
  return beyond && (await isLinked(trx, alarm, beyond.seq)) ? 'agreed' : undefined
}

async function isLinked(trx: Db, { terminal_id: terminalId, epoch, seq }: OpenAlarm, untilSeq: number) {
  if (untilSeq - seq > MOST_LINKS) return false
  let before = await factAt(trx, terminalId, epoch, seq)
  for (let from = seq + 1; from <= untilSeq; from += LINKS_AT_ONCE) {
    const rows = await trx
      .selectFrom('facts')
      .select(['seq', 'previous_hash', 'body_hash', 'business_day'])
      .where('terminal_id', '=', terminalId)
      .where('epoch', '=', epoch)
      .where('seq', '>=', from)
      .where('seq', '<=', Math.min(untilSeq, from + LINKS_AT_ONCE - 1))
      .orderBy('seq')
      .execute()
    for (const row of rows) {
      if (!before || chainHead(before.previous_hash, before.body_hash) !== row.previous_hash) return false
      before = row
    }
  }
  return before !== undefined
}

/**
 * The terminal's data was put back: it has told again what it had told in this place, and both sides count the same of
 * that day. Nor may the day of the fact that stands here differ: the terminal has to have got it back.
 */
async function placeReason(
  trx: Db,
  alarm: OpenAlarm,
  comparison: Comparison,
  hash: string | undefined,
): Promise<SettledWhy | undefined> {
  const day = hash === undefined ? undefined : (await comparison.parted(alarm.epoch)).toldAgain(hash)
  if (day === undefined || !agreesOn(comparison, day)) return undefined
  const own = await factAt(trx, alarm.terminal_id, alarm.epoch, alarm.seq)
  const ownDay = own?.business_day
  if (!ownDay || comparison.answer.days.some((one) => one.businessDay === ownDay && !one.agrees)) return undefined
  return (await differsOn(trx, alarm.terminal_id, ownDay)) && !agreesOn(comparison, ownDay) ? undefined : 'put_back'
}

async function brokenReason(trx: Db, alarm: OpenAlarm, comparison: Comparison): Promise<SettledWhy | undefined> {
  const { found, reported } = JSON.parse(alarm.details) as { found?: string; reported?: string }
  // What the terminal finds in its own journal is its own word; missing while it still looks.
  const { broken } = comparison.request
  if (reported !== undefined) return broken === undefined ? undefined : broken ? 'replaced' : 'whole_again'
  const isExplained = found !== undefined && (await comparison.parted(alarm.epoch)).explains(alarm.seq - 1, found)
  if (!isExplained) return undefined
  const own = await factAt(trx, alarm.terminal_id, alarm.epoch, alarm.seq)
  return placeReason(trx, alarm, comparison, own?.body_hash)
}

async function differsOn(trx: Db, terminalId: string, businessDay: string): Promise<boolean> {
  const row = await trx
    .selectFrom('alarms')
    .select('alarm_id')
    .where('kind', '=', 'totals_differ')
    .where('terminal_id', '=', terminalId)
    .where('business_day', '=', businessDay)
    .where('settled_at_ms', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

function hashOf({ details }: OpenAlarm): string | undefined {
  return (JSON.parse(details) as { bodyHash?: string }).bodyHash
}
