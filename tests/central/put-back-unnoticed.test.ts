import { cpSync, renameSync, rmSync } from 'node:fs'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { INCARNATION_HEADER, PATHS, type Alarm, type Problem } from '../../contract/central.ts'
import { TEST_PRODUCTS, TestStore } from '../support/central-store.ts'
import { StubTerminal } from '../support/terminal-stub.ts'

/** A store that was put back with its whole folder: nothing in it tells. */

const [TEA] = TEST_PRODUCTS as [(typeof TEST_PRODUCTS)[0]]
let store: TestStore
let terminal: StubTerminal

beforeEach(async () => {
  store = await TestStore.withProducts()
  terminal = await StubTerminal.enrol(store)
})
afterEach(async () => {
  vi.useRealTimers()
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

async function putBackAfter(work: () => Promise<void>): Promise<void> {
  const kept = `${store.dataDir}-kept`
  // As it runs, so that it goes on with the very versions that it leaps over once it is put back.
  cpSync(store.dataDir, kept, { recursive: true })
  await work()
  await store.central.close()
  rmSync(store.dataDir, { recursive: true })
  renameSync(kept, store.dataDir)
  await store.open()
}

test('is noticed by the first terminal that was told of more, once', async () => {
  const other = await StubTerminal.enrol(store)
  await sell(2)
  const { incarnation } = store.central
  await putBackAfter(() => sell(3))
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
  expect(await restoredAlarms()).toMatchObject([
    { by: 'terminal', before: incarnation, incarnation: answer.incarnation },
  ])
  expect(await store.alarms('restored')).toMatchObject([{ terminalId, epoch: 1, seq: 5 }])
})

test('gives out no catalogue version again that it gave out before, though nobody has noticed', async () => {
  const { incarnation } = store.central
  const dearer = { ...TEA, priceMinor: TEA.priceMinor + 77 }
  let lost = 0
  await putBackAfter(async () => {
    lost = (await store.addProducts({ products: [dearer] })).catalogueVersion
  })
  expect(store.central.incarnation).toBe(incarnation)
  const { catalogueVersion: next } = await store.addProducts({ products: [{ ...TEA, priceMinor: 5 }] })
  expect(next).not.toBe(lost)
  const asked = await store.json<Problem>(`${PATHS.changes}?since=${lost}`, undefined, terminal.enrolled.token)
  expect(asked).toMatchObject({ status: 409, code: 'catalogue.cursor_from_future' })
  expect(await restoredAlarms(), 'and people are told').toMatchObject([{ by: 'catalogue', incarnation }])
  terminal.place([{ product: dearer, quantity: 1, catalogueVersion: lost }])
  terminal.place([{ product: dearer, quantity: 1, catalogueVersion: next }])
  expect((await terminal.push()).verdicts).toMatchObject([
    { outcome: 'accepted' },
    { outcome: 'refused', code: 'order.price_wrong' },
  ])
})

test('is not suspected for a terminal that names an epoch of which nothing is known', async () => {
  const { incarnation } = store.central
  terminal.beginEpoch(2)
  const answer = await store.states(terminal.enrolled.token, 0, known(incarnation))
  expect(answer.incarnation).toBe(incarnation)
})

test('is believed of one terminal once an hour, and whatever it says, prices that can be proved have to be right', async () => {
  await sell(1)
  const { catalogueVersion: told } = await store.addProducts({ products: [{ ...TEA, priceMinor: 999 }] })
  const claim = async (by = terminal) => {
    const { incarnation } = await store.states(by.enrolled.token, 0)
    const said = `&incarnation=${incarnation}&epoch=1&acknowledgedSeq=999999`
    return (await store.states(by.enrolled.token, 0, said)).incarnation !== incarnation
  }
  expect([await claim(), await claim(), await claim()]).toEqual([true, false, false])
  await store.restart()
  expect(await claim(), 'it is kept').toBe(false)
  expect(await claim(await StubTerminal.enrol(store)), 'another terminal is heard').toBe(true)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 })
  await store.restart()
  expect([await claim(), await claim()]).toEqual([true, false])
  const { catalogueVersion: newest } = await store.json<{ catalogueVersion: number }>(PATHS.health)
  for (const catalogueVersion of [1, told, newest])
    terminal.place([{ product: { ...TEA, priceMinor: 1 }, quantity: 1, catalogueVersion }])
  const { verdicts } = await terminal.push()
  expect(verdicts.slice(1).map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'refused'])
})

test('is not suspected by a terminal that was told of as much, or that says nothing', async () => {
  await sell(2)
  const { incarnation } = store.central
  for (const said of ['', known(incarnation), known(incarnation, 1), `&incarnation=${incarnation}`])
    expect((await store.states(terminal.enrolled.token, 0, said)).incarnation).toBe(incarnation)
})
