import { expect, test } from 'vitest'
import { PATHS } from '../../contract/central.ts'
import { encodeCompactOrder } from '../../domain/compact-write.ts'
import { receiptDocument } from '../../main/ordering.ts'
import { signPaperOrder } from '../../trust/paper-order.ts'
import { signingKey } from '../../trust/signing.ts'
import { add, apply } from '../support/each-carrier.ts'
import { central, openTerminal, synced } from '../support/synced-terminal.ts'

/** The order of a terminal that died, from its receipt, by way of another terminal. */

async function sellUnsent() {
  const terminal = await openTerminal()
  await synced(terminal.client)
  const cart = await apply(terminal.client, add('TEA', 2), add('BOOT-42'))
  const placed = await terminal.client.order.placeCash({ orderId: cart.orderId, tenderedMinor: 100_000 })
  const { store } = terminal.service.context.terminal
  const { order } = store.orders.get(placed.orderId)!
  const codes = [...receiptDocument(terminal.service.context.terminal, order, false).codes]
  return { ...terminal, order, codes, place: store.journal.ofOrder(order.orderId)! }
}

test('an order of a terminal that died arrives from paper once, also when its own terminal comes back', async () => {
  const dead = await sellUnsent()
  const other = await openTerminal()
  await synced(other.client)
  const { orderId, number, totalMinor } = dead.order
  const preview = { orderId, number, totalMinor, lineCount: 2 }
  expect(await other.client.paper.read({ texts: dead.codes })).toMatchObject({ ...preview, known: false })
  await other.client.paper.carry({ texts: dead.codes })
  expect(await other.client.paper.carry({ texts: dead.codes })).toMatchObject({ ...preview, known: true })
  await synced(other.client)
  expect(await other.client.sync.status()).toMatchObject({ unsent: 0 })
  expect((await other.client.safety.status()).paperRefusals).toEqual([])
  const once = { orders: 1, ordersMinor: totalMinor, refused: 0 }
  expect(await central.json(PATHS.statistics)).toMatchObject(once)
  await synced(dead.client)
  expect(await central.json(PATHS.statistics)).toMatchObject(once)
  expect(await dead.client.order.get({ orderId })).toMatchObject({ state: 'accepted' })
})

test('an order that somebody else signed is not taken, and the clerk who scanned it sees that until it is dealt with', async () => {
  const { order, place } = await sellUnsent()
  const forged = signPaperOrder(signingKey(new Uint8Array(32).fill(9)), encodeCompactOrder(order, place)!)
  const other = await openTerminal()
  await synced(other.client)
  await other.client.paper.carry({ texts: forged })
  await synced(other.client)
  const refusal = { orderId: order.orderId, number: order.number, code: 'paper.signature_wrong' }
  expect((await other.client.safety.status()).paperRefusals).toMatchObject([refusal])
  expect(await central.json(PATHS.statistics)).toMatchObject({ orders: 0 })
  expect((await other.client.paper.settled({ orderId: order.orderId })).paperRefusals).toEqual([])
})

test('an order whose paper was refused may be taken in again, from the right receipt, also after it was dealt with', async () => {
  const { order, place, codes } = await sellUnsent()
  const forged = signPaperOrder(signingKey(new Uint8Array(32).fill(9)), encodeCompactOrder(order, place)!)
  const other = await openTerminal()
  await synced(other.client)
  const before = (await central.json<{ orders: number }>(PATHS.statistics)).orders
  for (const settles of [false, true]) {
    await other.client.paper.carry({ texts: forged })
    expect(await other.client.paper.read({ texts: forged })).toMatchObject({ known: true })
    expect((await other.client.safety.status()).paperRefusals, 'it is under way again').toEqual([])
    await synced(other.client)
    if (settles) await other.client.paper.settled({ orderId: order.orderId })
    expect(await other.client.paper.read({ texts: codes })).toMatchObject({ known: false })
  }
  await other.client.paper.carry({ texts: codes })
  await synced(other.client)
  expect((await other.client.safety.status()).paperRefusals).toEqual([])
  expect(await central.json(PATHS.statistics)).toMatchObject({ orders: before + 1 })
  expect(await other.client.paper.read({ texts: codes })).toMatchObject({ known: true })
})
