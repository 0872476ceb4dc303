import { fc } from '../support/property.ts'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cleanText, printerBytes, textCells, wrapText } from '../../main/printing/letters.ts'
import type { Paper } from '../../main/printing/markup.ts'
import { receiptBytes, receiptSvg } from '../../main/printing/render.ts'
import { decodeEscPos, type Printed } from '../support/escpos-decoder.ts'
import { item, receiptSample } from '../support/receipts.ts'
import { lineTexts, overflowDots } from '../support/sheet.ts'
import { readSvg } from '../support/svg.ts'

const BLNS = JSON.parse(
  readFileSync(new URL('../fixtures/hostile/minimaxir-blns.json', import.meta.url), 'utf8'),
) as string[]

const OWN = [
  ...['|', '||', '\\', '\\\\', '{', '}', '{}', '"', '`', '~', '_', '^', '^^^^^^^', '-', '---', '=', '===', '===='],
  ...[
    '{image:AAAA}',
    '{command:\\x1b@}',
    '{code:1;option:qrcode}',
    '{width:1,1}',
    '{w:0}',
    '{border:line}',
    '{a:left}',
  ],
  ...[
    '\\x1b@',
    '\\x0a',
    '\\n',
    'a\\nb',
    '\\',
    'a\\',
    '\\|',
    '\\\\|',
    '|a|b|',
    'a|',
    '|a',
    '_\u0307',
    '=\u0338',
    '"\u0301',
  ],
  ...[
    'a\nb',
    'a\r\nb',
    'a\u2028b',
    'a\u0085b',
    '\0',
    '\x1b@\x1dV\0',
    '\x1b',
    '\x7f',
    '\x9b31m',
    '\t tab \t',
    '   ',
    '',
  ],
  ...['👨‍👩‍👧‍👦', '🇰🇷', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '☎️', '1️⃣', '🎁', '\ud83d', '\udc00x', 'a\uffff\ufffeb', '\ufdd0', '\u{10ffff}'],
  ...['\u202eevil', '\u2066x\u2069', 'a\u200bb', 'a\u200db', '\ufeffBOM', 'a\u00adb', '\u3164', '\u115f\u1160'],
  ...[
    'e\u0301',
    '\u1100\u1161\u11a8',
    '\u1112\u119e\u11ab',
    'Z\u0310\u0351\u036b\u0343\u036a\u0302\u036b\u033d',
    '\u0301',
    ' \u0301',
  ],
  ...[
    '￦1,000',
    '₩1,000',
    '−5',
    '✓',
    '—',
    '５０％',
    'ﾊﾝｶｸ',
    '﷽',
    '꧅',
    '中文测试',
    '日本語',
    'العربية',
    'עברית',
    '<svg/onload=x>',
  ],
  ...[
    '</text></svg><script>alert(1)</script>',
    '&amp;',
    '&',
    ']]>',
    '<!--',
    "'",
    'http://evil.example/x.png',
    'url(#a)',
  ],
  ...['가'.repeat(300), 'a'.repeat(300), '가 '.repeat(150), `${'a'.repeat(31)}가`, '똠방각하 펲시콜라 쑿'],
]

const PAPERS: readonly Paper[] = ['58', '80']

/** Everything a receipt can be given from outside, all of it hostile at once. */
function hostileReceipt(text: string) {
  return receiptSample('ko', {
    shopName: text,
    number: text,
    currency: { code: text, digits: 0 },
    items: [
      { ...item(text, text, text, text), variant: text },
      { ...item(text, '1', '1', text), unit: 'gram' },
    ],
    payments: [
      { tender: 'card', amountMinor: 1, attemptId: text, authorisation: text, last4: text },
      { tender: 'cash', amountMinor: 1, tenderedMinor: 1, changeMinor: 0 },
    ],
  })
}

/** What stands on a receipt beside lines and codes: no text may add to it or take from it. */
const otherParts = (sheet: readonly Printed[]) =>
  sheet.filter(({ kind }) => !['line', 'barcode', 'image'].includes(kind))
const HARMLESS = new Map(
  PAPERS.map((paper) => [paper, otherParts(decodeEscPos(receiptBytes(hostileReceipt('안전'), paper)))]),
)

/** Fails where the text broke out of its place, on paper or in the picture. */
function expectInPlace(text: string): void {
  for (const paper of PAPERS) {
    const printed = decodeEscPos(receiptBytes(hostileReceipt(text), paper))
    expect(overflowDots(printed)).toBe(0)
    expect(otherParts(printed)).toEqual(HARMLESS.get(paper))
    // What stands around the hostile texts is whole and in its place.
    const lines = lineTexts(printed)
    expect(
      lines.filter((line) => /^-+$/.test(line) && line.length === (paper === '58' ? 32 : 48)).length,
    ).toBeGreaterThanOrEqual(4)
    expect(lines.some((line) => /^ {2}거스름돈 +0$/.test(line))).toBe(true)
    expect(lines.at(-1)?.trim()).toBe('감사합니다. 또 오세요.')
    const { tags } = readSvg(receiptSvg(hostileReceipt(text), paper))
    expect(tags.filter((tag) => !/^<(svg|rect|g|text|tspan|path)[ >]/.test(tag))).toEqual([])
    expect(tags.filter((tag) => /\b(href|src|style|filter|on\w+)=|url\(/i.test(tag))).toEqual([])
  }
}

describe('hostile text', () => {
  test.each(OWN.map((text) => [JSON.stringify(text), text]))('%s stays in its place', (_, text) => {
    expectInPlace(text)
  })

  test('of the Big List of Naughty Strings stays in its place', () => {
    expect(BLNS.length).toBeGreaterThan(400)
    for (const text of BLNS) expectInPlace(text)
  }, 120_000)

  test('of any kind stays in its place', () => {
    const markup = fc.constantFrom(...'|\\{}"`~_^-=;: \n\u0301\u200d\u202e가a👍xn1')
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.array(markup, { maxLength: 40 }).map((signs) => signs.join('')),
      fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)), maxLength: 60 }),
    )
    fc.assert(fc.property(text, expectInPlace), { numRuns: 200 })
  }, 120_000)

  test('is wrapped without losing a letter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 2, max: 48 }), (raw, columns) => {
        const text = cleanText(raw)
        const lines = wrapText(text, columns)
        expect(lines.every((line) => textCells(line) <= columns)).toBe(true)
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
      }),
      { numRuns: 1_000 },
    )
  })

  test('keeps every sign of the keyboard, whatever it means in markup', () => {
    const signs = Array.from({ length: 0x7e - 0x20 }, (_, i) => String.fromCharCode(0x21 + i))
    const names = signs.flatMap((sign) => [sign, `${sign}${sign}`, `a${sign}b`, `가${sign}`, `\\${sign}`])
    const receipt = receiptSample('ko', { items: names.map((name) => item(name)) })
    const lines = lineTexts(decodeEscPos(receiptBytes(receipt, '58')))
    const start = lines.indexOf(names[0]!)
    expect(lines.slice(start, start + 2 * names.length).filter((_, i) => i % 2 === 0)).toEqual(names)
    const { texts } = readSvg(receiptSvg(receipt, '58'))
    expect(names.filter((name) => !texts.includes(name))).toEqual([])
  })

  test('takes on paper exactly the cells it was measured with', () => {
    for (const text of [...OWN, ...BLNS].map(cleanText)) expect(printerBytes(text).length).toBe(textCells(text))
  })
})

describe('what paper has no letter for', () => {
  const onPaper = (name: string) =>
    lineTexts(decodeEscPos(receiptBytes(receiptSample('ko', { items: [item(name)] }), '80'))).join('\n')
  const onScreen = (name: string) => readSvg(receiptSvg(receiptSample('ko', { items: [item(name)] }), '80')).texts

  test.each([
    ['café', 'caf?'],
    ['🎁 상자', '?  상자'],
    ['₩1,000', '?1,000'],
    ['✓ 확인', '? 확인'],
    ['中测', '中? '],
    ['5−3—1', '5-3-1'],
    ['백\\슬래시', '백\\슬래시'],
  ])('%s is printed as %s and stays what it is in the picture', (name, printed) => {
    expect(onPaper(name)).toContain(`${printed.trimEnd()}\n`)
    expect(onScreen(name)).toContain(name)
  })

  test('signs that only steer the text are left out of both', () => {
    expect(onPaper('a\u202eb\u200bc')).toContain('abc')
    expect(onScreen('a\u202eb\u200bc')).toContain('abc')
  })
})
