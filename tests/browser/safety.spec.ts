import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import SqliteDatabase from 'better-sqlite3'
import { keyDatabase } from '../../db/open.ts'
import { allProducts, connect, expect, openCounter, sent, test, waitForCatalogue, type Client } from './fixtures.ts'
import { scan } from './keys.ts'
import { CODES, CODES_ORDER } from './safety-states.ts'
import { startServices, type Services, type ServiceOptions } from './services.ts'

const DAY_MS = 24 * 3_600_000
/** The same time of day in another year, as a clock without a battery may come up with. */
const TWO_YEARS_MS = 2 * 365 * DAY_MS
const ZONE_MS = 9 * 3_600_000
/** Space is looked at every half a minute. */
const LOOK_MS = 45_000

test('a wrong clock: the header says so and leads to what both clocks say, until it is put right', async ({ page }) => {
  await withServices({ machine: { clockAheadMs: -TWO_YEARS_MS } }, async (services, client) => {
    const { settings } = await client.info()
    expect(settings.language).toBe('ko')
    // The page is on the same machine.
    await page.addInitScript((aheadMs) => {
      const nowMs = Date.now
      Date.now = () => nowMs() + aheadMs
    }, -TWO_YEARS_MS)
    await sellOne(client)
    await sent(client)
    await openCounter(page, services)
    const [here, there] = [-TWO_YEARS_MS, 0].map((aheadMs) => new Date(Date.now() + aheadMs + ZONE_MS).getUTCFullYear())
    const alert = page.getByTestId('safety-alert')
    await expect(alert).toHaveText('시계 확인')
    await alert.click()
    const sync = page.getByRole('region', { name: '중앙 상점과 전송' })
    await expect(sync).toContainText(new RegExp(`단말기 시계는 ${here}년 .+, 중앙 상점 시계는 ${there}년 .+입니다`))
    await expect(sync).toContainText('주문은 그대로 받을 수 있습니다')
    await client.settings.change({ language: 'en' })
    await expect(alert).toHaveText('Clock is off')
    const words = page.getByRole('region', { name: 'Central store' })
    await expect(words).toContainText(new RegExp(`clock says .+ ${here}, .+, the central store’s .+ ${there}, `))
    services.tellMachine({})
    await client.sync.now()
    await expect(alert).toHaveCount(0)
    await expect(words).not.toContainText('clock')
  })
})

test('little room on the disk: the header and Safety say so and what stops, until there is room again', async ({
  page,
}) => {
  test.setTimeout(180_000)
  await withServices({ machine: { freeBytes: 120_000_000 } }, async (services, client) => {
    await openCounter(page, services)
    const alert = page.getByTestId('safety-alert')
    await expect(alert).toHaveText('저장 공간 부족', { timeout: LOOK_MS })
    await alert.click()
    const backups = page.getByRole('region', { name: '예비 사본' })
    await expect(backups).toContainText('200 MB보다 적게 남았습니다')
    await expect(backups).toContainText(/남은 저장 공간1(19|20)MB/)
    await client.settings.change({ language: 'en' })
    await expect(alert).toHaveText('Disk nearly full')
    const words = page.getByRole('region', { name: 'Backups' })
    await expect(words).toContainText('Orders are still saved, but backups and pictures stop.')
    expect((await sellOne(client)).number).toBeTruthy()
    services.tellMachine({ freeBytes: 5_250_000_000 })
    await expect(alert).toHaveCount(0, { timeout: LOOK_MS })
    await expect(words).toContainText('5.2 GB')
    await expect(words).not.toContainText('backups and pictures stop')
  })
})

test('a record that was changed behind the terminal: the header says so, Safety what and where, and selling goes on', async ({
  page,
}) => {
  await withServices({}, async (services, client, again) => {
    await sellOne(client)
    await services.stopTerminal()
    change(services, "UPDATE orders SET state = 'cancelled'")
    await services.startTerminal()
    const reopened = await again()
    await openCounter(page, services)
    const alert = page.getByTestId('safety-alert')
    await expect(alert).toHaveText('기록 이상')
    await alert.click()
    const journal = page.getByRole('region', { name: '판매 기록' })
    await expect(journal).toContainText('관리자에게 알려 주세요. 아무것도 지우지 마세요.')
    await expect(journal).toContainText('주문 상태가 기록과 다름')
    await expect(journal).toContainText(/자리\d+ \/ 1(?!\d)/)
    await reopened.settings.change({ language: 'en' })
    await expect(alert).toHaveText('Records damaged')
    await expect(page.getByRole('region', { name: 'Records of sales' })).toContainText('The order’s state differs')
    expect((await sellOne(reopened)).number).toBeTruthy()
  })
})

test('a day that the central store counts differently: Safety shows both counts side by side', async ({ page }) => {
  await withServices({ machine: { clockAheadMs: -2 * DAY_MS } }, async (services, client) => {
    const { totalMinor } = await sellOne(client)
    await sent(client)
    const central = new SqliteDatabase(join(services.folder, 'central', 'central.db'))
    const { changes } = central
      .prepare("UPDATE facts SET amount_minor = amount_minor + 700 WHERE kind = 'order.placed'")
      .run()
    central.close()
    expect(changes).toBe(1)
    // The day is over once the clock is put right.
    services.tellMachine({})
    await sent(client)
    await openCounter(page, services)
    await page.keyboard.press('F5')
    await page.getByRole('button', { name: '안전', exact: true }).click()
    const day = page.getByRole('table', { name: /^\d+월 \d+일: 중앙 상점과 다릅니다$/ })
    const money = (minor: number) => minor.toLocaleString('en')
    await expect(day.getByRole('row', { name: /^주문 합계/ })).toHaveText(
      `주문 합계${money(totalMinor)}원${money(totalMinor + 700)}원`,
    )
    await expect(day.getByRole('row', { name: /^주문 1 1$/ })).toHaveCount(1)
    await expect(page.getByText('관리자에게 이 화면을 보여 주세요. 판매는 계속할 수 있습니다.')).toBeVisible()
    await client.settings.change({ language: 'en' })
    const same = page.getByRole('table', { name: /: differs from the central store$/ })
    await expect(same.getByRole('row', { name: /^Sum of orders/ })).toContainText(`₩${money(totalMinor + 700)}`)
    await expect(page.getByText('Show this screen to the administrator.')).toBeVisible()
  })
})

test('an order from paper that the central store does not take: the header leads to its card, until it is dealt with', async ({
  page: counter,
}) => {
  await withServices({}, async (services, client) => {
    await openCounter(counter, services)
    // Its terminal is none of this store's.
    for (const code of CODES) await scan(counter, code)
    await counter.getByRole('button', { name: '주문 1건 받기' }).click()
    await sent(client)
    const alert = counter.getByTestId('safety-alert')
    await expect(alert).toHaveText('종이 주문 거절됨')
    await alert.click()
    const card = counter.getByRole('region', { name: '종이에서 받은 주문' })
    await expect(card).toContainText(`${CODES_ORDER.number}: 영수증을 발행한 단말기를 알 수 없어 거절되었습니다.`)
    await expect(card).toBeInViewport({ ratio: 1 })
    // It may be scanned and taken in again.
    await scan(counter, CODES[0]!)
    await counter.getByRole('button', { name: '끝난 것 지우기' }).click()
    for (const code of CODES) await scan(counter, code)
    const order = counter.getByRole('article', { name: `주문 ${CODES_ORDER.number}` })
    await expect(order).toContainText('영수증을 발행한 단말기를 알 수 없어')
    await expect(counter.getByRole('button', { name: '주문 1건 받기' })).toBeVisible()
    await alert.click()
    await client.settings.change({ language: 'en' })
    await expect(alert).toHaveText('Paper order refused')
    const words = counter.getByRole('region', { name: 'Orders from paper' })
    await expect(words).toContainText('the terminal that printed the receipt is unknown')
    await words.getByRole('button', { name: 'I have dealt with it' }).click()
    await expect(words).toHaveCount(0)
    await expect(alert).toHaveCount(0)
    expect((await client.safety.status()).paperRefusals).toEqual([])
  })
})

for (const { width, columns } of [
  { width: 1366, columns: 3 },
  { width: 1024, columns: 2 },
])
  test(`at ${width} the cards of Safety stand in ${columns} columns without a hole`, async ({ counter }) => {
    await counter.setViewportSize({ width, height: 768 })
    await counter.keyboard.press('F5')
    await counter.locator('[data-page="safety"]').click()
    await expect(counter.getByRole('region', { name: '하루 합계 대조' })).toBeVisible()
    expect(await gaps(counter, columns)).toEqual([])
  })

/** How far cards that follow each other in a column are apart, where that is more than the grid's gap. */
function gaps(page: Page, columns: number): Promise<number[]> {
  return page.evaluate((wanted) => {
    const boxes = [...document.querySelectorAll('main section')].map((card) => card.getBoundingClientRect())
    const lefts = new Set(boxes.map(({ left }) => Math.round(left)))
    if (lefts.size !== wanted) return [...lefts]
    return boxes
      .map(({ left, top }) => {
        const above = boxes.filter((box) => Math.round(box.left) === Math.round(left) && box.top < top)
        return above.length === 0 ? 0 : Math.round(top - Math.max(...above.map(({ bottom }) => bottom)))
      })
      .filter((gap) => gap > 16)
  }, columns)
}

/** A shop of its own, as what happens in it must not be met by other tests. */
async function withServices(
  options: ServiceOptions,
  act: (services: Services, client: Client, again: () => Promise<Client>) => Promise<void>,
): Promise<void> {
  const services = await startServices(options)
  const open: (() => void)[] = []
  async function again(): Promise<Client> {
    const { client, close } = await connect(services)
    open.push(close)
    await waitForCatalogue(client)
    return client
  }
  try {
    await act(services, await again(), again)
  } finally {
    for (const close of open) close()
    await services.close()
  }
}

/** What somebody writes who has the key of the terminal's database. */
function change({ folder }: Services, sql: string): void {
  const data = join(folder, 'terminal')
  const db = new SqliteDatabase(join(data, 'terminal.db'))
  keyDatabase(db, Buffer.from(readFileSync(join(data, 'database.key'), 'utf8').trim(), 'hex'))
  db.exec(sql)
  db.close()
}

async function sellOne(client: Client) {
  const { orderId } = await client.cart.get()
  const { sku } = (await allProducts(client)).find(({ unit, variant }) => unit === 'piece' && !variant)!
  const changes = [{ kind: 'add' as const, lineId: crypto.randomUUID(), sku, quantity: 1 }]
  await client.cart.apply({ changeId: crypto.randomUUID(), orderId, changes })
  return client.order.placeCash({ orderId, tenderedMinor: 5_000_000 })
}
