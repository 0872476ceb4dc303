import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Fact } from '../../domain/fact.ts'
import type { Order } from '../../domain/order.ts'
import type { Product } from '../../domain/product.ts'
import { signPaperOrder } from '../../trust/paper-order.ts'
import { TEST_PRODUCTS, testProduct, TestStore } from '../support/central-store.ts'
import { id, StubTerminal, stubKeys } from '../support/terminal-stub.ts'

const [TEA, RICE, , BOOT] = TEST_PRODUCTS as [Product, Product, Product, Product]
const WANTED = [
  { product: TEA, quantity: 2 },
  { product: RICE, quantity: 750 },
  { product: BOOT, quantity: 1 },
]
let store: TestStore
let carrier: StubTerminal
/** The one whose machine is broken: what it sold is on its receipts alone. */
let broken: StubTerminal

beforeAll(async () => {
  store = await TestStore.withProducts()
})
afterAll(async () => {
  expect(store.failures).toEqual([])
  await store.remove()
})
beforeEach(async () => {
  carrier = await StubTerminal.enrol(store)
  broken = await StubTerminal.enrol(store)
})

function sell(change?: (order: Order) => Order): { order: Order; fact: Fact; texts: string[] } {
  const order = broken.place(WANTED, change)
  const fact = broken.facts.at(-1)!
  return { order, fact, texts: broken.paper(order, fact) }
}

async function carried(orderId: string, texts: readonly string[], by = carrier): Promise<string> {
  by.carry(orderId, texts)
  const { verdicts } = await by.push()
  const { code, outcome } = verdicts.at(-1)!
  return code ?? outcome
}

async function statesOf(terminal: StubTerminal) {
  return (await store.states(terminal.enrolled.token, 0)).states
}

async function stockOf(sku: string): Promise<number | null | undefined> {
  return (await store.changes(0)).products.find((product) => product.sku === sku)?.stock
}

test('an order on paper is entered under its own terminal as if its own fact had come', async () => {
  const { order, texts } = sell()
  const before = await store.statistics()
  const tea = await stockOf('TEA')
  expect(await carried(order.orderId, texts.toReversed())).toBe('accepted')
  const after = await store.statistics()
  expect(after.orders - before.orders).toBe(1)
  expect(after.ordersMinor - before.ordersMinor).toBe(order.totalMinor)
  expect(await stockOf('TEA')).toBe(Number(tea) - 2)
  expect(await statesOf(broken)).toMatchObject([{ orderId: order.orderId, state: 'accepted' }])
  expect(await statesOf(carrier)).toEqual([])
  expect((await store.setState(order.orderId, 'ready')).state).toBe('ready')
})

test('however often and in whatever way it comes afterwards, it counts once', async () => {
  const { order, texts } = sell()
  const other = await StubTerminal.enrol(store)
  const before = await store.statistics()
  expect(await carried(order.orderId, texts)).toBe('accepted')
  expect(await carried(order.orderId, texts)).toBe('accepted')
  expect(await carried(order.orderId, texts, other)).toBe('accepted')
  expect(await broken.push(), 'its own fact takes its place').toMatchObject({
    ...{ acknowledgedSeq: 1, verdicts: [{ outcome: 'accepted' }] },
  })
  broken.beginEpoch(2)
  broken.record({ kind: 'order.placed', order })
  expect((await broken.push()).verdicts.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted'])
  expect(await carried(order.orderId, texts)).toBe('accepted')
  const after = await store.statistics()
  expect(after.orders - before.orders).toBe(1)
  expect(after.ordersMinor - before.ordersMinor).toBe(order.totalMinor)
  expect(await statesOf(broken)).toHaveLength(1)
})

test('a terminal whose order others carried was not heard of itself', async () => {
  const { db } = store.central.store
  const { terminalId } = broken.enrolled
  const silent = async () => (await store.statistics()).silentTerminals
  const before = await silent()
  await db.updateTable('terminals').set({ heard_at_ms: 0 }).where('terminal_id', '=', terminalId).execute()
  const { order, texts } = sell()
  expect(await carried(order.orderId, texts)).toBe('accepted')
  expect(await silent()).toBe(before + 1)
})

test('an order that came by itself before is known', async () => {
  const { order, texts } = sell()
  await broken.push()
  const before = await store.statistics()
  expect(await carried(order.orderId, texts)).toBe('accepted')
  expect(await store.statistics()).toEqual({ ...before, facts: before.facts + 1 })
})

test('paper and fact in pushes that are committed together count once', async () => {
  const before = await store.statistics()
  const { order, texts } = sell()
  carrier.carry(order.orderId, texts)
  const answers = await Promise.all([carrier.push(), broken.push()])
  expect(answers.map(({ verdicts }) => verdicts[0]!.outcome)).toEqual(['accepted', 'accepted'])
  expect((await store.statistics()).orders - before.orders).toBe(1)
})

test('an order from paper can be cancelled by its terminal before and after its own fact came', async () => {
  const { order, texts } = sell()
  await carried(order.orderId, texts)
  broken.beginEpoch(2)
  const first = broken.cancel(order, [1, 0, 0])
  broken.record({ kind: 'order.cancelled', cancellation: first })
  const rest = broken.cancel(order, [1, 750, 1], [first])
  broken.record({ kind: 'order.cancelled', cancellation: rest })
  expect((await broken.push()).verdicts.map(({ code, outcome }) => code ?? outcome)).toEqual(Array(3).fill('accepted'))
  expect((await statesOf(broken)).map(({ state }) => state)).toEqual(['accepted', 'cancelled'])
})

test('where its own fact was damaged on the disk, the paper brings the order all the same', async () => {
  const { order, fact, texts } = sell()
  broken.facts = [{ ...fact, body: fact.body.replace('"quantity":2', '"quantity":3') }]
  await broken.push()
  expect((await broken.push()).verdicts).toMatchObject([{ code: 'fact.hash_wrong' }])
  expect(await carried(order.orderId, texts)).toBe('accepted')
  const cancellation = broken.cancel(order, [2, 0, 0])
  broken.record({ kind: 'order.cancelled', cancellation })
  expect((await broken.push()).verdicts.map(({ code, outcome }) => code ?? outcome)).toEqual([
    ...['fact.hash_wrong', 'accepted'],
  ])
})

test('an order from paper is judged like any other, and refused with the same words', async () => {
  const { order, texts } = sell((right) => ({ ...right, currency: { code: 'USD', digits: 0 } }))
  expect(await carried(order.orderId, texts)).toBe('order.currency_wrong')
  expect(await carried(order.orderId, texts)).toBe('order.currency_wrong')
  expect(await statesOf(broken)).toMatchObject([{ orderId: order.orderId, state: 'refused' }])
})

test('goods are called what they were called in the catalogue that the order names', async () => {
  const old = testProduct({ sku: 'LAMP', priceMinor: 900 })
  const { catalogueVersion: first } = await store.addProducts({ products: [old] })
  const renamed = { ...old, name: { ko: '새 등잔', en: 'New lamp' }, priceMinor: 950 }
  const { catalogueVersion: second } = await store.addProducts({ products: [renamed] })
  for (const [product, catalogueVersion, verdict] of [
    [old, first, 'accepted'],
    [renamed, second, 'accepted'],
    [{ ...renamed, priceMinor: 900 }, first, 'paper.order_differs'],
    [old, first - 1, 'order.product_unknown'],
  ] as const) {
    const order = broken.place([{ product, quantity: 1, catalogueVersion }])
    expect(await carried(order.orderId, broken.paper(order, broken.facts.at(-1)!))).toBe(verdict)
  }
})

describe('what is no order of the terminal that it names', () => {
  async function refused(orderId: string, texts: readonly string[]): Promise<string> {
    const before = await store.statistics()
    const code = await carried(orderId, texts)
    const after = await store.statistics()
    expect([after.orders, after.ordersMinor]).toEqual([before.orders, before.ordersMinor])
    expect(await statesOf(broken)).toEqual([])
    return code
  }

  test('is refused with what is wrong with it, and enters nothing', async () => {
    const { order, fact, texts } = sell()
    expect(await refused(order.orderId, ['HELLO'])).toBe('paper.malformed')
    expect(await refused(order.orderId, [texts[0]!.slice(0, -3)])).toBe('paper.malformed')
    expect(await refused(id(), texts)).toBe('paper.order_differs')
    broken.keys = stubKeys(id())
    expect(await refused(order.orderId, broken.paper(order, fact))).toBe('paper.signature_wrong')
  })

  test('nor is one whose body was another', async () => {
    const { order, fact } = sell()
    const dearer = { ...order, placedAtMs: order.placedAtMs + 1 }
    expect(await refused(order.orderId, broken.paper(dearer, fact))).toBe('paper.order_differs')
  })

  test('nor is one of a terminal that is not known, or has no key', async () => {
    const { order, fact } = sell()
    const stranger = { ...order, terminalId: id() }
    expect(await refused(order.orderId, broken.paper(stranger, fact))).toBe('paper.terminal_unknown')
    const old = await StubTerminal.enrolWithoutKeys(store)
    const oldOrder = old.place(WANTED)
    old.keys = broken.keys
    expect(await refused(oldOrder.orderId, old.paper(oldOrder, old.facts[0]!))).toBe('paper.terminal_unknown')
  })

  test('nor is another order with the same id', async () => {
    const { order, fact } = sell()
    await broken.push()
    const texts = broken.paper(order, { seq: fact.seq, bodyHash: 'f'.repeat(64) })
    expect(await carried(order.orderId, texts)).toBe('order.same_id_other_body')
  })

  test('nor is whatever else the terminal signed', async () => {
    const { order } = sell()
    expect(await refused(order.orderId, signPaperOrder(broken.keys!.signing, Buffer.from('a promise')))).toBe(
      'paper.malformed',
    )
  })
})
