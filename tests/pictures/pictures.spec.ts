import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, openCounter, reset, test, type Terminal } from '../browser/fixtures.ts'
import { scan } from '../browser/keys.ts'
import { CODES, damagedReport } from '../browser/safety-states.ts'
import { listenOnSafety } from '../browser/safety-wire.ts'
import type { Around } from '../browser/state.ts'
import { side } from '../browser/states.ts'

/** The pictures that README and docs/screens.md show. */

const FOLDER = join(import.meta.dirname, '..', '..', 'docs', 'pictures')
/** Every screen at two counters that have nothing in common; Order at all four. */
const COUNTERS = [
  { width: 1366, theme: 'day', language: 'ko', all: true },
  { width: 1366, theme: 'night', language: 'en', all: false },
  { width: 1024, theme: 'day', language: 'ko', all: false },
  { width: 1024, theme: 'night', language: 'en', all: true },
] as const

const HOUR_MS = 3_600_000

interface Screen {
  readonly name: string
  /** Begins where the one before it ended, not with a new order. */
  readonly goesOn?: true
  open(page: Page, terminal: Terminal, around: Around): Promise<void>
}

const SCREENS: readonly Screen[] = [
  { name: 'order', open: async () => {} },
  { name: 'search', open: (page) => page.locator('[data-search]').fill('ㄷㄱ') },
  {
    name: 'weight',
    open: async (page) => {
      await page.locator('[data-index="1"]').click()
      await side(page).getByRole('textbox').fill('1.25')
    },
  },
  {
    name: 'sizes',
    open: async (page) => {
      await page.locator('nav button').nth(4).click()
      await page.locator('[data-index="1"]').click()
      await expect(side(page).locator('[data-sku]').first()).toBeVisible()
    },
  },
  {
    name: 'pay',
    open: async (page) => {
      await page.keyboard.press('F11')
      await side(page).getByRole('textbox').fill('40000')
    },
  },
  {
    name: 'card',
    open: async (page, { client }) => {
      await client.settings.simulateReader({ answer: 'no-answer' })
      await page.keyboard.press('F10')
    },
  },
  {
    name: 'card-unknown',
    goesOn: true,
    open: async (page) => {
      await expect(side(page).getByRole('button')).toBeFocused({ timeout: 40_000 })
    },
  },
  {
    name: 'done',
    open: async (page, { client }) => {
      await page.keyboard.press('F11')
      await side(page).getByRole('textbox').fill('40000')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('done-number')).toBeVisible()
      await client.sync.now()
      await expect(page.getByTestId('sync-words')).toHaveAttribute('data-saying', 'sent')
    },
  },
  { name: 'unknown-barcode', open: (page) => scan(page, '4006381333931') },
  { name: 'orders', open: openNewestOrder },
  {
    name: 'receipt',
    open: async (page) => {
      await openNewestOrder(page)
      await page.locator('article button').first().click()
      await expect(page.getByRole('dialog').getByRole('img')).toBeVisible()
    },
  },
  {
    name: 'cancel',
    open: async (page) => {
      await openNewestOrder(page)
      await page.locator('article button').last().click()
    },
  },
  { name: 'devices', open: (page) => page.keyboard.press('F5') },
  {
    name: 'safety',
    open: async (page, _terminal, { wire }) => {
      const nowMs = Date.now()
      // As after some days of work, which no picture waits for.
      wire.tell({
        journal: { checked: 12_408, total: 12_408, complete: true, broken: null },
        backups: { count: 7, newestAtMs: nowMs - 2 * HOUR_MS, lastError: null },
        storage: { freeBytes: 81_400_000_000, low: false },
        control: { agreedThrough: '2026-11-20', differing: [], differingHeads: 0 },
        courier: { lastWrittenAtMs: nowMs - 50 * HOUR_MS, lastAcknowledgedAtMs: nowMs - 26 * HOUR_MS },
      })
      await page.keyboard.press('F5')
      await page.locator('[data-page="safety"]').click()
    },
  },
  {
    name: 'data-restored',
    open: async (page, _terminal, { wire }) => {
      wire.tell({ recovery: damagedReport() })
      await expect(page.getByTestId('missing-count')).toBeVisible()
    },
  },
  {
    name: 'stick',
    open: async (page, _terminal, { services }) => {
      services.plugIn()
      await page.keyboard.press('F9')
      await expect(page.getByTestId('done-number')).toBeVisible()
      await page.keyboard.press('F5')
      await page.locator('[data-page="courier"]').click()
      await page.locator('[data-courier="write"]').click()
      await expect(page.locator('[data-outcome="written"]')).toBeVisible()
    },
  },
  {
    name: 'paper',
    open: async (page) => {
      for (const code of CODES) await scan(page, code)
      await expect(page.getByRole('article')).toBeVisible()
    },
  },
]

for (const { width, theme, language, all } of COUNTERS)
  test(`pictures at ${width}, ${theme}, ${language}`, async ({ page, services, terminal }) => {
    await page.setViewportSize({ width, height: 768 })
    const wire = await listenOnSafety(page)
    for (const { name, goesOn, open } of all ? SCREENS : SCREENS.slice(0, 1)) {
      if (!goesOn) {
        wire.hush()
        await reset(terminal.client)
        await terminal.client.settings.change({ language, theme, receiptLanguage: language })
        await openCounter(page, services)
        await expect(page.locator('html')).toHaveAttribute('lang', language)
        await fillOrder(page)
      }
      await open(page, terminal, { services, wire })
      await page.mouse.move(0, 0)
      await everythingDrawn(page)
      await page.screenshot({ path: join(FOLDER, `${name}-${width}-${theme}-${language}.png`) })
    }
  })

/** Eggs twice, noodles, kimchi, tofu: what people come for. */
async function fillOrder(page: Page): Promise<void> {
  for (const index of [0, 3, 4, 2, 9]) await page.locator(`[data-index="${index}"]`).click()
  await expect(page.locator('[data-line]')).toHaveCount(5)
  await page.locator('[data-part="more"]').first().click()
  await expect(page.locator('[data-part="quantity"]').first()).toHaveText('2')
  await page.mouse.move(0, 0)
  await page.evaluate(() => (document.activeElement as HTMLElement).blur())
}

async function openNewestOrder(page: Page): Promise<void> {
  await page.keyboard.press('F3')
  await page.getByRole('main').getByRole('listitem').getByRole('button').first().click()
  await expect(page.locator('article')).toBeVisible()
  await page.mouse.move(0, 0)
}

async function everythingDrawn(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined)))
  })
  await expect.poll(() => page.locator('[data-index] > :first-child:not(:has(img))').count()).toBe(0)
}
