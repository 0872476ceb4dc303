import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { PATHS } from '../../contract/central.ts'
import type { CartView } from '../../contract/cart.ts'
import type { PlacedOrder } from '../../contract/terminal.ts'
import { PATIENCE_MS } from '../../main/payments/simulated-reader.ts'
import { systemTimer } from '../../main/ports/timer.ts'
import { add, apply } from '../support/each-carrier.ts'
import { newFolder } from '../support/folders.ts'
import { central, openTerminal, synced } from '../support/synced-terminal.ts'
import { newTestId, type TerminalClient } from '../support/terminal.ts'

/** A cart with goods in it that comes back from a copy, after it was paid: its id is an order's already. */

const statistics = () => central.json<{ orders: number; refused: number }>(PATHS.statistics)
const listed = (client: TerminalClient) => client.order.list({ query: '', olderThan: null })

interface Forgetting {
  /** What became of the order. */
  readonly after?: (client: TerminalClient, order: PlacedOrder, cart: CartView) => Promise<unknown>
  /** Whether the program is started anew between the copy and the payment. */
  readonly restarted?: boolean
}

/** @param lose makes the folder forget the order, given a copy of the folder from before it was paid. */
async function paidAndForgotten(lose: (folder: string, copy: string) => void, how: Forgetting = {}) {
  const first = await openTerminal()
  const { folder } = first
  await synced(first.client)
  const cart = await apply(first.client, add('TEA', 2))
  await first.service.context.backups.now()
  const copy = join(newFolder(), 'copy')
  cpSync(folder, copy, { recursive: true })
  if (how.restarted) await first.close()
  const second = how.restarted ? await openTerminal({ folder }) : first
  const order = await second.client.order.placeCash({ orderId: cart.orderId, tenderedMinor: 5_000 })
  await how.after?.(second.client, order, cart)
  await synced(second.client)
  await second.close()
  lose(folder, copy)
  return { folder, cart, order }
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

test.each([
  ['in the same run', {}],
  ['after a restart', { restarted: true }],
])(
  'restored from a backup it gives its goods to the order they were paid with %s, and keeps what was scanned since',
  async (_, how) => {
    const { folder } = await paidAndForgotten(loseDatabase, how)
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
  },
)

test('of a folder behind its witness it has a new id', async () => {
  const { folder, cart } = await paidAndForgotten((to, copy) => {
    loseDatabase(to)
    for (const end of ['', '-wal']) cpSync(join(copy, `terminal.db${end}`), join(to, `terminal.db${end}`))
  })
  const { client } = await openTerminal({ folder })
  const open = await client.cart.get()
  expect(open.orderId).not.toBe(cart.orderId)
  expect(open.lines).toEqual(cart.lines)
})

test('of a folder that was put back whole it has a new id, and the goods that were paid are gone once the store says so', async () => {
  const { folder, cart } = await paidAndForgotten(putCopyBack)
  const { client } = await openTerminal({ folder })
  expect(await client.cart.get()).toMatchObject({ lines: cart.lines })
  await apply(client, add('SALT'))
  await synced(client)
  const open = await client.cart.get()
  expect(open.orderId).not.toBe(cart.orderId)
  expect(open.lines).toMatchObject([{ sku: 'SALT', quantity: 1 }])
  await client.order.placeCash({ orderId: open.orderId, tenderedMinor: 50_000 })
  await synced(client)
  expect(await statistics()).toMatchObject({ orders: 2, refused: 0 })
})

const cancelAll: Forgetting['after'] = (client, { orderId }, { lines }) =>
  client.order.cancel({
    ...{ orderId, cancellationId: newTestId() },
    lines: lines.map(({ lineId, quantity }) => ({ lineId, quantity })),
  })

test.each([
  ['accepted', {}],
  ['cancelled', { after: cancelAll }],
] as const)('paid again before the store is heard it is another order, where the first is %s', async (state, how) => {
  const { folder, order } = await paidAndForgotten(putCopyBack, how)
  const offline = await openTerminal({ folder, centralUrl: 'http://127.0.0.1:9' })
  const { orderId } = await apply(offline.client, add('SALT'))
  const placed = await offline.client.order.placeCash({ orderId, tenderedMinor: 50_000 })
  const { number } = (await offline.client.order.get(placed)).order
  await offline.close()
  const { client } = await openTerminal({ folder })
  await synced(client)
  expect(await synced(client)).toMatchObject({ unsent: 0, refused: 0 })
  const orders = await listed(client)
  expect(orders.map(({ orderId: id, state: of, refusal }) => [id, of, refusal])).toEqual([
    [placed.orderId, 'accepted', null],
    [order.orderId, state, null],
  ])
  expect((await client.order.get(placed)).order.number, 'the receipt stays true').toBe(number)
  expect(await statistics()).toMatchObject({ orders: 2, refused: 0 })
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

describe('a card payment that nobody had answered yet when the folder was copied', () => {
  const withReader = {
    simulatedReader: true,
    // The reader answers at once; rounds are asked for.
    timer: {
      after: (delayMs: number, run: () => void) =>
        delayMs <= PATIENCE_MS ? systemTimer.after(0, run) : { cancel: () => {} },
    },
  }

  /** @param settle how it was answered after the copy was made, and what was sold then. */
  async function answeredAndForgotten(settle: (client: TerminalClient, attemptId: string, cart: CartView) => unknown) {
    const { client, folder, close } = await openTerminal(withReader)
    await synced(client)
    const cart = await apply(client, add('TEA', 2))
    const attemptId = newTestId()
    await client.settings.simulateReader({ answer: 'no-answer' })
    await client.order.payByCard({ orderId: cart.orderId, attemptId })
    const copy = join(newFolder(), 'copy')
    cpSync(folder, copy, { recursive: true })
    await settle(client, attemptId, cart)
    await synced(client)
    await close()
    putCopyBack(folder, copy)
    const again = await openTerminal({ ...withReader, folder })
    await synced(again.client)
    expect(await again.client.info()).toMatchObject({ outstandingCard: { attemptId, outcome: 'unknown' } })
    expect(await again.client.cart.get(), 'what may have been charged stays').toMatchObject({ lines: cart.lines })
    return { client: again.client, attemptId, orderId: cart.orderId }
  }

  async function ask(client: TerminalClient, attemptId: string, answer: 'approved' | 'declined') {
    await client.settings.simulateReader({ answer })
    return client.order.askCard({ attemptId })
  }

  async function payCash(client: TerminalClient, attemptId: string, { orderId }: CartView) {
    await ask(client, attemptId, 'declined')
    await client.order.placeCash({ orderId, tenderedMinor: 5_000 })
  }

  test('is that of the order that came back, and its goods are gone from the cart', async () => {
    const approve = (client: TerminalClient, attemptId: string) => ask(client, attemptId, 'approved')
    const { client, attemptId, orderId } = await answeredAndForgotten(approve)
    const status = await ask(client, attemptId, 'approved')
    expect(status).toMatchObject({ outcome: 'authorised', placed: { orderId } })
    expect(await client.order.askCard({ attemptId })).toEqual(status)
    expect(await client.cart.get()).toMatchObject({ lines: [] })
    expect(await synced(client)).toMatchObject({ unsent: 0, refused: 0 })
    expect(await listed(client)).toMatchObject([{ orderId, state: 'accepted' }])
    expect(await statistics()).toMatchObject({ orders: 1, refused: 0 })
  })

  test('was declined, and the goods that were paid in cash are gone from the cart', async () => {
    const { client, attemptId, orderId } = await answeredAndForgotten(payCash)
    expect(await ask(client, attemptId, 'declined')).toMatchObject({ outcome: 'declined', placed: null })
    expect(await client.cart.get()).toMatchObject({ lines: [] })
    expect(await listed(client)).toMatchObject([{ orderId, state: 'accepted' }])
  })

  test('is an order of its own where the one that came back was paid in cash', async () => {
    const { client, attemptId, orderId } = await answeredAndForgotten(payCash)
    const status = await ask(client, attemptId, 'approved')
    expect(status.placed?.orderId).not.toBe(orderId)
    expect(await client.order.askCard({ attemptId })).toEqual(status)
    expect(await synced(client)).toMatchObject({ unsent: 0, refused: 0 })
    expect(await listed(client)).toMatchObject([{ orderId: status.placed!.orderId, state: 'accepted' }, { orderId }])
    expect(await statistics()).toMatchObject({ orders: 2, refused: 0 })
  })
})
