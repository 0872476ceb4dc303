import { connect, expect, openCounter, test, waitForCatalogue } from './fixtures.ts'
import { scan } from './keys.ts'
import { startServices } from './services.ts'

/** Well before a notice goes by itself. */
const SOON = { timeout: 4_000 }

test('a notice goes as soon as what it was about is over', async ({ counter, terminal }) => {
  const notices = counter.locator('[data-notices]')
  await counter.keyboard.press('F9')
  await expect(notices).toContainText('주문이 비어 있습니다.')
  await scan(counter, terminal.plain.barcodes[0]!)
  await expect(counter.locator('[data-line]')).toHaveCount(1)
  await expect(notices).toHaveText('', SOON)
  await scan(counter, '999999999')
  await expect(notices).toContainText('등록되지 않은 바코드')
  await counter.keyboard.press('F9')
  await expect(counter.getByTestId('done-number')).toBeVisible()
  await expect(notices).toHaveText('', SOON)
})

test('an order paid by card is announced without any change', async ({ counter, terminal }) => {
  await scan(counter, terminal.plain.barcodes[0]!)
  await expect(counter.locator('[data-line]')).toHaveCount(1)
  await counter.keyboard.press('F10')
  await expect(counter.getByTestId('done-number')).toBeVisible()
  await expect(counter.getByTestId('live')).toHaveText(/저장됨\. 카드로 결제됨$/)
})

test('where no card reader is attached, cards are not offered, and it says why', async ({ page }) => {
  const services = await startServices({ reader: false })
  try {
    const { client, close } = await connect(services)
    await waitForCatalogue(client)
    const { products } = await client.catalogue.products({ afterSku: '' })
    const plain = products.find(({ unit, variant, barcodes }) => unit === 'piece' && !variant && barcodes.length > 0)
    await openCounter(page, services)
    await scan(page, plain!.barcodes[0]!)
    await expect(page.locator('[data-line]')).toHaveCount(1)
    const card = page.getByRole('button', { name: /^카드/ })
    await expect(card).toHaveAttribute('aria-disabled', 'true')
    await expect(card).toContainText('판독기 없음')
    await page.keyboard.press('F10')
    await expect(page.locator('[data-notices]')).toContainText('카드 판독기가 연결되어 있지 않습니다.')
    await expect(page.locator('[data-line]')).toHaveCount(1)
    await page.keyboard.press('F12')
    await expect(page.getByText('이 단말기에서는 현금으로 받으세요.')).toBeVisible()
    await page.keyboard.press('Escape')
    await page.keyboard.press('F9')
    await expect(page.getByTestId('done-number')).toBeVisible()
    close()
  } finally {
    await services.close()
  }
})
