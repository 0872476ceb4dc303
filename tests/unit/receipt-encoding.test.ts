import { expect, test } from 'vitest'
import { cleanText, printerBytes, textCells } from '../../main/printing/letters.ts'
import { receiptBytes } from '../../main/printing/render.ts'
import { decodeEscPos } from '../support/escpos-decoder.ts'
import { decodeKorean, KOREAN_LETTERS } from '../support/korean.ts'
import { item, receiptSample } from '../support/receipts.ts'
import { lineTexts } from '../support/sheet.ts'

const FIRST_SYLLABLE = 0xac00
const SYLLABLES = Array.from({ length: 11_172 }, (_, i) => String.fromCharCode(FIRST_SYLLABLE + i))

test('all 11,172 Hangul syllables come out of a receipt as they went in', () => {
  const names = Array.from({ length: Math.ceil(SYLLABLES.length / 24) }, (_, i) =>
    SYLLABLES.slice(i * 24, (i + 1) * 24).join(''),
  )
  const receipt = receiptSample('ko', { items: names.map((name) => item(name)) })
  const lines = new Set(lineTexts(decodeEscPos(receiptBytes(receipt, '80'))))
  expect(names.filter((name) => !lines.has(name))).toEqual([])
})

test('2,350 of them are those of KS X 1001 and 8,822 those of its extension', () => {
  const basic = SYLLABLES.filter((syllable) => printerBytes(syllable).every((byte) => byte >= 0xa1))
  expect(basic).toHaveLength(2_350)
  expect(SYLLABLES).toHaveLength(2_350 + 8_822)
})

test('every double-byte letter there is takes two cells and comes back the same', () => {
  // Fillers and letters that are written otherwise today (NFC) are not printed as such.
  const letters = [...KOREAN_LETTERS.values()].filter((letter) => cleanText(letter) === letter)
  expect(letters.length).toBeGreaterThan(16_500)
  for (const letter of letters) {
    expect(textCells(letter)).toBe(2)
    expect(decodeKorean(printerBytes(letter))).toBe(letter)
  }
})

test('syllables typed as single jamo are printed as the syllable', () => {
  const lines = lineTexts(
    decodeEscPos(receiptBytes(receiptSample('ko', { items: [item('달걀'.normalize('NFD'))] }), '58')),
  )
  expect(lines).toContain('달걀')
})
