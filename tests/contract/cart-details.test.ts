import { describe, expect, test } from 'vitest'
import type { CartChange } from '../../domain/cart-change.ts'
import { add, apply, overEachCarrier, promised, refusalOf } from '../support/each-carrier.ts'
import { central, openTerminal, synced } from '../support/synced-terminal.ts'
import { newTestId } from '../support/terminal.ts'

/** What can be said of goods before they are paid: notes, discounts, other prices, goods that no catalogue has. */

const half = (lineId: string | null): CartChange => ({
  ...{ kind: 'set-discount', lineId },
  discount: { kind: 'percent', value: 5_000, reason: '흠집' },
})

overEachCarrier((open) => {
  test('discounts come off the line, then off the sum, and go with the line’s quantity', async () => {
    const { client } = await open()
    const tea = (await apply(client, add('TEA', 3))).lines[0]!
    const cart = await apply(client, half(tea.lineId), {
      ...{ kind: 'set-discount', lineId: null },
      discount: { kind: 'amount', value: 300, reason: '단골' },
    })
    expect(cart).toMatchObject({ discount: { value: 300, reason: '단골' }, lines: [{ discount: { value: 5_000 } }] })
    // Goods that come later are not those that were reduced.
    expect((await apply(client, add('TEA'))).lines).toMatchObject([{ quantity: 3 }, { quantity: 1 }])
    const { orderId } = await client.cart.get()
    const placed = await client.order.placeCash({ orderId, tenderedMinor: 10_000 })
    expect(placed.totalMinor).toBe(1_800 + 1_200 - 300)
    const { order } = await client.order.get({ orderId })
    expect(order).toMatchObject({
      discount: { amountMinor: 300 },
      lines: [{ totalMinor: 1_800 }, { totalMinor: 1_200 }],
    })
    expect(await client.cart.get()).not.toHaveProperty('discount')
  })

  test('notes, another price and goods that no catalogue has are kept with the order', async () => {
    const { client } = await open()
    const tea = (await apply(client, add('TEA'))).lines[0]!
    const nail = newTestId()
    await apply(
      client,
      { kind: 'set-note', lineId: tea.lineId, note: ' 포장 ' },
      { kind: 'set-note', lineId: null, note: '뒷문으로' },
      { kind: 'set-price', lineId: tea.lineId, priceMinor: 1_000, reason: '어제 값' },
      { kind: 'add-request', lineId: nail, text: '큰 못', unit: 'piece', quantity: 10, priceMinor: 50 },
    )
    const { orderId } = await client.cart.get()
    await client.order.placeCash({ orderId, tenderedMinor: 1_500 })
    expect((await client.order.get({ orderId })).order).toMatchObject({
      note: '뒷문으로',
      totalMinor: 1_500,
      lines: [
        { note: '포장', priceMinor: 1_000, priceChange: { catalogueMinor: 1_200, reason: '어제 값' } },
        { lineId: nail, sku: '*', isRequest: true, name: { ko: '큰 못', en: '큰 못' }, totalMinor: 500 },
      ],
    })
  })

  test('what cannot be is refused, and changes nothing', async () => {
    const { client } = await open()
    const before = await apply(client, add('TEA'))
    const [{ lineId } = { lineId: '' }] = before.lines
    const discount = { kind: 'percent', value: 10_001, reason: 'x' } as const
    for (const [change, code, details] of [
      [{ kind: 'set-discount', lineId, discount }, 'cart.discount_invalid', { most: 1_200 }],
      [
        { kind: 'set-discount', lineId, discount: { ...discount, kind: 'amount', value: 1_201 } },
        'cart.discount_invalid',
        { most: 1_200 },
      ],
      [
        { kind: 'set-discount', lineId: null, discount: { ...discount, value: 1, reason: ' ' } },
        'cart.reason_missing',
        {},
      ],
      [{ kind: 'set-price', lineId, priceMinor: 5, reason: '' }, 'cart.reason_missing', {}],
      [{ kind: 'set-note', lineId: newTestId(), note: 'x' }, 'cart.line_unknown', {}],
      [
        { kind: 'add-request', lineId: newTestId(), text: ' ', unit: 'piece', quantity: 1, priceMinor: 0 },
        'cart.reason_missing',
        {},
      ],
    ] satisfies [CartChange, string, object][])
      expect(await refusalOf(apply(client, change))).toMatchObject(promised(code, details))
    expect(await client.cart.get()).toEqual(before)
  })
})

describe('at the central store', () => {
  test('an order with all of it is accepted, and so is one at a price that somebody changed', async () => {
    const { client } = await openTerminal()
    await synced(client)
    const tea = (await apply(client, add('TEA', 3))).lines[0]!
    await apply(
      client,
      half(tea.lineId),
      { kind: 'set-price', lineId: tea.lineId, priceMinor: tea.priceMinor - 1, reason: '가격표' },
      { kind: 'add-request', lineId: newTestId(), text: '큰 못', unit: 'gram', quantity: 250, priceMinor: 4_000 },
      { kind: 'set-discount', lineId: null, discount: { kind: 'percent', value: 333, reason: '단골' } },
      { kind: 'set-note', lineId: null, note: '내일' },
    )
    const { orderId } = await client.cart.get()
    const placed = await client.order.placeCash({ orderId, tenderedMinor: 100_000 })
    expect(await synced(client)).toMatchObject({ unsent: 0, refused: 0 })
    expect(await client.order.get({ orderId })).toMatchObject({ state: 'accepted', stateSource: 'central' })
    expect(await central.statistics()).toMatchObject({ ordersMinor: placed.totalMinor })
  })
})
