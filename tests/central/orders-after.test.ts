import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Product } from '../../domain/product.ts'
import { TEST_PRODUCTS, TestStore } from '../support/central-store.ts'
import { id, StubTerminal } from '../support/terminal-stub.ts'

const [TEA, RICE] = TEST_PRODUCTS as [Product, Product]
let store: TestStore
let terminal: StubTerminal
let other: StubTerminal

beforeAll(async () => {
  store = await TestStore.withProducts()
  terminal = await StubTerminal.enrol(store)
  other = await StubTerminal.enrol(store)
})
afterAll(async () => {
  expect(store.failures).toEqual([])
  await store.remove()
})

/** Pushes what was recorded last and gives its verdict. */
async function verdictOfLast(from = terminal) {
  const answer = await from.push(from.facts.slice(-1))
  return answer.verdicts[0]!
}

async function stockOf(sku: string): Promise<number | null | undefined> {
  const { products } = await store.changes(0)
  return products.find((product) => product.sku === sku)?.stock
}

describe('cancellations', () => {
  test('give back parts that sum to the whole, stock too, and end the order', async () => {
    const stock = await stockOf('RICE')
    const before = await store.statistics()
    const order = terminal.place([{ product: RICE, quantity: 1_001 }])
    await verdictOfLast()
    const first = terminal.cancel(order, [500])
    const second = terminal.cancel(order, [501], [first])
    expect(first.refundMinor + second.refundMinor).toBe(order.totalMinor)
    terminal.record({ kind: 'order.cancelled', cancellation: first })
    expect(await verdictOfLast()).toMatchObject({ outcome: 'accepted' })
    expect(await stockOf('RICE')).toBe(Number(stock) - 501)
    terminal.record({ kind: 'order.cancelled', cancellation: second })
    expect(await verdictOfLast()).toMatchObject({ outcome: 'accepted' })
    expect(await stockOf('RICE')).toBe(stock)
    const after = await store.statistics()
    expect(after.cancellations - before.cancellations).toBe(2)
    expect(after.refundsMinor - before.refundsMinor).toBe(order.totalMinor)
    const { states } = await store.states(terminal.enrolled.token, 0)
    expect(states.filter(({ orderId }) => orderId === order.orderId).map(({ state }) => state)).toEqual([
      'accepted',
      'cancelled',
    ])
  })

  test('are refused with their reasons, and refund nothing', async () => {
    const order = terminal.place([{ product: TEA, quantity: 2 }])
    await verdictOfLast()
    const before = await store.statistics()
    const right = terminal.cancel(order, [2])
    const lines = right.lines
    const wrong: [string, object][] = [
      ['order.unknown', { ...right, orderId: id() }],
      ['cancel.line_unknown', { ...right, lines: [{ ...lines[0]!, lineId: id() }] }],
      ['cancel.line_unknown', { ...right, lines: [...lines, ...lines] }],
      ['cancel.more_than_left', { ...right, lines: [{ ...lines[0]!, quantity: 3 }] }],
      ['cancel.refund_wrong', { ...right, lines: [{ ...lines[0]!, refundMinor: 2_399 }] }],
      ['cancel.refund_wrong', { ...right, refundMinor: 2_401 }],
      ['cancel.refund_wrong', { ...right, refunds: [] }],
      ['cancel.refund_wrong', { ...right, refunds: [{ tender: 'card', amountMinor: 2_400, attemptId: id() }] }],
      ['fact.body_malformed', { ...right, lines: [] }],
    ]
    for (const [code, cancellation] of wrong) {
      terminal.record(
        JSON.stringify({ kind: 'order.cancelled', cancellation: { ...cancellation, cancellationId: id() } }),
      )
      expect((await verdictOfLast()).code, code).toBe(code)
    }
    expect((await store.statistics()).refundsMinor).toBe(before.refundsMinor)
  })

  test("of another terminal's order are refused as of an order that never was", async () => {
    const order = terminal.place([{ product: TEA, quantity: 1 }])
    await verdictOfLast()
    other.record({ kind: 'order.cancelled', cancellation: terminal.cancel(order, [1]) })
    expect(await verdictOfLast(other)).toMatchObject({ outcome: 'refused', code: 'order.unknown' })
  })

  test('that come twice from elsewhere count once', async () => {
    const order = terminal.place([{ product: TEA, quantity: 2 }])
    const cancellation = terminal.cancel(order, [1])
    terminal.record({ kind: 'order.cancelled', cancellation })
    terminal.record({ kind: 'order.cancelled', cancellation })
    terminal.record({ kind: 'order.cancelled', cancellation: { ...cancellation, cancelledAtMs: 1 } })
    const before = await store.statistics()
    const { verdicts } = await terminal.push(terminal.facts.slice(-4))
    expect(verdicts.map(({ outcome, code }) => code ?? outcome)).toEqual([
      ...['accepted', 'accepted', 'accepted', 'order.same_id_other_body'],
    ])
    expect((await store.statistics()).refundsMinor - before.refundsMinor).toBe(1_200)
  })

  test('of a refused order give the customer the money back but count in no sum and move no stock', async () => {
    const stock = await stockOf('TEA')
    const before = await store.statistics()
    const order = terminal.place([{ product: TEA, quantity: 2 }], (one) => ({ ...one, number: 'no number' }))
    await verdictOfLast()
    terminal.record({ kind: 'order.cancelled', cancellation: terminal.cancel(order, [2]) })
    expect(await verdictOfLast()).toMatchObject({ outcome: 'accepted' })
    const after = await store.statistics()
    expect([after.ordersMinor, after.refundsMinor]).toEqual([before.ordersMinor, before.refundsMinor])
    expect(await stockOf('TEA')).toBe(stock)
    const { states } = await store.states(terminal.enrolled.token, 0)
    expect(states.slice(-2).map(({ state }) => state)).toEqual(['refused', 'cancelled'])
  })
})

describe('states said by the staff', () => {
  test('move an order on, reach its terminal once each, and never go back', async () => {
    const order = terminal.place([{ product: TEA, quantity: 1 }])
    await verdictOfLast()
    const { next } = await store.states(terminal.enrolled.token, 0)
    expect(await store.setState(order.orderId, 'ready')).toMatchObject({ orderId: order.orderId, state: 'ready' })
    expect(await store.setState(order.orderId, 'ready')).toMatchObject({ state: 'ready' })
    expect(await store.setState(order.orderId, 'on_the_way')).toMatchObject({
      ...{ status: 409, code: 'order.state_impossible', details: { from: 'ready', to: 'on_the_way' } },
    })
    await store.setState(order.orderId, 'handed_over')
    const told = await store.states(terminal.enrolled.token, next)
    expect(told.states.map(({ state }) => state)).toEqual(['ready', 'handed_over'])
    expect(told.next).toBe(next + 2)
    expect(await store.states(terminal.enrolled.token, told.next)).toMatchObject({
      next: told.next,
      complete: true,
      states: [],
    })
    expect((await store.states(other.enrolled.token, 0)).states).toEqual([])
  })

  test('lead a cursor that this store has not reached back to where it stands', async () => {
    const { next } = await store.states(terminal.enrolled.token, 0)
    expect(await store.states(terminal.enrolled.token, next + 50)).toMatchObject({ next, complete: true, states: [] })
  })

  test('become returned when goods that were handed over all come back', async () => {
    const order = terminal.place([{ product: TEA, quantity: 1 }])
    await verdictOfLast()
    await store.setState(order.orderId, 'handed_over')
    terminal.record({ kind: 'order.cancelled', cancellation: terminal.cancel(order, [1]) })
    expect(await verdictOfLast()).toMatchObject({ outcome: 'accepted' })
    const { states } = await store.states(terminal.enrolled.token, 0)
    expect(states.at(-1)).toMatchObject({ orderId: order.orderId, state: 'returned' })
  })

  test('are refused for orders that never were and for states that only a terminal can say', async () => {
    expect(await store.setState(id(), 'ready')).toMatchObject({ status: 404, code: 'order.unknown' })
    expect(await store.setState(id(), 'cancelled')).toMatchObject({ status: 400, code: 'request.malformed' })
  })
})
