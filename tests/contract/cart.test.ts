import { expect, test } from 'vitest'
import { type CartChange } from '../../domain/cart-change.ts'
import { MAX_LINES } from '../../domain/cart.ts'
import { MAX_QUANTITY } from '../../domain/quantity.ts'
import { add, apply, overEachCarrier, promised, refusalOf } from '../support/each-carrier.ts'
import { newFolder } from '../support/folders.ts'
import { CATALOGUE_VERSION, enrolFolder, newTestId } from '../support/terminal.ts'

overEachCarrier((open) => {
  test('goods are added at the price and the catalogue of the moment', async () => {
    const { client } = await open()
    const empty = await client.cart.get()
    expect(empty).toMatchObject({ lines: [], revision: 0, nextNumber: expect.stringMatching(/^12-0001-\d$/) })
    const change = add('TEA', 2)
    const cart = await apply(client, change)
    expect(cart).toEqual({
      orderId: empty.orderId,
      revision: 1,
      nextNumber: empty.nextNumber,
      lines: [
        {
          lineId: (change as { lineId: string }).lineId,
          sku: 'TEA',
          name: { ko: '강령록차', en: 'Green tea' },
          variant: null,
          unit: 'piece',
          quantity: 2,
          priceMinor: 1_200,
          catalogueVersion: CATALOGUE_VERSION,
          pictureHash: null,
        },
      ],
    })
    expect(await client.cart.get()).toEqual(cart)
  })

  test('a change whose answer was lost is asked for again and made once', async () => {
    const { client } = await open()
    const { orderId } = await client.cart.get()
    const same = { changeId: newTestId(), orderId, changes: [add('TEA', 3)] }
    const answers = await Promise.all([1, 2, 3].map(() => client.cart.apply(same)))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]!.lines).toMatchObject([{ quantity: 3 }])
    await apply(client, add('TEA', 1))
    expect(await client.cart.apply(same)).toMatchObject({ revision: 2, lines: [{ quantity: 4 }] })
  })

  test('of several changes all are made, or none', async () => {
    const { client } = await open()
    const before = await apply(client, add('TEA'))
    const line = before.lines[0]!
    const refusal = await refusalOf(apply(client, add('BEEF', 500), { kind: 'clear' }, add('NOTHING')))
    expect(refusal).toMatchObject(promised('cart.product_unknown', { sku: 'NOTHING' }))
    expect(await client.cart.get()).toEqual(before)
    const all = await apply(
      client,
      add('BEEF', 500),
      { kind: 'set-quantity', lineId: line.lineId, quantity: 5 },
      { kind: 'remove', lineId: line.lineId },
      { kind: 'restore', line, index: 0 },
    )
    expect(all.lines).toMatchObject([
      { sku: 'TEA', quantity: 1 },
      { sku: 'BEEF', quantity: 500 },
    ])
    expect(all.revision).toBe(5)
  })

  test('two windows at once lose no change', async () => {
    const { client, connectAgain } = await open()
    const other = await connectAgain()
    await Promise.all([client, other.client].flatMap((one) => Array.from({ length: 15 }, () => apply(one, add('TEA')))))
    expect(await other.client.cart.get()).toMatchObject({ revision: 30, lines: [{ quantity: 30 }] })
  })

  const unknownLine = newTestId()
  test.each<[string, CartChange[]]>([
    ['cart.product_unknown', [add('NOTHING')]],
    ['cart.line_unknown', [{ kind: 'remove', lineId: unknownLine }]],
    ['cart.line_unknown', [{ kind: 'set-quantity', lineId: unknownLine, quantity: 1 }]],
    ['cart.quantity_invalid', [add('TEA', 0)]],
    ['cart.quantity_invalid', [add('TEA', MAX_QUANTITY + 1)]],
    ['cart.quantity_invalid', [add('TEA', MAX_QUANTITY), add('TEA')]],
    ['cart.total_too_large', [add('HOUSE'), add('TEA')]],
  ])('%s is told under its code', async (code, changes) => {
    const { client } = await open()
    const before = await client.cart.get()
    expect(await refusalOf(apply(client, ...changes))).toMatchObject(promised(code))
    expect(await client.cart.get()).toEqual(before)
  })

  test('a cart of another order is not touched', async () => {
    const { client } = await open()
    const wrong = { changeId: newTestId(), orderId: newTestId(), changes: [add('TEA')] }
    expect(await refusalOf(client.cart.apply(wrong))).toMatchObject(promised('cart.not_this_order'))
    expect(await client.cart.get()).toMatchObject({ lines: [] })
  })

  test('an empty cart has a new id after a restart; what was scanned for the old one goes into it, if that is no order', async () => {
    const folder = enrolFolder(newFolder())
    const first = await open({ folder })
    const { orderId } = await first.client.cart.get()
    await first.service.close()
    const second = await open({ folder })
    const renewed = await second.client.cart.get()
    expect(renewed.orderId).not.toBe(orderId)
    const scan = { changeId: newTestId(), orderId, changes: [add('TEA')] }
    const filled = await second.client.cart.apply(scan)
    expect(filled).toMatchObject({ orderId: renewed.orderId, lines: [{ sku: 'TEA', quantity: 1 }] })
    expect(await second.client.cart.apply(scan)).toEqual(filled)
    await second.client.order.placeCash({ orderId: renewed.orderId, tenderedMinor: 1_200 })
    const late = { changeId: newTestId(), orderId: renewed.orderId, changes: [add('TEA')] }
    expect(await refusalOf(second.client.cart.apply(late))).toMatchObject(promised('cart.not_this_order'))
  })

  test('a cart with goods has a new id after a restart; who pays it under the old one is answered, once and the same', async () => {
    const folder = enrolFolder(newFolder())
    const first = await open({ folder })
    const cart = await apply(first.client, add('TEA'))
    await first.service.close()
    const second = await open({ folder })
    const renewed = await second.client.cart.get()
    expect(renewed).toEqual({ ...cart, orderId: renewed.orderId })
    expect(renewed.orderId).not.toBe(cart.orderId)
    const pay = { orderId: cart.orderId, tenderedMinor: 1_200 }
    const placed = await second.client.order.placeCash(pay)
    expect(placed).toMatchObject({ orderId: renewed.orderId, number: cart.nextNumber })
    await apply(second.client, add('BEEF', 500))
    await second.service.close()
    const third = await open({ folder })
    expect(await third.client.order.placeCash(pay)).toEqual(placed)
    expect(await third.client.cart.get()).toMatchObject({ lines: [{ sku: 'BEEF' }] })
    expect(await third.client.order.list({ query: '', olderThan: null })).toHaveLength(1)
  })

  test('who pays a cart that was emptied since does not pay what the next customer has', async () => {
    const { client } = await open()
    const { orderId } = await apply(client, add('TEA'))
    await client.cart.apply({ changeId: newTestId(), orderId, changes: [{ kind: 'clear' }] })
    await apply(client, add('BEEF', 500))
    const late = client.order.placeCash({ orderId, tenderedMinor: 5_000 })
    expect(await refusalOf(late)).toMatchObject(promised('cart.not_this_order'))
  })

  test.each<[string, (lineId: string) => CartChange]>([
    ['its last line was removed', (lineId) => ({ kind: 'remove', lineId })],
    ['it was cleared', () => ({ kind: 'clear' })],
  ])('when %s a cart has a new id, and what another window scanned meanwhile goes into it', async (_, empty) => {
    const { client } = await open()
    const before = await apply(client, add('TEA'))
    const { orderId } = before
    const emptying = { changeId: newTestId(), orderId, changes: [empty(before.lines[0]!.lineId)] }
    const emptied = await client.cart.apply(emptying)
    expect(emptied).toMatchObject({ lines: [], revision: 2 })
    expect(emptied.orderId).not.toBe(orderId)
    expect(await client.cart.apply(emptying)).toEqual(emptied)
    const scanned = await client.cart.apply({ changeId: newTestId(), orderId, changes: [add('BEEF', 500)] })
    expect(scanned).toMatchObject({ orderId: emptied.orderId, lines: [{ sku: 'BEEF' }] })
    // A window that shows other goods than there are does not take them away.
    const late = client.cart.apply({ changeId: newTestId(), orderId, changes: [{ kind: 'clear' }] })
    expect(await refusalOf(late)).toMatchObject(promised('cart.not_this_order'))
    expect(await client.cart.get()).toEqual(scanned)
  })

  test('as many lines as a cart may have, and not one more', async () => {
    const { client } = await open()
    const full = await apply(client, ...Array.from({ length: MAX_LINES }, () => add('BEEF')))
    expect(full.lines).toHaveLength(MAX_LINES)
    expect(await refusalOf(apply(client, add('BEEF')))).toMatchObject(
      promised('cart.too_many_lines', { limit: MAX_LINES }),
    )
    const placed = await client.order.placeCash({ orderId: full.orderId, tenderedMinor: 1_000_000 })
    expect(placed.totalMinor).toBe(33 * MAX_LINES)
  })

  test('a terminal that is not enrolled has a cart, and says why it cannot sell', async () => {
    const { client } = await open({ folder: newFolder() })
    expect(await client.info()).toMatchObject({ enrolled: false, terminalNumber: null, shop: null })
    const cart = await client.cart.get()
    expect(cart).toMatchObject({ lines: [], nextNumber: '' })
    expect(await refusalOf(apply(client, add('TEA')))).toMatchObject(promised('cart.product_unknown'))
    const { orderId } = cart
    const placing = [
      client.order.placeCash({ orderId, tenderedMinor: 0 }),
      client.order.payByCard({ orderId, attemptId: newTestId() }),
    ]
    for (const call of placing) expect(await refusalOf(call)).toMatchObject(promised('terminal.not_enrolled'))
  })
})
