import { fc } from '../support/property.ts'
import { describe, expect, test } from 'vitest'
import { MAX_CODE_CHARACTERS } from '../../domain/paper-codes.ts'
import { receiptOf, type Language, type ReceiptDocument } from '../../domain/receipt.ts'
import type { Paper } from '../../main/printing/markup.ts'
import { jobBytes, storedDocument } from '../../main/printing/print-document.ts'
import { orderQrText, receiptProof } from '../../main/printing/receipt-codes.ts'
import { receiptBytes, receiptSvg } from '../../main/printing/render.ts'
import { chainHead } from '../../trust/hash.ts'
import { checkPaperOrder, readPaperOrder } from '../../trust/paper-order.ts'
import { signingKey } from '../../trust/signing.ts'
import { decodeEscPos, type Raster } from '../support/escpos-decoder.ts'
import { orderOfLines, placeOf } from '../support/orders.ts'
import { qrTexts, readQr } from '../support/qr-reader.ts'
import { lineTexts, overflowDots, sheetText } from '../support/sheet.ts'
import { readSvg } from '../support/svg.ts'

const KEY = signingKey(new Uint8Array(32).fill(7))
const PAPERS: readonly Paper[] = ['58', '80']
const PAPER_DOTS = { '58': 384, '80': 576 }

function receiptOfLines(lines: number, language: Language = 'ko', copy = false): ReceiptDocument {
  const order = orderOfLines(lines)
  const place = placeOf(order)
  const proof = receiptProof(order, { ...place, chainHead: chainHead('0'.repeat(64), place.bodyHash) }, KEY)
  const settings = { language, shopName: 'Okryu', zoneOffsetMin: 540, demonstration: false, copy }
  return receiptOf(order, settings, proof)
}

const printed = (receipt: ReceiptDocument, paper: Paper) => decodeEscPos(receiptBytes(receipt, paper))
const images = (receipt: ReceiptDocument, paper: Paper) =>
  printed(receipt, paper).flatMap((part) => (part.kind === 'image' ? [part] : []))

/** The dots of a side of one module: the finder in the corner is seven modules wide. */
function moduleDots(image: Raster): number {
  let width = 0
  while (image.isDark(width, 0)) width++
  return width / 7
}

describe.each(PAPERS)('the codes on %s mm', (paper) => {
  test.each([1, 5, 20, 60, 112])('of an order of %i lines are read from the dots, and are that order', (lines) => {
    const receipt = receiptOfLines(lines)
    const texts = qrTexts(printed(receipt, paper))
    expect(texts).toEqual(receipt.codes)
    const read = readPaperOrder(texts.map(String))
    expect(read.ok && checkPaperOrder(read.value, KEY.publicKey)).toBe(true)
    expect(read.ok && read.value.compact.orderId).toBe(receipt.orderId)
  })

  test('have modules that a thermal head prints cleanly, and blank paper around them', () => {
    for (const lines of [1, 5, 20, 60, 112])
      for (const image of images(receiptOfLines(lines), paper)) {
        expect(moduleDots(image)).toBeGreaterThanOrEqual(4)
        expect(image.heightDots + 8 * moduleDots(image)).toBeLessThanOrEqual(PAPER_DOTS[paper])
      }
  })

  test('are read with a torn corner, a fold or a blot', () => {
    const [image] = images(receiptOfLines(20), paper) as [Raster]
    const size = image.heightDots
    const torn: Raster = { ...image, isDark: (x, y) => image.isDark(x, y) && x + y < 1.85 * size }
    const folded: Raster = { ...image, isDark: (x, y) => image.isDark(x, y) && Math.abs(y - size * 0.6) > 3 }
    const blot = (x: number, y: number) => Math.hypot(x - size * 0.4, y - size * 0.35) < size * 0.1
    const blotted: Raster = { ...image, isDark: (x, y) => image.isDark(x, y) || blot(x, y) }
    for (const worn of [torn, folded, blotted]) expect(readQr(worn)).toBe(receiptOfLines(20).codes[0])
  })

  test('keep within the paper beside everything else, and stand in their places on the sheet', async () => {
    for (const lines of [5, 60]) {
      const sheet = printed(receiptOfLines(lines, 'en'), paper)
      expect(overflowDots(sheet)).toBe(0)
    }
    const sheet = sheetText(printed(receiptOfLines(20), paper))
    await expect(sheet.slice(sheet.indexOf('[code128'))).toMatchFileSnapshot(`../fixtures/receipts/codes-${paper}.txt`)
  })

  test('are the same in the picture', () => {
    const receipt = receiptOfLines(20)
    const paths = readSvg(receiptSvg(receipt, paper)).tags.filter((tag) => tag.includes('crispEdges'))
    expect(paths).toHaveLength(2)
    for (const [i, image] of images(receipt, paper).entries())
      expect(darkInPath(paths[i]!, image.heightDots)).toEqual(darkIn(image))
  })
})

/** The dots that a path of upright bars covers, row by row. */
function darkInPath(path: string, size: number): boolean[][] {
  const rows = Array.from({ length: size }, () => Array<boolean>(size).fill(false))
  const bars = path.matchAll(/M(\d+),(\d+)h(\d+)v(\d+)H(\d+)z/g)
  for (const [x, y, width, height] of Array.from(bars, (bar) => bar.slice(1).map(Number)) as number[][])
    for (let dy = 0; dy < height!; dy++) rows[y! + dy]!.fill(true, x!, x! + width!)
  return rows
}

function darkIn(image: Raster): boolean[][] {
  const columns = Array.from({ length: image.heightDots }, (_, x) => x)
  return columns.map((y) => columns.map((x) => image.isDark(x, y)))
}

test('several codes say which is which, a single one does not', () => {
  const lines = (count: number, language: Language) =>
    lineTexts(printed(receiptOfLines(count, language), '58')).join('\n')
  expect(lines(20, 'ko')).toMatch(/코드 1\/2[^]*코드 2\/2/)
  expect(lines(20, 'en')).toMatch(/Code 1 of 2[^]*Code 2 of 2/)
  expect(lines(5, 'ko')).not.toContain('코드')
})

test('an order too long for its codes is named by one, and the receipt says so', () => {
  for (const paper of PAPERS) {
    const receipt = receiptOfLines(113)
    const sheet = printed(receipt, paper)
    expect(receipt.codes).toEqual([])
    expect(qrTexts(sheet)).toEqual([orderQrText(receipt)])
    expect(lineTexts(sheet).join(' ')).toContain('주문이 길어 번호만 담았습니다.')
    expect(lineTexts(sheet).join(' ')).toContain('기록 확인값')
  }
})

test('the head of the journal stands on the receipt and on its copies, in digits that can be compared', () => {
  const { journalHead } = receiptOfLines(1)
  const digits = /^(.{4})(.{4})(.{4})$/.exec(journalHead!)!.slice(1).join(' ')
  for (const copy of [false, true]) {
    expect(lineTexts(printed(receiptOfLines(1, 'ko', copy), '58')).join('\n')).toContain(`기록 확인값 ${digits}`)
    expect(lineTexts(printed(receiptOfLines(1, 'en', copy), '58')).join('\n')).toContain(`Journal check ${digits}`)
  }
})

test('a copy carries the same codes', () => {
  expect(qrTexts(printed(receiptOfLines(20, 'ko', true), '80'))).toEqual(receiptOfLines(20).codes)
})

test('a job that was stored before receipts had codes is printed as it was meant', () => {
  const { codes: _, journalHead: __, ...older } = receiptOfLines(2)
  const bytes = jobBytes(JSON.stringify({ kind: 'receipt', receipt: older }), '58')
  if (!bytes.ok) throw new Error(bytes.code)
  const sheet = decodeEscPos(bytes.value)
  expect(qrTexts(sheet)).toEqual([orderQrText(older)])
  expect(lineTexts(sheet).join(' ')).not.toMatch(/기록 확인값|주문이 길어/)
})

test('a stored job prints the codes it was stored with', () => {
  const bytes = jobBytes(storedDocument({ kind: 'receipt', receipt: receiptOfLines(60) }), '58')
  expect(bytes.ok && qrTexts(decodeEscPos(bytes.value))).toEqual(receiptOfLines(60).codes)
})

test('a code of any length that fits is read from the dots', () => {
  const signs = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$+-.:/')
  fc.assert(
    fc.property(fc.string({ unit: signs, minLength: 1, maxLength: MAX_CODE_CHARACTERS, size: 'max' }), (text) => {
      expect(qrTexts(printed({ ...receiptOfLines(1), codes: [text] }, '58'))).toEqual([text])
    }),
    { numRuns: 20 },
  )
})
