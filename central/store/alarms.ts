import type { Selectable } from 'kysely'
import type { Alarm, AlarmsAnswer } from '../../contract/central.ts'
import { MAX_PUSH_BYTES } from '../../contract/facts.ts'
import { fail, ok, type Result } from '../../domain/result.ts'
import { alarmWords, eventWords } from '../alarm-words.ts'
import { withinBytes } from './pages.ts'
import type { AlarmEventTable, AlarmKind, AlarmRow, AlarmTable, Db, SettledWhy } from './tables.ts'
import { inTransaction, portions } from './transaction.ts'

const ROWS_PER_INSERT = 50

const ALARMS_PER_PAGE = 100

export interface NewAlarm {
  readonly kind: AlarmKind
  readonly terminalId?: string
  readonly epoch?: number
  readonly seq?: number
  readonly businessDay?: string
  readonly details: Readonly<Record<string, string | number>>
  readonly body?: string
}

export function alarmRow(alarm: NewAlarm, nowMs: number): AlarmRow {
  return {
    kind: alarm.kind,
    terminal_id: alarm.terminalId ?? '',
    epoch: alarm.epoch ?? 0,
    seq: alarm.seq ?? 0,
    business_day: alarm.businessDay ?? '',
    details: JSON.stringify(alarm.details),
    body: alarm.body ?? null,
    at_ms: nowMs,
    settled_at_ms: null,
  }
}

/**
 * Keeps alarms, each once; one that was settled is open again where the same comes anew. One that an admin has closed
 * stays closed as long as the same only goes on.
 */
export async function keepAlarms(trx: Db, rows: readonly AlarmRow[]): Promise<void> {
  for (const portion of portions(rows, ROWS_PER_INSERT))
    await trx
      .insertInto('alarms')
      .values(portion)
      .onConflict((conflict) =>
        conflict
          .columns(['kind', 'terminal_id', 'epoch', 'seq', 'business_day', 'details'])
          .doUpdateSet(({ ref }) => ({
            settled_at_ms: null,
            settled_why: null,
            opened_at_ms: ref('excluded.at_ms'),
            closed_at_ms: null,
          }))
          .where('alarms.settled_at_ms', 'is not', null),
      )
      .execute()
}

type Named = Pick<AlarmRow, 'kind' | 'terminal_id' | 'epoch' | 'seq' | 'business_day' | 'details'>

/** Whether an alarm is the same as one of these. */
export function isAmong(alarm: Named, rows: readonly AlarmRow[]): boolean {
  return rows.some(
    (row) =>
      row.kind === alarm.kind &&
      row.terminal_id === alarm.terminal_id &&
      row.epoch === alarm.epoch &&
      row.seq === alarm.seq &&
      row.business_day === alarm.business_day &&
      row.details === alarm.details,
  )
}

export async function settleOne(trx: Db, alarmId: number, why: SettledWhy, nowMs: number): Promise<void> {
  await trx
    .updateTable('alarms')
    .set({ settled_at_ms: nowMs, settled_why: why })
    .where('alarm_id', '=', alarmId)
    .where('settled_at_ms', 'is', null)
    .execute()
}

/** A page of alarms after a cursor, settled and closed ones too, oldest first. */
export async function alarmsAfter(db: Db, after: number): Promise<AlarmsAnswer> {
  const rows = await db
    .selectFrom('alarms')
    .leftJoin('terminals', 'terminals.terminal_id', 'alarms.terminal_id')
    .selectAll('alarms')
    .select('terminals.number')
    .where('alarm_id', '>', after)
    .orderBy('alarm_id')
    .limit(ALARMS_PER_PAGE + 1)
    .execute()
  const page = withinBytes(rows.slice(0, ALARMS_PER_PAGE), ({ body }) => body ?? '', MAX_PUSH_BYTES)
  const next = page.at(-1)?.alarm_id ?? after
  const events = await db
    .selectFrom('alarm_history')
    .selectAll()
    .where('alarm_id', '>', after)
    .where('alarm_id', '<=', next)
    .orderBy('event_id')
    .execute()
  const alarms = page.map((row) =>
    alarmOf(
      row,
      events.filter((event) => event.alarm_id === row.alarm_id),
    ),
  )
  return { next, complete: page.length === rows.length, alarms }
}

export type CloseError = 'alarm.unknown' | 'alarm.not_open'

/** An admin has looked into it. It stays closed while nothing but the same goes on; who, when and why are kept for ever. */
export async function closeAlarm(
  db: Db,
  closing: { readonly alarmId: number; readonly by: string; readonly why: string },
  nowMs: number,
): Promise<Result<true, CloseError>> {
  const { alarmId, by, why } = closing
  return inTransaction(db, async (trx) => {
    const alarm = await trx.selectFrom('alarms').selectAll().where('alarm_id', '=', alarmId).executeTakeFirst()
    if (!alarm) return fail('alarm.unknown', { alarm: alarmId })
    if (alarm.settled_at_ms !== null || alarm.closed_at_ms !== null) return fail('alarm.not_open', { alarm: alarmId })
    await trx.updateTable('alarms').set({ closed_at_ms: nowMs }).where('alarm_id', '=', alarmId).execute()
    const event = { alarm_id: alarmId, at_ms: nowMs, what: 'closed' as const, by_whom: by, why }
    await trx.insertInto('alarm_history').values(event).execute()
    return ok(true)
  })
}

type ListedAlarm = Selectable<AlarmTable> & { readonly number: number | null }

function alarmOf(row: ListedAlarm, history: readonly Selectable<AlarmEventTable>[]): Alarm {
  const details = JSON.parse(row.details) as Alarm['details']
  const { kind, epoch, seq, business_day: businessDay } = row
  return {
    alarmId: row.alarm_id,
    kind,
    words: alarmWords({ kind, terminalNumber: row.number ?? undefined, epoch, seq, businessDay, details }),
    ...(row.terminal_id === '' ? {} : { terminalId: row.terminal_id }),
    ...(epoch === 0 ? {} : { epoch, seq }),
    ...(businessDay === '' ? {} : { businessDay }),
    details,
    ...(row.body === null ? {} : { body: row.body }),
    atMs: row.at_ms,
    ...(row.settled_at_ms === null ? {} : { settledAtMs: row.settled_at_ms }),
    ...(row.closed_at_ms === null ? {} : { closedAtMs: row.closed_at_ms }),
    history: history.map(eventOf),
  }
}

function eventOf(event: Selectable<AlarmEventTable>): Alarm['history'][number] {
  const { at_ms: atMs, what, by_whom: by, why } = event
  return { atMs, what, ...(what === 'closed' ? { by, why } : {}), words: eventWords(event) }
}
