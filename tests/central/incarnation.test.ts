import { copyFileSync, cpSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { backUp } from '../../central/store/backup.ts'
import { INCARNATION_HEADER, PATHS } from '../../contract/central.ts'
import { TEST_PRODUCTS, TestStore } from '../support/central-store.ts'
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

function restoredAlarms(): { by: string; before: string; incarnation: string }[] {
  const database = new Database(join(store.dataDir, 'central.db'), { readonly: true })
  const details = database.prepare<[], string>("SELECT details FROM alarms WHERE kind = 'restored' ORDER BY alarm_id")
  const found = details.pluck().all()
  database.close()
  return found.map((text) => JSON.parse(text) as never)
}

const file = () => join(store.dataDir, 'central.db')

test('a store that was only stopped and started again, or killed, stays the incarnation that it was', async () => {
  const { incarnation } = store.central
  await sell(3)
  await store.restart()
  await sell(1)
  await store.restart()
  expect(store.central.incarnation).toBe(incarnation)
  expect(restoredAlarms()).toEqual([])
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
  expect(restoredAlarms()).toMatchObject([{ by: 'witness', before: incarnation, incarnation: restored }])
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

test('a witness that is missing, torn or behind says nothing', async () => {
  const { incarnation } = store.central
  const witness = join(store.dataDir, 'central.head')
  const old = readFileSync(witness, 'utf8')
  await sell(1)
  const now = readFileSync(witness, 'utf8')
  expect(now).not.toBe(old)
  const { commits } = JSON.parse(now) as { commits: number }
  for (const content of [
    undefined,
    '',
    now.slice(0, 30),
    old,
    now.replace(`"commits":${commits}`, `"commits":${commits + 9}`),
    'null',
  ]) {
    await store.central.close()
    if (content === undefined) rmSync(witness)
    else writeFileSync(witness, content)
    await store.open()
    expect(store.central.incarnation).toBe(incarnation)
  }
})

test('whoever put a store back may say so by hand', async () => {
  const { incarnation } = store.central
  await store.central.close()
  await store.open({ restored: true })
  expect(store.central.incarnation).not.toBe(incarnation)
  expect(restoredAlarms()).toMatchObject([{ by: 'hand', before: incarnation }])
})

describe('a store that was put back with its whole folder', () => {
  async function putBackWholeFolder(): Promise<void> {
    await store.central.close()
    const kept = `${store.dataDir}-kept`
    cpSync(store.dataDir, kept, { recursive: true })
    await store.open()
    await sell(3)
    await store.central.close()
    rmSync(store.dataDir, { recursive: true })
    renameSync(kept, store.dataDir)
    await store.open()
  }

  test('is noticed by the first terminal that was told of more, once', async () => {
    const other = await StubTerminal.enrol(store)
    await sell(2)
    const { incarnation } = store.central
    await putBackWholeFolder()
    expect(store.central.incarnation, 'nothing in the folder tells').toBe(incarnation)
    const answer = await store.states(terminal.enrolled.token, 0, known(incarnation))
    expect(answer.incarnation).not.toBe(incarnation)
    expect(answer).toMatchObject({ acknowledgedSeq: 2, epochs: [{ epoch: 1, acknowledgedSeq: 2 }] })
    expect(await headerNow()).toBe(answer.incarnation)
    const others = await store.states(other.enrolled.token, 0, `&incarnation=${incarnation}&epoch=1&acknowledgedSeq=9`)
    expect(others.incarnation, 'who names the old one has not heard yet').toBe(answer.incarnation)
    const again = await store.states(terminal.enrolled.token, 0, known(answer.incarnation!, 2))
    expect(again.incarnation).toBe(answer.incarnation)
    expect(await terminal.push()).toMatchObject({ incarnation: answer.incarnation, acknowledgedSeq: 5 })
    const { terminalId } = terminal.enrolled
    expect(restoredAlarms()).toMatchObject([{ by: 'terminal', before: incarnation, incarnation: answer.incarnation }])
    const database = new Database(file(), { readonly: true })
    const place = database.prepare("SELECT terminal_id, epoch, seq FROM alarms WHERE kind = 'restored'").get()
    database.close()
    expect(place).toEqual({ terminal_id: terminalId, epoch: 1, seq: 5 })
  })

  test('is noticed by an epoch that it has lost altogether', async () => {
    const { incarnation } = store.central
    terminal.beginEpoch(2)
    const answer = await store.states(terminal.enrolled.token, 0, known(incarnation))
    expect(answer.incarnation).not.toBe(incarnation)
  })

  test('is not suspected by a terminal that was told of as much, or that says nothing', async () => {
    await sell(2)
    const { incarnation } = store.central
    for (const said of ['', known(incarnation), known(incarnation, 1), `&incarnation=${incarnation}`])
      expect((await store.states(terminal.enrolled.token, 0, said)).incarnation).toBe(incarnation)
  })
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
