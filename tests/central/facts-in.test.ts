import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { fc } from '../support/property.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PATHS } from '../../contract/central.ts'
import { TEST_PRODUCTS, TestStore } from '../support/central-store.ts'
import { id, sha256, StubTerminal } from '../support/terminal-stub.ts'

const [TEA, RICE, , BOOT] = TEST_PRODUCTS as [never, never, never, never]
let store: TestStore

beforeAll(async () => {
  store = await TestStore.withProducts()
})
afterAll(async () => {
  expect(store.failures).toEqual([])
  await store.remove()
})

test('an order pushed once is accepted, counted, and its state is told', async () => {
  const terminal = await StubTerminal.enrol(store)
  const before = await store.statistics()
  const order = terminal.place([
    { product: TEA, quantity: 2 },
    { product: RICE, quantity: 750 },
  ])
  const answer = await terminal.push()
  expect(answer).toEqual({
    incarnation: store.central.incarnation,
    acknowledgedSeq: 1,
    verdicts: [{ seq: 1, outcome: 'accepted' }],
  })
  expect(order.totalMinor).toBe(2 * 1_200 + 2_500)
  const after = await store.statistics()
  expect(after.orders - before.orders).toBe(1)
  expect(after.ordersMinor - before.ordersMinor).toBe(order.totalMinor)
  const states = await store.states(terminal.enrolled.token, 0)
  expect(states).toMatchObject({ next: 1, complete: true, states: [{ orderId: order.orderId, state: 'accepted' }] })
})

/** A retrying network's work on eight facts: which are repeated in which order, and how the pushes are cut from it. */
const Schedule = fc.record({
  repeats: fc.array(fc.nat({ max: 7 }), { minLength: 2, maxLength: 16 }),
  cuts: fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 5 }),
  turned: fc.boolean(),
})
const AT_ONCE = 20

test('whatever is repeated and reordered within pushes, every fact counts once and keeps its verdict', async () => {
  const before = await store.statistics()
  const property = fc.asyncProperty(
    fc.array(Schedule, { minLength: AT_ONCE, maxLength: AT_ONCE }),
    async (schedules) => void (await Promise.all(schedules.map(playSchedule))),
  )
  await fc.assert(property, { numRuns: 1_000 / AT_ONCE, endOnFailure: true })
  const after = await store.statistics()
  expect(after.facts - before.facts).toBe(8 * 1_000)
  expect(after.orders - before.orders).toBe(3 * 1_000)
  expect(after.cancellations - before.cancellations).toBe(2 * 1_000)
  const sums = sumsInFile()
  expect(sums.places).toBe(after.facts)
  expect(sums.ordersMinor).toBe(after.ordersMinor)
}, 300_000)

async function playSchedule({ repeats, cuts, turned }: { repeats: number[]; cuts: number[]; turned: boolean }) {
  const { terminal, expected } = await eightFacts()
  const stream = [...repeats.map((index) => terminal.facts[index]!), ...terminal.facts]
  let end = 0
  for (const cut of cuts) {
    await terminal.push(stream.slice(end, end + 1 + cut))
    end += cut
  }
  const answer = await terminal.push(turned ? terminal.facts.toReversed() : terminal.facts)
  expect(answer.acknowledgedSeq).toBe(8)
  expect(answer.verdicts.map(({ outcome, code }) => code ?? outcome)).toEqual(expected.verdicts)
  expect((await terminal.push()).verdicts).toEqual(answer.verdicts)
  const states = await store.states(terminal.enrolled.token, 0)
  expect(states.states.map(({ state }) => state)).toEqual(expected.states)
}

/** Orders, one that is wrong, a part taken back, then all of it, and one that is no fact at all. */
async function eightFacts() {
  const terminal = await StubTerminal.enrol(store)
  const first = terminal.place([{ product: TEA, quantity: 3 }])
  terminal.place([{ product: BOOT, quantity: 1 }], (order) => ({ ...order, totalMinor: order.totalMinor + 1 }))
  const part = terminal.cancel(first, [1])
  terminal.record({ kind: 'order.cancelled', cancellation: part })
  terminal.place([{ product: RICE, quantity: 333 }])
  terminal.record('{"kind":"order.placed"}')
  const rest = terminal.cancel(first, [2], [part])
  terminal.record({ kind: 'order.cancelled', cancellation: rest })
  terminal.record({ kind: 'order.cancelled', cancellation: { ...rest, cancellationId: id() } })
  terminal.place([{ product: TEA, quantity: 1 }])
  return {
    terminal,
    expected: {
      verdicts: [
        ...['accepted', 'order.sum_wrong', 'accepted', 'accepted'],
        ...['fact.body_malformed', 'accepted', 'cancel.more_than_left', 'accepted'],
      ],
      states: ['accepted', 'refused', 'accepted', 'cancelled', 'accepted'],
    },
  }
}

/** Counted in the file itself, not by the program under test. */
function sumsInFile(): { places: number; ordersMinor: number } {
  const database = new Database(join(store.dataDir, 'central.db'), { readonly: true })
  const count = "SELECT COUNT(DISTINCT terminal_id || '/' || epoch || '/' || seq) FROM facts"
  const places = database.prepare(count).pluck().get() as number
  const bodies = database.prepare("SELECT body FROM facts WHERE outcome = 'accepted'").pluck().all() as string[]
  database.close()
  let ordersMinor = 0
  for (const body of bodies)
    ordersMinor += (JSON.parse(body) as { order?: { totalMinor: number } }).order?.totalMinor ?? 0
  return { places, ordersMinor }
}

test('a push that leaves a place empty is answered with what is there, and nothing of it is kept', async () => {
  const terminal = await StubTerminal.enrol(store)
  for (let i = 0; i < 5; i++) terminal.place([{ product: TEA, quantity: 1 }])
  await terminal.push(terminal.facts.slice(0, 2))
  const before = await store.statistics()
  const answer = await terminal.push(terminal.facts.slice(3))
  expect(answer).toMatchObject({ status: 409, code: 'facts.gap', details: { acknowledgedSeq: 2 } })
  const within = await terminal.push([terminal.facts[2]!, terminal.facts[4]!])
  expect(within).toMatchObject({ code: 'facts.gap', details: { acknowledgedSeq: 2 } })
  expect(await store.statistics()).toEqual(before)
  expect((await terminal.push()).acknowledgedSeq).toBe(5)
})

test('another body in a taken place is put aside with an alarm, and the first one stays', async () => {
  const terminal = await StubTerminal.enrol(store)
  terminal.place([{ product: TEA, quantity: 1 }])
  await terminal.push()
  const before = await store.statistics()
  const first = terminal.facts.pop()!
  const other = terminal.record(first.body.replace('"quantity":1', '"quantity":2'))
  const answer = await terminal.push([other])
  expect(answer.verdicts).toEqual([
    { seq: 1, outcome: 'refused', code: 'fact.same_place_other_body', details: { seq: 1 } },
  ])
  expect(await store.statistics()).toEqual({ ...before, openAlarms: before.openAlarms + 1 })
  expect((await terminal.push([first])).verdicts).toEqual([{ seq: 1, outcome: 'accepted' }])
  const database = new Database(join(store.dataDir, 'central.db'), { readonly: true })
  const alarms = database
    .prepare('SELECT kind, body FROM alarms WHERE terminal_id = ?')
    .all(terminal.enrolled.terminalId)
  database.close()
  expect(alarms).toEqual([{ kind: 'same_place_other_body', body: other.body }])
})

test('a fact whose chain is broken is refused once, with an alarm, and the rest goes on', async () => {
  const terminal = await StubTerminal.enrol(store)
  terminal.place([{ product: TEA, quantity: 1 }])
  const order = terminal.order([{ product: TEA, quantity: 1 }])
  terminal.record({ kind: 'order.placed', order }, { previousHash: sha256('another past') })
  terminal.place([{ product: TEA, quantity: 1 }])
  const answer = await terminal.push()
  expect(answer.verdicts.map(({ code, details }) => [code, details?.['what']])).toEqual([
    [undefined, undefined],
    ['fact.hash_wrong', 'chain'],
    [undefined, undefined],
  ])
  const database = new Database(join(store.dataDir, 'central.db'), { readonly: true })
  const kinds = database.prepare('SELECT kind FROM alarms WHERE terminal_id = ? AND seq = 2').pluck()
  expect(kinds.all(terminal.enrolled.terminalId)).toEqual(['chain_broken'])
  database.close()
})

test('pushes of many terminals at once are all taken in, each with its own answer', async () => {
  const before = await store.statistics()
  const terminals = await Promise.all(Array.from({ length: 40 }, async () => StubTerminal.enrol(store)))
  for (const terminal of terminals) for (let i = 0; i < 5; i++) terminal.place([{ product: TEA, quantity: 1 }])
  const answers = await Promise.all(terminals.map((terminal) => terminal.push()))
  expect(answers.map(({ acknowledgedSeq }) => acknowledgedSeq)).toEqual(terminals.map(() => 5))
  expect((await store.statistics()).orders - before.orders).toBe(200)
})

test('what was acknowledged is there after a restart, with the same verdicts', async () => {
  const terminal = await StubTerminal.enrol(store)
  terminal.place([{ product: TEA, quantity: 1 }])
  terminal.place([{ product: TEA, quantity: 1 }], (order) => ({ ...order, number: '99999-0001-0' }))
  const answer = await terminal.push()
  const states = await store.states(terminal.enrolled.token, 0)
  const before = await store.statistics()
  const token = readFileSync(join(store.dataDir, 'admin.token'), 'utf8').trim()
  await store.restart()
  expect(store.central.adminToken).toBe(token)
  expect(await store.statistics()).toEqual(before)
  expect(await terminal.push()).toEqual(answer)
  expect(await store.states(terminal.enrolled.token, 0)).toEqual(states)
})

test('while another process writes, readers are served and pushes wait for their turn', async () => {
  const terminal = await StubTerminal.enrol(store)
  terminal.place([{ product: TEA, quantity: 1 }])
  const importer = new Database(join(store.dataDir, 'central.db'))
  importer.exec('BEGIN IMMEDIATE')
  let answered = false
  const pushed = terminal.push().finally(() => (answered = true))
  for (let i = 0; i < 5; i++) expect((await store.call(PATHS.health)).status).toBe(200)
  expect(answered).toBe(false)
  importer.exec('COMMIT')
  importer.close()
  expect(await pushed).toMatchObject({ acknowledgedSeq: 1, verdicts: [{ outcome: 'accepted' }] })
})

test('a store that is told to close answers what it has begun', async () => {
  const terminal = await StubTerminal.enrol(store)
  for (let i = 0; i < 50; i++) terminal.place([{ product: TEA, quantity: 1 }])
  const pushed = terminal.push()
  // Any later request is behind the push on the same event loop, so the push has arrived.
  await store.call(PATHS.health)
  await store.restart()
  expect((await pushed).acknowledgedSeq).toBe(50)
  expect((await terminal.push()).acknowledgedSeq).toBe(50)
})
