import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startSentence } from '../../central/messages.ts'
import { StartError } from '../../central/start-error.ts'
import { TestStore } from '../support/central-store.ts'
import { GOODS, ImportDesk } from '../support/import-desk.ts'
import { runCentral } from '../support/run-central.ts'
import { sha256 } from '../support/terminal-stub.ts'

/** Rows and files that do not fit. */
let store: TestStore
let desk: ImportDesk

beforeAll(async () => {
  store = await TestStore.start()
})
beforeEach(() => {
  desk = new ImportDesk(store)
  return () => desk.remove()
})
afterAll(async () => {
  expect(store.failures).toEqual([])
  await store.remove()
})

describe('rows that do not fit', () => {
  const BAD: readonly [string, string, string][] = [
    ['no code', ',Tea,300,1', 'the code is missing'],
    ['no name', 'B1,,300,1', 'the name is missing'],
    ['no price', 'B1,Tea,,1', 'the price is missing'],
    ['more decimals than the currency', 'B1,Tea,2.55,1', '2.55 has more decimals than KPW counts (0)'],
    ['a price below zero', 'B1,Tea,-3,1', '-3 is not a price'],
    ['a price in words', 'B1,Tea,cheap,1', 'cheap is not a price'],
    ['a price beyond counting', 'B1,Tea,99999999999999999999,1', '99999999999999999999 is not a price'],
    ['half a piece in stock', 'B1,Tea,300,1.5', '1.5 is not a stock in whole 1'],
    ['more cells than columns', 'B1,Tea,300,1,left over', 'there are more cells'],
    ['a code that is too long', `${'B'.repeat(65)},Tea,300,1`, 'sku is longer than 64 signs'],
  ]

  test.each(BAD)(
    '%s: the row is put aside with its number and reason, the others are imported',
    async (_, row, why) => {
      const sku = `G-${sha256(row).slice(0, 8)}`
      const { answer, file } = await desk.importText(`${GOODS}${row}\n${sku},Good,300,1\n`)
      expect(answer).toMatchObject({ read: 2, imported: 1, rejected: 1, rejectsFile: `${file}.rejects.csv` })
      const [header, reject] = desk.rejectsOf(file)
      expect(header?.slice(0, 6)).toEqual(['row', 'reason', 'sku', 'name', 'price', 'stock'])
      expect(reject?.[0]).toBe('2')
      expect(reject?.[1]).toContain(why)
      expect(await desk.product(sku)).toBeDefined()
    },
  )

  test('a code that stands there twice: the second one, naming the first', async () => {
    const { file } = await desk.importText(`${GOODS}T1,First,1,\nT2,Other,1,\nT1,Second,2,\n`)
    expect(desk.rejectsOf(file)[1]?.slice(0, 2)).toEqual(['4', 'the code T1 stands in row 2 already'])
    expect((await desk.product('T1'))?.name.en).toBe('First')
  })

  test('barcodes: mistyped, no GTIN where one is promised, and as a spreadsheet ruins them', async () => {
    const { answer, file } = await desk.importText(
      [
        'sku,name,price,barcode,gtin',
        'C1,Tea,1,8801234567893 SHOP-17,',
        'C2,Tea,1,8801234567894,',
        'C3,Tea,1,,12345',
        'C4,Tea,1,8.80123E+12,',
        'C5,Tea,1,96385074,',
        'C6,Tea,1,바코드,',
        'C7,Tea,1,,036000291452',
      ].join('\n'),
    )
    expect(answer).toMatchObject({ imported: 3, rejected: 4 })
    expect(
      desk
        .rejectsOf(file)
        .slice(1)
        .map(([, reason]) => reason),
    ).toEqual([
      'the barcode 8801234567894 is mistyped: its check digit is wrong',
      '12345 is not a barcode',
      '8.80123E+12 is not a barcode',
      '바코드 is not a barcode',
    ])
    expect((await desk.product('C1'))?.barcodes).toEqual(['8801234567893', 'SHOP-17'])
  })

  test('signs that CP949 does not have', async () => {
    const bytes = Buffer.concat([
      iconv.encode(`${GOODS}U1,차,1,\nU2,`, 'cp949'),
      Buffer.from([0xff, 0xff, 0x2c, 0x31, 0x2c]),
    ])
    const { answer, file } = await desk.importText(Uint8Array.from(bytes))
    expect(answer).toMatchObject({ imported: 1, rejected: 1 })
    expect(desk.rejectsOf(file)[1]?.[1]).toContain('save the file as UTF-8')
  })

  test('with formulas in them are harmless to the spreadsheet that opens the rejects', async () => {
    const cells = ['=cmd|calc', '+1+1', '-2+3', '@SUM(A1)', '"\t=1"']
    const { file } = await desk.importText(`${GOODS}${cells.map((cell) => `${cell},,1,`).join('\n')}\n`)
    for (const [, , sku] of desk.rejectsOf(file).slice(1)) expect(sku).toMatch(/^'/)
    expect(readFileSync(`${file}.rejects.csv`, 'utf8')).not.toMatch(/(^|,)"?[=+\-@\t]/m)
  })

  test('are named in Korean to who speaks it', async () => {
    const { file } = await desk.importText(`${GOODS},Tea,1,\n`, 'goods.csv', 'ko')
    expect(desk.rejectsOf(file)).toEqual([
      ['행', '사유', 'sku', 'name', 'price', 'stock'],
      ['2', '상품코드가 없습니다', '', 'Tea', '1', ''],
    ])
  })

  test('are forgotten once they are mended', async () => {
    const { file } = await desk.importText(`${GOODS},Tea,1,\n`)
    expect(existsSync(`${file}.rejects.csv`)).toBe(true)
    await desk.importText(`${GOODS}M1,Tea,1,\n`)
    expect(existsSync(`${file}.rejects.csv`)).toBe(false)
  })
})

describe('files that are unusable as a whole change nothing', () => {
  const UNUSABLE: readonly [string, string | Uint8Array, string, RegExp][] = [
    ['empty', '', 'import.file_empty', /has no rows/],
    ['column names alone', GOODS, 'import.file_empty', /has no rows/],
    ['other columns', 'first,last\nJohn,Doe\n', 'import.columns_unknown', /missing: sku, name, price.*first, last/],
    ['no price column', 'sku,name\nA,B\n', 'import.columns_unknown', /missing: price/],
    ['the same column twice', 'sku,name,price,가격\nA,B,1,2\n', 'import.column_twice', /price and 가격/],
    ['binary', Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2]), 'import.file_binary', /not text/],
    ['an open quotation mark', `${GOODS}A,B,1,2\nC,"D,1,2\nE,F,1,2\n`, 'import.quote_unclosed', /opens in line 3/],
    ['lines of JSON without products', '{"a":1}\n{"b":2}\n', 'import.columns_unknown', /Found: a, b/],
  ]

  test.each(UNUSABLE)('%s', async (_what, text, code, sentence) => {
    const before = await store.statistics()
    const error = await desk.importText(text).then(
      () => undefined,
      (thrown: unknown) => thrown as StartError,
    )
    expect(error).toBeInstanceOf(StartError)
    expect(error?.code).toBe(code)
    const said = startSentence('en', error!.code, error!.details)
    expect(said).toMatch(sentence)
    expect(said).toContain(join(desk.folder, 'goods.csv'))
    expect(existsSync(join(desk.folder, 'goods.csv.rejects.csv'))).toBe(false)
    expect(await store.statistics()).toEqual(before)
  })

  test('a file that is not there, and a folder without a store', async () => {
    const missing = await runCentral('import', [join(desk.folder, 'none.csv'), '--data', store.dataDir])
    expect(JSON.parse(missing.stdout)).toMatchObject({ error: { code: 'import.file_missing' } })
    writeFileSync(join(desk.folder, 'a.csv'), `${GOODS}A,B,1,\n`)
    const nowhere = await runCentral('import', [join(desk.folder, 'a.csv'), '--data', join(desk.folder, 'none')])
    expect(JSON.parse(nowhere.stdout)).toMatchObject({ error: { code: 'data.missing' } })
    expect([missing.exitCode, nowhere.exitCode]).toEqual([2, 2])
    expect(existsSync(join(desk.folder, 'none'))).toBe(false)
  })
})
