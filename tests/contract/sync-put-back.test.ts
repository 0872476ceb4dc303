import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { PATHS } from '../../contract/central.ts'
import type { PlacedOrder } from '../../contract/terminal.ts'
import { beginEpoch } from '../../main/journal/append.ts'
import { readWitness } from '../../main/journal/witness.ts'
import { settle } from '../../main/sync/settle.ts'
import type { TerminalService } from '../../main/service.ts'
import { add, apply } from '../support/each-carrier.ts'
import { faultProxy } from '../support/fault-proxy.ts'
import { newFolder } from '../support/folders.ts'
import { central, failed, openTerminal, synced } from '../support/synced-terminal.ts'
import { newTestId, type TerminalClient } from '../support/terminal.ts'

/** Data that was put back from a copy, on either side: nothing is lost and nothing doubled. */

async function sellTea(client: TerminalClient): Promise<PlacedOrder> {
  const { orderId } = await apply(client, add('TEA'))
  return client.order.placeCash({ orderId, tenderedMinor: 1_200 })
}

async function sellSome(client: TerminalClient, count: number): Promise<PlacedOrder[]> {
  const orders: PlacedOrder[] = []
  for (let i = 0; i < count; i++) orders.push(await sellTea(client))
  return orders
}

const epochOf = (service: TerminalService) => service.context.terminal.settings.identity()!.epoch
const statistics = () => central.json<{ orders: number; ordersMinor: number }>(PATHS.statistics)

/** Does something, and has it undone by a copy of the folder from before. */
async function forgotten(folder: string, work: (client: TerminalClient) => Promise<void>): Promise<void> {
  const copy = join(newFolder(), 'copy')
  cpSync(folder, copy, { recursive: true })
  const terminal = await openTerminal({ folder })
  await work(terminal.client)
  await terminal.close()
  rmSync(folder, { recursive: true })
  cpSync(copy, folder, { recursive: true })
}

async function expectOnBothSides(client: TerminalClient, orders: readonly PlacedOrder[]): Promise<void> {
  expect(await statistics()).toMatchObject({ orders: orders.length, ordersMinor: orders.length * 1_200 })
  const listed = await client.order.list({ query: '', olderThan: null })
  expect(listed.map(({ orderId }) => orderId).toSorted()).toEqual(orders.map(({ orderId }) => orderId).toSorted())
  expect(listed.filter(({ state }) => state !== 'accepted')).toEqual([])
  expect(new Set(listed.map(({ number }) => number)).size).toBe(orders.length)
  expect(await client.sync.status()).toMatchObject({ unsent: 0, refused: 0 })
}

test('a terminal whose folder was put back from a copy begins a new epoch and gets back what it had told', async () => {
  const first = await openTerminal()
  await synced(first.client)
  const orders = await sellSome(first.client, 2)
  await synced(first.client)
  await first.close()
  const copy = join(newFolder(), 'copy')
  cpSync(first.folder, copy, { recursive: true })

  const second = await openTerminal({ folder: first.folder })
  orders.push(...(await sellSome(second.client, 3)))
  await synced(second.client)
  await second.close()
  rmSync(first.folder, { recursive: true })
  cpSync(copy, first.folder, { recursive: true })

  // It sells before it learns that it was put back: what it tells meets other facts in the same places.
  const third = await openTerminal({ folder: first.folder })
  const before = epochOf(third.service)
  const sold = await sellSome(third.client, 4)
  await synced(third.client)
  await synced(third.client)
  expect(epochOf(third.service)).toBeGreaterThan(before)
  const numbers = new Set(sold.map(({ number }) => number))
  // Its numbers are those of orders it had forgotten: the ids tell them apart, and no new one is given twice from now on.
  expect(orders.some(({ number }) => numbers.has(number))).toBe(true)
  expect(await statistics()).toMatchObject({ orders: 9, ordersMinor: 9 * 1_200 })
  const listed = await third.client.order.list({ query: '', olderThan: null })
  expect(listed).toHaveLength(9)
  expect(listed.filter(({ state }) => state !== 'accepted')).toEqual([])
  const next = await sellTea(third.client)
  expect(listed.map(({ number }) => number)).not.toContain(next.number)
  await synced(third.client)
  expect(await third.client.sync.status()).toMatchObject({ unsent: 0, refused: 0 })
  expect(third.service.context.terminal.live.journal.broken).toBeNull()
})

test('a terminal that learns it was put back before it sells goes on as if nothing had happened', async () => {
  const first = await openTerminal()
  await synced(first.client)
  const orders = await sellSome(first.client, 1)
  await synced(first.client)
  await first.close()
  const copy = join(newFolder(), 'copy')
  cpSync(first.folder, copy, { recursive: true })
  const second = await openTerminal({ folder: first.folder })
  orders.push(...(await sellSome(second.client, 5)))
  await synced(second.client)
  await second.close()
  rmSync(first.folder, { recursive: true })
  cpSync(copy, first.folder, { recursive: true })

  const third = await openTerminal({ folder: first.folder })
  await synced(third.client)
  orders.push(...(await sellSome(third.client, 2)))
  await synced(third.client)
  await expectOnBothSides(third.client, orders)
})

test('the witness beside the database names its newest fact', async () => {
  const { client, service, folder } = await openTerminal()
  await synced(client)
  await sellSome(client, 3)
  const newest = service.context.terminal.store.journal.newest(epochOf(service))!
  expect(readWitness(folder)).toMatchObject({ epoch: newest.epoch, seq: newest.seq })
})

test('a central store restored from a copy is another incarnation: it gets back what it lost, and its catalogue is fetched anew', async () => {
  const { client, service } = await openTerminal()
  await synced(client)
  const orders = await sellSome(client, 2)
  await synced(client)
  const { incarnation } = service.context.terminal.settings.identity()!
  await central.central.close()
  const copy = join(newFolder(), 'copy')
  cpSync(central.dataDir, copy, { recursive: true })
  const url = new URL(central.central.url)
  await central.open({ port: Number(url.port) })
  orders.push(...(await sellSome(client, 3)))
  await central.addProducts({ products: [], removedSkus: ['SALT'] })
  await synced(client)
  await central.central.close()
  rmSync(central.dataDir, { recursive: true })
  cpSync(copy, central.dataDir, { recursive: true })
  await central.open({ port: Number(url.port) })

  await synced(client)
  await expectOnBothSides(client, orders)
  expect(service.context.terminal.settings.identity()!.incarnation).not.toBe(incarnation)
  // What the restored store does not know of was not removed there.
  expect(service.context.terminal.store.catalogue.product('SALT')).toBeDefined()
  expect(service.context.terminal.settings.catalogueStale()).toBe(false)
})

test.each([
  ['', false],
  [', also where it had not named its keys to one that was put back just before', true],
])('a central store restored to before it knew the terminal takes it in again%s', async (_, wasPutBackBefore) => {
  const copy = join(newFolder(), 'copy')
  const code = await central.newCode()
  await central.central.close()
  cpSync(central.dataDir, copy, { recursive: true })
  const port = Number(new URL(central.central.url).port)
  await central.open({ port })
  const { client, service } = await openTerminal({ enrolmentCode: code })
  await synced(client)
  const orders = await sellSome(client, 3)
  await synced(client)
  if (wasPutBackBefore) {
    await central.central.close()
    await central.open({ port, restored: true })
    await synced(client)
    expect(service.context.terminal.settings.keysStale()).toBe(true)
  }
  const { terminalId, terminalNumber, incarnation } = service.context.terminal.settings.identity()!
  await central.central.close()
  rmSync(central.dataDir, { recursive: true })
  cpSync(copy, central.dataDir, { recursive: true })
  await central.open({ port })
  orders.push(...(await sellSome(client, 1)))
  await synced(client)
  await expectOnBothSides(client, orders)
  expect(service.context.terminal.settings.identity()).toMatchObject({ terminalId, terminalNumber })
  // Told of a gap, the terminal says what was acknowledged once: so the store learns that it was put back.
  expect(service.context.terminal.settings.identity()!.incarnation).not.toBe(incarnation)
  await synced(client)
  expect(service.context.terminal.settings.keysStale()).toBe(false)
})

test('a cancellation in a later epoch than its order waits for it at a store that lost the order', async () => {
  const { client, service } = await openTerminal()
  await synced(client)
  await central.central.close()
  const copy = join(newFolder(), 'copy')
  cpSync(central.dataDir, copy, { recursive: true })
  const port = Number(new URL(central.central.url).port)
  await central.open({ port })
  const [order] = await sellSome(client, 1)
  await synced(client)
  const { terminal } = service.context
  terminal.store.transaction(() => beginEpoch(terminal, 'restored'))
  const { orderId } = order!
  const [line] = (await client.order.get({ orderId })).order.lines
  await client.order.cancel({ orderId, cancellationId: newTestId(), lines: [{ lineId: line!.lineId, quantity: 1 }] })
  await central.central.close()
  rmSync(central.dataDir, { recursive: true })
  cpSync(copy, central.dataDir, { recursive: true })
  await central.open({ port })

  await synced(client)
  expect(await client.order.get({ orderId })).toMatchObject({ state: 'cancelled', refusal: null })
  expect(await client.sync.status()).toMatchObject({ unsent: 0, refused: 0 })
  expect(await statistics()).toMatchObject({ orders: 1, cancellations: 1, refundsMinor: 1_200 })
})

test.each([1, 3, 6])('of three orders that were lost all come back, with %i sold in their places', async (count) => {
  const first = await openTerminal()
  await synced(first.client)
  const orders = await sellSome(first.client, 2)
  await synced(first.client)
  await first.close()
  await forgotten(first.folder, async (client) => {
    orders.push(...(await sellSome(client, 3)))
    await synced(client)
  })
  const offline = await openTerminal({ folder: first.folder, centralUrl: 'http://127.0.0.1:9' })
  orders.push(...(await sellSome(offline.client, count)))
  await offline.close()
  const { client } = await openTerminal({ folder: first.folder })
  await synced(client)
  await synced(client)
  const listed = await client.order.list({ query: '', olderThan: null })
  expect(listed.map(({ orderId }) => orderId).toSorted()).toEqual(orders.map(({ orderId }) => orderId).toSorted())
  expect(listed.filter(({ state }) => state !== 'accepted')).toEqual([])
  expect(await statistics()).toMatchObject({ orders: orders.length })
})

test('what stands in places that were taken comes back also where the store is put back before it was asked', async () => {
  const first = await openTerminal()
  await synced(first.client)
  const orders = await sellSome(first.client, 1)
  await synced(first.client)
  await first.close()
  await forgotten(first.folder, async (client) => {
    orders.push(...(await sellSome(client, 1)))
    await synced(client)
  })
  const offline = await openTerminal({ folder: first.folder, centralUrl: 'http://127.0.0.1:9' })
  orders.push(...(await sellSome(offline.client, 3)))
  await offline.close()
  const proxy = await faultProxy(central.central.url)
  proxy.loseAnswerOf(PATHS.states)
  const cutOff = await openTerminal({ folder: first.folder, centralUrl: proxy.url })
  await failed(cutOff.client)
  await cutOff.close()
  const port = Number(new URL(central.central.url).port)
  await central.central.close()
  await central.open({ port, restored: true })
  const { client } = await openTerminal({ folder: first.folder })
  await synced(client)
  await synced(client)
  const listed = await client.order.list({ query: '', olderThan: null })
  expect(listed.map(({ orderId }) => orderId).toSorted()).toEqual(orders.map(({ orderId }) => orderId).toSorted())
  expect(await statistics()).toMatchObject({ orders: orders.length })
})

test('data that is put back again and again, with sales before the network is heard of, loses none of them', async () => {
  const first = await openTerminal()
  const { folder } = first
  await synced(first.client)
  const orders = await sellSome(first.client, 1)
  await synced(first.client)
  await first.close()
  for (let round = 0; round < 5; round++) {
    await forgotten(folder, async (client) => {
      orders.push(...(await sellSome(client, 1)))
      await synced(client)
    })
    const offline = await openTerminal({ folder, centralUrl: 'http://127.0.0.1:9' })
    orders.push(...(await sellSome(offline.client, 1)))
    await offline.close()
    const online = await openTerminal({ folder })
    await synced(online.client)
    await synced(online.client)
    const listed = await online.client.order.list({ query: '', olderThan: null })
    expect(listed.filter(({ refusal, state }) => refusal || state !== 'accepted')).toEqual([])
    expect(listed).toHaveLength(orders.length)
    expect(await statistics()).toMatchObject({ orders: orders.length })
    await online.close()
  }
}, 60_000)

test('a store that finds every place taken does not make the terminal begin epochs for ever', async () => {
  const { client, service } = await openTerminal()
  await synced(client)
  await sellSome(client, 1)
  const { terminal } = service.context
  const taken = (seq: number) => ({ seq, outcome: 'refused', code: 'fact.same_place_other_body' }) as const
  const heard: string[] = []
  terminal.events.subscribe('event', (event) => {
    if (event.type === 'cart') heard.push(event.cart.orderId)
  })
  for (let turn = 0; turn < 12; turn++) {
    const waiting = terminal.store.outbox.waiting(99, 1_000_000)
    if (waiting.length > 0)
      settle(
        terminal,
        waiting[0]!.epoch,
        waiting.map(({ seq }) => taken(seq)),
      )
  }
  expect(terminal.store.outbox.countWaiting()).toBe(0)
  expect(terminal.store.journal.epochs()).toHaveLength(4)
  expect(heard.at(-1)).toBe((await client.cart.get()).orderId)
  expect(await client.order.list({ query: '', olderThan: null })).toMatchObject([{ state: 'refused' }])
})
