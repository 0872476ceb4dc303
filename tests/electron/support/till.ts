import { expect, type Page } from '@playwright/test'
import { words } from './words.ts'

/** What a clerk does at the screens. */

/** Waits until goods can be tapped. */
export async function expectOpen(page: Page): Promise<void> {
  await expect(page.locator('[data-index="0"]')).toBeVisible()
}

/** Finds a product by its Korean name and puts it on the ticket. */
export async function addFound(page: Page, name: string): Promise<void> {
  const before = (await ticketLines(page)).length
  await page.keyboard.press('F2')
  await page.getByRole('textbox', { name: words('search.label') }).fill(name)
  const tiles = page.getByRole('list', { name: words('goods.label') }).getByRole('button')
  await tiles.filter({ hasText: name }).first().click()
  await expect(ticket(page)).toHaveCount(before + 1)
  await page.getByRole('textbox', { name: words('search.label') }).fill('')
}

/** A scanner's burst. Keys sent one by one would come too late for one on a busy machine. */
export async function scan(page: Page, barcode: string): Promise<void> {
  await page.evaluate((barcode) => {
    const target = document.activeElement ?? document.body
    for (const key of [...barcode, 'Enter']) {
      const event = { key, code: key === 'Enter' ? key : `Digit${key}`, bubbles: true, cancelable: true }
      target.dispatchEvent(new KeyboardEvent('keydown', event))
      target.dispatchEvent(new KeyboardEvent('keyup', event))
    }
  }, barcode)
}

/** The words of each line, as shown. */
export async function ticketLines(page: Page): Promise<string[]> {
  return (await ticket(page).allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim())
}

export function ticket(page: Page) {
  return page.getByRole('list', { name: words('ticket.lines') }).getByRole('listitem')
}
