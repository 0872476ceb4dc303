import { fc } from '../support/property.ts'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { rebuildOrder } from '../../domain/compact-order.ts'
import { encodeCompactOrder } from '../../domain/compact-write.ts'
import { isPaperCode, MAX_CODE_CHARACTERS, MAX_CODES, paperCodes } from '../../domain/paper-codes.ts'
import { receiptProof } from '../../main/printing/receipt-codes.ts'
import { chainHead } from '../../trust/hash.ts'
import { checkPaperOrder, readPaperOrder, signPaperOrder } from '../../trust/paper-order.ts'
import { signingKey } from '../../trust/signing.ts'
import { goodsOf, orderOfLines, orders, placeOf } from '../support/orders.ts'

const KEY = signingKey(new Uint8Array(32).fill(7))
const OTHER_KEY = signingKey(new Uint8Array(32).fill(8))

function codesOf(lines: number, key = KEY): string[] {
  const order = orderOfLines(lines)
  return signPaperOrder(key, encodeCompactOrder(order, placeOf(order))!)
}

describe('the codes of a receipt', () => {
  test('carry the whole order, in whatever sequence they are scanned and how often', () => {
    fc.assert(
      fc.property(orders(60), fc.infiniteStream(fc.nat(1_000)), (order, chance) => {
        const texts = signPaperOrder(KEY, encodeCompactOrder(order, placeOf(order))!)
        fc.pre(texts.length > 0)
        const scans = [...texts, ...texts.slice(0, 1)].toSorted(() => chance.next().value - 500)
        const read = readPaperOrder(scans)
        if (!read.ok) throw new Error(read.code)
        expect(checkPaperOrder(read.value, KEY.publicKey)).toBe(true)
        expect(rebuildOrder(read.value.compact, goodsOf)).toEqual({ ok: true, value: { kind: 'order.placed', order } })
      }),
      { numRuns: 200 },
    )
  })

  test('are few and short, and none where they would be too many', () => {
    const sizes = [1, 5, 20, 60].map((lines) => codesOf(lines).map((text) => text.length))
    expect(sizes).toEqual([[284], [429], [495, 492], [618, 618, 618, 609]])
    let lines = 60
    while (codesOf(lines + 1).length > 0) lines++
    expect(codesOf(lines)).toHaveLength(MAX_CODES)
    expect(Math.max(...codesOf(lines).map((text) => text.length))).toBeLessThanOrEqual(MAX_CODE_CHARACTERS)
    expect(lines).toBe(112)
  })

  test('of any length are cut into parts that fit and come back', () => {
    for (let length = 1; length < 3_000; length++) {
      const texts = paperCodes(new Uint8Array(length).fill(length), '00ff11')
      expect(texts.every((text) => text.length <= MAX_CODE_CHARACTERS && isPaperCode(text))).toBe(true)
      expect(texts.length).toBeLessThanOrEqual(MAX_CODES)
    }
  })

  test('printed by the first version are read by every later one', () => {
    const kept = readFileSync(new URL('../fixtures/receipts/paper-order.txt', import.meta.url), 'utf8')
    const read = readPaperOrder(kept.trim().split('\n'))
    if (!read.ok) throw new Error(read.code)
    expect(checkPaperOrder(read.value, KEY.publicKey)).toBe(true)
    expect(rebuildOrder(read.value.compact, goodsOf)).toEqual({
      ok: true,
      value: { kind: 'order.placed', order: orderOfLines(20) },
    })
  })

  test('say which one is still missing', () => {
    const texts = codesOf(60)
    for (const [i] of texts.entries())
      expect(readPaperOrder(texts.toSpliced(i, 1))).toEqual({
        ok: false,
        code: 'paper.parts_missing',
        details: { part: i + 1, count: texts.length },
      })
  })

  test('of two receipts are not put together', () => {
    const [mine, other] = [codesOf(20), codesOf(20, OTHER_KEY)]
    expect(readPaperOrder([mine[0]!, other[1]!])).toEqual({ ok: false, code: 'paper.parts_mixed' })
    expect(readPaperOrder([mine[0]!, codesOf(60)[1]!])).toEqual({ ok: false, code: 'paper.parts_mixed' })
  })

  test('are read from a scanner that types small letters, blanks and line ends', () => {
    const typed = codesOf(20).map((text) => ` ${text.toLowerCase().replace(/(.{100})/g, '$1 \r\n')}\n`)
    expect(typed.every(isPaperCode)).toBe(true)
    expect(readPaperOrder([...typed, ...codesOf(20)])).toEqual(readPaperOrder(codesOf(20)))
    expect(readPaperOrder(typed)).toMatchObject({ ok: true, value: { texts: codesOf(20) } })
  })

  test('with a character changed, lost, doubled or swapped are never taken for the order', () => {
    const [text] = codesOf(1) as [string]
    for (let at = 0; at < text.length; at++) {
      const [before, sign, next, after] = [text.slice(0, at), text[at]!, text[at + 1] ?? '', text.slice(at + 2)]
      const changes = ['0', 'Z', ':', '/']
        .filter((other) => other !== sign)
        .map((other) => before + other + next + after)
      const swapped = sign === next || next === '' ? [] : [before + next + sign + after]
      const lostAndDoubled = [before + next + after, before + sign + sign + next + after]
      for (const wrong of [...changes, ...swapped, ...lostAndDoubled])
        expect(readPaperOrder([wrong])).toMatchObject({ ok: false, code: expect.stringMatching(/malformed|missing/) })
    }
  })

  test('scanned again replace what was read badly', () => {
    const [first, second] = codesOf(20) as [string, string]
    const badly = first.slice(0, -1) + (first.endsWith('0') ? '1' : '0')
    expect(readPaperOrder([badly, second]).ok).toBe(false)
    expect(readPaperOrder([badly, second, first])).toEqual(readPaperOrder([first, second]))
  })

  test('of anything else are refused without harm', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: fc.constantFrom(...'OKRYU1:/26AF09.$+-Z'), maxLength: 200 }).map((text) => `OKRYU1:${text}`),
      fc.uint8Array({ minLength: 1, maxLength: 400 }).map((bytes) => paperCodes(bytes, 'ABCDEF')[0]!),
    )
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 8 }), (texts) => {
        expect(readPaperOrder(texts).ok).toBe(false)
      }),
      { numRuns: 3_000 },
    )
    expect(readPaperOrder(Array<string>(1_000).fill(codesOf(1)[0]!)).ok).toBe(false)
    expect(readPaperOrder(['A'.repeat(1_000_000)]).ok).toBe(false)
    expect(readPaperOrder(['OKRYU1:3/2:ABCDEF:000'])).toEqual({ ok: false, code: 'paper.malformed' })
  })
})

describe('the signature of an order on paper', () => {
  test('holds for its terminal and for no other', () => {
    const read = readPaperOrder(codesOf(1))
    if (!read.ok) throw new Error(read.code)
    expect(checkPaperOrder(read.value, KEY.publicKey)).toBe(true)
    expect(checkPaperOrder(read.value, OTHER_KEY.publicKey)).toBe(false)
    expect(checkPaperOrder(read.value, 'no key')).toBe(false)
  })

  test('does not hold once a single bit of the order is another', () => {
    const read = readPaperOrder(codesOf(1))
    if (!read.ok) throw new Error(read.code)
    const { bytes, signature } = read.value
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Uint8Array.from(bytes)
      changed[bit >> 3]! ^= 1 << (bit & 7)
      expect(checkPaperOrder({ bytes: changed, signature }, KEY.publicKey)).toBe(false)
    }
  })

  test('is not one of the bytes alone, so that nothing else the terminal signs is an order', () => {
    const order = orderOfLines(1)
    const bytes = encodeCompactOrder(order, placeOf(order))!
    expect(checkPaperOrder({ bytes, signature: KEY.sign(bytes) }, KEY.publicKey)).toBe(false)
  })
})

describe('what of the journal goes on a receipt', () => {
  const order = orderOfLines(3)
  const place = { ...placeOf(order), chainHead: chainHead('0'.repeat(64), placeOf(order).bodyHash) }

  test('is the signed order and the first digits of the chain after it', () => {
    const { codes, journalHead } = receiptProof(order, place, KEY)
    expect(codes).toEqual(codesOf(3))
    expect(journalHead).toBe(place.chainHead.slice(0, 12))
  })

  test('is no code where the order could not be had from it again', () => {
    const foreign = { ...place, bodyHash: 'f'.repeat(64) }
    expect(receiptProof(order, foreign, KEY).codes).toEqual([])
    const misnamed = { ...order, lines: order.lines.map((line) => ({ ...line, totalMinor: line.totalMinor + 1 })) }
    expect(receiptProof(misnamed, { ...place, ...placeOf(misnamed) }, KEY).codes).toEqual([])
  })
})
