import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { backUp } from '../../central/store/backup.ts'
import { INCARNATION_HEADER, PATHS, type Alarm } from '../../contract/central.ts'
import { TEST_PRODUCTS, TestStore } from '../support/central-store.ts'
import { runCentral } from '../support/run-central.ts'
import { StubTerminal } from '../support/terminal-stub.ts'

const [TEA] = TEST_PRODUCTS as [(typeof TEST_PRODUCTS)[0]]
let store: TestStore
let terminal: StubTerminal

beforeEach(async () => {
  store = await TestStore.withProducts()
  terminal = await StubTerminal.enrol(store)
})
afterEach(async () => {
  expect(store.failures).toEqual([])
  await store.remove()
})

async function sell(count: number): Promise<void> {
  for (let i = 0; i < count; i++) terminal.place([{ product: TEA, quantity: 1 }])
  expect(await terminal.push()).toMatchObject({ acknowledgedSeq: terminal.facts.length })
}

/** What the terminal says with each question for states. */
function known(incarnation: string, acknowledgedSeq = terminal.facts.length): string {
  return `&incarnation=${incarnation}&epoch=${terminal.epoch}&acknowledgedSeq=${acknowledgedSeq}`
}

async function headerNow(): Promise<string | null> {
  return (await store.call(PATHS.health)).headers.get(INCARNATION_HEADER)
}

async function restoredAlarms(): Promise<Alarm['details'][]> {
  return (await store.alarms('restored')).map(({ details }) => details)
}

const file = () => join(store.dataDir, 'central.db')

test('a store that was only stopped and started again, or killed, stays the incarnation that it was', async () => {
  const { incarnation } = store.central
  await sell(3)
  await store.restart()
  await sell(1)
  await store.restart()
  expect(store.central.incarnation).toBe(incarnation)
  expect(await restoredAlarms()).toEqual([])
})

test('a database that was put back from a backup is noticed at the next start, once', async () => {
  const { incarnation } = store.central
  await sell(2)
  const backup = join(store.dataDir, 'kept.db')
  expect(backUp(store.dataDir, backup)).toMatchObject({ file: backup, incarnation })
  for (let i = 0; i < 3; i++) await sell(1)
  await store.central.close()
  const witness = readFileSync(join(store.dataDir, 'central.head'))
  expect(existsSync(`${file()}-wal`)).toBe(false)
  copyFileSync(backup, file())
  await store.open()
  const restored = store.central.incarnation
  expect(store.central.putBack).toBe(true)
  expect(restored).not.toBe(incarnation)
  expect(await headerNow()).toBe(restored)
  await store.central.close()
  // As if the power had failed before the new one reached the disk.
  writeFileSync(join(store.dataDir, 'central.head'), witness)
  await store.open()
  expect(store.central.incarnation).toBe(restored)
  expect(await store.states(terminal.enrolled.token, 0, known(incarnation))).toMatchObject({
    ...{ incarnation: restored, acknowledgedSeq: 2 },
  })
  expect(await terminal.push()).toMatchObject({ incarnation: restored, acknowledgedSeq: 5 })
  expect(await store.statistics()).toMatchObject({ orders: 5, facts: 5 })
  await store.restart()
  expect(store.central.incarnation).toBe(restored)
  expect(await restoredAlarms()).toMatchObject([{ by: 'witness', before: incarnation, incarnation: restored }])
})

test('an order at a price that was lost with the store’s newest catalogue is accepted all the same, and flagged', async () => {
  const backup = join(store.dataDir, 'kept.db')
  backUp(store.dataDir, backup)
  const dearer = { ...TEA, priceMinor: TEA.priceMinor + 77 }
  const { catalogueVersion: lost } = await store.addProducts({ products: [dearer] })
  terminal.place([{ product: dearer, quantity: 1, catalogueVersion: lost }])
  await store.central.close()
  copyFileSync(backup, file())
  await store.open()
  const { catalogueVersion: next } = await store.addProducts({ products: [{ ...TEA, priceMinor: 5 }] })
  expect(next, 'versions that were given out once are not given out again').toBeGreaterThan(lost)
  terminal.place([{ product: dearer, quantity: 1, catalogueVersion: next }])
  expect((await terminal.push()).verdicts).toMatchObject([
    { outcome: 'accepted' },
    { outcome: 'refused', code: 'order.price_wrong' },
  ])
  const database = new Database(file(), { readonly: true })
  const flagged = database.prepare("SELECT seq FROM alarms WHERE kind = 'price_unproven'").pluck().all()
  database.close()
  expect(flagged).toEqual([1])
})

test('a backup that is put back a second time is noticed a second time', async () => {
  await sell(1)
  const backup = join(store.dataDir, 'kept.db')
  backUp(store.dataDir, backup)
  const seen = new Set([store.central.incarnation])
  for (let i = 0; i < 3; i++) {
    await sell(1)
    await store.central.close()
    copyFileSync(backup, file())
    await store.open()
    terminal.facts.splice(1)
    seen.add(store.central.incarnation)
  }
  expect(seen.size).toBe(4)
})

test('a witness that is torn or behind says nothing', async () => {
  const { incarnation } = store.central
  const witness = join(store.dataDir, 'central.head')
  const old = readFileSync(witness, 'utf8')
  await sell(1)
  const now = readFileSync(witness, 'utf8')
  expect(now).not.toBe(old)
  const { commits } = JSON.parse(now) as { commits: number }
  for (const content of [
    '',
    now.slice(0, 30),
    old,
    now.replace(`"commits":${commits}`, `"commits":${commits + 9}`),
    'null',
  ]) {
    await store.central.close()
    writeFileSync(witness, content)
    await store.open()
    expect(store.central.incarnation).toBe(incarnation)
  }
})

test('a database without its witness was put back', async () => {
  const { incarnation } = store.central
  await store.central.close()
  rmSync(join(store.dataDir, 'central.head'))
  await store.open()
  const { incarnation: restored } = store.central
  expect(restored).not.toBe(incarnation)
  await store.restart()
  expect(store.central.incarnation).toBe(restored)
  expect(await restoredAlarms()).toMatchObject([{ by: 'no_witness', before: incarnation }])
})

test('a backup that is opened is another incarnation, also beside a witness that says nothing of it', async () => {
  const backup = join(store.dataDir, 'kept.db')
  const seen = new Set([backUp(store.dataDir, backup).incarnation])
  for (const keepsWitness of [true, false]) {
    await store.central.close()
    copyFileSync(backup, file())
    if (keepsWitness) writeFileSync(join(store.dataDir, 'central.head'), 'torn')
    else rmSync(join(store.dataDir, 'central.head'))
    await store.open()
    seen.add(store.central.incarnation)
    expect(await restoredAlarms()).toMatchObject([{ by: 'copy' }])
  }
  await store.restart()
  expect(seen.add(store.central.incarnation).size, 'what was opened is a copy no more').toBe(3)
})

test('an import into a database that was put back does not hide it', async () => {
  const { incarnation } = store.central
  const bare = join(store.dataDir, 'bare.db')
  await store.central.close()
  copyFileSync(file(), bare)
  await store.open()
  for (let i = 0; i < 3; i++) await sell(1)
  await store.central.close()
  copyFileSync(bare, file())
  const list = join(store.dataDir, 'list.csv')
  writeFileSync(list, 'sku,name_ko,name_en,category,price\nNEW,새것,New,food,100\n')
  const { exitCode, stderr } = await runCentral('import', [list, '--data', store.dataDir])
  expect(exitCode, stderr).toBe(0)
  await store.open()
  expect(store.central.incarnation).not.toBe(incarnation)
  expect(await restoredAlarms()).toMatchObject([{ by: 'witness', before: incarnation }])
})

test('whoever put a store back may say so by hand', async () => {
  const { incarnation } = store.central
  await store.central.close()
  await store.open({ restored: true })
  expect(store.central.incarnation).not.toBe(incarnation)
  expect(await restoredAlarms()).toMatchObject([{ by: 'hand', before: incarnation }])
})

describe('a backup', () => {
  test('is not written over another file, nor left behind half', () => {
    const backup = join(store.dataDir, 'kept.db')
    writeFileSync(backup, 'older')
    expect(() => backUp(store.dataDir, backup)).toThrow(expect.objectContaining({ code: 'backup.exists' }))
    expect(readFileSync(backup, 'utf8')).toBe('older')
    const nowhere = join(store.dataDir, 'nowhere', 'kept.db')
    expect(() => backUp(store.dataDir, nowhere)).toThrow(expect.objectContaining({ code: 'backup.not_writable' }))
    expect(() => backUp(join(store.dataDir, 'nowhere'), `${backup}2`)).toThrow(
      expect.objectContaining({ code: 'data.missing' }),
    )
    expect(existsSync(`${backup}2.partial`)).toBe(false)
  })
})
