import type { Page } from '@playwright/test'
import { expect, test, type Terminal } from './fixtures.ts'

test('an order is found by its running number, with its state, who says so and how long ago', async ({
  counter,
  terminal,
}) => {
  const { number } = await placeTwo(terminal)
  await counter.keyboard.press('F3')
  await counter.getByRole('textbox', { name: '주문 번호로 찾기' }).fill(String(Number(number.split('-')[1])))
  await expect(counter.locator('article').getByRole('heading', { name: number })).toBeVisible()
  await terminal.client.sync.now()
  await expect(counter.getByTestId('state-source')).toHaveText(/^중앙 상점 · /)
  await expect(counter.locator('article')).toContainText('접수됨')
})

test('a mistyped number is told from one that does not exist', async ({ counter }) => {
  await counter.keyboard.press('F3')
  const field = counter.getByRole('textbox', { name: '주문 번호로 찾기' })
  await field.fill('1-9999-9')
  await expect(counter.getByText(/주문 번호를 잘못 입력했습니다|찾지 못했습니다/).first()).toBeVisible()
  await field.fill('88888')
  await expect(counter.getByText('‘88888’ 주문을 찾지 못했습니다')).toBeVisible()
})

test('part of an order is cancelled after asking, and the money to give back is right', async ({
  counter,
  terminal,
}) => {
  const { orderId, number } = await placeTwo(terminal)
  await openOrder(counter, number)
  await counter.getByRole('button', { name: '주문 취소' }).click()
  await counter.getByRole('button', { name: `${terminal.plainer.name.ko} 하나 줄이기` }).click()
  const refund = `${terminal.plain.priceMinor.toLocaleString('en')}원`
  await expect(counter.getByRole('main')).toContainText(refund)
  await counter.getByRole('button', { name: '주문 취소' }).click()
  await counter.getByRole('dialog').getByRole('button', { name: '취소하기' }).click()
  await expect(counter.locator('article')).toContainText('취소 1')
  const { cancellations, refundedMinor } = await terminal.client.order.get({ orderId })
  expect(cancellations).toHaveLength(1)
  expect(refundedMinor).toBe(terminal.plain.priceMinor)
})

test('turning the question down cancels nothing', async ({ counter, terminal }) => {
  const { orderId, number } = await placeTwo(terminal)
  await openOrder(counter, number)
  await counter.getByRole('button', { name: '주문 취소' }).click()
  await counter.getByRole('button', { name: '주문 취소' }).click()
  await expect(counter.getByRole('dialog').getByRole('button', { name: '그대로 두기' })).toBeFocused()
  await counter.keyboard.press('Enter')
  await expect(counter.getByRole('dialog')).toHaveCount(0)
  expect((await terminal.client.order.get({ orderId })).cancellations).toEqual([])
})

test('the receipt is shown as it was printed', async ({ counter, terminal }) => {
  const { number } = await placeTwo(terminal)
  await openOrder(counter, number)
  await counter.getByRole('button', { name: '영수증 보기' }).click()
  const picture = counter.getByRole('img', { name: `${number} 영수증` })
  await expect(picture).toBeVisible()
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100)
})

async function openOrder(counter: Page, number: string): Promise<void> {
  await counter.keyboard.press('F3')
  await counter.getByRole('button', { name: number }).click()
  await expect(counter.locator('article')).toBeVisible()
}

async function placeTwo({ client, plain, plainer }: Terminal) {
  const { orderId } = await client.cart.get()
  const changes = [plain, plainer].map(({ sku }) => ({
    kind: 'add' as const,
    lineId: crypto.randomUUID(),
    sku,
    quantity: 1,
  }))
  await client.cart.apply({ changeId: crypto.randomUUID(), orderId, changes })
  return client.order.placeCash({ orderId, tenderedMinor: 5_000_000 })
}
