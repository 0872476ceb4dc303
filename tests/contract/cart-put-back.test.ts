import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { PATHS } from '../../contract/central.ts'
import type { CartView } from '../../contract/terminal.ts'
import { add, apply } from '../support/each-carrier.ts'
import { newFolder } from '../support/folders.ts'
import { central, openTerminal, synced } from '../support/synced-terminal.ts'
import { newTestId, type TerminalClient } from '../support/terminal.ts'

/** A cart with goods in it that comes back from a copy, after it was paid: its id is an order's already. */

const statistics = () => central.json<{ orders: number; refused: number }>(PATHS.statistics)
const listed = (client: TerminalClient) => client.order.list({ query: '', olderThan: null })

/**
 * @param lose makes the folder forget the order, given a copy of the folder from before.
 * @param then what became of the order.
 */
async function paidAndForgotten(
  lose: (folder: string, copy: string) => void,
  then: (client: TerminalClient, cart: CartView) => Promise<unknown> = async () => {},
) {
  const first = await openTerminal()
  await synced(first.client)
  const cart = await apply(first.client, add('TEA', 2))
  await first.service.context.backups.now()
  await first.close()
  const copy = join(newFolder(), 'copy')
  cpSync(first.folder, copy, { recursive: true })
  const second = await openTerminal({ folder: first.folder })
  await second.client.order.placeCash({ orderId: cart.orderId, tenderedMinor: 5_000 })
  await then(second.client, cart)
  await synced(second.client)
  await second.close()
  lose(first.folder, copy)
  return { folder: first.folder, cart }
}

function loseDatabase(folder: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(join(folder, `terminal.db${end}`), { force: true })
}

function putCopyBack(folder: string, copy: string): void {
  rmSync(folder, { recursive: true })
  cpSync(copy, folder, { recursive: true })
}

test('restored from a backup it is another order, for the next customer as well, and both arrive', async () => {
  const { folder, cart } = await paidAndForgotten(loseDatabase)
  const { client } = await openTerminal({ folder })
  const stale = await client.cart.get()
  expect(stale.lines).toEqual(cart.lines)
  expect(stale.orderId).not.toBe(cart.orderId)
  // The page was not told yet.
  const change = { changeId: newTestId(), orderId: cart.orderId, changes: [add('SALT')] }
  expect(await client.cart.apply(change)).toMatchObject({ orderId: stale.orderId, lines: [{}, { sku: 'SALT' }] })
  const placed = await client.order.placeCash({ orderId: stale.orderId, tenderedMinor: 50_000 })
  await synced(client)
  await synced(client)
  const orders = await listed(client)
  expect(orders.map(({ orderId }) => orderId).toSorted()).toEqual([cart.orderId, placed.orderId].toSorted())
  expect(orders.filter(({ state }) => state !== 'accepted')).toEqual([])
  expect(await statistics()).toMatchObject({ orders: 2, refused: 0 })
})

test('restored from a backup it gives its goods to the order they were paid with, and keeps what was scanned since', async () => {
  const { folder } = await paidAndForgotten(loseDatabase)
  const { client } = await openTerminal({ folder })
  await apply(client, add('TEA', 3), add('SALT'))
  await synced(client)
  expect(await listed(client)).toHaveLength(1)
  const left = await client.cart.get()
  expect(left.lines).toMatchObject([
    { sku: 'TEA', quantity: 3 },
    { sku: 'SALT', quantity: 1 },
  ])
  await synced(client)
  expect(await client.cart.get()).toEqual(left)
})

test('of a folder behind its witness it has a new id', async () => {
  const { folder, cart } = await paidAndForgotten((to, copy) => {
    for (const end of ['', '-wal', '-shm']) rmSync(join(to, `terminal.db${end}`), { force: true })
    cpSync(join(copy, 'terminal.db'), join(to, 'terminal.db'))
  })
  const { client } = await openTerminal({ folder })
  const open = await client.cart.get()
  expect(open.orderId).not.toBe(cart.orderId)
  expect(open.lines).toEqual(cart.lines)
})

test('of a folder that was put back whole it has a new id once the store says so, and the goods that were paid are gone', async () => {
  const { folder, cart } = await paidAndForgotten(putCopyBack)
  const { client } = await openTerminal({ folder })
  expect((await client.cart.get()).orderId).toBe(cart.orderId)
  await apply(client, add('SALT'))
  await synced(client)
  const open = await client.cart.get()
  expect(open.orderId).not.toBe(cart.orderId)
  expect(open.lines).toMatchObject([{ sku: 'SALT', quantity: 1 }])
  await client.order.placeCash({ orderId: open.orderId, tenderedMinor: 50_000 })
  await synced(client)
  expect(await statistics()).toMatchObject({ orders: 2, refused: 0 })
})

const cancelAll = (client: TerminalClient, { orderId, lines }: CartView) =>
  client.order.cancel({
    ...{ orderId, cancellationId: newTestId() },
    lines: lines.map(({ lineId, quantity }) => ({ lineId, quantity })),
  })

test('paid again before the store was heard it stays in view as refused, also where the other order was cancelled', async () => {
  const { folder, cart } = await paidAndForgotten(putCopyBack, cancelAll)
  const offline = await openTerminal({ folder, centralUrl: 'http://127.0.0.1:9' })
  await apply(offline.client, add('SALT'))
  await offline.client.order.placeCash({ orderId: cart.orderId, tenderedMinor: 50_000 })
  await offline.close()
  const { client } = await openTerminal({ folder })
  await synced(client)
  await synced(client)
  expect(await listed(client)).toMatchObject([
    { orderId: cart.orderId, state: 'refused', refundedMinor: 0, refusal: { code: 'order.same_id_other_body' } },
  ])
  expect(await client.sync.status()).toMatchObject({ refused: 1 })
})

test('a page hears of the new id of its cart, also where no order comes back', async () => {
  const first = await openTerminal()
  await synced(first.client)
  const cart = await apply(first.client, add('TEA'))
  await first.close()
  const copy = join(newFolder(), 'copy')
  cpSync(first.folder, copy, { recursive: true })
  const second = await openTerminal({ folder: first.folder })
  await apply(second.client, { kind: 'clear' })
  await synced(second.client)
  await second.close()
  putCopyBack(first.folder, copy)
  const { client, service } = await openTerminal({ folder: first.folder })
  const heard: string[] = []
  service.context.terminal.events.subscribe('event', (event) => {
    if (event.type === 'cart') heard.push(event.cart.orderId)
  })
  await synced(client)
  const open = await client.cart.get()
  expect(open.orderId).not.toBe(cart.orderId)
  expect(heard.at(-1)).toBe(open.orderId)
})
