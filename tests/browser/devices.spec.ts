import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './fixtures.ts'
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

test('a terminal that belongs to no store says so, and what to do', async ({ page }) => {
  const services = await startServices({ enrolled: false })
  try {
    await page.goto(`${services.terminal.url}/?token=${services.terminal.token}`)
    await expect(page.getByText('이 단말기는 아직 등록되지 않았습니다')).toBeVisible()
    await expect(page.getByText('중앙 저장소 주소가 설정되지 않았습니다.')).toBeVisible()
  } finally {
    await services.close()
  }
})
