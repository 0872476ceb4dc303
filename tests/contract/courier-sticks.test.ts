import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { openStore } from '../../central/store/open.ts'
import { inTransaction } from '../../central/store/transaction.ts'
import { leapVersions } from '../../central/store/version-gaps.ts'
import { INCARNATION_HEADER, PATHS } from '../../contract/central.ts'
import { MAX_COURIER_FILE_BYTES } from '../../contract/courier.ts'
import { readStick } from '../../main/courier/read-stick.ts'
import { writeStick } from '../../main/courier/write-stick.ts'
import { testProduct, TestStore } from '../support/central-store.ts'
import {
  carry,
  contentOf,
  contextOf,
  enrolled,
  fileOn,
  reheader,
  take,
  write,
  type Terminal,
} from '../support/courier.ts'
import { sellTea } from '../support/each-carrier.ts'
import { newFolder } from '../support/folders.ts'
import { central, openTerminal, synced } from '../support/synced-terminal.ts'

/** Sticks as they may be put in, and bundles as they may be handed over. */

vi.setConfig({ testTimeout: 60_000 })

/** A file system of a few kilobytes, or why there is none. */
function smallDisk(options: string): string {
  const place = newFolder()
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0
  const mounted = isRoot && spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'okryu-test', place]).status === 0
  if (mounted) onTestFinished(() => void spawnSync('umount', ['--lazy', place]))
  return mounted ? place : ''
}
const NO_MOUNT = 'needs the right to mount a small file system'

describe('a stick that', () => {
  test('is not there, or holds nothing of ours, says so', async () => {
    const away = contextOf(await enrolled())
    const gone = join(newFolder(), 'gone')
    expect(await writeStick(away, gone)).toMatchObject({ code: 'courier.stick_missing' })
    expect(await readStick(away, gone, undefined)).toMatchObject({ code: 'courier.stick_missing' })
    const empty = newFolder()
    writeFileSync(join(empty, 'holiday.jpg'), 'x')
    mkdirSync(join(empty, 'folder.courier'))
    symlinkSync('/dev/zero', join(empty, 'okryu-9-2026-01-01.courier'))
    expect(await readStick(away, empty, undefined)).toMatchObject({ code: 'courier.nothing_there' })
  })

  test.for([
    ['full to the last byte', 'size=16k'],
    ['full of names', 'size=1m,nr_inodes=2'],
  ])('is %s keeps what it had', async ([, options], context) => {
    const stick = smallDisk(options!)
    if (stick === '') return context.skip(NO_MOUNT)
    const away = await enrolled()
    await sellTea(away.client)
    writeFileSync(join(stick, 'holiday.jpg'), Buffer.alloc(16 * 1024))
    const written = await writeStick(contextOf(away), stick)
    expect(written).toMatchObject({ code: 'courier.stick_full', details: { neededBytes: expect.any(Number) } })
    expect(readdirSync(stick)).toEqual(['holiday.jpg'])
    rmSync(join(stick, 'holiday.jpg'))
    expect(await write(away, stick)).toMatchObject({ facts: 1 })
  })

  test('is read-only is read, and says that it cannot be written to', async (context) => {
    const stick = smallDisk('size=1m')
    if (stick === '') return context.skip(NO_MOUNT)
    const [away, carrier] = [await enrolled(), await enrolled()]
    await sellTea(away.client)
    await write(away, stick)
    expect(spawnSync('mount', ['-o', 'remount,ro', stick]).status).toBe(0)
    await sellTea(away.client)
    expect(await writeStick(contextOf(away), stick)).toMatchObject({ code: 'courier.stick_not_writable' })
    expect(await carry(carrier, stick)).toMatchObject([{ outcome: 'courier.stick_not_writable' }])
    expect(readdirSync(stick)).toHaveLength(1)
    // The store has it all the same, and once.
    expect(await synced(away.client)).toMatchObject({ unsent: 0 })
    expect(await central.statistics()).toMatchObject({ orders: 2, facts: 2 })
  })

  test('bears a link in place of the file to be written leaves what the link leads to as it is', async () => {
    const away = await enrolled()
    await sellTea(away.client)
    const [whole, stick] = [newFolder(), newFolder()]
    const { file } = await write(away, whole)
    const precious = join(newFolder(), 'precious')
    writeFileSync(precious, 'precious')
    symlinkSync(precious, join(stick, `${file}.part`))
    symlinkSync(precious, join(stick, file))
    await write(away, stick)
    expect(readFileSync(precious, 'utf8')).toBe('precious')
    expect(contentOf(stick)).toEqual(contentOf(whole))
  })

  test('holds a bundle of another store is left alone by this one', async () => {
    const other = await TestStore.withProducts()
    onTestFinished(() => other.remove())
    const carrier = await enrolled()
    const foreign = await openTerminal({ centralUrl: other.central.url, enrolmentCode: await other.newCode() })
    await synced(foreign.client)
    await sellTea(foreign.client)
    const stick = newFolder()
    await write(foreign, stick)
    // Nobody is asked: it is plain that this carrier's store cannot read it.
    expect(await carry(carrier, stick, 'http://127.0.0.1:9')).toMatchObject([
      { outcome: 'courier.foreign', details: { what: 'store' } },
    ])
    // Nor does the store itself take it, whoever hands it over.
    const body = readFileSync(fileOn(stick, '.courier'))
    const headers = { 'content-type': 'application/octet-stream' }
    const answer = await central.call(PATHS.courier, { method: 'POST', headers, body })
    expect([answer.status, await answer.json()]).toMatchObject([403, { code: 'courier.foreign' }])
    expect(await central.statistics()).toMatchObject({ facts: 0 })
  })
})

describe('over HTTP', () => {
  const headers = { 'content-type': 'application/octet-stream' }

  test('an admin may hand a bundle over too, and nobody without a token', async () => {
    const away = await enrolled()
    await sellTea(away.client)
    const stick = newFolder()
    await write(away, stick)
    const body = readFileSync(fileOn(stick, '.courier'))
    const refused = await central.call(PATHS.courier, { method: 'POST', headers, body }, 'no token')
    expect(refused.status).toBe(401)
    expect(await central.statistics()).toMatchObject({ facts: 0 })
    const answer = await central.call(PATHS.courier, { method: 'POST', headers, body })
    expect([answer.status, answer.headers.get(INCARNATION_HEADER)]).toEqual([200, central.central.incarnation])
    writeFileSync(join(stick, 'by-hand.ack'), Buffer.from(await answer.arrayBuffer()))
    expect((await take(away, stick)).at(-1)).toMatchObject({ outcome: 'taken-in', facts: 1 })
    // One that names another store is not for this one, even where it could be opened.
    const second = newFolder()
    await sellTea(away.client)
    await write(away, second)
    const file = fileOn(second, '.courier')
    reheader(file, contextOf(away).keys.signing, (h) => ({ ...h, storeKeyId: '0'.repeat(64) }))
    const misled = await central.call(PATHS.courier, { method: 'POST', headers, body: readFileSync(file) })
    expect(await misled.json()).toMatchObject({ code: 'courier.foreign', details: { what: 'store' } })
    // An acknowledgement is no bundle of facts.
    const own = await central.call(PATHS.courier, {
      method: 'POST',
      headers,
      body: readFileSync(join(stick, 'by-hand.ack')),
    })
    expect(await own.json()).toMatchObject({ code: 'courier.not_a_bundle' })
  })

  test.each([
    ['JSON', { 'content-type': 'application/json' }, '{}', 'request.malformed'],
    ['nothing', headers, '', 'courier.half_copied'],
    ['much of something else', headers, Buffer.alloc(5 * 1024 * 1024), 'courier.not_a_bundle'],
    ['more than any bundle', headers, Buffer.alloc(MAX_COURIER_FILE_BYTES + 1), 'request.too_large'],
  ])('%s is refused', async (_what, headers, body, code) => {
    const answer = await central.call(PATHS.courier, { method: 'POST', headers, body })
    expect(await answer.json()).toMatchObject({ code })
    expect(central.failures).toEqual([])
  })
})

test('a stick brings the whole catalogue of a store that was put back and nobody has noticed', async () => {
  const [away, carrier] = [await enrolled(), await enrolled()]
  const port = Number(new URL(central.central.url).port)
  const copy = join(newFolder(), 'copy')
  // As it runs, so that it goes on with the very versions that it leaps over once it is put back.
  cpSync(central.dataDir, copy, { recursive: true })
  await central.addProducts({ products: [testProduct({ sku: 'TEA', priceMinor: 1_500 })] })
  await synced(away.client)
  await central.central.close()
  rmSync(central.dataDir, { recursive: true })
  cpSync(copy, central.dataDir, { recursive: true })
  await central.open({ port })
  const stick = newFolder()
  await write(away, stick)
  await carry(carrier, stick)
  expect((await take(away, stick)).at(-1)).toMatchObject({ outcome: 'taken-in', catalogueNeedsNetwork: false })
  const { products, version } = await away.client.catalogue.products({ afterSku: '' })
  expect(products.find(({ sku }) => sku === 'TEA')).toMatchObject({ priceMinor: 1_200 })
  expect(version).toBe((await central.changes(0)).next)
})

describe('a store that was put back unnoticed to an older catalogue than the terminal has', () => {
  /** Two terminals; one has a catalogue version far above every one that the store gives out from now on. */
  async function aheadOfTheStore() {
    const [away, carrier] = [await enrolled(), await enrolled()]
    const port = Number(new URL(central.central.url).port)
    const copy = join(newFolder(), 'copy')
    cpSync(central.dataDir, copy, { recursive: true })
    await leapFar()
    await central.addProducts({ products: [testProduct({ sku: 'TEA', priceMinor: 1_500 })] })
    await synced(away.client)
    await central.central.close()
    rmSync(central.dataDir, { recursive: true })
    cpSync(copy, central.dataDir, { recursive: true })
    await central.open({ port })
    expect(contextOf(away).settings.catalogue().version).toBeGreaterThan((await central.changes(0)).next)
    return { away, carrier }
  }

  /** As it does when it starts, but by more than all starts from now on. */
  async function leapFar(): Promise<void> {
    const store = openStore(central.dataDir, true)
    await inTransaction(store.db, (trx) => leapVersions(trx, 2 ** 47))
    await store.close()
  }

  const teaOf = (terminal: Terminal) => contextOf(terminal).store.catalogue.product('TEA')?.priceMinor

  test('has its catalogue brought by stick, and says by an alarm that it was put back', async () => {
    const { away, carrier } = await aheadOfTheStore()
    const stick = newFolder()
    await write(away, stick)
    await carry(carrier, stick)
    expect((await take(away, stick)).at(-1)).toMatchObject({ outcome: 'taken-in', products: 4, more: false })
    expect(teaOf(away)).toBe(1_200)
    expect(await synced(away.client)).toMatchObject({ catalogueVersion: (await central.changes(0)).next })
    const { terminalId } = contextOf(away).settings.identity()!
    expect(await central.alarms('restored')).toMatchObject([{ terminalId, details: { by: 'catalogue' } }])
  })

  test('does not take the terminal back by a stick from before the network told it more', async () => {
    const { away, carrier } = await aheadOfTheStore()
    const [first, second] = [newFolder(), newFolder()]
    await write(away, first)
    await sellTea(away.client)
    await write(away, second)
    for (const stick of [first, second]) await carry(carrier, stick)
    await central.addProducts({ products: [testProduct({ sku: 'TEA', priceMinor: 1_300 })] })
    const { catalogueVersion } = await synced(away.client)
    for (const [stick, outcome] of [
      [first, 'courier.old'],
      [second, 'taken-in'],
    ] as const) {
      expect((await take(away, stick)).at(-1)).toMatchObject({ outcome })
      expect(await away.client.sync.status()).toMatchObject({ catalogueVersion })
      expect(teaOf(away)).toBe(1_300)
    }
  })

  test('has its catalogue brought also by the answer to an older stick, once', async () => {
    const { away, carrier } = await aheadOfTheStore()
    const [first, second] = [newFolder(), newFolder()]
    await write(away, first)
    await sellTea(away.client)
    await write(away, second)
    for (const stick of [first, second]) await carry(carrier, stick)
    expect((await take(away, first)).at(-1)).toMatchObject({ outcome: 'taken-in', products: 4 })
    expect(teaOf(away)).toBe(1_200)
    expect((await take(away, second)).at(-1)).toMatchObject({ outcome: 'taken-in', facts: 1 })
    expect((await take(away, first)).at(-1)).toMatchObject({ outcome: 'courier.old' })
    expect(await synced(away.client)).toMatchObject({ unsent: 0, refused: 0 })
  })

  test('is not overtaken by what an old stick brings of the catalogue that it has lost', async () => {
    const [away, carrier] = [await enrolled(), await enrolled()]
    const port = Number(new URL(central.central.url).port)
    const [copy, stick] = [join(newFolder(), 'copy'), newFolder()]
    cpSync(central.dataDir, copy, { recursive: true })
    await leapFar()
    await central.addProducts({ products: [testProduct({ sku: 'TEA', priceMinor: 1_500 })] })
    await write(away, stick)
    await carry(carrier, stick)
    await central.central.close()
    rmSync(central.dataDir, { recursive: true })
    cpSync(copy, central.dataDir, { recursive: true })
    await central.open({ port })
    const { catalogueVersion } = await synced(away.client)
    expect((await take(away, stick)).at(-1)).toMatchObject({ products: 0 })
    expect(teaOf(away)).toBe(1_200)
    expect(await away.client.sync.status()).toMatchObject({ catalogueVersion })
  })
})
