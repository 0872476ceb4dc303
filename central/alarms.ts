import type { Alarm } from '../contract/central.ts'
import type { AlarmClosing } from './cli-options.ts'
import { noticeSentence, type MessageLanguage } from './messages.ts'
import { StartError } from './start-error.ts'
import { alarmsAfter, closeAlarm } from './store/alarms.ts'
import { shopOf, storeRow } from './store/identity.ts'
import { noticePutBack } from './store/incarnation.ts'
import { openStore, type OpenStore } from './store/open.ts'

/** What admins do with alarms at the machine of the store, also while it works. */

/**
 * All alarms of a data folder, oldest first.
 * @param language undefined for one line of JSON.
 * @throws StartError
 */
export async function listAlarms(dataDir: string, language: MessageLanguage | undefined): Promise<string[]> {
  return withStore(dataDir, async (store) => {
    const alarms: Alarm[] = []
    for (let after = 0, complete = false; !complete;) {
      const page = await alarmsAfter(store.db, after)
      ;({ next: after, complete } = page)
      // What was put aside may be long, and is at /v1/alarms.
      alarms.push(...page.alarms.map(({ body: _, ...alarm }) => alarm))
    }
    if (language === undefined) return [JSON.stringify({ alarms })]
    if (alarms.length === 0) return [noticeSentence(language, 'alarms_none')]
    const { zoneOffsetMin } = shopOf(await storeRow(store.db))
    return alarms.flatMap((alarm) => alarmLines(alarm, language, zoneOffsetMin))
  })
}

/** @throws StartError where there is no such alarm, or it is not open. */
export async function closeOne(dataDir: string, closing: AlarmClosing): Promise<AlarmClosing> {
  return withStore(dataDir, async (store) => {
    // Before anything is written: the witness would say afterwards that nothing is missing.
    await noticePutBack(store, false, Date.now())
    const closed = await closeAlarm(store.db, closing, Date.now())
    if (!closed.ok) throw new StartError(closed.code, { alarm: closing.alarmId })
    return closing
  })
}

async function withStore<Value>(dataDir: string, work: (store: OpenStore) => Promise<Value>): Promise<Value> {
  const store = openStore(dataDir, true)
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

const MINUTE_MS = 60_000

function alarmLines(alarm: Alarm, language: MessageLanguage, zoneOffsetMin: number): string[] {
  const at = (atMs: number): string =>
    new Date(atMs + zoneOffsetMin * MINUTE_MS).toISOString().slice(0, 16).replace('T', ' ')
  const state = alarm.closedAtMs !== undefined ? 'closed_state' : alarm.settledAtMs !== undefined ? 'settled' : 'open'
  return [
    `${alarm.alarmId}. ${noticeSentence(language, `alarm_${state}`)} ${at(alarm.atMs)}`,
    `   ${alarm.words[language]}`,
    ...alarm.history.map(({ atMs, words }) => `   ${at(atMs)} ${words[language]}`),
  ]
}
