import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ControlTotal } from '../../domain/fact.ts'
import { TEST_PRODUCTS, TestStore } from '../support/central-store.ts'
import { sha256, StubTerminal } from '../support/terminal-stub.ts'

const [TEA] = TEST_PRODUCTS as [(typeof TEST_PRODUCTS)[0]]
const DAY = '2026-11-21'
let store: TestStore

beforeAll(async () => {
  store = await TestStore.withProducts()
})
afterAll(async () => {
  expect(store.failures).toEqual([])
  await store.remove()
})

function openAlarms({ enrolled }: StubTerminal) {
  const database = new Database(join(store.dataDir, 'central.db'), { readonly: true })
  const found = database
    .prepare<[string], { kind: string; details: string }>(
      `SELECT kind, details FROM alarms WHERE terminal_id = ? AND settled_at_ms IS NULL
       AND kind <> 'terminal_put_back' ORDER BY alarm_id`,
    )
    .all(enrolled.terminalId)
  database.close()
  return found.map(({ kind, details }) => ({ kind, details: JSON.parse(details) as unknown }))
}

/** Two orders and a part taken back, and one of each kind that the store refuses. */
async function dayOf(terminal: StubTerminal): Promise<ControlTotal> {
  const first = terminal.place([{ product: TEA, quantity: 3 }])
  const refused = terminal.place([{ product: TEA, quantity: 1 }], (order) => ({ ...order, payments: [] }))
  const broken = terminal.order([{ product: TEA, quantity: 2 }])
  terminal.record({ kind: 'order.placed', order: broken }, { previousHash: sha256('another past') })
  const part = terminal.cancel(first, [1])
  terminal.record({ kind: 'order.cancelled', cancellation: part })
  terminal.record({ kind: 'order.cancelled', cancellation: { ...terminal.cancel(first, [3]) } })
  terminal.place([{ product: TEA, quantity: 9 }], (order) => ({ ...order, businessDay: '2026-11-22' }))
  const { verdicts } = await terminal.push()
  expect(verdicts.map(({ code, outcome }) => code ?? outcome)).toEqual([
    ...['accepted', 'order.payment_wrong', 'fact.hash_wrong', 'accepted', 'cancel.more_than_left', 'accepted'],
  ])
  return {
    businessDay: DAY,
    orders: 3,
    ordersMinor: first.totalMinor + refused.totalMinor + broken.totalMinor,
    cancellations: 2,
    refundsMinor: part.refundMinor + first.totalMinor,
  }
}

test('both sides count the same orders and cancellations of a day, whatever the verdicts were', async () => {
  const terminal = await StubTerminal.enrol(store)
  const day = await dayOf(terminal)
  const empty = { businessDay: '2026-11-20', orders: 0, ordersMinor: 0, cancellations: 0, refundsMinor: 0 }
  const { days } = await terminal.control({ days: [day, empty], heads: [] })
  expect(days).toEqual([
    { ...day, agrees: true },
    { ...empty, agrees: true },
  ])
})

test('an order that came in two epochs counts once, and one that was altered not at all', async () => {
  const terminal = await StubTerminal.enrol(store)
  const order = terminal.place([{ product: TEA, quantity: 1 }])
  await terminal.push()
  terminal.beginEpoch(2)
  terminal.record({ kind: 'order.placed', order })
  terminal.place([{ product: TEA, quantity: 1 }])
  terminal.facts.push({ ...terminal.facts.pop()!, wallMs: 0 })
  await terminal.push()
  await terminal.push()
  const day = { businessDay: DAY, orders: 1, ordersMinor: 1_200, cancellations: 0, refundsMinor: 0 }
  expect((await terminal.control({ days: [day], heads: [] })).days).toEqual([{ ...day, agrees: true }])
})

test('a day that differs is kept for the admins once for each difference, until both sides agree', async () => {
  const terminal = await StubTerminal.enrol(store)
  const day = await dayOf(terminal)
  const more = { ...day, orders: day.orders + 1, ordersMinor: day.ordersMinor + 700 }
  for (let i = 0; i < 3; i++) {
    const { days } = await terminal.control({ days: [more], heads: [] })
    expect(days).toEqual([{ ...day, agrees: false }])
  }
  const broken = { kind: 'chain_broken', details: expect.anything() as unknown }
  expect(openAlarms(terminal)).toEqual([
    broken,
    {
      kind: 'totals_differ',
      details: {
        ...{ ordersSaid: day.orders + 1, ordersCounted: day.orders },
        ...{ ordersMinorSaid: day.ordersMinor + 700, ordersMinorCounted: day.ordersMinor },
      },
    },
  ])
  await terminal.control({ days: [{ ...day, refundsMinor: 0 }], heads: [] })
  expect(openAlarms(terminal)).toMatchObject([broken, { details: { refundsMinorSaid: 0 } }])
  await terminal.control({ days: [day], heads: [] })
  expect(openAlarms(terminal)).toEqual([broken])
  await terminal.control({ days: [more], heads: [] })
  expect(openAlarms(terminal)).toMatchObject([broken, { kind: 'totals_differ', details: { ordersSaid: 4 } }])
})

test('the heads of the chains are compared at any place, also of earlier epochs', async () => {
  const terminal = await StubTerminal.enrol(store)
  for (let i = 0; i < 3; i++) terminal.place([{ product: TEA, quantity: 1 }])
  await terminal.push()
  const heads = terminal.facts.map((fact) => ({
    ...{ epoch: 1, seq: fact.seq, chainHead: sha256(fact.previousHash + fact.bodyHash) },
  }))
  terminal.beginEpoch(5)
  await terminal.push()
  const wrong = { ...heads[1]!, chainHead: heads[0]!.chainHead }
  const missing = { epoch: 1, seq: 4, chainHead: heads[0]!.chainHead }
  const answer = await terminal.control({ days: [], heads: [...heads, wrong, missing] })
  expect(answer.heads.map(({ seq, agrees }) => [seq, agrees])).toEqual([
    ...[
      [1, true],
      [2, true],
      [3, true],
    ],
    ...[
      [2, false],
      [4, false],
    ],
  ])
  expect(openAlarms(terminal).map(({ kind }) => kind)).toEqual(['head_differs', 'head_differs'])
  await terminal.control({ days: [], heads })
  expect(openAlarms(terminal), 'what agrees again is settled').toMatchObject([{ details: { counted: '' } }])
})

test('what a terminal found changed in its own journal is an alarm until it found it whole', async () => {
  const terminal = await StubTerminal.enrol(store)
  await dayOf(terminal)
  const found = openAlarms(terminal)
  const report = (broken?: { epoch: number; seq: number; what: string } | null) =>
    terminal.control({ days: [], heads: [], ...(broken === undefined ? {} : { broken }) })
  for (let i = 0; i < 2; i++) await report({ epoch: 1, seq: 1, what: 'refund' })
  const reported = { kind: 'chain_broken', details: { reported: 'refund' } }
  expect(openAlarms(terminal)).toEqual([...found, reported])
  await report()
  expect(openAlarms(terminal), 'it looks still').toEqual([...found, reported])
  await report({ epoch: 0, seq: 0, what: 'order_without_fact' })
  expect(openAlarms(terminal)).toEqual([
    ...found,
    { kind: 'chain_broken', details: { reported: 'order_without_fact' } },
  ])
  await report(null)
  expect(openAlarms(terminal)).toEqual(found)
})

/** A second fact for the last place, in place of the one that the store has. */
async function toldTwice(terminal: StubTerminal) {
  const kept = terminal.place([{ product: TEA, quantity: 2 }])
  await terminal.push()
  terminal.facts.splice(-1)
  const other = terminal.place([{ product: TEA, quantity: 5 }])
  await terminal.push()
  const head = { epoch: terminal.epoch, seq: 1, chainHead: sha256('0'.repeat(64) + terminal.facts[0]!.bodyHash) }
  return { kept, other, head }
}

const totalOf = (...orders: { totalMinor: number }[]): ControlTotal => ({
  ...{ businessDay: DAY, orders: orders.length, ordersMinor: orders.reduce((sum, one) => sum + one.totalMinor, 0) },
  ...{ cancellations: 0, refundsMinor: 0 },
})

test('a second fact for a place is explained only once it was told again and its day agrees', async () => {
  const terminal = await StubTerminal.enrol(store)
  const { kept, other, head } = await toldTwice(terminal)
  const kinds = () => openAlarms(terminal).map(({ kind }) => kind)
  const compare = (day: ControlTotal, heads = [head]) => terminal.control({ days: [day], heads })
  await compare(totalOf(kept))
  expect(kinds(), 'nobody told it again').toEqual(['same_place_other_body', 'head_differs'])
  terminal.beginEpoch(2)
  const again = terminal.record({ kind: 'order.placed', order: other })
  await terminal.push()
  const heads = [head, { epoch: 2, seq: 2, chainHead: sha256(again.previousHash + again.bodyHash) }]
  // The terminal hides the order that it had told first.
  await compare(totalOf(other), heads)
  expect(kinds()).toEqual(['same_place_other_body', 'totals_differ'])
  const { days } = await compare(totalOf(kept, other), heads)
  expect(days).toMatchObject([{ orders: 2, agrees: true }])
  expect(kinds()).toEqual([])
  const late = terminal.facts.splice(0)
  terminal.epoch = 1
  terminal.facts = []
  terminal.record({ kind: 'order.placed', order: other })
  await terminal.push()
  expect(kinds(), 'the same push once more, days late').toEqual(['same_place_other_body'])
  terminal.epoch = 2
  terminal.facts = late
  expect(await terminal.control({ days: [], heads })).toMatchObject({ wanted: [DAY] })
  await compare(totalOf(kept, other), heads)
  expect(kinds()).toEqual([])
})

test('a head that the store had not is settled by one further on, once what it lacked is there', async () => {
  const terminal = await StubTerminal.enrol(store)
  for (let i = 0; i < 5; i++) terminal.place([{ product: TEA, quantity: 1 }])
  const headOf = (seq: number) => {
    const { previousHash, bodyHash } = terminal.facts[seq - 1]!
    return { epoch: 1, seq, chainHead: sha256(previousHash + bodyHash) }
  }
  await terminal.push(terminal.facts.slice(0, 2))
  await terminal.control({ days: [], heads: [headOf(3)] })
  expect(openAlarms(terminal)).toMatchObject([{ kind: 'head_differs', details: { counted: '' } }])
  await terminal.control({ days: [], heads: [headOf(2)] })
  expect(openAlarms(terminal), 'what stands before says nothing').toHaveLength(1)
  await terminal.push()
  await terminal.control({ days: [], heads: [headOf(5)] })
  expect(openAlarms(terminal)).toEqual([])
})

test('a chain that only looks right further on settles no head before its break', async () => {
  const terminal = await StubTerminal.enrol(store)
  for (let i = 0; i < 3; i++) terminal.place([{ product: TEA, quantity: 1 }])
  await terminal.push()
  const said = sha256('another third')
  await terminal.control({ days: [], heads: [{ epoch: 1, seq: 3, chainHead: said }] })
  const order = terminal.order([{ product: TEA, quantity: 1 }])
  const next = terminal.record({ kind: 'order.placed', order }, { previousHash: said })
  await terminal.push()
  const head = { epoch: 1, seq: 4, chainHead: sha256(next.previousHash + next.bodyHash) }
  expect(await terminal.control({ days: [], heads: [head] })).toMatchObject({ heads: [{ agrees: true }] })
  expect(openAlarms(terminal).map(({ kind }) => kind)).toEqual(['head_differs', 'chain_broken'])
})

test('only a terminal may compare, and only its own', async () => {
  const terminal = await StubTerminal.enrol(store)
  const other = await StubTerminal.enrol(store)
  const day = await dayOf(terminal)
  expect((await other.control({ days: [day], heads: [] })).days).toMatchObject([{ orders: 0, agrees: false }])
})
