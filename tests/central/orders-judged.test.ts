import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Alarm } from '../../contract/central.ts'
import type { Order } from '../../domain/order.ts'
import { formatOrderNumber } from '../../domain/order-number.ts'
import type { Product } from '../../domain/product.ts'
import { TEST_PRODUCTS, testProduct, TestStore } from '../support/central-store.ts'
import { id, StubTerminal } from '../support/terminal-stub.ts'

const [TEA, RICE, SALT, BOOT] = TEST_PRODUCTS as [Product, Product, Product, Product]
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

interface Wrong {
  readonly what: string
  readonly code: string
  readonly details?: Record<string, unknown>
  readonly change: (order: Order) => Order
}

const line = (order: Order) => order.lines[0]!
const WRONG: readonly Wrong[] = [
  {
    what: 'a line whose total is not quantity times price',
    code: 'order.sum_wrong',
    change: (order) => ({
      ...order,
      lines: [{ ...line(order), totalMinor: line(order).totalMinor - 1 }, ...order.lines.slice(1)],
    }),
  },
  {
    what: 'a total that is not the sum of the lines',
    code: 'order.sum_wrong',
    details: { expected: 5_733, found: 5_734 },
    change: (order) => ({ ...order, totalMinor: order.totalMinor + 1 }),
  },
  {
    what: 'payments that are not the total',
    code: 'order.payment_wrong',
    change: (order) => ({ ...order, payments: [] }),
  },
  {
    what: 'change that is not what was handed over less the amount',
    code: 'order.payment_wrong',
    change: (order) => ({ ...order, payments: order.payments.map((payment) => ({ ...payment, changeMinor: 1 })) }),
  },
  {
    what: 'another currency',
    code: 'order.currency_wrong',
    details: { expected: 'KPW', found: 'USD' },
    change: (order) => ({ ...order, currency: { code: 'USD', digits: 2 } }),
  },
  {
    what: 'a number whose check digit is wrong',
    code: 'order.number_wrong',
    change: (order) => ({ ...order, number: order.number.slice(0, -1) + ((Number(order.number.at(-1)) + 1) % 10) }),
  },
  {
    what: "another terminal's number",
    code: 'order.number_wrong',
    change: (order) => ({ ...order, number: formatOrderNumber({ terminal: 77, running: 1 }) }),
  },
  {
    what: "another terminal's name in it",
    code: 'order.number_wrong',
    change: (order) => ({ ...order, terminalId: id() }),
  },
  {
    what: 'goods nobody ever sold here',
    code: 'order.product_unknown',
    details: { sku: 'GHOST' },
    change: (order) => ({ ...order, lines: order.lines.map((one) => ({ ...one, sku: 'GHOST' })) }),
  },
  {
    what: 'goods sold by weight as if by piece',
    code: 'order.price_wrong',
    change: (order) => {
      const lines = order.lines.map((one) =>
        one.unit === 'gram' ? { ...one, unit: 'piece' as const, quantity: 1, totalMinor: one.priceMinor } : one,
      )
      return paid({ ...order, lines })
    },
  },
  {
    what: 'the same line twice',
    code: 'fact.body_malformed',
    change: (order) => paid({ ...order, lines: [line(order), line(order)] }),
  },
]

function paid(order: Order): Order {
  const totalMinor = order.lines.reduce((sum, one) => sum + one.totalMinor, 0)
  const cash = { tender: 'cash' as const, amountMinor: totalMinor, tenderedMinor: totalMinor, changeMinor: 0 }
  return { ...order, totalMinor, payments: [cash] }
}

test.each(WRONG)('an order with $what is refused with $code, and the next one is accepted', async (wrong) => {
  const wanted = [
    { product: TEA, quantity: 2 },
    { product: RICE, quantity: 1_000 },
  ]
  const stock = await stockOf('TEA')
  terminal.place(wanted, wrong.change)
  const right = terminal.place(wanted)
  const answer = await terminal.push(terminal.facts.slice(-2))
  expect(answer.verdicts.map(({ outcome }) => outcome)).toEqual(['refused', 'accepted'])
  expect(answer.verdicts[0]).toMatchObject({ code: wrong.code, ...(wrong.details ? { details: wrong.details } : {}) })
  const { states } = await store.states(terminal.enrolled.token, 0)
  expect(states.at(-1)).toMatchObject({ orderId: right.orderId, state: 'accepted' })
  expect(await stockOf('TEA')).toBe(Number(stock) - 2)
})

test('a refused order is told to its terminal with the reason', async () => {
  const order = terminal.place([{ product: TEA, quantity: 1 }], (one) => ({ ...one, payments: [] }))
  await verdictOfLast()
  const { states } = await store.states(terminal.enrolled.token, 0)
  expect(states.at(-1)).toMatchObject({
    ...{ orderId: order.orderId, state: 'refused', code: 'order.payment_wrong' },
    details: { expected: 1_200, found: 0 },
  })
})

describe('bodies that are no facts', () => {
  test.each([
    ['not JSON', '{"kind":', 'fact.body_malformed'],
    ['no object', '[1]', 'fact.body_malformed'],
    ['a kind that this store does not know', '{"kind":"order.gifted"}', 'fact.kind_unknown'],
    ['an order without lines', '{"kind":"order.placed","order":{"lines":[]}}', 'fact.body_malformed'],
    ['a prototype in disguise', '{"kind":"order.placed","__proto__":{"order":1}}', 'fact.body_malformed'],
    ['more than a fact may hold', JSON.stringify({ kind: 'x'.repeat(1024 * 1024) }), 'fact.body_malformed'],
  ])('%s is refused as such and the queue goes on', async (_what, body, code) => {
    terminal.record(body)
    terminal.place([{ product: SALT, quantity: 1 }])
    const answer = await terminal.push(terminal.facts.slice(-2))
    expect(answer.verdicts.map((verdict) => verdict.code ?? verdict.outcome)).toEqual([code, 'accepted'])
  })
})

describe('an order that comes a second time from elsewhere', () => {
  test('with an equal body is accepted and counted once', async () => {
    const order = terminal.place([{ product: TEA, quantity: 1 }])
    expect(await verdictOfLast()).toMatchObject({ outcome: 'accepted' })
    const before = await store.statistics()
    const stock = await stockOf('TEA')
    terminal.record({ kind: 'order.placed', order })
    expect(await verdictOfLast()).toMatchObject({ outcome: 'accepted' })
    expect(await store.statistics()).toEqual({ ...before, facts: before.facts + 1 })
    expect(await stockOf('TEA')).toBe(stock)
  })

  test('with another body is refused, and the first stays', async () => {
    const order = terminal.place([{ product: TEA, quantity: 1 }])
    await verdictOfLast()
    const before = await store.statistics()
    terminal.record({ kind: 'order.placed', order: { ...order, placedAtMs: order.placedAtMs + 1 } })
    expect(await verdictOfLast()).toMatchObject({
      ...{ outcome: 'refused', code: 'order.same_id_other_body', details: { orderId: order.orderId } },
    })
    expect((await store.statistics()).ordersMinor).toBe(before.ordersMinor)
  })

  test('from another terminal takes nothing from the one it belongs to', async () => {
    const order = terminal.order([{ product: TEA, quantity: 1 }])
    other.record({ kind: 'order.placed', order })
    expect(await verdictOfLast(other)).toMatchObject({ outcome: 'refused', code: 'order.number_wrong' })
    terminal.record({ kind: 'order.placed', order })
    expect(await verdictOfLast()).toMatchObject({ outcome: 'accepted' })
  })
})

describe('prices', () => {
  test('hold for the catalogue that a line names, before and after a change and for removed goods', async () => {
    const cheap = testProduct({ sku: 'CUP', priceMinor: 500 })
    const dear = { ...cheap, priceMinor: 700 }
    const { catalogueVersion: first } = await store.addProducts({ products: [cheap] })
    const { catalogueVersion: second } = await store.addProducts({ products: [dear] })
    const { catalogueVersion: third } = await store.addProducts({ products: [], removedSkus: ['CUP'] })
    expect([second - first, third - second]).toEqual([1, 1])
    const codes: (string | undefined)[] = []
    for (const [product, catalogueVersion] of [
      ...([
        [cheap, first],
        [dear, second],
        [cheap, second],
        [dear, first],
        [cheap, first - 1],
      ] as const),
      [dear, third] as const,
    ]) {
      terminal.place([{ product, quantity: 1, catalogueVersion }])
      codes.push((await verdictOfLast()).code)
    }
    const wrong = 'order.price_wrong'
    expect(codes).toEqual([undefined, undefined, wrong, wrong, wrong, wrong])
  })

  test('from versions that this store cannot have given out hold, with one alarm for each order', async () => {
    const flagged: Alarm[] = []
    const place = async (...lines: Parameters<StubTerminal['place']>[0]) => {
      const { orderId } = terminal.place(lines)
      expect(await verdictOfLast()).toMatchObject({ outcome: 'accepted' })
      const news = (await store.alarms('price_unproven')).slice(flagged.length)
      expect(news).toMatchObject([{ kind: 'price_unproven', terminalId: terminal.enrolled.terminalId }])
      expect(news[0]!.details['orderId']).toBe(orderId)
      flagged.push(...news)
      return news[0]!.details
    }
    const cheap = { ...TEA, priceMinor: 1 }
    expect(await place({ product: cheap, quantity: 1, catalogueVersion: 9_999 })).toMatchObject({
      ...{ lines: 1, sku: 'TEA', priceMinor: 1, newestMinor: 1_200, catalogueVersion: 9_999 },
    })
    const never = testProduct({ sku: 'NEVER', priceMinor: 70 })
    const unknown = await place(
      { product: TEA, quantity: 1 },
      { product: cheap, quantity: 1, catalogueVersion: 9_999 },
      { product: never, quantity: 1, catalogueVersion: 9_998 },
    )
    expect(unknown).toMatchObject({ lines: 2, sku: 'NEVER', priceMinor: 70, catalogueVersion: 9_998 })
    expect(unknown).not.toHaveProperty('newestMinor')
    terminal.place([
      { product: cheap, quantity: 1, catalogueVersion: 9_999 },
      { product: cheap, quantity: 1 },
    ])
    expect(await verdictOfLast(), 'the other lines are judged as ever').toMatchObject({ code: 'order.price_wrong' })
  })
})

describe('stock', () => {
  test('goes below zero where more is sold than is there, and what is missing is recorded', async () => {
    const order = terminal.place([{ product: BOOT, quantity: 5 }])
    expect(await verdictOfLast()).toMatchObject({ outcome: 'accepted' })
    expect(await stockOf('BOOT-42')).toBe(-2)
    const more = terminal.place([{ product: BOOT, quantity: 1 }])
    await verdictOfLast()
    const database = new Database(join(store.dataDir, 'central.db'), { readonly: true })
    const missing = database.prepare('SELECT missing FROM oversold WHERE order_id = ?').pluck()
    expect([missing.get(order.orderId), missing.get(more.orderId)]).toEqual([2, 1])
    database.close()
  })

  test('that is not counted stays so', async () => {
    terminal.place([{ product: SALT, quantity: 5 }])
    expect(await verdictOfLast()).toMatchObject({ outcome: 'accepted' })
    expect(await stockOf('SALT')).toBeNull()
  })
})
