import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MAX_PUSH_BYTES, OWN_FACTS_PER_PAGE, type OwnFact } from '../../contract/facts.ts'
import { FIRST_PREVIOUS_HASH } from '../../domain/fact.ts'
import { TEST_PRODUCTS, TestStore } from '../support/central-store.ts'
import { id, sha256, StubTerminal } from '../support/terminal-stub.ts'

const [TEA] = TEST_PRODUCTS as [(typeof TEST_PRODUCTS)[0]]
const tea = [{ product: TEA, quantity: 1 }]
let store: TestStore

beforeAll(async () => {
  store = await TestStore.withProducts()
})
afterAll(async () => {
  expect(store.failures).toEqual([])
  await store.remove()
})

function headOf(terminal: StubTerminal): string {
  const last = terminal.facts.at(-1)!
  return sha256(last.previousHash + last.bodyHash)
}

describe('an epoch that a terminal begins by itself', () => {
  test('is opened by its first fact, and the one before goes on to be known', async () => {
    const terminal = await StubTerminal.enrol(store)
    terminal.place(tea)
    terminal.place(tea)
    await terminal.push()
    const first = { epoch: 1, acknowledgedSeq: 2, chainHead: headOf(terminal) }
    terminal.beginEpoch(4_711)
    terminal.place(tea)
    expect(await terminal.push()).toMatchObject({
      ...{ acknowledgedSeq: 2, verdicts: [{ outcome: 'accepted' }, { outcome: 'accepted' }] },
    })
    const states = await store.states(terminal.enrolled.token, 0)
    expect(states).toMatchObject({ acknowledgedSeq: 2, incarnation: store.central.incarnation })
    expect(states.epochs).toEqual([first, { epoch: 4_711, acknowledgedSeq: 2, chainHead: headOf(terminal) }])
    const again = await store.enrol(await store.newCode(), terminal.installationId)
    expect(again.epoch, 'the newest').toBe(4_711)
  })

  test('is not opened by a later fact of it: the first is asked for', async () => {
    const terminal = await StubTerminal.enrol(store)
    terminal.beginEpoch(9)
    terminal.place(tea)
    const other = await StubTerminal.enrol(store)
    other.place(tea)
    const [answer] = await Promise.all([terminal.push(terminal.facts.slice(1)), other.push()])
    expect(answer).toMatchObject({ status: 409, code: 'facts.gap', details: { acknowledgedSeq: 0 } })
    expect((await store.states(terminal.enrolled.token, 0)).epochs).toEqual([
      { epoch: 1, acknowledgedSeq: 0, chainHead: FIRST_PREVIOUS_HASH },
    ])
    expect(await terminal.push()).toMatchObject({ acknowledgedSeq: 2 })
  })

  test('needs signatures from its first fact on, also of a terminal that once had none', async () => {
    const terminal = await StubTerminal.enrol(store)
    const begun = terminal.beginEpoch(12)
    expect(await terminal.push([{ ...begun, signature: '' }])).toMatchObject({ code: 'fact.signature_missing' })
  })

  test('may be an older one that comes late, and stays behind the newest', async () => {
    const terminal = await StubTerminal.enrol(store)
    const late = terminal.beginEpoch(20)
    terminal.beginEpoch(30)
    await terminal.push()
    expect(await terminal.push([late], 20)).toMatchObject({ acknowledgedSeq: 1 })
    const again = await store.enrol(await store.newCode(), terminal.installationId)
    expect(again.epoch).toBe(30)
  })

  test('brings an order again that came in another one: it is accepted and counts once', async () => {
    const terminal = await StubTerminal.enrol(store)
    const order = terminal.place(tea)
    await terminal.push()
    const before = await store.statistics()
    terminal.beginEpoch(2)
    terminal.record({ kind: 'order.placed', order })
    terminal.record({ kind: 'order.placed', order: { ...order, placedAtMs: order.placedAtMs + 1 } })
    const { verdicts } = await terminal.push()
    expect(verdicts.map(({ code, outcome }) => code ?? outcome)).toEqual([
      ...['accepted', 'accepted', 'order.same_id_other_body'],
    ])
    expect(await store.statistics()).toMatchObject({ orders: before.orders, ordersMinor: before.ordersMinor })
  })

  test('may cancel an order of an earlier one, once', async () => {
    const terminal = await StubTerminal.enrol(store)
    const order = terminal.place([{ product: TEA, quantity: 2 }])
    await terminal.push()
    terminal.beginEpoch(2)
    const cancellation = terminal.cancel(order, [2])
    terminal.record({ kind: 'order.cancelled', cancellation })
    await terminal.push()
    terminal.beginEpoch(3)
    terminal.record({ kind: 'order.cancelled', cancellation })
    const { verdicts } = await terminal.push()
    expect(verdicts.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted'])
    const { states } = await store.states(terminal.enrolled.token, 0)
    expect(states.map(({ state }) => state)).toEqual(['accepted', 'cancelled'])
  })
})

test('what people did at the terminal is kept and moves nothing', async () => {
  const terminal = await StubTerminal.enrol(store)
  const before = await store.statistics()
  const businessDay = '2026-11-21'
  const lines = [{ lineId: id(), sku: 'TEA', quantity: 1, priceMinor: 1_200 }]
  terminal.record({ kind: 'cart.voided', orderId: id(), businessDay, lines })
  terminal.record({ kind: 'receipt.reprinted', orderId: id(), businessDay })
  terminal.record({ kind: 'settings.changed', businessDay, changes: [{ name: 'language', value: '"en"' }] })
  const { verdicts } = await terminal.push()
  expect(verdicts.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted', 'accepted'])
  expect(await store.statistics()).toEqual({ ...before, facts: before.facts + 3 })
})

describe('own facts', () => {
  test('come back byte for byte with what was said of them', async () => {
    const terminal = await StubTerminal.enrol(store)
    terminal.place(tea)
    terminal.place(tea, (order) => ({ ...order, payments: [] }))
    terminal.record('{"kind":"order.foretold"}')
    const { verdicts } = await terminal.push()
    const answer = await terminal.ownFacts(0)
    expect(answer).toEqual({
      next: 3,
      complete: true,
      facts: terminal.facts.map((fact, index) => ({ ...fact, verdict: verdicts[index] })),
    })
    expect(await terminal.ownFacts(2)).toMatchObject({ next: 3, complete: true, facts: [{ seq: 3 }] })
    expect(await terminal.ownFacts(99)).toEqual({ next: 3, complete: true, facts: [] })
  })

  test('come in pages by number and by bytes, and nothing is left out', async () => {
    const terminal = await StubTerminal.enrol(store)
    for (let i = 0; i < OWN_FACTS_PER_PAGE + 20; i++) terminal.place(tea)
    const long = (length: number) =>
      terminal.record(JSON.stringify({ kind: 'order.foretold', filler: 'x'.repeat(length) }))
    for (const length of [200_000, 200_000, 900_000, 10]) long(length)
    await terminal.push(terminal.facts.slice(0, 100))
    await terminal.push(terminal.facts.slice(100))
    const found: OwnFact[] = []
    const sizes: number[] = []
    for (let after = 0, complete = false; !complete;) {
      const page = await terminal.ownFacts(after)
      ;({ next: after, complete } = page)
      found.push(...page.facts)
      sizes.push(page.facts.length)
      const bytes = page.facts.reduce((sum, { body }) => sum + body.length, 0)
      expect(page.facts.length === 1 || bytes <= MAX_PUSH_BYTES).toBe(true)
    }
    expect(found.map(({ body }) => body)).toEqual(terminal.facts.map(({ body }) => body))
    expect(sizes).toEqual([OWN_FACTS_PER_PAGE, 21, 1, 1, 1])
  })

  test('that came damaged are given back as they came', async () => {
    const terminal = await StubTerminal.enrol(store)
    terminal.place(tea)
    const damaged = { ...terminal.facts[0]!, bodyHash: 'gone', signature: 'too short' }
    await terminal.push([damaged])
    await terminal.push([damaged])
    const { facts } = await terminal.ownFacts(0)
    expect(facts).toMatchObject([{ ...damaged, verdict: { outcome: 'refused', code: 'fact.hash_wrong' } }])
  })

  test('of an epoch that never was are a problem, and another terminal’s are not seen', async () => {
    const terminal = await StubTerminal.enrol(store)
    const other = await StubTerminal.enrol(store)
    other.place(tea)
    await other.push()
    expect(await terminal.ownFacts(0)).toEqual({ next: 0, complete: true, facts: [] })
    expect(await terminal.ownFacts(0, 5)).toMatchObject({ status: 404, code: 'epoch.unknown' })
  })
})
