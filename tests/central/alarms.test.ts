import { afterEach, beforeEach, expect, test } from 'vitest'
import { PATHS, type AlarmsAnswer } from '../../contract/central.ts'
import { TEST_PRODUCTS, TestStore } from '../support/central-store.ts'
import { sha256, StubTerminal } from '../support/terminal-stub.ts'

const [TEA] = TEST_PRODUCTS as [(typeof TEST_PRODUCTS)[0]]
const HOUR_MS = 3_600_000
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

async function alarmsAfter(after: number): Promise<AlarmsAnswer> {
  return store.json<AlarmsAnswer>(`${PATHS.alarms}?after=${after}`)
}

test('alarms are listed for admins with what they are about, oldest first, each once', async () => {
  const order = terminal.order([{ product: TEA, quantity: 1 }])
  const broken = terminal.record({ kind: 'order.placed', order }, { previousHash: sha256('another past') })
  await terminal.push()
  terminal.facts = []
  const other = terminal.record('{"kind":"order.foretold"}')
  await terminal.push()
  await terminal.push()
  const day = { businessDay: '2026-11-20', orders: 1, ordersMinor: 0, cancellations: 0, refundsMinor: 0 }
  await terminal.control({ days: [day], heads: [] })
  const { terminalId } = terminal.enrolled
  const atMs = expect.any(Number) as number
  const words = { ko: expect.any(String) as string, en: expect.any(String) as string }
  const open = { words, history: [] }
  const place = { terminalId, epoch: 1, seq: 1, atMs }
  const listed = await alarmsAfter(0)
  expect(listed).toEqual({
    next: 3,
    complete: true,
    alarms: [
      {
        ...open,
        alarmId: 1,
        kind: 'chain_broken',
        ...place,
        details: { expected: '0'.repeat(64), found: broken.previousHash },
      },
      {
        ...open,
        alarmId: 2,
        kind: 'same_place_other_body',
        ...place,
        details: { bodyHash: other.bodyHash },
        body: other.body,
      },
      {
        ...open,
        alarmId: 3,
        kind: 'totals_differ',
        terminalId,
        businessDay: day.businessDay,
        atMs,
        details: { ordersSaid: 1, ordersCounted: 0 },
      },
    ],
  })
  expect(await alarmsAfter(2)).toMatchObject({ next: 3, complete: true, alarms: [{ kind: 'totals_differ' }] })
  expect(await alarmsAfter(3)).toEqual({ next: 3, complete: true, alarms: [] })
  expect(await store.statistics()).toMatchObject({ openAlarms: 3 })
  await terminal.control({ days: [{ ...day, orders: 0 }], heads: [] })
  expect(await store.statistics()).toMatchObject({ openAlarms: 2 })
  expect((await alarmsAfter(2)).alarms).toMatchObject([{ settledAtMs: atMs }])
  expect((await store.call(`${PATHS.alarms}?after=0`, {}, terminal.enrolled.token)).status).toBe(401)
})

test('alarms come in pages by number and by bytes', async () => {
  terminal.record('{"kind":"order.foretold"}')
  await terminal.push()
  const bodies: string[] = []
  for (let i = 0; i < 110; i++) {
    terminal.facts = []
    bodies.push(terminal.record(JSON.stringify({ kind: `${i}`, filler: 'x'.repeat(i > 105 ? 200_000 : 10) })).body)
    await terminal.push()
  }
  const found: (string | undefined)[] = []
  const sizes: number[] = []
  for (let after = 0, complete = false; !complete;) {
    const page = await alarmsAfter(after)
    ;({ next: after, complete } = page)
    found.push(...page.alarms.map(({ body }) => body))
    sizes.push(page.alarms.length)
  }
  expect(found.map((body) => body?.slice(0, 20))).toEqual(bodies.map((body) => body.slice(0, 20)))
  expect(sizes).toEqual([100, 7, 1, 1, 1])
})

test('a terminal that nothing was heard of for more than a day is counted, until it asks again', async () => {
  const { db } = store.central.store
  const heard = async (agoMs: number) =>
    db
      .updateTable('terminals')
      .set({ heard_at_ms: Date.now() - agoMs })
      .execute()
  expect(await store.statistics()).toMatchObject({ silentTerminals: 0 })
  await heard(23 * HOUR_MS)
  expect(await store.statistics()).toMatchObject({ silentTerminals: 0 })
  await heard(25 * HOUR_MS)
  expect(await store.statistics()).toMatchObject({ silentTerminals: 1 })
  await store.states(terminal.enrolled.token, 0)
  expect(await store.statistics()).toMatchObject({ silentTerminals: 0 })
  await heard(25 * HOUR_MS)
  terminal.place([{ product: TEA, quantity: 1 }])
  await terminal.push()
  expect(await store.statistics()).toMatchObject({ silentTerminals: 0 })
})

test('facts whose kind an older program did not know are judged by the one that does', async () => {
  const { db } = store.central.store
  terminal.record({ kind: 'receipt.reprinted', orderId: terminal.enrolled.terminalId, businessDay: '2026-11-21' })
  const order = terminal.place([{ product: TEA, quantity: 1 }])
  terminal.record('{"kind":"order.foretold"}')
  await terminal.push()
  // As the older program would have left it.
  await db
    .updateTable('facts')
    .set({ outcome: 'refused', code: 'fact.kind_unknown', details: '{}', kind: null, subject_id: null })
    .set({ business_day: null, amount_minor: null })
    .execute()
  await db.deleteFrom('orders').execute()
  await db.deleteFrom('order_states').execute()
  await store.restart()
  expect(await store.statistics()).toMatchObject({ facts: 3, orders: 1, refused: 1 })
  expect((await terminal.push()).verdicts.map(({ code, outcome }) => code ?? outcome)).toEqual([
    ...['accepted', 'accepted', 'fact.kind_unknown'],
  ])
  const { states } = await store.states(terminal.enrolled.token, 0)
  expect(states).toMatchObject([{ orderId: order.orderId, state: 'accepted' }])
  const day = { businessDay: '2026-11-21', orders: 1, ordersMinor: 1_200, cancellations: 0, refundsMinor: 0 }
  expect((await terminal.control({ days: [day], heads: [] })).days).toMatchObject([{ agrees: true }])
  terminal.facts.pop()
  terminal.place([{ product: TEA, quantity: 1 }])
  expect((await terminal.push()).verdicts.at(-1), 'the place is taken all the same').toMatchObject({
    ...{ outcome: 'refused', code: 'fact.same_place_other_body' },
  })
})

test('a terminal whose data were put back, or whose end was cut off, raises an alarm; one that lost its place has one', async () => {
  const begun = (reason: 'restored' | 'rolled-back' | 'place-taken') => ({
    ...{ kind: 'epoch.begun' as const, businessDay: '2026-11-21', reason },
    previous: { epoch: 1, seq: 4, chainHead: sha256('an end') },
  })
  for (const [epoch, reason] of [
    [7, 'rolled-back'],
    [8, 'restored'],
    [9, 'place-taken'],
  ] as const) {
    terminal.epoch = epoch
    terminal.facts = []
    terminal.record(begun(reason))
    await terminal.push()
    await terminal.push()
  }
  const about = { kind: 'terminal_put_back', terminalId: terminal.enrolled.terminalId, seq: 1 }
  expect((await alarmsAfter(0)).alarms).toMatchObject([
    { ...about, epoch: 7, details: { reason: 'rolled-back', epoch: 1, seq: 4 } },
    { ...about, epoch: 8, details: { reason: 'restored', epoch: 1, seq: 4 } },
  ])
})
