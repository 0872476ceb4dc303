import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { SyncStatus } from '../../contract/terminal.ts'
import { contextOf, enrolled, write } from '../support/courier.ts'
import { add, apply, sellTea } from '../support/each-carrier.ts'
import { newFolder } from '../support/folders.ts'
import { central, failed } from '../support/synced-terminal.ts'
import { enrolFolder, eventually, newTestId, openService, type TerminalClient } from '../support/terminal.ts'
import { createRouterClient } from '@orpc/server'

/** What waits for the central store, as it is told to the screens. */

/** What the windows of a terminal were told of its sync last. */
async function lastTold(client: TerminalClient): Promise<() => SyncStatus | undefined> {
  const leaving = new AbortController()
  onTestFinished(() => leaving.abort())
  const events = await client.watch(undefined, { signal: leaving.signal })
  let last: SyncStatus | undefined
  void (async () => {
    try {
      for await (const event of events) if (event.type === 'sync') last = event.sync
    } catch {
      // The window left.
    }
  })()
  return () => last
}

test('every record is told of at once, and orders are counted apart from the others', async () => {
  const service = openService(enrolFolder(newFolder()))
  onTestFinished(() => service.close())
  const client: TerminalClient = createRouterClient(service.router, { context: service.context })
  const told = await lastTold(client)
  const isTold = (unsent: number, unsentOrders: number) =>
    eventually(told, (sync) => sync?.unsent === unsent && sync.unsentOrders === unsentOrders, 2_000)
  await isTold(0, 0)
  await client.settings.change({ language: 'en' })
  await isTold(1, 0)
  const first = await sellTea(client)
  await isTold(2, 1)
  await apply(client, add('TEA', 2))
  await apply(client, { kind: 'clear' })
  await isTold(3, 1)
  await client.settings.simulateReader({ answer: 'declined' })
  const { orderId } = await apply(client, add('TEA'))
  await client.order.payByCard({ orderId, attemptId: newTestId() })
  // What was asked, and what the reader said.
  await isTold(5, 1)
  const { order } = await client.order.get({ orderId: first.orderId })
  const lines = order.lines.map(({ lineId, quantity }) => ({ lineId, quantity }))
  await client.order.cancel({ orderId: first.orderId, cancellationId: newTestId(), lines })
  await isTold(6, 2)
  expect(await client.sync.status()).toMatchObject({ unsent: 6, unsentOrders: 2 })
})

test('a stick says how many orders were written to it, beside the records', async () => {
  const away = await enrolled()
  await sellTea(away.client)
  await away.client.settings.change({ language: 'en' })
  const stick = newFolder()
  expect(await write(away, stick)).toMatchObject({ facts: 2, orders: 1 })
  // From what was kept of the first time.
  expect(await write(away, stick)).toMatchObject({ facts: 2, orders: 1 })
})

test('a terminal whose sync fails tries again at once when a stick was carried to the central store from it', async () => {
  const [away, carrier] = [await enrolled(), await enrolled()]
  await sellTea(away.client)
  const stick = newFolder()
  process.env['OKRYU_STICKS'] = stick
  onTestFinished(() => void delete process.env['OKRYU_STICKS'])
  mkdirSync(dirname(stick), { recursive: true })
  await write(away, stick)
  const port = Number(new URL(central.central.url).port)
  await central.central.close()
  await sellTea(carrier.client)
  await carrier.client.sync.now()
  await failed(carrier.client)
  await central.open({ port })
  const files = await carrier.client.courier.read({ folder: stick })
  expect(files[0]).toMatchObject({ outcome: 'carried' })
  // No timer runs in this test: only that contact can have begun the round.
  const status = await eventually(
    () => carrier.client.sync.status(),
    ({ phase, unsent }) => phase === 'waiting' && unsent === 0,
  )
  expect(status).toMatchObject({ lastError: null, failedAttempts: 0 })
  expect(contextOf(carrier).live.sync.phase).toBe('waiting')
})
