import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { backUp } from '../../central/store/backup.ts'
import { PATHS } from '../../contract/central.ts'
import type { ControlAnswer, ControlRequest } from '../../contract/facts.ts'
import { centralClient } from '../../main/sync/central-client.ts'
import { compareTotals } from '../../main/sync/control.ts'
import { pushFacts } from '../../main/sync/push.ts'
import { daysLater, onDays, openAlarms, sell, spoilAmounts, type OnDays } from '../support/business-days.ts'
import { newFolder } from '../support/folders.ts'
import { central, openTerminal, synced } from '../support/synced-terminal.ts'

/** What both sides count of a day, where data was put back honestly, and where messages come late. */

/** Does something, and has it undone by a copy of the whole folder from before. */
async function forgotten(folder: string, work: (terminal: OnDays) => Promise<void>): Promise<void> {
  const copy = join(newFolder(), 'copy')
  cpSync(folder, copy, { recursive: true })
  const terminal = await onDays({ folder })
  await work(terminal)
  await terminal.close()
  rmSync(folder, { recursive: true })
  cpSync(copy, folder, { recursive: true })
}

test.each([
  ['fewer than it had forgotten', 4, 2],
  ['as many as it had forgotten', 3, 3],
  ['more than it had forgotten', 2, 5],
])('a terminal that was put back and sold %s leaves no alarm once the day agrees', async (_, lost, sold) => {
  const first = await onDays()
  await sell(first.client, 2)
  await synced(first.client)
  await first.close()
  await forgotten(first.folder, async ({ client }) => {
    await sell(client, lost)
    await synced(client)
  })
  // It sells before it learns that it was put back.
  const offline = await openTerminal({ folder: first.folder, centralUrl: 'http://127.0.0.1:9' })
  await sell(offline.client, sold)
  await offline.close()
  const again = await onDays({ folder: first.folder })
  for (let i = 0; i < 2; i++) await synced(again.client)
  expect(openAlarms().join(), 'two facts for one place are told at once').toContain('same_place_other_body')
  await daysLater(again, 2)
  expect(openAlarms()).toEqual([])
  const { differing, differingHeads, agreedThrough } = (await again.client.safety.status()).control
  expect({ differing, differingHeads }).toEqual({ differing: [], differingHeads: 0 })
  expect(agreedThrough).not.toBeNull()
})

test('a central store that was put back from its backup with an open alarm settles it once both agree', async () => {
  const one = await onDays()
  await sell(one.client, 3)
  await synced(one.client)
  const file = join(newFolder(), 'copy.db')
  spoilAmounts(5)
  await daysLater(one, 1)
  expect(openAlarms().join()).toContain('totals_differ')
  spoilAmounts(-5)
  backUp(central.dataDir, file)
  await daysLater(one, 1)
  expect(openAlarms()).toEqual([])
  await sell(one.client, 2)
  await synced(one.client)
  await central.central.close()
  for (const name of ['central.db', 'central.db-wal', 'central.db-shm'])
    rmSync(join(central.dataDir, name), { force: true })
  cpSync(file, join(central.dataDir, 'central.db'))
  const port = Number(new URL(central.central.url).port)
  await central.open({ port })
  expect(openAlarms().join(), 'as it was when the copy was made').toContain('totals_differ')
  await daysLater(one, 2)
  expect(openAlarms()).toEqual([])
})

test('an alarm that the terminal knows nothing of any more is compared again because the store asks', async () => {
  const one = await onDays()
  await sell(one.client, 1)
  await daysLater(one, 1)
  const { terminalId } = one.terminal.settings.identity()!
  const [businessDay] = one.terminal.store.journal.days(1)
  const database = new Database(join(central.dataDir, 'central.db'))
  database
    .prepare(
      `INSERT INTO alarms (kind, terminal_id, epoch, seq, business_day, details, at_ms)
       VALUES ('totals_differ', ?, 0, 0, ?, '{"ordersSaid":2,"ordersCounted":1}', 1)`,
    )
    .run(terminalId, businessDay)
  database.close()
  await daysLater(one, 1)
  expect(openAlarms()).toEqual([])
})

/** What a terminal would send now, kept back as a message that is delayed. */
async function keptBack({ terminal }: OnDays): Promise<ControlRequest> {
  let kept: ControlRequest | undefined
  const lost = {
    compareTotals: async (request: ControlRequest): Promise<ControlAnswer> => {
      kept = request
      throw new Error('on its way')
    },
  } as unknown as Parameters<typeof compareTotals>[1]
  await expect(compareTotals(terminal, lost)).rejects.toThrow('on its way')
  return kept!
}

async function deliver({ terminal }: OnDays, request: ControlRequest): Promise<ControlAnswer> {
  const token = terminal.settings.identity()!.token
  const client = centralClient(central.central.url, () => token, new AbortController().signal)
  // A connection from before the store was started anew ends with the first attempt.
  return client.compareTotals(request).catch(() => client.compareTotals(request))
}

test('a request that comes days late is compared as of what it says, before the next one and after it', async () => {
  const one = await onDays()
  await sell(one.client, 2)
  await synced(one.client)
  one.day.ahead = 1
  const late = await keptBack(one)
  expect(late.days).toHaveLength(1)
  one.day.ahead = 0
  await sell(one.client, 3)
  one.day.ahead = 1.1
  const { terminal } = one
  const { token } = terminal.settings.identity()!
  await pushFacts(
    terminal,
    centralClient(central.central.url, () => token, new AbortController().signal),
  )
  expect(await deliver(one, late)).toMatchObject({ days: [{ orders: 2, agrees: true }], heads: [{ agrees: true }] })
  expect(openAlarms()).toEqual([])
  await synced(one.client)
  expect(terminal.settings.control().agreed).toMatchObject([{ orders: 5 }])
  for (let i = 0; i < 2; i++) await deliver(one, late)
  expect(openAlarms()).toEqual([])
})

test('what a late request tells of a broken journal neither raises nor settles anything', async () => {
  const one = await onDays()
  await sell(one.client, 1)
  await synced(one.client)
  one.day.ahead = 1
  const broken = { epoch: 1, seq: 1, what: 'state' as const, orderId: '' }
  one.terminal.live.journal = { ...one.terminal.live.journal, broken }
  const late = await keptBack(one)
  expect(late.broken).toEqual({ epoch: 1, seq: 1, what: 'state' })
  one.terminal.live.journal = { ...one.terminal.live.journal, broken: null, complete: true }
  const whole = await keptBack(one)
  await deliver(one, { ...whole, number: whole.number! + 1 })
  expect(await deliver(one, late)).toMatchObject({ outdated: true })
  expect(openAlarms()).toEqual([])
  await deliver(one, { ...late, number: whole.number! + 2 })
  expect(openAlarms()).toEqual(['chain_broken 1/1'])
  await deliver(one, { ...whole, number: whole.number! })
  expect(openAlarms(), 'an older word that all is well').toEqual(['chain_broken 1/1'])
})

test('a request from before the store was put back is outdated', async () => {
  const one = await onDays()
  await sell(one.client, 2)
  await synced(one.client)
  await central.central.close()
  const copy = join(newFolder(), 'copy')
  cpSync(central.dataDir, copy, { recursive: true })
  const port = Number(new URL(central.central.url).port)
  await central.open({ port })
  await sell(one.client, 2)
  await synced(one.client)
  one.day.ahead = 1
  const late = await keptBack(one)
  await central.central.close()
  rmSync(central.dataDir, { recursive: true })
  cpSync(copy, central.dataDir, { recursive: true })
  await central.open({ port, restored: true })
  expect(await deliver(one, late)).toMatchObject({ outdated: true })
  expect(openAlarms()).toEqual([])
  await daysLater(one, 2)
  expect(openAlarms()).toEqual([])
  expect(await central.json(PATHS.statistics)).toMatchObject({ orders: 4 })
})

test('a terminal whose numbers were put back learns the newest and goes on', async () => {
  const one = await onDays()
  await sell(one.client, 1)
  await synced(one.client)
  for (let i = 0; i < 3; i++) await daysLater(one, 1)
  const { settings } = one.terminal
  const before = settings.control()
  settings.saveControl({ agreed: [], differing: [], differingHeads: [] })
  await synced(one.client)
  await synced(one.client)
  expect(settings.control().agreed).toEqual(before.agreed)
})

test('a journal that was forged stays an alarm however often it is compared', async () => {
  const one = await onDays()
  await sell(one.client, 3)
  await synced(one.client)
  one.day.ahead = 1
  const forged = { epoch: 1, seq: 3, chainHead: 'ab'.repeat(32) }
  const base = await keptBack(one)
  const number = base.number!
  await deliver(one, { ...base, number: number + 1, heads: [forged] })
  expect(openAlarms()).toEqual(['head_differs 1/3'])
  for (let i = 2; i < 5; i++) await deliver(one, { ...base, number: number + i, heads: [forged] })
  expect(openAlarms()).toEqual(['head_differs 1/3'])
})
