import { expect, test } from 'vitest'
import { createOrderStore } from '../../renderer/stores/order-store.ts'
import { openTerminal, synced } from '../support/synced-terminal.ts'

test('a last line that was taken off by mistake is put back into the cart with its new id', async () => {
  const { client } = await openTerminal()
  await synced(client)
  const page = createOrderStore(client, ({ code }) => expect.unreachable(code))
  await page.getState().add('TEA', 2)
  const before = page.getState().cart!
  await page.getState().remove(before.lines[0]!.lineId)
  expect(page.getState().cart).toMatchObject({ lines: [] })
  expect(page.getState().cart!.orderId).not.toBe(before.orderId)
  await page.getState().undo()
  expect(page.getState().cart!.lines).toEqual(before.lines)
  expect(await client.cart.get()).toEqual(page.getState().cart)
})
