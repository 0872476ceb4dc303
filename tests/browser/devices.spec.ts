import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { CartLine } from '../../domain/cart.ts'
import type { Product } from '../../domain/product.ts'
import { allProducts, connect, expect, openCounter, test } from './fixtures.ts'
import { startServices } from './services.ts'

test('a printer is set up and prints a test page', async ({ counter, services, terminal }) => {
  const path = join(services.folder, 'receipt.bin')
  await counter.keyboard.press('F5')
  await counter.getByText('파일', { exact: true }).click()
  await counter.getByLabel('파일 경로').fill(path)
  await counter.getByRole('button', { name: '저장', exact: true }).click()
  await expect.poll(async () => (await terminal.client.info()).settings.printer).toEqual({ kind: 'file', path })
  await counter.getByRole('button', { name: '시험 인쇄' }).click()
  await expect.poll(() => existsSync(path)).toBe(true)
  await expect(counter.getByText('기다리는 인쇄가 없습니다.')).toBeVisible()
})

test('the sync interval is chosen, and sync can be asked for', async ({ counter, terminal }) => {
  await counter.keyboard.press('F5')
  await counter.getByText('5분', { exact: true }).click()
  await expect.poll(async () => (await terminal.client.info()).settings.syncIntervalMs).toBe(300_000)
  const before = (await terminal.client.sync.status()).lastSuccessAtMs ?? 0
  await counter.getByRole('button', { name: '지금 전송' }).click()
  await expect.poll(async () => (await terminal.client.sync.status()).lastSuccessAtMs ?? 0).toBeGreaterThan(before)
})

test('the simulated reader’s answer is chosen', async ({ counter, terminal }) => {
  await counter.keyboard.press('F5')
  await counter.getByText('거절', { exact: true }).click()
  await expect.poll(async () => (await terminal.client.info()).simulatedReader).toBe('declined')
})

test('a refused order is put aside with its reason, and the words lead to it', async ({ page }) => {
  const services = await startServices()
  const { client, close } = await connect(services)
  try {
    await expect.poll(async () => (await client.sync.status()).products, { timeout: 30_000 }).toBeGreaterThan(400)
    const { orderId, nextNumber } = await client.cart.get()
    const line = lineOf((await allProducts(client)).find(({ unit }) => unit === 'piece')!)
    // A price that the central store never had.
    const changes = [{ kind: 'restore' as const, line: { ...line, priceMinor: line.priceMinor + 1 }, index: 0 }]
    await client.cart.apply({ changeId: crypto.randomUUID(), orderId, changes })
    await client.order.placeCash({ orderId, tenderedMinor: 5_000_000 })
    await openCounter(page, services)
    await client.sync.now()
    const words = page.getByTestId('sync-words')
    await expect(words).toHaveText('주문 1건 거절됨 · 이유 보기')
    await words.click()
    const reason = '가격이 중앙 상점과 달라 거절되었습니다.'
    await expect(page.getByRole('region', { name: '거절된 주문' })).toContainText(reason)
    await page.getByRole('button', { name: '주문 보기' }).click()
    await expect(page.locator('article').getByRole('heading', { name: nextNumber })).toBeVisible()
    await expect(page.locator('article')).toContainText(reason)
    await expect(page.getByTestId('state-source')).toHaveText(/^중앙 상점/)
  } finally {
    close()
    await services.close()
  }
})

test('a central store without goods is said to have none yet', async ({ page }) => {
  const services = await startServices({ fill: () => Promise.resolve() })
  try {
    await page.goto(`${services.terminal.url}/?token=${services.terminal.token}`)
    await expect(page.getByText('아직 판매할 상품이 없습니다')).toBeVisible({ timeout: 30_000 })
    await page.keyboard.press('F5')
    await expect(page.getByRole('button', { name: '지금 전송' })).toBeVisible()
  } finally {
    await services.close()
  }
})

test('a terminal that belongs to no store says so, and what to do', async ({ page }) => {
  const services = await startServices({ enrolled: false })
  try {
    await page.goto(`${services.terminal.url}/?token=${services.terminal.token}`)
    await expect(page.getByText('이 단말기는 아직 등록되지 않았습니다')).toBeVisible()
    await expect(page.getByText('중앙 상점 주소가 설정되지 않았습니다.')).toBeVisible()
  } finally {
    await services.close()
  }
})

function lineOf({ sku, name, variant, unit, priceMinor, pictureHash }: Product): CartLine {
  return {
    ...{ sku, name, variant, unit, priceMinor, pictureHash },
    lineId: crypto.randomUUID(),
    quantity: 1,
    catalogueVersion: 1,
  }
}
