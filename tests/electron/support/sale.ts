import { existsSync, readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { loadSampleCatalogue } from '../../../central/sample/sample-catalogue.ts'
import { PATHS, PROTOCOL_HEADER, PROTOCOL_VERSION, type Statistics } from '../../../contract/central.ts'
import type { Product } from '../../../domain/product.ts'
import { decodeEscPos, type Printed } from '../../support/escpos-decoder.ts'
import { lineTexts } from '../../support/sheet.ts'
import type { Central } from './central.ts'
import { addFound, expectOpen, scan, ticket } from './till.ts'
import { words } from './words.ts'

/** The whole line once: find, scan, count, pay, receipt, central store, and its answer on the screen. */

const [found, scanned] = loadSampleCatalogue().products.filter(
  ({ unit, variant, barcodes }) => unit === 'piece' && variant === null && barcodes.length > 0,
) as [Product, Product]

export const SALE_TOTAL_MINOR = 2 * found.priceMinor + scanned.priceMinor
const TOTAL = won(SALE_TOTAL_MINOR)
/** The shortest interval of the timer, and time for the round under way, which may be fetching pictures. */
const TIMER_PERIOD_MS = 10_000 + 30_000

/** Receipts go to a file, and the timer runs as often as it may. */
export async function setUpTill(page: Page, receiptFile: string): Promise<void> {
  await expectOpen(page)
  await page.keyboard.press('F5')
  await page
    .getByRole('radiogroup', { name: words('printer.kind') })
    .getByText(words('printer.kind.file'))
    .click()
  await page.getByRole('textbox', { name: words('printer.path') }).fill(receiptFile)
  await page.getByRole('button', { name: words('printer.save'), exact: true }).click()
  const interval = page.getByRole('radiogroup', { name: words('devices.interval') })
  await interval.getByText(words('unit.seconds', { count: 10 })).click()
  await expect(interval.getByRole('radio', { checked: true })).toHaveAccessibleName(
    words('unit.seconds', { count: 10 }),
  )
  await expect(page.getByText(words('printer.state.ready'))).toBeVisible()
  await page.keyboard.press('F1')
}

/** @returns the order's number, as it is called out. */
export async function sell(page: Page): Promise<string> {
  await addFound(page, found.name.ko)
  await page.getByRole('button', { name: words('line.more', { name: found.name.ko }) }).click()
  await scan(page, scanned.barcodes[0] ?? '')
  await expect(ticket(page)).toHaveCount(2)
  await expect(page.getByRole('complementary').getByText(TOTAL, { exact: true })).toBeVisible()
  const title = await page.getByRole('complementary').getByRole('heading', { level: 2 }).innerText()
  const number = /[\d-]+$/.exec(title)?.[0] ?? ''
  await page.keyboard.press('F9')
  await expect(page.getByTestId('done-number')).toHaveText(number)
  await expect(page.getByTestId('done-change')).toHaveText(won(0))
  return number
}

/** The receipts in the file, each up to its cut. Waits for that many; a killed service may print one again. */
export async function receiptsIn(file: string, atLeast: number): Promise<Printed[][]> {
  const read = () => {
    const printed = existsSync(file) ? decodeEscPos(readFileSync(file)) : []
    const cuts = printed.flatMap(({ kind }, index) => (kind === 'cut' ? [index] : []))
    return cuts.map((cut, index) => printed.slice((cuts[index - 1] ?? -1) + 1, cut))
  }
  await expect.poll(() => read().length).toBeGreaterThanOrEqual(atLeast)
  return read()
}

export function expectReceipt(receipt: readonly Printed[] | undefined, number: string): void {
  const printed = receipt ?? []
  const lines = lineTexts(printed).map((line) => line.replaceAll(/\s+/g, ' ').trim())
  const amount = (minor: number) => minor.toLocaleString('en-US')
  for (const expected of [
    number,
    found.name.ko,
    `2 x ${amount(found.priceMinor)} ${amount(2 * found.priceMinor)}`,
    scanned.name.ko,
    TOTAL,
  ]) {
    expect(lines.join('\n')).toContain(expected)
  }
  expect(printed.flatMap((part) => (part.kind === 'barcode' ? [part.data] : []))).toEqual([number])
}

/** What the central store counts once it has the given number of orders; they come with the timer alone. */
export async function expectArrived(central: Central, orders: number): Promise<void> {
  const read = async () => {
    const response = await fetch(`${central.url}${PATHS.statistics}`, {
      headers: { authorization: `Bearer ${central.adminToken}`, [PROTOCOL_HEADER]: String(PROTOCOL_VERSION) },
    })
    const { orders, ordersMinor, refused } = (await response.json()) as Statistics
    return { orders, ordersMinor, refused }
  }
  await expect
    .poll(read, { timeout: TIMER_PERIOD_MS })
    .toEqual({ orders, ordersMinor: orders * SALE_TOTAL_MINOR, refused: 0 })
}

/** The central store's word on the order, on the screen of the terminal. */
export async function expectAccepted(page: Page, number: string): Promise<void> {
  await page.keyboard.press('F3')
  const row = page.getByRole('region', { name: words('orders.list') }).getByRole('button', { name: number })
  await expect(row).toContainText(words('state.accepted'), { timeout: TIMER_PERIOD_MS })
  await expect(row).toContainText(words('source.central'))
  await page.keyboard.press('F1')
}

function won(minor: number): string {
  return words('money.won', { amount: minor.toLocaleString('en-US') })
}
