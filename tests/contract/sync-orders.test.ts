import { describe, expect, test } from 'vitest'
import { PATHS } from '../../contract/central.ts'
import { MAX_LINES } from '../../domain/cart.ts'
import { add, apply, promised, refusalOf, sellTea } from '../support/each-carrier.ts'
import { testProduct } from '../support/central-store.ts'
import { faultProxy } from '../support/fault-proxy.ts'
import { central, failed, openTerminal, synced } from '../support/synced-terminal.ts'
import { newTestId } from '../support/terminal.ts'

/** What becomes of orders and cancellations, against a real central store. */

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

  test('of as many lines as a cart may have fit through', async () => {
    const { client } = await openTerminal()
    await synced(client)
    const cart = await apply(client, ...Array.from({ length: MAX_LINES }, () => add('RICE', 300)))
    const { totalMinor } = await client.order.placeCash({ orderId: cart.orderId, tenderedMinor: 2_000_000 })
    expect(totalMinor).toBe(1_000 * MAX_LINES)
    expect(await synced(client)).toMatchObject({ unsent: 0, refused: 0 })
    expect(await central.statistics()).toMatchObject({ orders: 1, ordersMinor: totalMinor })
  })

  test('are never longer than the central store takes in: the cart is full before it is paid', async () => {
    const { client } = await openTerminal()
    const long = { ko: '쌀'.repeat(300), en: 'r'.repeat(300) }
    await central.addProducts({ products: [testProduct({ sku: 'LONG', name: long, unit: 'gram' })] })
    await synced(client)
    await apply(client, ...Array.from({ length: 1_100 }, () => add('LONG')))
    const lines = await refusalOf(apply(client, ...Array.from({ length: MAX_LINES - 1_100 }, () => add('LONG'))))
    expect(lines).toMatchObject(promised('cart.too_many_lines'))
    // Almost as many as fit.
    const more = () => Array.from({ length: 20 }, () => add('LONG'))
    let refusal: unknown = null
    while (refusal === null) refusal = await refusalOf(apply(client, ...more()))
    expect(refusal).toMatchObject(promised('cart.too_many_lines'))
    const { orderId, lines: kept } = await client.cart.get()
    const { totalMinor } = await client.order.placeCash({ orderId, tenderedMinor: 50_000 })
    expect(totalMinor).toBe(kept.length)
    expect(await synced(client)).toMatchObject({ unsent: 0, refused: 0 })
    expect(await central.statistics()).toMatchObject({ orders: 1, ordersMinor: totalMinor, refused: 0 })
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

  test('handed over there and cancelled as a whole here meanwhile are returned on both sides', async () => {
    const { client } = await openTerminal()
    await synced(client)
    const { orderId, totalMinor } = await sellTea(client)
    await synced(client)
    for (const state of ['ready', 'handed_over']) await central.setState(orderId, state)
    const { lineId, quantity } = (await client.order.get({ orderId })).order.lines[0]!
    await client.order.cancel({ orderId, cancellationId: newTestId(), lines: [{ lineId, quantity }] })
    expect(await client.order.get({ orderId })).toMatchObject({ state: 'cancelled', stateSource: 'terminal' })
    await synced(client)
    expect(await client.order.get({ orderId })).toMatchObject({ state: 'returned', stateSource: 'central' })
    expect(await central.statistics()).toMatchObject({ orders: 1, cancellations: 1, refundsMinor: totalMinor })
  })

  test('a refused cancellation of a whole order is in view, and the order stands as it does there', async () => {
    const proxy = await faultProxy(central.central.url)
    const { client } = await openTerminal({ centralUrl: proxy.url })
    await synced(client)
    const { orderId } = await sellTea(client)
    await synced(client)
    const { lineId, quantity } = (await client.order.get({ orderId })).order.lines[0]!
    await client.order.cancel({ orderId, cancellationId: newTestId(), lines: [{ lineId, quantity }] })
    const { incarnation } = await central.json<{ incarnation: string }>(PATHS.health)
    // A code of a newer central store: shown as it is, and no reason to stop.
    const refused = { seq: 2, outcome: 'refused', code: 'cancel.of_tomorrow' }
    const body = JSON.stringify({ incarnation, acknowledgedSeq: 2, verdicts: [refused] })
    proxy.replaceAnswerOf(PATHS.facts, { status: 200, body })
    // The store behind has accepted it; its word about states must be of the same mind as the verdict.
    const states = JSON.stringify({ next: 1, complete: true, states: [], acknowledgedSeq: 2 })
    proxy.replaceAnswerOf('/v1/orders/states', { status: 200, body: states })
    await client.sync.now()
    await expect
      .poll(() => client.sync.refused())
      .toMatchObject([{ orderId, state: 'accepted', stateSource: 'central', refusal: { code: 'cancel.of_tomorrow' } }])
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
