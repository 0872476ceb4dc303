import { existsSync, readdirSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { BUNDLE_ENDING } from '../../contract/courier.ts'
import { expect, openCounter, sent, test, type Terminal } from './fixtures.ts'
import type { Services } from './services.ts'

test.beforeEach(({ services }) => services.pullOut())

test('orders go to the central store on a stick, and the confirmation comes back on it', async ({
  counter,
  context,
  services,
  terminal,
}) => {
  const other = await services.addTerminal()
  await services.stopCentral()
  const { orderId } = await sell(terminal)
  await counter.keyboard.press('F5')
  await counter.getByRole('button', { name: 'USB로 나르기' }).first().click()
  await expect(counter.getByText('USB 메모리가 보이지 않습니다.')).toBeVisible()
  services.plugIn()
  await counter.getByRole('button', { name: '다시 찾기' }).click()
  // Counted in orders, as in the header, and told at once.
  await expect(counter.getByRole('button', { name: /^USB에 쓰기/ })).toContainText('주문 1건 전송 대기')
  await sell(terminal)
  await expect(counter.getByRole('button', { name: /^USB에 쓰기/ })).toContainText('주문 2건 전송 대기')
  await expect(counter.getByTestId('sync-words')).toContainText('주문 2건 전송 대기')
  await counter.getByRole('button', { name: /^USB에 쓰기/ }).click()
  await expect(counter.getByRole('heading', { name: /^주문 2건을 USB에 썼습니다$/ })).toBeVisible()
  await expect(counter.getByText('확인이 돌아올 때까지 이 단말기에서는 아무것도 지우지 않습니다.')).toBeVisible()
  expect((await terminal.client.sync.status()).unsent).toBeGreaterThan(0)

  await services.startCentral()
  const carrier = await context.newPage()
  await openCourier(carrier, other)
  await carrier.getByRole('button', { name: 'USB 읽기' }).click()
  await expect(carrier.getByText(/확인을 USB에 담았으니 \d+번 단말기로 다시 가져가세요/)).toBeVisible()
  await expect(carrier.getByText('다른 단말기로 갈 확인입니다.')).toBeVisible()
  await carrier.close()
  await other.stop()

  await services.stopCentral()
  await counter.getByRole('button', { name: 'USB 읽기' }).click()
  await expect(counter.getByText(/중앙 상점이 기록 \d+건을 받았다고 확인했습니다/)).toBeVisible()
  // Both files stay on the stick; neither asks for anything here, however often they are read.
  const files = counter.locator('[data-outcome="read"]')
  await expect(files).toContainText('중앙 상점이 이미 받은 파일입니다. 더 할 일은 없습니다.')
  await counter.getByRole('button', { name: 'USB 읽기' }).click()
  await expect(files).toContainText('새로운 것이 없습니다. 보낸 것은 모두 확인되었습니다.')
  await expect(files.locator('[data-tone="failed"]')).toHaveCount(0)
  expect(await terminal.client.order.get({ orderId })).toMatchObject({ state: 'accepted', stateSource: 'central' })
  expect((await terminal.client.sync.status()).unsent).toBe(0)
  await services.startCentral()
})

test('a stick that holds nothing, and a file copied in part, are said to be so and change nothing', async ({
  counter,
  services,
  terminal,
}) => {
  services.plugIn()
  await sell(terminal)
  await openCourier(counter, services)
  await counter.getByRole('button', { name: 'USB 읽기' }).click()
  await expect(counter.getByText('이 메모리에는 주문 파일이 없습니다.')).toBeVisible()
  await counter.getByRole('button', { name: /^USB에 쓰기/ }).click()
  await expect(counter.getByText('.courier')).toBeVisible()
  const bundle = readdirSync(services.stick).find((name) => name.endsWith(BUNDLE_ENDING))
  truncateSync(join(services.stick, bundle!), 900)
  await counter.getByRole('button', { name: 'USB 읽기' }).click()
  await expect(counter.locator('[data-outcome="read"] [data-tone="failed"]')).toContainText(bundle!)
  await expect(counter.getByText('파일이 끝까지 복사되지 않았습니다.')).toBeVisible()
  services.pullOut()
  await counter.getByRole('button', { name: /^USB에 쓰기/ }).click()
  await expect(counter.getByText('USB 메모리가 보이지 않습니다. 다시 꽂고')).toBeVisible()
  expect(existsSync(services.stick)).toBe(false)
})

test('where the central store is out of reach and many records wait, the sync status offers a stick', async ({
  counter,
  services,
  terminal,
}) => {
  await services.stopCentral()
  for (let count = 0; count < 100; count++) await sell(terminal)
  await counter.keyboard.press('F5')
  const status = counter.getByRole('region', { name: '중앙 상점과 전송' })
  await counter.getByRole('button', { name: '지금 전송' }).click()
  await expect(status).toContainText('USB 메모리에 담아 가져갈 수 있습니다.')
  await status.getByRole('button', { name: 'USB로 나르기' }).click()
  await expect(counter.getByText('이렇게 나릅니다')).toBeVisible()
  await services.startCentral()
  await sent(terminal.client)
})

async function openCourier(page: Parameters<typeof openCounter>[0], at: Pick<Services, 'terminal'>): Promise<void> {
  await openCounter(page, at)
  await page.keyboard.press('F5')
  await page.getByRole('button', { name: 'USB로 나르기' }).first().click()
  await expect(page.locator('[data-stick]')).toBeVisible()
}

async function sell({ client, plain }: Pick<Terminal, 'client' | 'plain'>) {
  const { orderId } = await client.cart.get()
  const changes = [{ kind: 'add' as const, lineId: crypto.randomUUID(), sku: plain.sku, quantity: 1 }]
  await client.cart.apply({ changeId: crypto.randomUUID(), orderId, changes })
  return client.order.placeCash({ orderId, tenderedMinor: 5_000_000 })
}
