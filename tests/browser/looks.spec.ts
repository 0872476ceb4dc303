import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, openCounter, reset, test, type Client, type Terminal } from './fixtures.ts'
import { listenOnSafety } from './safety-wire.ts'
import { side, STATES } from './states.ts'

const WIDE = { width: 1366, height: 768, tiles: 25 }
const NARROW = { width: 1024, height: 768, tiles: 20 }
const LINES = 7

/** Each size with each theme, each size with each language, and each theme with each language. */
const COUNTERS = [
  { size: WIDE, theme: 'day', language: 'ko' },
  { size: WIDE, theme: 'night', language: 'en' },
  { size: NARROW, theme: 'day', language: 'en' },
  { size: NARROW, theme: 'night', language: 'ko' },
] as const

for (const { size, theme, language } of COUNTERS)
  test.describe(`${size.width}×${size.height}, ${theme}, ${language}`, () => {
    test.use({ viewport: { width: size.width, height: size.height } })

    test('every screen is accessible, large enough to tap, unclipped and does not scroll', async ({
      page,
      services,
      terminal,
    }) => {
      test.setTimeout(400_000)
      await placeOrder(terminal)
      const wire = await listenOnSafety(page)
      await openCounter(page, services)
      for (const state of STATES) {
        await test.step(state.name, async () => {
          wire.hush()
          services.pullOut()
          await reset(terminal.client)
          await terminal.client.settings.change({ language, theme })
          await goHome(page)
          await fillCart(terminal)
          await expect(page.locator('[data-line]')).toHaveCount(LINES)
          await expect(page.locator('html')).toHaveAttribute('lang', language)
          await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
          await state.open(page, terminal, { services, wire })
          await settled(page)
          await page.screenshot({ path: test.info().outputPath(`${state.name}.png`) })
          expect.soft(await tooSmall(page), `${state.name}: controls under 44 px`).toEqual([])
          expect.soft(await clipped(page), `${state.name}: clipped text`).toEqual([])
          expect.soft(await scrolls(page), `${state.name}: the page scrolls`).toBe(false)
          expect.soft(await violations(page), `${state.name}: axe`).toEqual([])
        })
      }
    })

    test('tiles, pay keys and keypad are 80 px and more, and enough tiles and lines are in view', async ({
      counter,
      terminal,
    }) => {
      await terminal.client.settings.change({ language, theme })
      await fillCart(terminal)
      await expect(counter.locator('html')).toHaveAttribute('lang', language)
      await expect(side(counter).getByRole('listitem')).toHaveCount(LINES)
      const tiles = counter.getByRole('main').locator('[data-index]')
      expect(await wholeInView(counter, '[data-index]')).toBeGreaterThanOrEqual(size.tiles)
      expect(await wholeInView(counter, '[data-line]')).toBeGreaterThanOrEqual(6)
      expect(await smallestHeight(counter, '[data-index]')).toBeGreaterThanOrEqual(80)
      expect((await tiles.first().boundingBox())?.width).toBeGreaterThanOrEqual(80)
      for (const key of ['F9', 'F10'])
        expect((await side(counter).locator(`[aria-keyshortcuts="${key}"]`).boundingBox())?.height).toBeGreaterThan(80)
      await counter.keyboard.press('F11')
      const keypad = side(counter).getByRole('group').getByRole('button')
      await expect(keypad.first()).toBeVisible()
      for (const box of await Promise.all((await keypad.all()).map((key) => key.boundingBox()))) {
        expect(box?.height).toBeGreaterThanOrEqual(80)
        expect(box?.width).toBeGreaterThanOrEqual(80)
      }
    })
  })

/** From any state back to an order without lines, as nobody had touched the page. */
async function goHome(page: Page): Promise<void> {
  if ((await page.getByRole('dialog').count()) > 0) await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('F1')
  await page.locator('[data-search]').fill('')
  await page.locator('[data-search]').blur()
  await page.mouse.move(0, 0)
  await expect(page.locator('[data-line]')).toHaveCount(0)
  for (const close of await page.getByRole('alert').or(page.getByRole('status')).getByRole('button').all())
    await close.click()
}

async function fillCart({ client, products }: Terminal): Promise<void> {
  const { orderId } = await client.cart.get()
  const simple = products.filter(({ unit, variant }) => unit === 'piece' && !variant).slice(0, LINES - 2)
  const weighed = products.find(({ unit }) => unit === 'gram')!
  const worn = products.find(({ variant }) => variant?.size && variant.colour)!
  const changes = [...simple, weighed, worn].map(({ sku, unit }) => ({
    kind: 'add' as const,
    lineId: crypto.randomUUID(),
    sku,
    quantity: unit === 'gram' ? 1_250 : 1,
  }))
  await client.cart.apply({ changeId: crypto.randomUUID(), orderId, changes })
}

async function placeOrder(terminal: Terminal): Promise<void> {
  const { client }: { client: Client } = terminal
  await fillCart(terminal)
  const { orderId } = await client.cart.get()
  await client.order.placeCash({ orderId, tenderedMinor: 5_000_000 })
}

/** Pictures are there, and nothing moves any more. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined)))
  })
}

async function violations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`))
}

function scrolls(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.scrollingElement!
    return scrollWidth > innerWidth || scrollHeight > innerHeight
  })
}

/** Controls that a finger would miss. A radio button is as large as its label. */
function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const controls = document.querySelectorAll<HTMLElement>(
      'button, select, textarea, input:not([type=radio]), label:has(input)',
    )
    return [...controls].flatMap((control) => {
      const { width, height } = control.getBoundingClientRect()
      const isShown = control.checkVisibility() && width > 1 && height > 1 && !control.closest('[inert]')
      if (!isShown || (width >= 43.9 && height >= 43.9)) return []
      return [`${Math.round(width)}×${Math.round(height)} ${control.outerHTML.slice(0, 120)}`]
    })
  })
}

/** Buttons whose words do not fit in, or are cut by what they stand in. */
function clipped(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const parts = [...document.querySelectorAll<HTMLElement>('button, button *, label:has(input), label:has(input) *')]
    return parts.flatMap((part) => {
      const isCut = part.scrollWidth > part.clientWidth + 1 || part.scrollHeight > part.clientHeight + 1
      const { display, overflow } = getComputedStyle(part)
      const isSpokenOnly = part.clientWidth <= 1 && part.clientHeight <= 1
      if (!isCut || display === 'inline' || isSpokenOnly || !part.checkVisibility()) return []
      if (overflow === 'visible' && !part.matches('button, label')) return []
      return [
        `${part.textContent} (${part.scrollWidth}×${part.scrollHeight} in ${part.clientWidth}×${part.clientHeight})`,
      ]
    })
  })
}

/** How many of them can be seen whole, not cut by what scrolls around them. */
function wholeInView(page: Page, selector: string): Promise<number> {
  return page.evaluate((wanted) => {
    const all = [...document.querySelectorAll<HTMLElement>(wanted)]
    const isWhole = (element: HTMLElement) => {
      const box = element.getBoundingClientRect()
      const frame = scrollerOf(element).getBoundingClientRect()
      return box.top >= frame.top - 0.5 && box.bottom <= frame.bottom + 0.5 && box.bottom <= innerHeight
    }
    function scrollerOf(element: HTMLElement): HTMLElement {
      let parent = element.parentElement!
      while (!/auto|scroll/.test(getComputedStyle(parent).overflowY)) parent = parent.parentElement!
      return parent
    }
    return all.filter(isWhole).length
  }, selector)
}

function smallestHeight(page: Page, selector: string): Promise<number> {
  return page.evaluate(
    (wanted) =>
      Math.min(...[...document.querySelectorAll(wanted)].map((element) => element.getBoundingClientRect().height)),
    selector,
  )
}
