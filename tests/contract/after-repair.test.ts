import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { expect, onTestFinished, test } from 'vitest'
import { takeBackFacts } from '../../main/recovery/take-back.ts'
import type { TerminalOptions } from '../../main/service.ts'
import { businessIn, crash, factsOf, flip, open, type Terminal } from '../support/damaged-terminal.ts'
import { newFolder } from '../support/folders.ts'
import { manualTimer } from '../support/manual-timer.ts'
import { enrolFolder, eventually, newTestId, openService } from '../support/terminal.ts'

/** What a terminal says, and does by itself, after its data was repaired. */

const PRINTER = { kind: 'file', path: '/tmp/okryu-no-such-folder/receipts' } as const
const OTHER = { kind: 'network', host: '10.0.0.9', port: 9_100 } as const
const COPY = 'terminal.identity'

/** A backup from before the printer was set, and everything since in the database alone. */
async function setSinceBackup() {
  const folder = enrolFolder(newFolder())
  const { terminal } = await businessIn(folder)
  await terminal.client.settings.change({ printer: OTHER })
  await terminal.client.settings.change({ printer: PRINTER, language: 'en' })
  await terminal.client.settings.change({ theme: 'night' })
  const facts = factsOf(terminal)
  await terminal.close()
  return { folder, facts }
}

const settingsOf = async ({ client }: Pick<Terminal, 'client'>) => (await client.info()).settings

test.each([
  ['whose pages are damaged', (folder: string) => flip(join(folder, 'terminal.db'), 50)],
  ['that is gone', (folder: string) => rmSync(join(folder, 'terminal.db'))],
])('settings of a database %s are as they were', async (_what, damage) => {
  const { folder } = await setSinceBackup()
  damage(folder)
  const again = open(folder)
  expect(await settingsOf(again)).toMatchObject({ printer: PRINTER, language: 'en', theme: 'night' })
  expect(again.report()).toMatchObject({ settingsUncertain: false })
})

test('without the sealed copy they come from the facts, the newest of each name', async () => {
  const { folder } = await setSinceBackup()
  rmSync(join(folder, COPY))
  flip(join(folder, 'terminal.db'), 50)
  expect(await settingsOf(open(folder))).toMatchObject({ printer: PRINTER, language: 'en', theme: 'night' })
})

test('where nothing here says what was set it is told, and comes back with the facts from the central store', async () => {
  const { folder, facts } = await setSinceBackup()
  for (const name of [COPY, 'terminal.db']) rmSync(join(folder, name))
  const again = open(folder)
  expect((await settingsOf(again)).printer).toEqual({ kind: 'none' })
  expect(again.report()).toMatchObject({ settingsUncertain: true })
  const forged = facts.map((fact) => (fact.seq === 7 ? { ...fact, signature: facts[0]!.signature } : fact))
  takeBackFacts(again.context, 1, forged)
  expect((await settingsOf(again)).printer).toEqual(OTHER)
  takeBackFacts(again.context, 1, facts)
  expect(await settingsOf(again)).toMatchObject({ printer: PRINTER, theme: 'night', language: 'en' })
})

test('what a person sets after a repair is newer than what comes back', async () => {
  const { folder, facts } = await setSinceBackup()
  for (const name of [COPY, 'terminal.db']) rmSync(join(folder, name))
  const again = open(folder)
  const printer = { kind: 'network', host: '10.0.0.10', port: 9_100 } as const
  await again.client.settings.change({ printer })
  takeBackFacts(again.context, 1, facts)
  expect(await settingsOf(again)).toMatchObject({ printer, theme: 'night', language: 'en' })
})

test('what waits for the central store after a repair is told, also what kept its place', async () => {
  const folder = enrolFolder(newFolder())
  const { terminal } = await businessIn(folder)
  await terminal.close()
  flip(join(folder, 'terminal.db'), 50)
  expect(open(folder).report()).toMatchObject({ requeuedFacts: 0, toSend: 5 })
})

test('an older copy of the data is told from damage to what was saved last', async () => {
  const folder = enrolFolder(newFolder())
  const { terminal } = await businessIn(folder)
  const crashed = crash(folder)
  await terminal.close()
  flip(join(crashed, 'terminal.db-wal'), 32 + 24 + 500)
  expect(open(crashed).report()).toMatchObject({ cause: 'log' })
})

/** A terminal whose time a test moves on. */
function openTimed(folder: string, options: Partial<TerminalOptions> = {}) {
  const timer = manualTimer()
  const service = openService(folder, { timer, ...options })
  onTestFinished(() => service.close())
  const client = createRouterClient(service.router, { context: service.context })
  const passUntil = <Value>(ask: () => Promise<Value>, isThere: (value: Value) => boolean) =>
    eventually(
      () => {
        timer.runAll()
        return ask()
      },
      isThere,
      10_000,
    )
  return { service, client, passUntil, timer }
}

const backupsOf = (folder: string) => readdirSync(join(folder, 'backups')).filter((name) => name.endsWith('.db'))

test('a backup is made soon after a repair, and is told as the newest', async () => {
  const folder = enrolFolder(newFolder())
  const { terminal } = await businessIn(folder)
  await terminal.close()
  flip(join(folder, 'terminal.db'), 50)
  const { client, passUntil, service } = openTimed(folder)
  await passUntil(
    () => client.safety.status(),
    ({ backups, recovery }) => backups.count === 2 && backups.newestAtMs! >= recovery!.atMs,
  )
  const { epoch } = service.context.terminal.settings.identity()!
  expect(backupsOf(folder).some((name) => name.includes(`-${epoch}-`))).toBe(true)
})

test('a backup that found too little room is made as soon as there is room again', async () => {
  const folder = enrolFolder(newFolder())
  let freeBytes = 100_000_000
  let looks = 0
  const look = async () => {
    looks += 1
    return freeBytes
  }
  const { client, passUntil } = openTimed(folder, { disk: { freeBytes: look } })
  const { orderId } = await client.cart.get()
  const changes = [{ kind: 'add', lineId: newTestId(), sku: 'TEA', quantity: 1 }] as const
  await client.cart.apply({ changeId: newTestId(), orderId, changes: [...changes] })
  await client.order.placeCash({ orderId, tenderedMinor: 5_000 })
  await passUntil(
    () => client.safety.status(),
    ({ backups }) => backups.lastError === 'low_space',
  )
  freeBytes = 5_000_000_000
  looks = 0
  await passUntil(
    () => client.safety.status(),
    ({ backups }) => backups.count === 1,
  )
  expect(looks).toBeLessThan(5)
  expect(await client.safety.status()).toMatchObject({ backups: { lastError: null }, storage: { low: false } })
})

test('records that came after the start are checked too, and nothing is whole before they were', async () => {
  const folder = enrolFolder(newFolder())
  const { client, passUntil } = openTimed(folder)
  const journal = async () => (await client.safety.status()).journal
  await passUntil(journal, ({ complete }) => complete)
  for (let i = 0; i < 3; i++) {
    const { orderId } = await client.cart.get()
    const changes = [{ kind: 'add', lineId: newTestId(), sku: 'TEA', quantity: 1 }] as const
    await client.cart.apply({ changeId: newTestId(), orderId, changes: [...changes] })
    await client.order.placeCash({ orderId, tenderedMinor: 5_000 })
  }
  expect(await journal()).toMatchObject({ checked: 0, total: 3, complete: false })
  await passUntil(journal, ({ complete }) => complete)
  expect(await journal()).toEqual({ checked: 3, total: 3, complete: true, broken: null })
})

test('what comes back from the central store is counted and checked with the rest', async () => {
  const { folder, facts } = await setSinceBackup()
  rmSync(join(folder, 'terminal.db'))
  const { client, passUntil, service } = openTimed(folder)
  const journal = async () => (await client.safety.status()).journal
  await passUntil(journal, ({ complete }) => complete)
  const before = (await journal()).total
  takeBackFacts(service.context.terminal, 1, facts)
  expect(await journal()).toMatchObject({ total: before + facts.length - 2, complete: false })
  await passUntil(journal, ({ complete }) => complete)
  expect((await journal()).checked).toBe(before + facts.length - 2)
})
