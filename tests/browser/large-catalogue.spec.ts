import { expect, test } from '@playwright/test'
import { scan } from './keys.ts'
import { pushLargeCatalogue } from './large-catalogue.ts'
import { startServices } from './services.ts'

const PRODUCTS = 100_000
/** Budgets are measured beside a peer elsewhere; here, only what nobody would take for an answer fails. */
const FAR_TOO_LONG_MS = 1_000

test('with 100,000 products results are painted as one types, and a scan becomes a line', async ({ page }) => {
  test.setTimeout(300_000)
  const services = await startServices({ fill: (central) => pushLargeCatalogue(central, PRODUCTS) })
  try {
    await page.goto(`${services.terminal.url}/?token=${services.terminal.token}`)
    await expect(page.locator('[data-index="0"]')).toBeVisible({ timeout: 120_000 })
    await page.locator('[data-search]').fill('매운')
    await expect(page.getByRole('main').getByRole('button', { name: /^매운/ }).first()).toBeVisible({ timeout: 60_000 })
    await page.locator('[data-search]').fill('')
    const paintedMs: number[] = []
    for (const query of ['달', '닭', '달걀', 'ㅂㅊ', 'eorkf', 'milk', 'L0500', '치마 3호'])
      paintedMs.push(await page.evaluate(paintedAfter, query))
    test.info().annotations.push({ type: 'painted after a keystroke, ms', description: paintedMs.join(', ') })
    expect(Math.max(...paintedMs)).toBeLessThan(FAR_TOO_LONG_MS)
    await page.locator('[data-search]').fill('')
    await scan(page, '200000077777')
    await expect(page.locator('[data-line]')).toHaveCount(1)
  } finally {
    await services.close()
  }
})

/** Types a text as one stroke, and resolves when what it found has been painted. */
function paintedAfter(query: string): Promise<number> {
  const input = document.querySelector<HTMLInputElement>('[data-search]')!
  const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!
  const startMs = performance.now()
  setValue.call(input, query)
  input.dispatchEvent(new InputEvent('input', { bubbles: true }))
  return new Promise((resolve) =>
    requestAnimationFrame(() => setTimeout(() => resolve(Math.round(performance.now() - startMs)))),
  )
}
