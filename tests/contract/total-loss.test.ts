import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { expect, onTestFinished, test } from 'vitest'
import { openPages, PAGE_BYTES } from '../../db/encrypted-pages.ts'
import { recordsOf } from '../../db/records.ts'
import { salvage } from '../../db/salvage.ts'
import { recoveryReport } from '../../main/recovery/report.ts'
import { noLog } from '../../main/ports/log.ts'
import { openTerminalService } from '../../main/service.ts'
import { businessIn, flip, open } from '../support/damaged-terminal.ts'
import { newFolder } from '../support/folders.ts'
import { central, openTerminal, synced } from '../support/synced-terminal.ts'
import { enrolFolder, eventually, newTestId, openService } from '../support/terminal.ts'

/** Everything of a terminal is lost but its key and the small sealed copy of who it is. */

const LOST = ['terminal.db', 'terminal.db-wal', 'terminal.db-shm', 'journal.head', 'backups']
const COPY = 'terminal.identity'

function lose(folder: string, names: readonly string[] = LOST): void {
  for (const name of names) rmSync(join(folder, name), { recursive: true, force: true })
}

async function sell({ client }: Pick<Awaited<ReturnType<typeof openTerminal>>, 'client'>) {
  const { orderId } = await client.cart.get()
  const changes = [{ kind: 'add', lineId: newTestId(), sku: 'SALT', quantity: 1 }] as const
  await client.cart.apply({ changeId: newTestId(), orderId, changes: [...changes] })
  return client.order.placeCash({ orderId, tenderedMinor: 5_000 })
}

const PRINTER = { kind: 'file', path: '/tmp/okryu-no-such-folder/receipts' } as const

/** Three orders that the store has and one that it has not, a printer and a language. */
async function business() {
  const code = await central.newCode()
  const terminal = await openTerminal({ enrolmentCode: code })
  await synced(terminal.client)
  await terminal.client.settings.change({ printer: PRINTER, language: 'en' })
  const sent: string[] = []
  for (let i = 0; i < 3; i++) sent.push((await sell(terminal)).orderId)
  await synced(terminal.client)
  const unsent = await sell(terminal)
  const { identity, installationId } = whoIs(terminal.service.context.terminal)
  await terminal.close()
  return { folder: terminal.folder, sent, unsent, identity, installationId, code }
}

function whoIs({ settings, keys }: Awaited<ReturnType<typeof openTerminal>>['service']['context']['terminal']) {
  return {
    identity: settings.identity()!,
    installationId: settings.installationId(() => 'none'),
    signing: keys.signing.publicKey,
  }
}

const orderIds = async ({ client }: Awaited<ReturnType<typeof openTerminal>>) =>
  (await client.order.list({ query: '', olderThan: null })).map(({ orderId }) => orderId)

/** Spoils the first page, and each page that says who this is. */
function spoilSettings(folder: string): void {
  const file = join(folder, 'terminal.db')
  const key = Buffer.from(readFileSync(join(folder, 'database.key'), 'utf8').trim(), 'hex')
  const pages = openPages(file)
  const spoilt = new Set([1])
  for (const page of pages.all())
    for (const { values } of recordsOf(key, page, pages))
      if (['identity', 'key-seeds', 'installation-id'].includes(String(values[0]))) spoilt.add(page.pageNumber)
  pages.close()
  for (const pageNumber of spoilt) flip(file, pageNumber * PAGE_BYTES - 40)
  expect([...salvage(file, key).settings.keys()]).not.toContain('identity')
}

test('a terminal that has lost everything but its key goes on as itself and gets back all that was sent', async () => {
  const { folder, sent, identity, installationId } = await business()
  lose(folder)
  const again = await openTerminal({ folder })
  const { terminal } = again.service.context
  const now = whoIs(terminal)
  expect(now.identity).toMatchObject({ terminalId: identity.terminalId, token: identity.token })
  expect(now.identity.epoch).toBeGreaterThan(identity.epoch)
  expect(now.installationId).toBe(installationId)
  expect(await again.client.info()).toMatchObject({ enrolled: true, settings: { printer: PRINTER, language: 'en' } })
  expect(recoveryReport(terminal)).toMatchObject({ cause: 'missing', restoredFrom: 'identity', uncounted: true })
  const offline = await again.client.cart.get()
  await synced(again.client)
  expect((await orderIds(again)).toSorted()).toEqual(sent.toSorted())
  expect(recoveryReport(terminal)).toMatchObject({ fetchedBack: 3 })
  // Nobody knows how many there were that day: their numbers stand on receipts.
  expect(Number(offline.nextNumber.split('-')[1])).toBeGreaterThan(4)
  const { orderId } = await sell(again)
  await synced(again.client)
  expect((await again.client.order.get({ orderId })).state).toBe('accepted')
  for (const kind of ['same_place_other_body', 'altered', 'chain_broken'] as const)
    expect(await central.alarms(kind)).toEqual([])
})

test('what the witness names is told as missing until the store gives it back', async () => {
  const { folder } = await business()
  lose(
    folder,
    LOST.filter((name) => name !== 'journal.head'),
  )
  const again = await openTerminal({ folder })
  const report = () => recoveryReport(again.service.context.terminal)!
  expect(report()).toMatchObject({ uncounted: false, missing: [{ epoch: 1, fromSeq: 1, toSeq: 5 }] })
  await synced(again.client)
  expect(report().missing).toEqual([{ epoch: 1, fromSeq: 5, toSeq: 5 }])
})

test('orders that were never sent and can be read out of the damaged file are sent under the same terminal', async () => {
  const { folder, unsent, sent } = await business()
  spoilSettings(folder)
  lose(folder, ['backups'])
  const again = await openTerminal({ folder })
  await synced(again.client)
  expect((await orderIds(again)).toSorted()).toEqual([...sent, unsent.orderId].toSorted())
  expect((await again.client.order.get({ orderId: unsent.orderId })).state).toBe('accepted')
  expect((await again.client.sync.status()).unsent).toBe(0)
})

test('a database that was destroyed entirely, without a backup, is not told as a wrong key', async () => {
  const { folder, identity } = await business()
  lose(folder, ['backups'])
  const file = join(folder, 'terminal.db')
  writeFileSync(file, Buffer.alloc(statSync(file).size, 0xa5))
  const again = await openTerminal({ folder })
  expect(again.service.context.terminal.settings.identity()).toMatchObject({ terminalId: identity.terminalId })
  expect(recoveryReport(again.service.context.terminal)).toMatchObject({ cause: 'unreadable' })
})

test('a wrong key is told as one still', async () => {
  const { folder } = await business()
  lose(folder, ['backups'])
  writeFileSync(join(folder, 'database.key'), `${'ab'.repeat(32)}\n`)
  expect(openTerminalService({ dataFolder: folder, version: '0.0.0' })).toMatchObject({ code: 'start.key_wrong' })
})

test('without its key too it says that there were data before, keeps what is left, and is enrolled on the screen', async () => {
  const { folder } = await business()
  lose(folder, [...LOST, 'database.key'])
  const copy = readFileSync(join(folder, COPY))
  const service = openService(folder, { centralUrl: central.central.url })
  onTestFinished(() => service.close())
  const again = { client: createRouterClient(service.router, { context: service.context }) }
  const { terminal } = service.context
  expect(await again.client.info()).toMatchObject({ enrolled: false })
  const report = recoveryReport(terminal)!
  expect(report).toMatchObject({ cause: 'missing', restoredFrom: 'anew' })
  expect(readFileSync(join(folder, report.damagedFolder, COPY))).toEqual(copy)
  await again.client.settings.change({ language: 'en' })
  await again.client.sync.enrol({ code: 'NO-SUCH-CODE' })
  await eventually(
    () => again.client.sync.status(),
    ({ lastError }) => lastError === 'enrolment.code_wrong',
  )
  await again.client.sync.enrol({ code: ` ${await central.newCode()} ` })
  await eventually(
    () => again.client.info(),
    ({ enrolled }) => enrolled,
  )
})

test('the copy is its user’s alone, gives nothing away, and follows every change', async () => {
  const { folder, identity, code } = await business()
  const file = join(folder, COPY)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const before = readFileSync(file)
  for (const secret of [identity.token, identity.terminalId, central.central.url, PRINTER.path])
    expect(before.includes(secret)).toBe(false)
  const again = await openTerminal({ folder, enrolmentCode: code })
  expect(readFileSync(file)).toEqual(before)
  await again.client.settings.change({ paper: '58' })
  expect(readFileSync(file)).not.toEqual(before)
  await again.close()
  lose(folder)
  expect(open(folder).context.settings.settings()).toMatchObject({ paper: '58', printer: PRINTER })
})

test('one that is damaged, foreign or gone is written anew from a database that is sound', async () => {
  const { folder } = await business()
  const file = join(folder, COPY)
  for (const spoil of [() => flip(file, 60), () => rmSync(file), () => writeFileSync(file, '')]) {
    spoil()
    await open(folder).close()
    const copy = newFolder()
    for (const name of ['database.key', COPY]) writeFileSync(join(copy, name), readFileSync(join(folder, name)))
    expect(open(copy).context.settings.identity()).toBeDefined()
  }
  flip(file, 60)
  lose(folder)
  expect(open(folder).report()).toMatchObject({ restoredFrom: 'anew' })
})

test('a copy that cannot be read just now is not given up', async () => {
  const { folder, identity } = await business()
  const file = join(folder, COPY)
  const copy = readFileSync(file)
  lose(folder)
  rmSync(file)
  mkdirSync(file)
  expect(openTerminalService({ dataFolder: folder, version: '0.0.0', log: noLog })).toMatchObject({ ok: false })
  rmSync(file, { recursive: true })
  writeFileSync(file, copy)
  expect(open(folder).context.settings.identity()).toMatchObject({ terminalId: identity.terminalId })
})

test('an old copy does no harm: what was sent since wins over it, and no place is used twice', async () => {
  const { folder, sent } = await business()
  const old = readFileSync(join(folder, COPY))
  const between = await openTerminal({ folder })
  await between.client.settings.change({ printer: { kind: 'network', host: '10.0.0.9', port: 9_100 } })
  const later = await sell(between)
  await synced(between.client)
  await between.close()
  lose(folder)
  writeFileSync(join(folder, COPY), old)
  const again = await openTerminal({ folder })
  await synced(again.client)
  const { orderId } = await sell(again)
  await synced(again.client)
  expect(await orderIds(again)).toEqual(expect.arrayContaining([...sent, later.orderId, orderId]))
  expect((await again.client.info()).settings.printer).toEqual({ kind: 'network', host: '10.0.0.9', port: 9_100 })
  expect((await again.client.order.get({ orderId })).state).toBe('accepted')
  expect(await central.alarms('same_place_other_body')).toEqual([])
})

test('two machines that go on from one copy do not get into each other’s way', async () => {
  const { folder, sent } = await business()
  lose(folder)
  const other = newFolder()
  for (const name of ['database.key', COPY]) writeFileSync(join(other, name), readFileSync(join(folder, name)))
  const both = [await openTerminal({ folder }), await openTerminal({ folder: other })]
  for (const terminal of both) await synced(terminal.client)
  const sold: string[] = []
  for (const terminal of both) sold.push((await sell(terminal)).orderId)
  for (const terminal of [...both, ...both]) await synced(terminal.client)
  for (const terminal of both) expect(await orderIds(terminal)).toEqual(expect.arrayContaining([...sent, ...sold]))
  expect(await central.alarms('same_place_other_body')).toEqual([])
})

test('a full start in order leaves no unfinished copy behind', async () => {
  const folder = enrolFolder(newFolder())
  const { terminal } = await businessIn(folder)
  await terminal.close()
  expect(existsSync(join(folder, `${COPY}.new`))).toBe(false)
  renameSync(join(folder, COPY), join(folder, 'elsewhere'))
  await open(folder).close()
  expect(existsSync(join(folder, COPY))).toBe(true)
})
