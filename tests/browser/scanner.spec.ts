import { expect, test, type CDPSession, type Page } from '@playwright/test'
import { build } from 'esbuild'
import type { ScannerPage } from './support/scanner-page.tsx'

/** Long enough that no pause of this machine parts a scan; the true 50 ms are tested where time is a number. */
const PATIENT_MS = 5_000
/** So short that every key is a person's. */
const NO_SCANS_MS = 0

let script: string
let keyboard: CDPSession

test.beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: ['tests/browser/support/scanner-page.tsx'],
    bundle: true,
    write: false,
    format: 'iife',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  script = outputFiles[0]!.text
})

async function open(page: Page, maxGapMs: number): Promise<void> {
  await page.setContent('<!doctype html><html lang="ko"><body></body></html>')
  await page.evaluate((gap) => Object.assign(window, { maxGapMs: gap }), maxGapMs)
  await page.addScriptTag({ content: script })
  await page.locator('#search').waitFor()
  keyboard = await page.context().newCDPSession(page)
}

function recorded(page: Page): Promise<ScannerPage> {
  return page.evaluate(() => window.scannerPage)
}

interface Key {
  readonly code: string
  readonly key: string
  /** What it types; nothing inside an input method. */
  readonly text?: string
  readonly shift?: boolean
}

async function press({ code, key, text, shift }: Key): Promise<void> {
  const virtual = key === 'Process' ? 229 : (VIRTUAL[key] ?? code.charCodeAt(code.length - 1))
  const event = { code, key, windowsVirtualKeyCode: virtual, modifiers: shift ? 8 : 0 }
  const down =
    text === undefined ? { ...event, type: 'rawKeyDown' as const } : { ...event, type: 'keyDown' as const, text }
  await keyboard.send('Input.dispatchKeyEvent', down)
  await keyboard.send('Input.dispatchKeyEvent', { ...event, type: 'keyUp' })
}

const VIRTUAL: Readonly<Record<string, number>> = { Enter: 13, Tab: 9, Shift: 16, Escape: 27 }
const ENTER: Key = { code: 'Enter', key: 'Enter', text: '\r' }
const TAB: Key = { code: 'Tab', key: 'Tab' }

/** The keys of a scanner set to the layout of the United States, as every scanner is. */
function keysOf(code: string): Key[] {
  return Array.from(code, (character) => {
    if (/\d/.test(character)) return { code: `Digit${character}`, key: character, text: character }
    const isUpper = /[A-Z]/.test(character)
    return { code: `Key${character.toUpperCase()}`, key: character, text: character, shift: isUpper }
  })
}

async function scan(code: string, end = ENTER): Promise<void> {
  for (const key of [...keysOf(code), end]) await press(key)
}

test('a scan with the page focused', async ({ page }) => {
  await open(page, PATIENT_MS)
  await scan('8801007343884')
  await scan('ABcd12', TAB)
  expect(await recorded(page)).toEqual({ scans: ['8801007343884', 'ABcd12'], typed: [], keys: [], presses: [] })
})

for (const button of ['native', 'pay']) {
  test(`a scan presses no button that has the focus: ${button}`, async ({ page }) => {
    await open(page, PATIENT_MS)
    await page.locator(`#${button}`).focus()
    await scan('8801007343884')
    await scan('ABCD', TAB)
    expect(await recorded(page)).toEqual({ scans: ['8801007343884', 'ABCD'], typed: [], keys: [], presses: [] })
    await expect(page.locator(`#${button}`)).toBeFocused()
  })
}

test('a scan in a dialog presses nothing and leaves it open', async ({ page }) => {
  await open(page, PATIENT_MS)
  await page.locator('#open').click()
  await page.locator('#inside').focus()
  await scan('8801007343884')
  expect(await recorded(page)).toEqual({ scans: ['8801007343884'], typed: [], keys: [], presses: [] })
  await expect(page.locator('dialog')).toBeVisible()
})

for (const [field, value] of [
  ['search', '달걀 두부'],
  ['note', '한 줄\n두 줄'],
  ['amount', '12'],
] as const) {
  test(`a scan leaves a text field as it was, with its selection: ${field}`, async ({ page }) => {
    await open(page, PATIENT_MS)
    const input = page.locator(`#${field}`)
    await input.fill(value)
    if (field !== 'amount') await input.evaluate((element: HTMLInputElement) => element.setSelectionRange(1, 3))
    await scan('8801007343884')
    await expect(input).toHaveValue(value)
    await expect(input).toBeFocused()
    if (field !== 'amount') expect(await selectionOf(page, field)).toEqual([1, 3])
    if (field === 'search') await expect(page.locator('output')).toHaveText(value)
    expect((await recorded(page)).scans).toEqual(['8801007343884'])
    expect((await recorded(page)).presses).toEqual([])
  })
}

test('a scan chooses nothing in a list that has the focus', async ({ page }) => {
  await open(page, PATIENT_MS)
  await page.locator('#size').focus()
  await scan('8801007')
  await expect(page.locator('#size')).toHaveValue('M')
  expect((await recorded(page)).scans).toEqual(['8801007'])
})

test('under a Hangul layout a scan is the same, in a field and outside', async ({ page }) => {
  await open(page, PATIENT_MS)
  const hangul: Key[] = [
    { code: 'KeyA', key: 'ㅁ', text: 'ㅁ', shift: true },
    { code: 'KeyB', key: 'ㅠ', text: 'ㅠ', shift: true },
    { code: 'KeyC', key: 'ㅊ', text: 'ㅊ', shift: true },
    { code: 'Digit7', key: '7', text: '7' },
    ENTER,
  ]
  for (const key of hangul) await press(key)
  await page.locator('#search').focus()
  for (const key of hangul) await press(key)
  await expect(page.locator('#search')).toHaveValue('')
  expect((await recorded(page)).scans).toEqual(['ABC7', 'ABC7'])
})

function selectionOf(page: Page, id: string): Promise<(number | null)[]> {
  return page.locator(`#${id}`).evaluate((element: HTMLInputElement) => [element.selectionStart, element.selectionEnd])
}

const hidden = (code: string): Key => ({ code, key: 'Process' })

test('an input method that is composing: the scan comes through and the field is as it was', async ({ page }) => {
  await open(page, PATIENT_MS)
  const input = page.locator('#search')
  await input.fill('김')
  await press(hidden('KeyA'))
  await keyboard.send('Input.imeSetComposition', { text: 'ㅁ', selectionStart: 1, selectionEnd: 1 })
  await press(hidden('KeyB'))
  await keyboard.send('Input.insertText', { text: 'ㅁ' })
  await keyboard.send('Input.imeSetComposition', { text: 'ㅠ', selectionStart: 1, selectionEnd: 1 })
  await press(hidden('KeyC'))
  await keyboard.send('Input.insertText', { text: 'ㅠ' })
  await keyboard.send('Input.imeSetComposition', { text: 'ㅊ', selectionStart: 1, selectionEnd: 1 })
  await press({ code: 'Digit7', key: '7' })
  await keyboard.send('Input.insertText', { text: 'ㅊ' })
  await keyboard.send('Input.insertText', { text: '7' })
  await press(hidden('KeyD'))
  await keyboard.send('Input.imeSetComposition', { text: 'ㅇ', selectionStart: 1, selectionEnd: 1 })
  await press(hidden('Enter'))
  await keyboard.send('Input.insertText', { text: 'ㅇ' })
  await expect(input).toHaveValue('김')
  await expect(page.locator('output')).toHaveText('김')
  expect((await recorded(page)).scans).toEqual(['abc7d'])
})

test('a syllable that a person was composing is still there after the scan', async ({ page }) => {
  await open(page, PATIENT_MS)
  const input = page.locator('#search')
  await input.focus()
  await keyboard.send('Input.imeSetComposition', { text: '달', selectionStart: 1, selectionEnd: 1 })
  await press(hidden('Digit8'))
  await keyboard.send('Input.insertText', { text: '달' })
  await keyboard.send('Input.insertText', { text: '8' })
  for (const key of [...keysOf('801'), ENTER]) await press(key)
  await expect(input).toHaveValue('달')
  await expect(page.locator('output')).toHaveText('달')
  expect((await recorded(page)).scans).toEqual(['8801'])
})

test('what a person types outside fields reaches the page, and is told to who asked for it', async ({ page }) => {
  await open(page, NO_SCANS_MS)
  await page.locator('#native').focus()
  for (const key of [...keysOf('12'), { code: 'NumpadMultiply', key: '*', text: '*' }]) await press(key)
  await expect
    .poll(() => recorded(page))
    .toEqual({ scans: [], typed: ['1', '2', '*'], keys: ['1', '2', '*'], presses: [] })
})

test('a person presses buttons with Enter and Space as ever', async ({ page }) => {
  await open(page, NO_SCANS_MS)
  for (const button of ['native', 'pay']) {
    await page.locator(`#${button}`).focus()
    await press(ENTER)
    await press({ code: 'Space', key: ' ', text: ' ' })
  }
  await expect.poll(async () => (await recorded(page)).presses).toEqual(['native', 'native', 'pay', 'pay'])
})

test('a person types into a field and submits it with Enter', async ({ page }) => {
  await open(page, NO_SCANS_MS)
  await page.locator('#search').focus()
  for (const key of [...keysOf('123456'), ENTER]) await press(key)
  await expect(page.locator('#search')).toHaveValue('123456')
  await expect.poll(() => recorded(page)).toMatchObject({ scans: [], presses: ['submit'] })
})

test('what a person types right after a scan stays', async ({ page }) => {
  await open(page, PATIENT_MS)
  await page.locator('#search').fill('달')
  await scan('8801007343884')
  await keyboard.send('Input.dispatchKeyEvent', { type: 'keyDown', code: 'KeyA', key: 'a', text: 'a' })
  await expect(page.locator('#search')).toHaveValue('달a')
  await expect(page.locator('output')).toHaveText('달a')
})
