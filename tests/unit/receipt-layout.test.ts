import { describe, expect, test } from 'vitest'
import type { Language } from '../../domain/receipt.ts'
import type { Paper } from '../../main/printing/markup.ts'
import { code128ModuleDots } from '../../main/printing/receipt-codes.ts'
import { localTime } from '../../main/printing/receipt-markup.ts'
import { receiptBytes, receiptSvg, renderBytes, renderSvg } from '../../main/printing/render.ts'
import { testPageMarkup } from '../../main/printing/test-page.ts'
import { decodeEscPos } from '../support/escpos-decoder.ts'
import { qrTexts } from '../support/qr-reader.ts'
import { item, receiptSample } from '../support/receipts.ts'
import { lineTexts, overflowDots, sheetText } from '../support/sheet.ts'
import { readSvg } from '../support/svg.ts'

const LANGUAGES: readonly Language[] = ['ko', 'en']
const PAPERS: readonly Paper[] = ['58', '80']
const VERSIONS = LANGUAGES.flatMap((language) => PAPERS.map((paper) => ({ language, paper })))

describe.each(VERSIONS)('a receipt in $language on $paper mm', ({ language, paper }) => {
  const receipt = receiptSample(language, { copy: paper === '58', demonstration: true })
  const printed = decodeEscPos(receiptBytes(receipt, paper))

  test('prints what the golden sheet shows', async () => {
    await expect(sheetText(printed)).toMatchFileSnapshot(`../fixtures/receipts/${language}-${paper}.txt`)
  })

  test('keeps within the paper', () => {
    expect(overflowDots(printed)).toBe(0)
    expect(printed.every((part) => part.kind !== 'line' || part.areaDots === (paper === '58' ? 384 : 576))).toBe(true)
  })

  test('carries number and order in its codes, and is cut once, at the end', () => {
    expect(printed.flatMap((part) => (part.kind === 'barcode' ? [part.data] : []))).toEqual([receipt.number])
    expect(qrTexts(printed)).toEqual([`${receipt.number}/${receipt.orderId}`])
    expect(printed.filter((part) => part.kind === 'cut')).toHaveLength(1)
    expect(printed.at(-1)).toEqual({ kind: 'cut' })
  })

  test('shows in its picture exactly the words it prints', () => {
    const words = (texts: readonly string[]) => texts.map((text) => text.trim()).filter((text) => text !== '')
    const segments = printed.flatMap((part) => (part.kind === 'line' ? part.segments.map(({ text }) => text) : []))
    const onPaper = words(segments).filter((text) => !/^-+$/.test(text))
    expect(words(readSvg(receiptSvg(receipt, paper)).texts)).toEqual(onPaper)
  })

  test('is the same picture each time', () => {
    expect(receiptSvg(receipt, paper)).toBe(receiptSvg(receipt, paper))
  })

  test('has a test page that fits', async () => {
    const page = { language, shopName: receipt.shopName, printedAtMs: receipt.placedAtMs, zoneOffsetMin: 540 }
    const sheet = decodeEscPos(renderBytes(testPageMarkup(page, paper), paper))
    expect(overflowDots(sheet)).toBe(0)
    await expect(sheetText(sheet)).toMatchFileSnapshot(`../fixtures/receipts/test-page-${language}-${paper}.txt`)
    readSvg(renderSvg(testPageMarkup(page, paper), paper))
  })
})

test('the order number is the largest thing on the sheet', () => {
  const segments = decodeEscPos(receiptBytes(receiptSample('ko'), '58')).flatMap((part) =>
    part.kind === 'line' ? part.segments : [],
  )
  const number = segments.find(({ text }) => text === '12-0042-7')
  expect(number).toMatchObject({ widthScale: 3, heightScale: 3 })
  expect(Math.max(...segments.filter((segment) => segment !== number).map(({ heightScale }) => heightScale))).toBe(2)
})

test('the longest number a terminal can give still fits, in letters and in bars', () => {
  for (const paper of PAPERS) {
    const printed = decodeEscPos(receiptBytes(receiptSample('en', { number: '99999-99999-9' }), paper))
    expect(overflowDots(printed)).toBe(0)
    expect(lineTexts(printed).map((line) => line.trim())).toContain('99999-99999-9')
  }
  expect(code128ModuleDots('99999-99999-9', '80')).toBe(2)
  expect(code128ModuleDots('12-0042-7', '58')).toBe(2)
  expect(code128ModuleDots('12-0042-7', '80')).toBe(3)
})

test('a number too long for bars is printed without them, not half', () => {
  const printed = decodeEscPos(receiptBytes(receiptSample('en', { number: 'A'.repeat(20) }), '58'))
  expect(printed.some(({ kind }) => kind === 'barcode')).toBe(false)
  expect(qrTexts(printed)).toHaveLength(1)
})

test('copies and demonstrations say so, others do not', () => {
  const text = (copy: boolean, demonstration: boolean) =>
    lineTexts(decodeEscPos(receiptBytes(receiptSample('ko', { copy, demonstration }), '80'))).join('\n')
  expect(text(true, false)).toContain('재발행')
  expect(text(true, false)).not.toContain('시연용')
  expect(text(false, true).match(/시연용/g)).toHaveLength(2)
  expect(text(false, false)).not.toMatch(/재발행|시연용/)
})

test('money is written with the words that paper has', () => {
  const total = (language: Language, code: string, digits: number) =>
    lineTexts(decodeEscPos(receiptBytes(receiptSample(language, { currency: { code, digits } }), '80'))).join('\n')
  expect(total('ko', 'KPW', 0)).toContain('148,000원')
  expect(total('en', 'KPW', 0)).toContain('KPW 148,000')
  expect(total('ko', 'GBP', 2)).toContain('GBP 1,480.00')
})

test('one item is one item', () => {
  const lines = (itemCount: number) =>
    lineTexts(decodeEscPos(receiptBytes(receiptSample('en', { itemCount }), '80'))).join('\n')
  expect(lines(1)).toContain('(1 item)')
  expect(lines(2)).toContain('(2 items)')
})

test('the largest amounts fit on both papers', () => {
  const huge = receiptSample('en', {
    items: [item('Ship', '1000000', '9,000,000.000', '9,000,000.000')],
    currency: { code: 'KPW', digits: 3 },
    totalMinor: 9_000_000_000,
    itemCount: 1_500_000_000,
    payments: [{ tender: 'cash', amountMinor: 9e9, tenderedMinor: 9e9, changeMinor: 9e9 }],
  })
  for (const paper of PAPERS) {
    const printed = decodeEscPos(receiptBytes(huge, paper))
    expect(overflowDots(printed)).toBe(0)
    expect(lineTexts(printed).join('\n')).toContain('KPW 9,000,000.000')
  }
})

test('a receipt of 1,500 lines has them all', () => {
  const items = Array.from({ length: 1_500 }, (_, i) => item(`상품 ${i}`, '1', '10', `${i}`))
  const lines = lineTexts(decodeEscPos(receiptBytes(receiptSample('ko', { items }), '58')))
  for (let i = 0; i < 1_500; i++) {
    const at = lines.indexOf(`상품 ${i}`)
    expect(lines[at + 1]).toBe(`  1 x 10${String(i).padStart(24)}`)
  }
})

test('the time is that of the shop', () => {
  expect(localTime(Date.UTC(2026, 11, 31, 15, 5, 59), 540)).toBe('2027-01-01 00:05')
  expect(localTime(Date.UTC(2026, 11, 31, 15, 5), -600)).toBe('2026-12-31 05:05')
  expect(localTime(8_640_000_000_000_000, 1440)).toMatch(/^\+275760-/)
  expect(localTime(0, -1440)).toBe('1969-12-31 00:00')
})
