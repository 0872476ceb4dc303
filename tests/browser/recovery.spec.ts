import { expect, openCounter, test, type Client } from './fixtures.ts'
import { side } from './states.ts'

test('without the network an order succeeds, words and count say so, and it arrives once the network is back', async ({
  counter,
  services,
  terminal,
}) => {
  const { client, plain } = terminal
  await client.sync.now()
  await expect.poll(async () => (await client.sync.status()).unsent).toBe(0)
  await services.stopCentral()
  const words = counter.getByTestId('sync-words')
  const { orderId } = await addLine(client, plain.sku)
  await expect(counter.locator('[data-line]')).toHaveCount(1)
  await counter.keyboard.press('F9')
  await expect(counter.getByTestId('done-number')).toBeVisible()
  await expect(words).toHaveText(/주문 1건 전송 대기/)
  await client.sync.now()
  await expect(words).toHaveText(/^주문 1건 전송 대기 · \d+초 뒤 다시$/)
  await services.startCentral()
  await expect
    .poll(async () => {
      await client.sync.now()
      return (await client.order.get({ orderId })).state
    })
    .toBe('accepted')
  await expect(words).toHaveText(/^주문 모두 보냄/)
})

test('a reload in mid-order finds the order as it was', async ({ counter, terminal }) => {
  await addLine(terminal.client, terminal.plain.sku)
  await addLine(terminal.client, terminal.plainer.sku)
  await expect(counter.locator('[data-line]')).toHaveCount(2)
  const before = await side(counter).textContent()
  await counter.reload()
  await expect(counter.locator('[data-line]')).toHaveCount(2)
  expect(await side(counter).textContent()).toBe(before)
})

test('the service killed in mid-order: the screens say so, recover by themselves, and the order is as it was', async ({
  counter,
  services,
  terminal,
}) => {
  await addLine(terminal.client, terminal.plain.sku)
  await expect(counter.locator('[data-line]')).toHaveCount(1)
  process.kill(services.terminal.pid, 'SIGKILL')
  await expect(counter.getByText('다시 연결하는 중입니다')).toBeVisible()
  await expect(counter.locator('[data-line]')).toHaveCount(1)
  await expect(counter.getByText('다시 연결하는 중입니다')).toHaveCount(0, { timeout: 30_000 })
  await counter.locator('[data-part="more"]').click()
  await expect(counter.locator('[data-part="quantity"]')).toHaveText('2')
})

test('a printer that fails keeps the order, shows why and prints again when told to', async ({ counter, terminal }) => {
  const { client, plain } = terminal
  await client.settings.change({ printer: { kind: 'file', path: '/nowhere/at/all/receipt.bin' } })
  const { orderId, nextNumber } = await addLine(client, plain.sku)
  await expect(counter.locator('[data-line]')).toHaveCount(1)
  await counter.keyboard.press('F9')
  await expect(counter.getByTestId('done-number')).toHaveText(nextNumber)
  const bar = counter.getByRole('status').filter({ hasText: '영수증이 인쇄되지 않았습니다' })
  await expect(bar).toBeVisible({ timeout: 30_000 })
  await bar.getByRole('button', { name: '다시' }).click()
  await counter.keyboard.press('F5')
  await expect(counter.getByText('파일을 저장할 폴더가 없습니다.')).toBeVisible({ timeout: 30_000 })
  await counter.getByRole('button', { name: '건너뛰기' }).click()
  await expect(counter.getByText('기다리는 인쇄가 없습니다.')).toBeVisible()
  expect((await client.order.get({ orderId })).print).toBe('skipped')
})

test('no token stays in the address, and nothing of the shop in the browser’s storage', async ({ counter }) => {
  expect(new URL(counter.url()).search).toBe('')
  expect(await counter.evaluate(() => localStorage.length)).toBe(0)
  expect(await counter.evaluate(() => Object.keys(sessionStorage))).toEqual(['okryu:token'])
})

test('the font is shipped with its licence', async ({ page, services }) => {
  const licence = await page.request.get(`${services.terminal.url}/assets/PretendardVariable.LICENSE.txt`)
  expect(await licence.text()).toContain('SIL OPEN FONT LICENSE')
})

test('lang follows the language, and the theme the setting', async ({ counter, terminal }) => {
  await counter.keyboard.press('F5')
  await counter.getByText('English', { exact: true }).last().click()
  await expect(counter.locator('html')).toHaveAttribute('lang', 'en')
  await expect(counter.getByRole('heading', { name: 'Okryu Shop' })).toBeVisible()
  await counter.getByText('Night', { exact: true }).click()
  await expect(counter.locator('html')).toHaveAttribute('data-theme', 'night')
  expect(await terminal.client.info()).toMatchObject({ settings: { language: 'en', theme: 'night' } })
})

test('two windows show the same order', async ({ counter, context, services, terminal }) => {
  const second = await context.newPage()
  await openCounter(second, services)
  await addLine(terminal.client, terminal.plain.sku)
  for (const page of [counter, second]) await expect(page.locator('[data-line]')).toHaveCount(1)
  await second.close()
})

async function addLine(client: Client, sku: string) {
  const { orderId } = await client.cart.get()
  const lineId = crypto.randomUUID()
  const changes = [{ kind: 'add' as const, lineId, sku, quantity: 1 }]
  return client.cart.apply({ changeId: crypto.randomUUID(), orderId, changes })
}
