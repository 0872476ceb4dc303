import { spawnSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { PATHS, PROTOCOL_HEADER, type Statistics } from '../../contract/central.ts'
import type { PlacedOrder } from '../../contract/terminal.ts'
import { add, apply, sellTea } from '../support/each-carrier.ts'
import { newFolder } from '../support/folders.ts'
import { startCentralProcess, startHeadless, type CentralProcess, type Headless } from '../support/headless.ts'
import { connectSocket, eventually, PRODUCTS, type TerminalClient } from '../support/terminal.ts'

/** The whole line in whole processes: a central store, a terminal, and a window that talks to it. */

// Processes are started and killed here, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

const UNKNOWN_TO_PRICES = 'HOUSE'

async function admin<Answer>(central: CentralProcess, path: string, body?: unknown): Promise<Answer> {
  const answer = await fetch(`${central.url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${central.adminToken}`,
      [PROTOCOL_HEADER]: '1',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(await answer.text())
  return (await answer.json()) as Answer
}

const statistics = (central: CentralProcess) => admin<Statistics>(central, PATHS.statistics)

async function openShop() {
  const data = newFolder()
  const central = await startCentralProcess(['--data', data, '--port', '0'])
  const products = PRODUCTS.filter(({ sku }) => sku !== UNKNOWN_TO_PRICES)
  const categories = [{ id: 'food', name: { ko: '식료품', en: 'Food' }, rank: 1 }]
  await admin(central, PATHS.products, { categories, products })
  const restart = () => startCentralProcess(['--data', data, '--port', new URL(central.url).port])
  return { central, data, restart }
}

async function openTerminal(central: CentralProcess, folder = newFolder()) {
  const given = ['--data', folder, '--central', central.url, '--enrol', central.enrolmentCode, '--demo']
  const terminal = await startHeadless(given)
  const client = await connect(terminal)
  await eventually(
    () => client.sync.status(),
    (status) => status.products > 0 && status.phase === 'waiting',
  )
  return { terminal, client, folder }
}

/** A window: connects again as soon as there is a service to connect to. */
async function connect(terminal: Headless): Promise<TerminalClient> {
  const connection = await eventually(
    () => connectSocket(terminal.url, terminal.token).catch(() => undefined),
    (found) => found !== undefined,
  )
  onTestFinished(() => connection!.close())
  return connection!.client
}

async function allSent(client: TerminalClient): Promise<void> {
  await eventually(
    async () => {
      const status = await client.sync.status()
      if (status.phase !== 'syncing') await client.sync.now()
      return status
    },
    (status) => status.unsent === 0 && status.lastError === null,
  )
}

/** The service's process, which the cabinet starts again where it dies. */
async function servicePid(terminal: Headless): Promise<number> {
  const found = await eventually(
    () =>
      spawnSync('pgrep', ['-P', String(terminal.cabinetPid), '-f', 'serve'])
        .stdout.toString()
        .trim(),
    (pids) => pids !== '',
  )
  return Number(found.split('\n')[0])
}

function sumOf(orders: readonly PlacedOrder[]): Pick<Statistics, 'orders' | 'ordersMinor'> {
  return { orders: orders.length, ordersMinor: orders.reduce((sum, { totalMinor }) => sum + totalMinor, 0) }
}

test('orders taken while the central store was down all arrive once it is up, each once', async () => {
  const { central, restart } = await openShop()
  const { client } = await openTerminal(central)
  await central.close()
  await client.sync.now()
  await eventually(
    () => client.sync.status(),
    (status) => status.phase === 'backing-off' && status.lastError === 'unreachable',
  )
  const orders: PlacedOrder[] = []
  for (let i = 0; i < 20; i++) {
    const { orderId } = await apply(client, add('TEA', i + 1), add('BEEF', 100 + 7 * i))
    orders.push(await client.order.placeCash({ orderId, tenderedMinor: 1_000_000 }))
  }
  expect(await client.sync.status()).toMatchObject({ unsent: 20, refused: 0 })
  const again = await restart()
  await allSent(client)
  expect(await statistics(again)).toMatchObject({ ...sumOf(orders), facts: 20, refused: 0, terminals: 1 })
  const list = await client.order.list({ query: '', olderThan: null })
  expect(list.map(({ orderId }) => orderId)).toEqual(orders.map(({ orderId }) => orderId).toReversed())
  expect(new Set(list.map(({ state }) => state))).toEqual(new Set(['accepted']))
})

test('SIGKILL of the central store in the middle of taking orders in loses none and doubles none', async () => {
  const { central, restart } = await openShop()
  const { client } = await openTerminal(central)
  const orders: PlacedOrder[] = []
  let store = central
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 8; j++) orders.push(await sellTea(client))
    await client.sync.now()
    await store.kill()
    store = await restart()
  }
  await allSent(client)
  expect(await statistics(store)).toMatchObject({ ...sumOf(orders), facts: orders.length })
})

test('SIGKILL of the terminal in mid-order: the cabinet starts it again, and the cart is as it was', async () => {
  const { central } = await openShop()
  const { client, terminal } = await openTerminal(central)
  const cart = await apply(client, add('TEA', 3), add('BEEF', 250))
  process.kill(terminal.pid, 'SIGKILL')
  const again = await connect(terminal)
  expect(await again.cart.get()).toEqual({ ...cart, orderId: expect.not.stringMatching(cart.orderId) })
  const placed = await again.order.placeCash({ orderId: cart.orderId, tenderedMinor: 50_000 })
  await allSent(again)
  expect(await statistics(central)).toMatchObject(sumOf([placed]))
})

test('SIGKILL right after “done”, again and again: every order is there and arrives once', async (context) => {
  if (process.platform === 'win32') return context.skip('needs pgrep to find the service’s process')
  const { central } = await openShop()
  const { terminal, ...first } = await openTerminal(central)
  let { client } = first
  const orders: PlacedOrder[] = []
  for (let i = 0; i < 3; i++) {
    const pid = await servicePid(terminal)
    const { orderId } = await apply(client, add('TEA', 2))
    // In every other round the push is under way when it dies.
    if (i % 2) void client.sync.now().catch(() => {})
    orders.push(await client.order.placeCash({ orderId, tenderedMinor: 5_000 }))
    process.kill(pid, 'SIGKILL')
    client = await connect(terminal)
    expect(await client.order.placeCash({ orderId, tenderedMinor: 5_000 })).toEqual(orders.at(-1))
  }
  await allSent(client)
  expect(await statistics(central)).toMatchObject({ ...sumOf(orders), facts: orders.length })
  expect(new Set(orders.map(({ number }) => number)).size).toBe(orders.length)
})

test('SIGKILL of the cabinet ends its service too, and the next start finds everything', async () => {
  const { central } = await openShop()
  const { client, terminal, folder } = await openTerminal(central)
  const placed = await sellTea(client)
  const cart = await apply(client, add('BEEF', 500))
  await terminal.kill()
  const again = await eventually(
    () => startHeadless(['--data', folder, '--central', central.url]).catch(() => undefined),
    (started) => started !== undefined,
  )
  const window = await connect(again!)
  expect(await window.cart.get()).toEqual({ ...cart, orderId: expect.not.stringMatching(cart.orderId) })
  await allSent(window)
  expect(await window.order.get({ orderId: placed.orderId })).toMatchObject({ state: 'accepted' })
  expect(await statistics(central)).toMatchObject(sumOf([placed]))
})

test('a central store restored from a backup gets again what it had lost', async () => {
  const { central, data, restart } = await openShop()
  const { client } = await openTerminal(central)
  const orders = [await sellTea(client), await sellTea(client)]
  await allSent(client)
  await central.close()
  const backup = join(newFolder(), 'backup')
  cpSync(data, backup, { recursive: true })
  const running = await restart()
  for (let i = 0; i < 5; i++) orders.push(await sellTea(client))
  await allSent(client)
  expect(await statistics(running)).toMatchObject(sumOf(orders))
  await running.close()
  rmSync(data, { recursive: true })
  cpSync(backup, data, { recursive: true })
  const restored = await restart()
  expect(await statistics(restored)).toMatchObject({ orders: 2 })
  // Nothing is sold in the meantime: the next round finds out by itself.
  await client.sync.now()
  await expect
    .poll(() => statistics(restored), { timeout: 20_000 })
    .toMatchObject({ ...sumOf(orders), facts: orders.length })
  await allSent(client)
})
