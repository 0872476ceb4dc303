import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test, type Terminal } from './fixtures.ts'
import { side } from './states.ts'

test('F9 alone saves the order, prints its receipt and shows the change; the next item begins the next order', async ({
  counter,
  services,
  terminal,
}) => {
  const { client, plain, plainer } = terminal
  const path = join(services.folder, 'f9.bin')
  await client.settings.change({ printer: { kind: 'file', path } })
  await addPlain(counter, terminal)
  const { orderId, nextNumber } = await client.cart.get()
  await counter.keyboard.press('F9')
  await expect(counter.getByTestId('done-number')).toHaveText(nextNumber)
  await expect(counter.getByTestId('done-change')).toHaveText('0원')
  const { order } = await client.order.get({ orderId })
  expect(order.totalMinor).toBe(plain.priceMinor)
  expect(order.payments).toEqual([
    { tender: 'cash', amountMinor: plain.priceMinor, tenderedMinor: plain.priceMinor, changeMinor: 0 },
  ])
  await expect.poll(() => existsSync(path)).toBe(true)
  await expect(counter.getByText('영수증 인쇄됨')).toBeVisible()
  await addBySearch(counter, plainer.sku)
  await expect(counter.locator('[data-line]')).toHaveCount(1)
  await expect(counter.getByTestId('done-number')).toHaveCount(0)
  expect((await client.cart.get()).orderId).not.toBe(orderId)
})

test('pay pressed twice makes one order', async ({ counter, terminal }) => {
  await addPlain(counter, terminal)
  const before = await terminal.client.order.list({ query: '', olderThan: null })
  await counter.evaluate(() => {
    const key = document.querySelector<HTMLElement>('[aria-keyshortcuts="F9"]')!
    key.click()
    key.click()
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'F9', code: 'F9' }))
  })
  await expect(counter.getByTestId('done-number')).toBeVisible()
  await side(counter).locator('[aria-keyshortcuts="F9"]').click({ force: true })
  const after = await terminal.client.order.list({ query: '', olderThan: null })
  // A page of the list holds the newest fifty.
  const known = new Set(before.map(({ orderId }) => orderId))
  expect(after.filter(({ orderId }) => !known.has(orderId))).toHaveLength(1)
})

test('50,000 tendered by keypad gives the right change', async ({ counter, terminal }) => {
  await addPlain(counter, terminal)
  await counter.keyboard.press('F11')
  for (const key of ['5', '00', '00']) await side(counter).getByRole('button', { name: key, exact: true }).click()
  const change = `${(50_000 - terminal.plain.priceMinor).toLocaleString('en')}원`
  await expect(side(counter).getByText(change)).toBeVisible()
  await side(counter).getByRole('button', { name: '결제 완료' }).click()
  await expect(counter.getByTestId('done-change')).toHaveText(change)
})

test('a note is one press after Received', async ({ counter, terminal }) => {
  await addPlain(counter, terminal)
  await side(counter).getByRole('button', { name: '받은 금액' }).click()
  const note = side(counter).getByRole('group').getByRole('button').nth(3)
  const tendered = Number((await note.textContent())!.replaceAll(',', ''))
  await note.click()
  const change = (tendered - terminal.plain.priceMinor).toLocaleString('en')
  await expect(counter.getByTestId('done-change')).toHaveText(`${change}원`)
})

test('F9 over a typed amount takes that amount, and nothing is paid while a weight is being asked for', async ({
  counter,
  terminal,
}) => {
  await addPlain(counter, terminal)
  const weighed = terminal.products.find(({ unit }) => unit === 'gram')!
  await counter.locator('[data-search]').fill(weighed.sku)
  await counter.getByRole('main').locator(`[data-sku="${weighed.sku}"]`).click()
  await expect(side(counter).getByRole('textbox')).toBeFocused()
  await counter.keyboard.press('F9')
  await expect(side(counter).getByRole('textbox')).toBeFocused()
  expect((await terminal.client.cart.get()).lines).toHaveLength(1)
  await counter.keyboard.press('Escape')
  await counter.keyboard.press('F11')
  await counter.keyboard.type('50000', { delay: 80 })
  await counter.keyboard.press('F9')
  const change = (50_000 - terminal.plain.priceMinor).toLocaleString('en')
  await expect(counter.getByTestId('done-change')).toHaveText(`${change}원`)
})

test('less than the total cannot be paid, and what is missing is said', async ({ counter, terminal }) => {
  await addPlain(counter, terminal)
  await counter.keyboard.press('F11')
  await side(counter).getByRole('button', { name: '1', exact: true }).click()
  await expect(side(counter).getByText('부족한 금액')).toBeVisible()
  await counter.keyboard.press('Enter')
  await expect(side(counter).getByRole('button', { name: '결제 완료' })).toHaveAttribute('aria-disabled', 'true')
  expect((await terminal.client.cart.get()).lines).toHaveLength(1)
})

test('an approved card places the order', async ({ counter, terminal }) => {
  await addPlain(counter, terminal)
  const { orderId } = await terminal.client.cart.get()
  await counter.keyboard.press('F10')
  await expect(counter.getByTestId('done-number')).toBeVisible({ timeout: 20_000 })
  const { order } = await terminal.client.order.get({ orderId })
  expect(order.payments).toMatchObject([{ tender: 'card', amountMinor: terminal.plain.priceMinor }])
})

test('a declined card leaves the order open for another tender', async ({ counter, terminal }) => {
  await terminal.client.settings.simulateReader({ answer: 'declined' })
  await addPlain(counter, terminal)
  await counter.keyboard.press('F10')
  const declined = side(counter).getByText('카드가 거절되었습니다')
  await expect(declined).toBeVisible({ timeout: 20_000 })
  await counter.keyboard.press('Escape')
  await expect(declined).toHaveCount(0)
  await expect(counter.locator('[data-line]')).toHaveCount(1)
  await counter.keyboard.press('F10')
  await expect(declined).toBeVisible({ timeout: 20_000 })
  await side(counter).getByRole('button', { name: '현금' }).click()
  await expect(side(counter).getByRole('textbox')).toBeFocused()
  await counter.keyboard.press('Enter')
  await expect(counter.getByTestId('done-number')).toBeVisible()
})

test('waiting for the reader can be stopped; then it can only be asked, and the order is paid once', async ({
  counter,
  terminal,
}) => {
  const { client } = terminal
  await client.settings.simulateReader({ answer: 'no-answer' })
  await addPlain(counter, terminal)
  const { orderId } = await client.cart.get()
  await counter.keyboard.press('F10')
  await side(counter).getByRole('button', { name: '그만 기다리기' }).click()
  const ask = side(counter).getByRole('button', { name: '판독기에 확인' })
  await expect(ask).toBeVisible({ timeout: 40_000 })
  await client.settings.simulateReader({ answer: 'approved' })
  await expect(async () => {
    await ask.click()
    await expect(counter.getByTestId('done-number')).toBeVisible({ timeout: 3_000 })
  }).toPass({ timeout: 40_000 })
  expect((await client.order.get({ orderId })).order.payments).toHaveLength(1)
})

test('a card of unknown outcome can only be asked about, also after a reload, and is charged once', async ({
  counter,
  terminal,
}) => {
  const { client } = terminal
  await client.settings.simulateReader({ answer: 'no-answer' })
  await addPlain(counter, terminal)
  const { orderId } = await client.cart.get()
  await counter.keyboard.press('F10')
  const ask = side(counter).getByRole('button', { name: '판독기에 확인' })
  await expect(ask).toBeVisible({ timeout: 40_000 })
  await expect(side(counter).getByRole('button')).toHaveCount(1)
  await counter.keyboard.press('F9')
  await expect(counter.getByText('카드 결제를 확인하는 중에는')).toBeVisible()
  await counter.reload()
  await expect(ask).toBeVisible()
  await client.settings.simulateReader({ answer: 'approved' })
  await ask.click()
  await expect(counter.getByTestId('done-number')).toBeVisible({ timeout: 20_000 })
  expect((await client.order.get({ orderId })).order.payments).toHaveLength(1)
})

test('from another screen F9 only shows the order; nobody pays for what is out of sight', async ({
  counter,
  terminal,
}) => {
  await addPlain(counter, terminal)
  await counter.keyboard.press('F5')
  await counter.keyboard.press('F9')
  await expect(counter.locator('[data-line]')).toHaveCount(1)
  expect((await terminal.client.cart.get()).lines).toHaveLength(1)
})

test('a second F9 on an empty order says that it is empty', async ({ counter }) => {
  await counter.keyboard.press('F9')
  await expect(counter.getByRole('alert')).toHaveText(/주문이 비어 있습니다/)
})

async function addPlain(counter: Page, { plain }: Terminal): Promise<void> {
  await addBySearch(counter, plain.sku)
}

async function addBySearch(counter: Page, sku: string): Promise<void> {
  await counter.locator('[data-search]').fill(sku)
  await counter.getByRole('main').locator(`[data-sku="${sku}"]`).click()
  await expect(counter.locator('[data-line]')).toHaveCount(1)
  await counter.locator('[data-search]').fill('')
  await counter.locator('body').evaluate(() => (document.activeElement as HTMLElement).blur())
}
