import type { Locator, Page } from '@playwright/test'
import { expect } from './fixtures.ts'
import { scan } from './keys.ts'
import { SAFETY_STATES } from './safety-states.ts'
import type { State } from './state.ts'

/** Every screen and state that must look right, and the way to it by keys and taps. Labels are read from the page. */
export const STATES: readonly State[] = [
  { name: 'order', open: async () => {} },
  {
    name: 'search',
    open: async (page) => {
      await page.keyboard.press('F2')
      await page.keyboard.type('1')
    },
  },
  {
    name: 'search without a result',
    open: async (page) => {
      await page.keyboard.press('F2')
      await page.keyboard.type('qqzzxxjj')
    },
  },
  { name: 'a line removed', open: (page) => side(page).locator('[data-part="less"]').last().click() },
  {
    name: 'quantity',
    open: async (page) => {
      await side(page).locator('[data-part="quantity"]').last().click()
      await expect(side(page).getByRole('textbox')).toBeFocused()
    },
  },
  {
    name: 'weight',
    open: async (page, { products }) => {
      await searchFor(page, products.find(({ unit }) => unit === 'gram')!.sku)
      await page.keyboard.press('Enter')
      await expect(side(page).getByRole('textbox')).toBeFocused()
    },
  },
  {
    name: 'sizes and colours',
    open: async (page, { products }) => {
      await searchFor(page, products.find(({ variant }) => variant?.size && variant.colour)!.sku)
      await page.keyboard.press('Enter')
      await expect(side(page).locator('[data-sku]').first()).toBeVisible()
    },
  },
  { name: 'clearing', open: (page) => side(page).locator('header button').last().click() },
  { name: 'cash', open: (page) => page.keyboard.press('F11') },
  { name: 'ways to pay', open: (page) => page.keyboard.press('F12') },
  {
    name: 'card declined',
    open: async (page, { client }) => {
      await client.settings.simulateReader({ answer: 'declined' })
      await page.keyboard.press('F10')
      await expect(side(page).locator('header button')).toBeVisible()
    },
  },
  {
    name: 'card unknown',
    open: async (page, { client }) => {
      await client.settings.simulateReader({ answer: 'no-answer' })
      await page.keyboard.press('F10')
      await expect(side(page).getByRole('button')).toBeFocused({ timeout: 30_000 })
    },
  },
  {
    name: 'done',
    open: async (page) => {
      await page.keyboard.press('F9')
      await expect(page.getByTestId('done-number')).toBeVisible()
    },
  },
  {
    name: 'unknown barcode',
    open: async (page) => {
      await scan(page, '4006381333931')
      await expect(page.getByText('4006381333931')).toBeVisible()
    },
  },
  { name: 'orders', open: (page) => page.keyboard.press('F3') },
  { name: 'an order', open: openNewestOrder },
  {
    name: 'a receipt',
    open: async (page) => {
      await openNewestOrder(page)
      await page.locator('article button').first().click()
      await expect(page.getByRole('dialog').getByRole('img')).toBeVisible()
    },
  },
  {
    name: 'cancelling',
    open: async (page) => {
      await openNewestOrder(page)
      await page.locator('article button').last().click()
    },
  },
  {
    name: 'asking before money goes back',
    open: async (page) => {
      await openNewestOrder(page)
      await page.locator('article button').last().click()
      await page.locator('main section').last().getByRole('button').last().click()
      await expect(page.getByRole('dialog')).toBeVisible()
    },
  },
  { name: 'devices and sync', open: (page) => page.keyboard.press('F5') },
  {
    name: 'a printer on the network',
    open: async (page) => {
      await page.keyboard.press('F5')
      await page.getByRole('radiogroup').nth(1).locator('label').nth(1).click()
      await expect(page.getByPlaceholder('192.168.0.50')).toBeVisible()
    },
  },
  ...SAFETY_STATES,
]

/** The column on the right: the ticket, or what stands in its place. */
export function side(page: Page): Locator {
  return page.getByRole('complementary')
}

export async function searchFor(page: Page, text: string): Promise<void> {
  await page.locator('[data-search]').fill(text)
  await expect(page.getByRole('main').locator('[data-sku]').first()).toBeVisible()
}

async function openNewestOrder(page: Page): Promise<void> {
  await page.keyboard.press('F3')
  await page.getByRole('main').getByRole('listitem').getByRole('button').first().click()
  await expect(page.locator('article')).toBeVisible()
}
