import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { PATHS } from '../../contract/central.ts'
import type { Product } from '../../domain/product.ts'
import { allProducts, connect, expect, openCounter, sent, test, waitForCatalogue, type Client } from './fixtures.ts'
import { scan } from './keys.ts'
import { startServices, type Services } from './services.ts'

test('data that was lost: a page says what happened, what is missing shrinks with the sync, and selling goes on', async ({
  page,
}) => {
  test.setTimeout(240_000)
  const services = await startServices()
  try {
    let { client, close } = await connect(services)
    await waitForCatalogue(client)
    await sellOne(client)
    await sent(client)
    await openCounter(page, services)
    await page.keyboard.press('F5')
    await page.getByRole('button', { name: '안전', exact: true }).click()
    const backups = page.getByRole('region', { name: '예비 사본' })
    await expect(backups).toContainText('아직 없음')
    await expect(backups).toContainText('1개', { timeout: 100_000 })
    await expect(backups).toContainText('GB')
    await sellOne(client)
    await sent(client)
    await services.stopCentral()
    const unsent = await sellOne(client)
    close()
    await services.stopTerminal()
    for (const name of ['terminal.db', 'terminal.db-wal', 'terminal.db-shm'])
      rmSync(join(services.folder, 'terminal', name), { force: true })
    await services.startTerminal()

    ;({ client, close } = await connect(services))
    await page.goto(`${services.terminal.url}/?token=${services.terminal.token}`)
    const report = page.getByRole('article', { name: '이 단말기의 데이터가 손상되어 복구했습니다' })
    await expect(report).toContainText('주문이 저장된 파일이 없어져 있었습니다.')
    await expect(report).toContainText('에 만든 예비 사본')
    await expect(report).toContainText('damaged/')
    const missing = page.getByTestId('missing-count')
    await expect(missing).toHaveText('기록 2건을 아직 찾지 못했습니다.')

    // Selling goes on first; what happened can be read later, also after the page was loaded anew.
    await scan(page, (await plainProduct(client)).barcodes[0]!)
    await expect(page.locator('[data-line]')).toHaveCount(1)
    await page.keyboard.press('F9')
    await expect(page.getByTestId('done-number')).toBeVisible()
    expect(await page.getByTestId('done-number').textContent()).not.toBe(unsent.number)
    await page.getByTestId('safety-alert').click()
    await services.startCentral()
    await sent(client)
    await expect(missing).toHaveText('기록 1건을 아직 찾지 못했습니다.')
    await page.reload()
    await expect(report).toContainText('영수증의 QR 코드를 스캔하세요. 주문이 중앙 상점으로 갑니다.')

    await page.getByRole('button', { name: '읽었습니다' }).click()
    await expect(page.getByTestId('safety-alert')).toHaveCount(0)
    await openCounter(page, services)
    await expect(report).toHaveCount(0)
    await page.keyboard.press('F5')
    await page.getByRole('button', { name: '안전', exact: true }).click()
    await expect(page.getByRole('region', { name: '지난 복구' })).toContainText('빠진 것1건')
    await page.getByRole('button', { name: '무슨 일이 있었는지 보기' }).click()
    await expect(report).toBeVisible()
    close()
  } finally {
    await services.close()
  }
})

const DATABASE = ['terminal.db', 'terminal.db-wal', 'terminal.db-shm']

test('where everything is lost but who the terminal is, it goes on as itself, and a page says what may be missing', async ({
  page,
}) => {
  test.setTimeout(120_000)
  const services = await startServices()
  try {
    let { client, close } = await connect(services)
    await waitForCatalogue(client)
    const sold = await sellOne(client)
    await sent(client)
    const { terminalNumber } = await client.info()
    await services.stopCentral()
    close()
    await lose(services, [...DATABASE, 'journal.head'])
    ;({ client, close } = await connect(services))
    expect((await client.info()).terminalNumber).toBe(terminalNumber)
    await page.goto(`${services.terminal.url}/?token=${services.terminal.token}`)
    const title = '이 단말기의 데이터가 없어져 같은 단말기로 다시 시작했습니다'
    const report = page.getByRole('article', { name: title })
    await expect(report).toContainText('중앙 상점에 있는 것은 모두 돌려받습니다')
    await expect(report).toContainText('몇 건인지는 알 수 없습니다')
    await expect(report).not.toContainText('따로 할 일은 없습니다')
    await expect(report).toContainText('영수증의 QR 코드를 스캔하세요')
    await client.settings.change({ language: 'en' })
    const words = page.getByRole('article', {
      name: 'This terminal’s data was lost, and it goes on as the same terminal',
    })
    await expect(words).toContainText('Nothing here says how many.')
    await services.startCentral()
    await sent(client)
    await expect(words).toContainText(/Given back by the central store1 record/)
    expect((await client.order.get({ orderId: sold.orderId })).state).toBe('accepted')
    close()
  } finally {
    await services.close()
  }
})

test('where its key is lost too, the gate says that there was data, speaks both languages, and takes a code', async ({
  page,
}) => {
  test.setTimeout(120_000)
  const services = await startServices()
  try {
    const { client, close } = await connect(services)
    await waitForCatalogue(client)
    await sellOne(client)
    close()
    await lose(services, [...DATABASE, 'database.key'])
    await page.goto(`${services.terminal.url}/?token=${services.terminal.token}`)
    await expect(page.getByText('이 단말기에는 전에 데이터가 있었지만 이제 읽을 수 없고')).toBeVisible()
    await expect(page.getByText('이미 사용한 등록 코드입니다.')).toBeVisible()
    await page.getByText('English', { exact: true }).click()
    await expect(page.getByText('There was data on this terminal before.')).toContainText(
      'Keep the data folder and the receipts',
    )
    const field = page.getByLabel('Enrolment code')
    await field.fill('NO-SUCH-CODE')
    await page.getByRole('button', { name: 'Enrol', exact: true }).click()
    await expect(page.getByText('The enrolment code is wrong.')).toBeVisible()
    await field.fill(await newCode(services))
    await field.press('Enter')
    await expect(
      page.getByRole('article', { name: 'This terminal’s data was damaged and has been restored' }),
    ).toBeVisible()
    await expect(page.getByText('an administrator has to enrol it again')).toBeVisible()
  } finally {
    await services.close()
  }
})

async function lose(services: Services, names: readonly string[]): Promise<void> {
  await services.stopTerminal()
  for (const name of names) rmSync(join(services.folder, 'terminal', name), { force: true })
  await services.startTerminal()
}

async function newCode({ central: { url, adminToken } }: Services): Promise<string> {
  const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' }
  const answer = await fetch(url + PATHS.enrolmentCodes, { method: 'POST', headers, body: '{}' })
  return ((await answer.json()) as { code: string }).code
}

async function sellOne(client: Client) {
  const { orderId } = await client.cart.get()
  const { sku } = await plainProduct(client)
  const changes = [{ kind: 'add' as const, lineId: crypto.randomUUID(), sku, quantity: 1 }]
  await client.cart.apply({ changeId: crypto.randomUUID(), orderId, changes })
  return client.order.placeCash({ orderId, tenderedMinor: 5_000_000 })
}

async function plainProduct(client: Client): Promise<Product> {
  const products = await allProducts(client)
  return products.find(({ unit, variant, barcodes }) => unit === 'piece' && !variant && barcodes.length > 0)!
}
