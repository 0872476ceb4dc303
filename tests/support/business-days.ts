import { join } from 'node:path'
import Database from 'better-sqlite3'
import { systemClock, type Clock } from '../../main/ports/clock.ts'
import { add, apply } from './each-carrier.ts'
import { central, openTerminal, synced } from './synced-terminal.ts'
import type { TerminalClient } from './terminal.ts'

/** Terminals whose days a test turns, and the alarms of their central store. */

const DAY_MS = 86_400_000

export async function sell(client: TerminalClient, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const { orderId } = await apply(client, add('TEA'))
    await client.order.placeCash({ orderId, tenderedMinor: 1_200 })
  }
}

/** A terminal whose days a test turns. */
export async function onDays(options: { folder?: string; ahead?: number } = {}) {
  const { ahead = 0, ...rest } = options
  const day = { ahead }
  const clock: Clock = { nowMs: () => Date.now() + day.ahead * DAY_MS, monotonicMs: systemClock.monotonicMs }
  const opened = await openTerminal({ ...rest, clock })
  await synced(opened.client)
  return { ...opened, day, terminal: opened.service.context.terminal }
}

export type OnDays = Awaited<ReturnType<typeof onDays>>

/** Open ones, but for those that only ask people to look. */
export function openAlarms(): string[] {
  const database = new Database(join(central.dataDir, 'central.db'), { readonly: true })
  const found = database
    .prepare<[], string>(
      `SELECT kind || ' ' || epoch || '/' || seq || business_day FROM alarms
       WHERE settled_at_ms IS NULL AND kind NOT IN ('restored', 'terminal_put_back') ORDER BY alarm_id`,
    )
    .pluck()
    .all()
  database.close()
  return found
}

export async function daysLater({ client, day }: OnDays, days: number): Promise<void> {
  for (let i = 0; i < days; i++) {
    day.ahead += 1
    for (let round = 0; round < 2; round++) await synced(client)
  }
}

/** As somebody does who has the store's disk: adds to what every order and cancellation is worth. */
export function spoilAmounts(byMinor: number): void {
  const database = new Database(join(central.dataDir, 'central.db'))
  database.prepare('UPDATE facts SET amount_minor = amount_minor + ? WHERE amount_minor IS NOT NULL').run(byMinor)
  database.close()
}
