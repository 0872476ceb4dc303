import type { Locator, Page } from '@playwright/test'
import { expect, test, type Client } from './fixtures.ts'
import { compose, pressWhileComposing, scan } from './keys.ts'
import { searchFor, side } from './states.ts'

test.describe('a scan', () => {
  // A machine that is busy with other things may send the keys more slowly than any scanner does.
  test.describe.configure({ retries: 2 })

  test('adds one more line with the body focused, and one more piece the second time', async ({
    counter,
    terminal,
  }) => {
    const { plain, plainer } = terminal
    await scan(counter, plain.barcodes[0]!)
    await expect(lines(counter)).toHaveCount(1)
    await scan(counter, plainer.barcodes[0]!)
    await expect(lines(counter)).toHaveCount(2)
    await scan(counter, plain.barcodes[0]!)
    await expect(lines(counter).first().locator('[data-part="quantity"]')).toHaveText('2')
    await expect(lines(counter)).toHaveCount(2)
  })

  test('adds a line and leaves the field as it was while search is focused', async ({ counter, terminal }) => {
    const search = counter.locator('[data-search]')
    await search.fill('달걀')
    await scan(counter, terminal.plain.barcodes[0]!)
    await expect(lines(counter)).toHaveCount(1)
    await expect(search).toHaveValue('달걀')
  })

  test('adds a line and pays nothing while Pay is focused', async ({ counter, terminal }) => {
    await scan(counter, terminal.plain.barcodes[0]!)
    await expect(lines(counter)).toHaveCount(1)
    await counter.keyboard.press('F11')
    await expect(side(counter).getByRole('textbox')).toBeFocused()
    await scan(counter, terminal.plainer.barcodes[0]!)
    await expect(lines(counter)).toHaveCount(2)
    await expect(counter.getByTestId('done-number')).toHaveCount(0)
    const cart = await terminal.client.cart.get()
    expect(cart.lines.map(({ sku }) => sku)).toEqual([terminal.plain.sku, terminal.plainer.sku])
  })

  test('adds a line and presses nothing while a pay key is focused', async ({ counter, terminal }) => {
    await scan(counter, terminal.plain.barcodes[0]!)
    await expect(lines(counter)).toHaveCount(1)
    const placedBefore = await newestOrder(terminal.client)
    await side(counter).locator('[aria-keyshortcuts="F9"]').focus()
    await scan(counter, terminal.plainer.barcodes[0]!)
    await expect(lines(counter)).toHaveCount(2)
    expect(await newestOrder(terminal.client)).toBe(placedBefore)
  })

  test('adds a line while a dialog is open, and the dialog’s keys are not pressed', async ({ counter, terminal }) => {
    const placed = await placeOne(terminal.client, terminal.plain.sku)
    await counter.keyboard.press('F3')
    await counter.getByRole('button', { name: placed.number }).click()
    await counter.locator('article button').last().click()
    await counter.locator('main section').last().getByRole('button').last().click()
    await expect(counter.getByRole('dialog')).toBeVisible()
    await counter.getByRole('dialog').getByRole('button').last().focus()
    await scan(counter, terminal.plainer.barcodes[0]!)
    await expect(lines(counter)).toHaveCount(1)
    expect((await terminal.client.order.get({ orderId: placed.orderId })).cancellations).toEqual([])
  })

  for (const layout of ['hangul', 'composing'] as const)
    test(`is decoded by the keys’ places under a Hangul layout (${layout})`, async ({ counter, terminal }) => {
      await scan(counter, terminal.plain.barcodes[0]!, layout)
      await expect(lines(counter)).toHaveCount(1)
      const [line] = (await terminal.client.cart.get()).lines
      expect(line?.sku).toBe(terminal.plain.sku)
    })

  test('after 12* adds twelve', async ({ counter, terminal }) => {
    await counter.keyboard.type('12', { delay: 80 })
    await counter.keyboard.press('NumpadMultiply')
    await expect(side(counter).getByText('×12')).toBeVisible()
    await scan(counter, terminal.plain.barcodes[0]!)
    await expect(lines(counter).first().locator('[data-part="quantity"]')).toHaveText('12')
    await expect(side(counter).getByText('×12')).toHaveCount(0)
  })

  test('is painted as a line at once', async ({ counter, terminal }) => {
    const paintedMs = await counter.evaluate(async (code) => {
      const press = (init: KeyboardEventInit) => {
        document.body.dispatchEvent(new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true }))
        document.body.dispatchEvent(new KeyboardEvent('keyup', { ...init, bubbles: true, cancelable: true }))
      }
      const line = new Promise<void>((resolve) => {
        const observer = new MutationObserver(() => document.querySelector('[data-line]') && resolve())
        observer.observe(document.body, { childList: true, subtree: true })
      })
      for (const digit of code) press({ code: `Digit${digit}`, key: digit })
      const scannedMs = performance.now()
      press({ code: 'Enter', key: 'Enter' })
      await line
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
      return performance.now() - scannedMs
    }, terminal.plain.barcodes[0]!)
    test.info().annotations.push({ type: 'scan to painted line, ms', description: String(Math.round(paintedMs)) })
    // The budget of 100 ms is measured on a quiet machine; here, only what nobody would take for an answer fails.
    expect(paintedMs).toBeLessThan(1_000)
  })

  test('of an unknown barcode says so without blocking, and the next one counts', async ({ counter, terminal }) => {
    await scan(counter, '4006381333931')
    await expect(counter.getByRole('status').filter({ hasText: '4006381333931' })).toBeVisible()
    await scan(counter, terminal.plain.barcodes[0]!)
    await expect(lines(counter)).toHaveCount(1)
  })

  test('of a receipt opens its order', async ({ counter, terminal }) => {
    const { number } = await placeOne(terminal.client, terminal.plain.sku)
    await scan(counter, number)
    await expect(counter.locator('article').getByRole('heading', { name: number })).toBeVisible()
  })
})

test.describe('search', () => {
  test('keeps 달걀 listed from 달 over 닭 to 달걀', async ({ counter }) => {
    await counter.keyboard.press('F2')
    const eggs = counter.getByRole('main').getByRole('button', { name: '달걀' }).first()
    for (const state of ['달', '닭', '달걀']) {
      await compose(counter, state)
      await expect(counter.locator('[data-search]')).toHaveValue(state)
      await expect(eggs).toBeVisible()
    }
  })

  test('submits nothing when Enter is pressed while composing', async ({ counter, terminal }) => {
    await counter.keyboard.press('F2')
    await compose(counter, '달걀')
    await expect(counter.getByRole('main').getByRole('button', { name: '달걀' }).first()).toBeVisible()
    await pressWhileComposing(counter, 'Enter')
    await expect(counter.locator('[data-search]')).toBeFocused()
    expect((await terminal.client.cart.get()).lines).toEqual([])
  })

  test('stays as it is when Esc is pressed while composing', async ({ counter }) => {
    await counter.keyboard.press('F2')
    await compose(counter, '달걀')
    await pressWhileComposing(counter, 'Escape')
    await expect(counter.locator('[data-search]')).toHaveValue('달걀')
  })

  for (const query of ['ㄷㄱ', 'ekfrif', '달걀', 'eggs'])
    test(`finds eggs by ${query}`, async ({ counter }) => {
      await searchFor(counter, query)
      await expect(counter.getByRole('main').getByRole('button', { name: '달걀' }).first()).toBeVisible()
    })

  test('says so where nothing is found', async ({ counter }) => {
    await counter.locator('[data-search]').fill('qqzzxxjj')
    await expect(counter.getByText('‘qqzzxxjj’에 맞는 상품이 없습니다')).toBeVisible()
  })
})

test('Esc while composing leaves a dialog open; Esc alone closes it', async ({ counter, terminal }) => {
  const { number } = await placeOne(terminal.client, terminal.plain.sku)
  await counter.keyboard.press('F3')
  await counter.getByRole('button', { name: number }).click()
  await counter.locator('article button').first().click()
  const dialog = counter.getByRole('dialog')
  await expect(dialog).toBeVisible()
  await pressWhileComposing(counter, 'Escape')
  await expect(dialog).toBeVisible()
  await counter.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(counter.locator('article')).toBeVisible()
})

test.describe('the ticket', () => {
  test('steps a quantity up and down, and a removed line comes back with undo', async ({ counter, terminal }) => {
    await scan(counter, terminal.plain.barcodes[0]!)
    const line = lines(counter).first()
    await line.locator('[data-part="more"]').click()
    await expect(line.locator('[data-part="quantity"]')).toHaveText('2')
    await line.locator('[data-part="less"]').click()
    await expect(line.locator('[data-part="quantity"]')).toHaveText('1')
    await line.locator('[data-part="less"]').click()
    await expect(lines(counter)).toHaveCount(0)
    await counter.getByRole('button', { name: '되돌리기' }).click()
    await expect(lines(counter)).toHaveCount(1)
  })

  test('takes a quantity from the keypad', async ({ counter, terminal }) => {
    await scan(counter, terminal.plain.barcodes[0]!)
    await lines(counter).first().locator('[data-part="quantity"]').click()
    for (const key of ['1', '00']) await side(counter).getByRole('button', { name: key, exact: true }).click()
    await side(counter).getByRole('button', { name: '바꾸기' }).click()
    await expect(lines(counter).first().locator('[data-part="quantity"]')).toHaveText('100')
  })

  test('takes weighed goods in kilograms with decimals', async ({ counter, terminal }) => {
    const weighed = terminal.products.find(({ unit }) => unit === 'gram')!
    await searchFor(counter, weighed.sku)
    await counter.keyboard.press('Enter')
    await expect(side(counter).getByRole('textbox')).toBeFocused()
    await counter.keyboard.type('1.25', { delay: 60 })
    await counter.keyboard.press('Enter')
    await expect(lines(counter).first()).toContainText('1.25 kg')
    expect((await terminal.client.cart.get()).lines[0]?.quantity).toBe(1_250)
  })

  test('takes the size and colour that were chosen', async ({ counter, terminal }) => {
    const worn = terminal.products.find(({ variant, stock }) => variant?.size && variant.colour && stock !== 0)!
    await searchFor(counter, worn.sku)
    await counter.keyboard.press('Enter')
    await side(counter).getByRole('button', { name: worn.variant!.colour!.ko, exact: true }).click()
    await side(counter).locator(`[data-sku="${worn.sku}"]`).click()
    await expect(lines(counter)).toHaveCount(1)
    expect((await terminal.client.cart.get()).lines[0]?.sku).toBe(worn.sku)
  })

  test('is cleared only after it has asked', async ({ counter, terminal }) => {
    await scan(counter, terminal.plain.barcodes[0]!)
    await expect(lines(counter)).toHaveCount(1)
    await side(counter).getByRole('button', { name: '비우기' }).click()
    await expect(side(counter).getByText('이 주문을 모두 비울까요?')).toBeVisible()
    await side(counter).getByRole('button', { name: '모두 비우기' }).click()
    await expect(lines(counter)).toHaveCount(0)
    expect((await terminal.client.cart.get()).lines).toEqual([])
  })

  test('says item and total in a polite live region', async ({ counter, terminal }) => {
    const live = counter.locator('[aria-live="polite"]')
    await scan(counter, terminal.plain.barcodes[0]!)
    const price = `${terminal.plain.priceMinor.toLocaleString('en')}원`
    await expect(live).toHaveText(`${terminal.plain.name.ko} 1, ${price}. 합계 ${price}`)
  })
})

test('a whole order is taken by keyboard alone, with the focus always visible', async ({ counter, terminal }) => {
  await counter.keyboard.press('F2')
  await counter.keyboard.type('달걀', { delay: 60 })
  await expect(counter.getByRole('main').locator('[data-index="1"]')).toBeVisible()
  await counter.keyboard.press('ArrowDown')
  await counter.keyboard.press('ArrowRight')
  const tile = counter.locator('[data-index="1"]')
  await expect(tile).toBeFocused()
  expect(await tile.evaluate((element) => getComputedStyle(element).outlineWidth)).toBe('3px')
  await counter.keyboard.press('Enter')
  await expect(lines(counter)).toHaveCount(1)
  await counter.keyboard.press('F11')
  await expect(side(counter).getByRole('textbox')).toBeFocused()
  await counter.keyboard.type('50000', { delay: 80 })
  const { lines: placed } = await terminal.client.cart.get()
  await counter.keyboard.press('Enter', { delay: 20 })
  await expect(counter.getByTestId('done-change')).toHaveText(
    `${(50_000 - placed[0]!.priceMinor).toLocaleString('en')}원`,
  )
})

function lines(counter: Page): Locator {
  return counter.locator('[data-line]')
}

async function newestOrder(client: Client): Promise<string | undefined> {
  return (await client.order.list({ query: '', olderThan: null }))[0]?.orderId
}

async function placeOne(client: Client, sku: string) {
  const { orderId } = await client.cart.get()
  const lineId = crypto.randomUUID()
  await client.cart.apply({
    changeId: crypto.randomUUID(),
    orderId,
    changes: [{ kind: 'add', lineId, sku, quantity: 1 }],
  })
  return client.order.placeCash({ orderId, tenderedMinor: 5_000_000 })
}
