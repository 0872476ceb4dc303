import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { carry, contextOf, enrolled, take, write, type Terminal } from '../support/courier.ts'
import { sellTea } from '../support/each-carrier.ts'
import { newFolder } from '../support/folders.ts'
import { central, openTerminal, synced } from '../support/synced-terminal.ts'

async function sell({ client }: Terminal, count: number): Promise<string[]> {
  const orderIds: string[] = []
  for (let i = 0; i < count; i++) orderIds.push((await sellTea(client)).orderId)
  return orderIds
}

test.each([1, 3, 5])(
  'the answer to a stick from before data was put back acknowledges none of %i orders sold in the places of its three',
  async (count) => {
    const [first, carrier] = [await enrolled(), await enrolled()]
    const stick = newFolder()
    await first.close()
    const copy = join(newFolder(), 'copy')
    cpSync(first.folder, copy, { recursive: true })
    const before = await openTerminal({ folder: first.folder, centralUrl: undefined })
    const orderIds = await sell(before, 3)
    await write(before, stick)
    expect((await carry(carrier, stick))[0]).toMatchObject({ outcome: 'carried', facts: 3, fresh: 3 })
    await before.close()
    rmSync(first.folder, { recursive: true })
    cpSync(copy, first.folder, { recursive: true })

    const after = await openTerminal({ folder: first.folder, centralUrl: undefined })
    orderIds.push(...(await sell(after, count)))
    await take(after, stick)
    expect(contextOf(after).store.outbox.countWaiting()).toBeGreaterThanOrEqual(count)
    await after.close()
    const online = await openTerminal({ folder: first.folder })
    await synced(online.client)
    expect(await synced(online.client)).toMatchObject({ unsent: 0, refused: 0 })
    expect(await central.statistics()).toMatchObject({ orders: orderIds.length })
    const listed = await online.client.order.list({ query: '', olderThan: null })
    expect(listed.map(({ orderId }) => orderId).toSorted()).toEqual(orderIds.toSorted())
  },
)
