import { createRouterClient } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { PATHS } from '../../contract/central.ts'
import type { SyncStatus } from '../../contract/terminal.ts'
import type { TerminalOptions } from '../../main/service.ts'
import type { Timer } from '../../main/ports/timer.ts'
import { TestStore, testProduct } from '../support/central-store.ts'
import { add, apply, sellTea } from '../support/each-carrier.ts'
import { faultProxy } from '../support/fault-proxy.ts'
import { newFolder } from '../support/folders.ts'
import { eventually, newTestId, openService, type TerminalClient } from '../support/terminal.ts'

/** The terminal's rounds against a real central store, over real sockets. */

let central: TestStore

beforeEach(async () => {
  central = await TestStore.withProducts()
})
afterEach(() => central.remove())

/** Nothing happens by itself: a test asks for each round. */
const patientTimer: Timer = { after: () => ({ cancel() {} }) }

async function openTerminal(
  options: Partial<Pick<TerminalOptions, 'centralUrl' | 'enrolmentCode'>> & { folder?: string } = {},
) {
  const { folder = newFolder(), ...rest } = options
  const service = openService(folder, {
    simulatedReader: false,
    centralUrl: central.central.url,
    enrolmentCode: await central.newCode(),
    timer: patientTimer,
    ...rest,
  })
  let closing: Promise<void> | undefined
  const close = () => (closing ??= service.close())
  onTestFinished(close)
  const client = createRouterClient(service.router, { context: service.context })
  return { service, client, folder, close }
}

/** Asks for rounds until one has succeeded that began after now. */
async function synced(client: TerminalClient): Promise<SyncStatus> {
  const before = (await client.sync.status()).lastSuccessAtMs ?? 0
  await eventually(
    () => Date.now(),
    (nowMs) => nowMs > before,
  )
  await client.sync.now()
  return eventually(
    async () => {
      const status = await client.sync.status()
      if (status.phase === 'backing-off') await client.sync.now()
      return status
    },
    (status) => status.phase === 'waiting' && (status.lastSuccessAtMs ?? 0) > before && status.lastError === null,
  )
}

async function failed(client: TerminalClient): Promise<SyncStatus> {
  return eventually(
    () => client.sync.status(),
    (status) => status.phase === 'backing-off',
  )
}

describe('the first round', () => {
  test('enrols, takes the whole catalogue, and the terminal can sell', async () => {
    const { client } = await openTerminal()
    const status = await synced(client)
    expect(status).toMatchObject({ unsent: 0, refused: 0, products: 4, centralUrl: central.central.url })
    expect(await client.info()).toMatchObject({
      enrolled: true,
      terminalNumber: 1,
      shop: { name: { en: 'Test shop' }, zoneOffsetMin: 540 },
    })
    const { products, version } = await client.catalogue.products({ afterSku: '' })
    expect(version).toBe(status.catalogueVersion)
    expect(products).toEqual((await central.changes(0)).products.toSorted((a, b) => (a.sku < b.sku ? -1 : 1)))
    expect((await client.catalogue.categories()).map(({ id }) => id)).toEqual(['food', 'shoes'])
    expect(await sellTea(client)).toMatchObject({ number: expect.stringMatching(/^1-0001-\d$/) })
  })

  test('with a wrong code says so and tries again; nothing is kept by half', async () => {
    const { client } = await openTerminal({ enrolmentCode: 'WRONG-CODE' })
    expect(await failed(client)).toMatchObject({ lastError: 'enrolment.code_wrong', failedAttempts: 1, products: 0 })
    expect(await client.info()).toMatchObject({ enrolled: false })
    expect((await central.statistics()).terminals).toBe(0)
  })

  test('without a code says that the terminal is not enrolled', async () => {
    const { client } = await openTerminal({ enrolmentCode: undefined })
    expect(await failed(client)).toMatchObject({ lastError: 'terminal.not_enrolled' })
  })

  test('whose enrolment’s answer was lost asks again and is the same terminal', async () => {
    const proxy = await faultProxy(central.central.url)
    proxy.loseAnswerOf(PATHS.enrol)
    const { client } = await openTerminal({ centralUrl: proxy.url })
    expect(await failed(client)).toMatchObject({ lastError: 'unreachable' })
    await synced(client)
    expect(proxy.count(PATHS.enrol)).toBe(2)
    expect(await client.info()).toMatchObject({ enrolled: true, terminalNumber: 1 })
    expect((await central.statistics()).terminals).toBe(1)
  })

  test.each([0, 0.1, 0.5, 0.99])(
    'a snapshot that breaks off after %d of it changes nothing and is taken again',
    async (part) => {
      const proxy = await faultProxy(central.central.url)
      proxy.cutAnswerOf(PATHS.snapshot, part)
      const { client } = await openTerminal({ centralUrl: proxy.url })
      expect(await failed(client)).toMatchObject({ products: 0, catalogueVersion: 0 })
      expect(await synced(client)).toMatchObject({ products: 4 })
    },
  )

  test('a snapshot that is no catalogue is refused whole', async () => {
    const proxy = await faultProxy(central.central.url)
    const { client } = await openTerminal({ centralUrl: proxy.url })
    await synced(client)
    const before = await client.catalogue.products({ afterSku: '' })
    // A store that was restored to before this terminal's catalogue leads it to a snapshot.
    proxy.replaceAnswerOf(PATHS.changes, {
      status: 409,
      body: JSON.stringify({
        type: 'about:blank',
        title: 'x',
        status: 409,
        code: 'catalogue.cursor_from_future',
        detail: 'x',
      }),
    })
    proxy.replaceAnswerOf(PATHS.snapshot, { status: 200, body: 'this is no database' })
    await client.sync.now()
    await failed(client)
    expect(await client.catalogue.products({ afterSku: '' })).toEqual(before)
    expect(await synced(client)).toMatchObject({ products: 4 })
  })
})

describe('orders', () => {
  test('are accepted, and what becomes of them comes back with its source', async () => {
    const { client } = await openTerminal()
    await synced(client)
    const placed = await sellTea(client)
    expect(await client.sync.status()).toMatchObject({ unsent: 1 })
    expect(await synced(client)).toMatchObject({ unsent: 0, refused: 0 })
    const state = async () => {
      const { state, stateSource } = await client.order.get({ orderId: placed.orderId })
      return [state, stateSource]
    }
    expect(await state()).toEqual(['accepted', 'central'])
    for (const next of ['ready', 'handed_over']) {
      await central.setState(placed.orderId, next)
      await synced(client)
      expect(await state()).toEqual([next, 'central'])
    }
    expect(await central.statistics()).toMatchObject({ orders: 1, ordersMinor: placed.totalMinor, facts: 1 })
  })

  test('whose acknowledgement was lost are sent again and counted once', async () => {
    const proxy = await faultProxy(central.central.url)
    const { client } = await openTerminal({ centralUrl: proxy.url })
    await synced(client)
    const orders = [await sellTea(client), await sellTea(client)]
    proxy.loseAnswerOf(PATHS.facts)
    await client.sync.now()
    expect(await failed(client)).toMatchObject({ lastError: 'unreachable', unsent: 2 })
    orders.push(await sellTea(client))
    expect(await synced(client)).toMatchObject({ unsent: 0 })
    expect(await central.statistics()).toMatchObject({ orders: 3, ordersMinor: 3 * 2_400, facts: 3 })
  })

  test.each([
    ['says nothing of the oldest', '{"acknowledgedSeq":0,"verdicts":[]}'],
    ['is no JSON', '<html>'],
    ['is of another shape', '{"verdicts":"all"}'],
  ])('an acknowledgement that %s clears nothing', async (_what, body) => {
    const proxy = await faultProxy(central.central.url)
    const { client } = await openTerminal({ centralUrl: proxy.url })
    await synced(client)
    await sellTea(client)
    const { incarnation } = await central.json<{ incarnation: string }>(PATHS.health)
    proxy.replaceAnswerOf(PATHS.facts, {
      status: 200,
      body: body.replace('{"ack', `{"incarnation":"${incarnation}","ack`),
    })
    await client.sync.now()
    expect(await failed(client)).toMatchObject({ lastError: 'answer.malformed', unsent: 1 })
    expect(await synced(client)).toMatchObject({ unsent: 0 })
    expect(await central.statistics()).toMatchObject({ orders: 1, facts: 1 })
  })

  test('more than fit into one push all arrive in one round', async () => {
    const { client } = await openTerminal()
    await synced(client)
    for (let i = 0; i < 130; i++) await sellTea(client)
    expect(await synced(client)).toMatchObject({ unsent: 0 })
    expect(await central.statistics()).toMatchObject({ orders: 130, ordersMinor: 130 * 2_400, facts: 130 })
  })

  test('cancelled before they were sent, in part and whole, leave equal sums on both sides', async () => {
    const { client } = await openTerminal()
    await synced(client)
    const orders = [await sellTea(client), await sellTea(client), await sellTea(client)]
    const cancel = async (orderId: string, quantity: number) => {
      const { lineId } = (await client.order.get({ orderId })).order.lines[0]!
      return client.order.cancel({ orderId, cancellationId: newTestId(), lines: [{ lineId, quantity }] })
    }
    await cancel(orders[0]!.orderId, 1)
    await cancel(orders[1]!.orderId, 2)
    await synced(client)
    await cancel(orders[2]!.orderId, 1)
    await cancel(orders[2]!.orderId, 1)
    await synced(client)
    const list = await client.order.list({ query: '', olderThan: null })
    expect(list.map(({ state }) => state).toSorted()).toEqual(['accepted', 'cancelled', 'cancelled'])
    const refundsMinor = list.reduce((sum, order) => sum + order.refundedMinor, 0)
    expect(await central.statistics()).toMatchObject({ orders: 3, cancellations: 4, refundsMinor, refused: 0 })
  })

  test('refused ones are put aside with the reason, and the rest goes on', async () => {
    const { client, service } = await openTerminal()
    await synced(client)
    const before = await sellTea(client)
    // A price that the central store never had.
    const { catalogue } = service.context.terminal.store
    catalogue.upsert([{ ...catalogue.product('TEA')!, priceMinor: 999 }], [], [])
    const { orderId } = await apply(client, add('TEA', 2), add('SALT'))
    const wrong = await client.order.placeCash({ orderId, tenderedMinor: 5_000 })
    catalogue.upsert([{ ...catalogue.product('TEA')!, priceMinor: 1_200 }], [], [])
    const after = await sellTea(client)
    expect(await synced(client)).toMatchObject({ unsent: 0, refused: 1 })
    expect(await client.sync.refused()).toMatchObject([
      {
        orderId: wrong.orderId,
        state: 'refused',
        stateSource: 'central',
        refusal: { code: 'order.price_wrong', details: { sku: 'TEA', priceMinor: 999, expectedMinor: 1_200 } },
      },
    ])
    for (const { orderId } of [before, after])
      expect(await client.order.get({ orderId })).toMatchObject({ state: 'accepted' })
    expect(await central.statistics()).toMatchObject({ orders: 2, ordersMinor: 4_800, refused: 1, facts: 3 })
    // The clerk deals with it: the money goes back, and it is on the list no longer.
    const lines = (await client.order.get(wrong)).order.lines.map(({ lineId, quantity }) => ({ lineId, quantity }))
    const cancelled = await client.order.cancel({ orderId, cancellationId: newTestId(), lines })
    expect(cancelled.refundMinor).toBe(wrong.totalMinor)
    expect(await synced(client)).toMatchObject({ unsent: 0, refused: 0 })
    expect(await client.sync.refused()).toEqual([])
    expect(await central.statistics()).toMatchObject({ orders: 2, ordersMinor: 4_800, refundsMinor: 0 })
  })

  test('handed over there and cancelled in part here meanwhile are a return, with equal sums', async () => {
    const { client } = await openTerminal()
    await synced(client)
    const { orderId } = await sellTea(client)
    await synced(client)
    for (const state of ['ready', 'handed_over']) await central.setState(orderId, state)
    const { lineId } = (await client.order.get({ orderId })).order.lines[0]!
    await client.order.cancel({ orderId, cancellationId: newTestId(), lines: [{ lineId, quantity: 1 }] })
    await synced(client)
    const summary = await client.order.get({ orderId })
    expect(summary).toMatchObject({ state: 'handed_over', refusal: null, refundedMinor: 1_200 })
    expect(await central.statistics()).toMatchObject({ orders: 1, cancellations: 1, refundsMinor: 1_200 })
  })

  test('a refused cancellation stays in view while its order goes its way', async () => {
    const proxy = await faultProxy(central.central.url)
    const { client } = await openTerminal({ centralUrl: proxy.url })
    await synced(client)
    const { orderId } = await sellTea(client)
    await synced(client)
    const { lineId } = (await client.order.get({ orderId })).order.lines[0]!
    await client.order.cancel({ orderId, cancellationId: newTestId(), lines: [{ lineId, quantity: 1 }] })
    const { incarnation } = await central.json<{ incarnation: string }>(PATHS.health)
    const refused = { seq: 2, outcome: 'refused', code: 'cancel.refund_wrong' }
    const body = JSON.stringify({ incarnation, acknowledgedSeq: 2, verdicts: [refused] })
    proxy.replaceAnswerOf(PATHS.facts, { status: 200, body })
    const inView = { refusal: { code: 'cancel.refund_wrong' } }
    expect(await synced(client)).toMatchObject({ unsent: 0, refused: 1 })
    expect(await client.order.get({ orderId })).toMatchObject({ state: 'accepted', ...inView })
    await central.setState(orderId, 'ready')
    expect(await synced(client)).toMatchObject({ refused: 1 })
    expect(await client.order.get({ orderId })).toMatchObject({ state: 'ready', ...inView })
  })
})

describe('the catalogue', () => {
  test('follows the central store; what stands in the open cart keeps its price', async () => {
    const { client } = await openTerminal()
    await synced(client)
    const cart = await apply(client, add('TEA'))
    await central.addProducts({
      products: [testProduct({ sku: 'TEA', priceMinor: 1_500 }), testProduct({ sku: 'NEW', priceMinor: 10 })],
      removedSkus: ['BOOT-42'],
    })
    expect(await synced(client)).toMatchObject({ products: 4 })
    const { products } = await client.catalogue.products({ afterSku: '' })
    expect(products.map(({ sku, priceMinor }) => [sku, priceMinor])).toEqual([
      ['NEW', 10],
      ['RICE', 3_333],
      ['SALT', 300],
      ['TEA', 1_500],
    ])
    expect((await client.cart.get()).lines).toEqual(cart.lines)
    // Sold at the price of then, which the central store knows was right then.
    const mixed = await apply(client, add('TEA'))
    expect(mixed.lines.map(({ priceMinor }) => priceMinor)).toEqual([1_200, 1_500])
    await client.order.placeCash({ orderId: mixed.orderId, tenderedMinor: 5_000 })
    expect(await synced(client)).toMatchObject({ unsent: 0, refused: 0 })
    expect(await central.statistics()).toMatchObject({ orders: 1, ordersMinor: 2_700 })
  })

  test('a page that leads nowhere ends the round instead of going on for ever', async () => {
    const proxy = await faultProxy(central.central.url)
    const { client } = await openTerminal({ centralUrl: proxy.url })
    const { catalogueVersion } = await synced(client)
    const page = await central.changes(catalogueVersion)
    for (const [path, body] of [
      [PATHS.changes, { ...page, next: catalogueVersion, complete: false }],
      [PATHS.states, { next: 0, complete: false, states: [] }],
    ] as const) {
      proxy.replaceAnswerOf(path, { status: 200, body: JSON.stringify(body) })
      await client.sync.now()
      expect(await failed(client)).toMatchObject({ lastError: 'answer.malformed' })
      await synced(client)
    }
  })
})
