import { rmSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { openStore } from '../../central/store/open.ts'
import type { Order } from '../../domain/order.ts'
import { carry, contextOf, enrolled, fileOn, take, write, type Terminal } from '../support/courier.ts'
import { sellTea } from '../support/each-carrier.ts'
import { newFolder } from '../support/folders.ts'
import { central, synced } from '../support/synced-terminal.ts'

vi.setConfig({ testTimeout: 300_000 })

const TEA_MINOR = 2_400

async function sell({ client }: Terminal, count: number): Promise<string[]> {
  const orderIds: string[] = []
  for (let i = 0; i < count; i++) orderIds.push((await sellTea(client)).orderId)
  return orderIds
}

/** What stands in the central store's database, by the id of each order. */
async function ordersThere(): Promise<Map<string, number>> {
  const store = openStore(central.dataDir, true)
  const rows = await store.db.selectFrom('orders').select(['order_id', 'total_minor']).execute()
  await store.close()
  expect(new Set(rows.map(({ order_id }) => order_id)).size).toBe(rows.length)
  return new Map(rows.map((row) => [row.order_id, row.total_minor]))
}

function receiptsHere(terminal: Terminal, orderIds: readonly string[]): Map<string, number> {
  const { orders } = contextOf(terminal).store
  return new Map(orderIds.map((orderId) => [orderId, (orders.get(orderId)!.order satisfies Order).totalMinor]))
}

test('1,000 orders by stick and 1,000 over the network, 200 of them both ways, are 1,800', async () => {
  const [away, carrier] = [await enrolled(), await enrolled()]
  const [first, second] = [newFolder(), newFolder()]
  // 800 go by stick, and their acknowledgement comes back.
  const orderIds = await sell(away, 800)
  expect(await write(away, first)).toMatchObject({ facts: 800, leftFacts: 0 })
  expect((await carry(carrier, first))[0]).toMatchObject({ outcome: 'carried', facts: 800, fresh: 800, refused: 0 })
  await take(away, first)
  expect(await away.client.sync.status()).toMatchObject({ unsent: 0, refused: 0 })
  // 200 go by stick, but the acknowledgement is lost with it: the terminal knows nothing of it.
  orderIds.push(...(await sell(away, 200)))
  expect(await write(away, second)).toMatchObject({ facts: 200 })
  expect((await carry(carrier, second))[0]).toMatchObject({ outcome: 'carried', facts: 200, fresh: 200 })
  // The network is back: these 200 and 800 more go over it.
  orderIds.push(...(await sell(away, 800)))
  expect(await away.client.sync.status()).toMatchObject({ unsent: 1_000 })
  expect(await synced(away.client)).toMatchObject({ unsent: 0, refused: 0 })
  expect(await central.statistics()).toMatchObject({ orders: 1_800, ordersMinor: 1_800 * TEA_MINOR, facts: 1_800 })
  expect(await ordersThere()).toEqual(receiptsHere(away, orderIds))
  // Both sticks turn up once more, long after.
  for (const stick of [second, first]) {
    rmSync(fileOn(stick, '.ack'))
    expect((await carry(carrier, stick))[0]).toMatchObject({ outcome: 'carried', fresh: 0, refused: 0 })
    await take(away, stick)
  }
  expect(await synced(away.client)).toMatchObject({ unsent: 0, refused: 0 })
  expect(await central.statistics()).toMatchObject({ orders: 1_800, ordersMinor: 1_800 * TEA_MINOR, facts: 1_800 })
  expect(await ordersThere()).toEqual(receiptsHere(away, orderIds))
})
