import type { AlarmKind, AlarmRow, Db } from './tables.ts'
import { portions } from './transaction.ts'

const ROWS_PER_INSERT = 50

export interface Alarm {
  readonly kind: AlarmKind
  readonly terminalId?: string
  readonly epoch?: number
  readonly seq?: number
  readonly businessDay?: string
  readonly details: Readonly<Record<string, string | number>>
  readonly body?: string
}

export function alarmRow(alarm: Alarm, nowMs: number): AlarmRow {
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

/** Keeps alarms, each once; one that was settled is open again where the same comes anew. */
export async function keepAlarms(trx: Db, rows: readonly AlarmRow[]): Promise<void> {
  for (const portion of portions(rows, ROWS_PER_INSERT))
    await trx
      .insertInto('alarms')
      .values(portion)
      .onConflict((conflict) =>
        conflict
          .columns(['kind', 'terminal_id', 'epoch', 'seq', 'business_day', 'details'])
          .doUpdateSet({ settled_at_ms: null }),
      )
      .execute()
}
