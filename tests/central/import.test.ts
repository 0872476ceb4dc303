import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { parse } from 'csv-parse/sync'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { importFile } from '../../central/import/import-file.ts'
import { startSentence } from '../../central/messages.ts'
import { StartError } from '../../central/start-error.ts'
import { PATHS } from '../../contract/central.ts'
import type { Product } from '../../domain/product.ts'
import { TEST_SHOP, TestStore } from '../support/central-store.ts'
import { finished, runCentral, spawnCentral } from '../support/run-central.ts'
import { sha256 } from '../support/terminal-stub.ts'

/** The program that shops run, on files as they have them, while the central store works. */
let store: TestStore
let folder: string

beforeAll(async () => {
  store = await TestStore.start()
})
beforeEach(() => {
  folder = mkdtempSync(join(realpathSync(tmpdir()), 'okryu-import-'))
  return () => rmSync(folder, { recursive: true, force: true })
})
afterAll(async () => {
  expect(store.failures).toEqual([])
  await store.remove()
})

/** As the program does it, without a process for each of the many files. */
async function importText(text: string | Uint8Array, name = 'goods.csv', language: 'ko' | 'en' = 'en') {
  const file = join(folder, name)
  writeFileSync(file, text)
  return { file, answer: await importFile(store.central.store.db, file, language) }
}

function rejectsOf(file: string): string[][] {
  const text = readFileSync(`${file}.rejects.csv`, 'utf8')
  expect(text.startsWith('\ufeff'), 'spreadsheets need the mark').toBe(true)
  return parse(text, { bom: true })
}

async function product(sku: string): Promise<Product | undefined> {
  let since = 0
  let found: Product | undefined
  for (let complete = false; !complete;) {
    const page = await store.changes(since)
    found = page.products.find((one) => one.sku === sku) ?? found
    complete = page.complete
    since = page.next
  }
  return found
}

const GOODS = 'sku,name,price,stock\n'

describe('files as shops have them', () => {
  const korean = '상품코드;상품명;영문명;판매가(원);재고;바코드;분류;생산자;색상;사이즈;스타일\r\n'
  const row = 'K1;가죽 구두;Leather shoe;"45,000원";1,250;8801234567893;신발;평양구두공장;검은색;270;K\r\n'
  const want = {
    name: { ko: '가죽 구두', en: 'Leather shoe' },
    producer: { ko: '평양구두공장', en: '평양구두공장' },
    priceMinor: 45_000,
    stock: 1_250,
    barcodes: ['8801234567893'],
    variant: { style: 'K', size: '270', colour: { ko: '검은색', en: '검은색' } },
  }
  const forms: [string, (text: string) => string | Uint8Array][] = [
    ['UTF-8', (text) => text],
    ['UTF-8 with a mark', (text) => `\ufeff${text}`],
    ['CP949', (text) => iconv.encode(text, 'cp949')],
    ['UTF-16 with a mark and tabs', (text) => iconv.encode(text.replaceAll(';', '\t'), 'utf-16le', { addBOM: true })],
  ]

  test.each(forms)('in %s are read with Korean column names', async (form, encode) => {
    const sku = form.slice(0, 20)
    const { answer } = await importText(encode(korean + row.replace('K1', sku)))
    expect(answer).toMatchObject({ read: 1, imported: 1, rejected: 0, rejectsFile: null, ignoredColumns: [] })
    expect(await product(sku)).toMatchObject(want)
  })

  test('separated by commas, with quotation marks, line breaks and empty rows in them', async () => {
    const { answer } = await importText(
      `${GOODS}Q1,"Tea, green ""first"" flush",300,1\n\n"Q2","two\nlines",400,\n,,,\nQ3,17" screen,500,2\n`,
    )
    expect(answer).toMatchObject({ read: 3, imported: 3, rejected: 0 })
    expect((await product('Q1'))?.name.en).toBe('Tea, green "first" flush')
    expect((await product('Q2'))?.name.en).toBe('two lines')
    expect((await product('Q3'))?.name.en).toBe('17" screen')
  })

  test('of lines of JSON', async () => {
    const lines = [
      { id: 'N:1', name_ko: '김치', name_en: null, category: 'food', price: 5000, gtin: null, licence: 'CC0' },
      { id: 'N:2', name_ko: '된장', name_en: 'Soybean paste', category: 'food', price: 6000, gtin: '8801234567893' },
      { id: 'N:3', name_ko: '간장', name_en: null, category: 'food', price: null, gtin: null },
    ]
    const { answer, file } = await importText(
      `${lines.map((line) => JSON.stringify(line)).join('\n')}\n{"id": oops}\n[]\n`,
      'goods.ndjson',
    )
    expect(answer).toMatchObject({ read: 5, imported: 2, rejected: 3, ignoredColumns: ['licence'] })
    expect(await product('N:1')).toMatchObject({ name: { ko: '김치', en: '김치' }, category: 'food', stock: null })
    expect(rejectsOf(file).map(([number, reason]) => [number, reason])).toEqual([
      ['row', 'reason'],
      ['3', 'the price is missing'],
      ['4', 'this line is not a JSON object'],
      ['5', 'this line is not a JSON object'],
    ])
  })

  test('with goods sold by weight: the price is per kilogram', async () => {
    await importText('sku,name,price,unit,stock\nW1,Rice,3333,kg,12.5\nW2,Tea,100,g,1\nW3,Millet,200,gram,700\n')
    expect(await product('W1')).toMatchObject({ unit: 'gram', priceMinor: 3_333, stock: 12_500 })
    expect(await product('W2')).toBeUndefined()
    expect(await product('W3')).toMatchObject({ unit: 'gram', stock: 700 })
  })

  test('with pictures from their own folder, and from nowhere else', async () => {
    mkdirSync(join(folder, 'pictures'))
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    writeFileSync(join(folder, 'pictures', 'cup.svg'), svg)
    writeFileSync(join(folder, 'pictures', 'cup.png'), 'no picture at all')
    symlinkSync(join(store.dataDir, 'admin.token'), join(folder, 'pictures', 'link.svg'))
    const paths = [
      'pictures/cup.svg',
      'pictures/cup.png',
      `../${'x'.repeat(9)}.svg`,
      'pictures/link.svg',
      '/etc/hostname',
    ]
    const { answer, file } = await importText(
      `sku,name,price,picture\n${paths.map((path, i) => `IMG${i},Cup,1,${path}`).join('\n')}\n`,
    )
    expect(answer).toMatchObject({ imported: 1, rejected: 4 })
    expect((await product('IMG0'))?.pictureHash).toBe(sha256(svg))
    const response = await store.call(PATHS.picture.replace(':hash', sha256(svg)))
    expect(await response.text()).toBe(svg)
    expect(
      rejectsOf(file)
        .slice(1)
        .map(([number]) => number),
    ).toEqual(['3', '4', '5', '6'])
  })
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
      const { answer, file } = await importText(`${GOODS}${row}\n${sku},Good,300,1\n`)
      expect(answer).toMatchObject({ read: 2, imported: 1, rejected: 1, rejectsFile: `${file}.rejects.csv` })
      const [header, reject] = rejectsOf(file)
      expect(header?.slice(0, 6)).toEqual(['row', 'reason', 'sku', 'name', 'price', 'stock'])
      expect(reject?.[0]).toBe('2')
      expect(reject?.[1]).toContain(why)
      expect(await product(sku)).toBeDefined()
    },
  )

  test('a code that stands there twice: the second one, naming the first', async () => {
    const { file } = await importText(`${GOODS}T1,First,1,\nT2,Other,1,\nT1,Second,2,\n`)
    expect(rejectsOf(file)[1]?.slice(0, 2)).toEqual(['4', 'the code T1 stands in row 2 already'])
    expect((await product('T1'))?.name.en).toBe('First')
  })

  test('barcodes: mistyped, no GTIN where one is promised, and as a spreadsheet ruins them', async () => {
    const { answer, file } = await importText(
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
      rejectsOf(file)
        .slice(1)
        .map(([, reason]) => reason),
    ).toEqual([
      'the barcode 8801234567894 is mistyped: its check digit is wrong',
      '12345 is not a barcode',
      '8.80123E+12 is not a barcode',
      '바코드 is not a barcode',
    ])
    expect((await product('C1'))?.barcodes).toEqual(['8801234567893', 'SHOP-17'])
  })

  test('signs that CP949 does not have', async () => {
    const bytes = Buffer.concat([
      iconv.encode(`${GOODS}U1,차,1,\nU2,`, 'cp949'),
      Buffer.from([0xff, 0xff, 0x2c, 0x31, 0x2c]),
    ])
    const { answer, file } = await importText(Uint8Array.from(bytes))
    expect(answer).toMatchObject({ imported: 1, rejected: 1 })
    expect(rejectsOf(file)[1]?.[1]).toContain('save the file as UTF-8')
  })

  test('with formulas in them are harmless to the spreadsheet that opens the rejects', async () => {
    const cells = ['=cmd|calc', '+1+1', '-2+3', '@SUM(A1)', '"\t=1"']
    const { file } = await importText(`${GOODS}${cells.map((cell) => `${cell},,1,`).join('\n')}\n`)
    for (const [, , sku] of rejectsOf(file).slice(1)) expect(sku).toMatch(/^'/)
    expect(readFileSync(`${file}.rejects.csv`, 'utf8')).not.toMatch(/(^|,)"?[=+\-@\t]/m)
  })

  test('are named in Korean to who speaks it', async () => {
    const { file } = await importText(`${GOODS},Tea,1,\n`, 'goods.csv', 'ko')
    expect(rejectsOf(file)).toEqual([
      ['행', '사유', 'sku', 'name', 'price', 'stock'],
      ['2', '상품코드가 없습니다', '', 'Tea', '1', ''],
    ])
  })

  test('are forgotten once they are mended', async () => {
    const { file } = await importText(`${GOODS},Tea,1,\n`)
    expect(existsSync(`${file}.rejects.csv`)).toBe(true)
    await importText(`${GOODS}M1,Tea,1,\n`)
    expect(existsSync(`${file}.rejects.csv`)).toBe(false)
  })
})

describe('a second import', () => {
  test('of the same file changes nothing', async () => {
    const text = `${GOODS}S1,Tea,300,1\nS2,Salt,400,\n`
    await importText(text)
    const { next } = await store.changes(0)
    expect((await importText(text)).answer).toMatchObject({ read: 2, imported: 0, updated: 0, unchanged: 2 })
    expect((await store.changes(0)).next).toBe(next)
  })

  test('changes what its columns say and leaves the rest', async () => {
    await importText('sku,name_ko,name_en,price,category,barcode,stock\nX1,차,Tea,300,Drinks,SHOP-1,5\n')
    const before = await product('X1')
    const { answer } = await importText('code,name,price\nX1,Green tea,350\n')
    expect(answer).toMatchObject({ imported: 0, updated: 1 })
    expect(await product('X1')).toEqual({ ...before, name: { ko: '차', en: 'Green tea' }, priceMinor: 350 })
  })

  test('finds categories by id and by name in either language', async () => {
    const header = 'sku,name,price,category\n'
    await importText(`${header}Y1,a,1,Garden tools\nY2,b,1,garden TOOLS\nY3,c,1,\n`)
    expect((await product('Y1'))?.category).toBe('garden tools')
    expect((await product('Y2'))?.category).toBe('garden tools')
    expect((await product('Y3'))?.category).toBe('other')
    const { categories } = await store.changes(0)
    expect(categories.filter(({ id }) => id === 'garden tools')).toHaveLength(1)
    expect(categories).toContainEqual({ id: 'other', name: { ko: '기타', en: 'Other' }, rank: 1_000 })
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
    const error = await importText(text).then(
      () => undefined,
      (thrown: unknown) => thrown as StartError,
    )
    expect(error).toBeInstanceOf(StartError)
    expect(error?.code).toBe(code)
    const said = startSentence('en', error!.code, error!.details)
    expect(said).toMatch(sentence)
    expect(said).toContain(join(folder, 'goods.csv'))
    expect(existsSync(join(folder, 'goods.csv.rejects.csv'))).toBe(false)
    expect(await store.statistics()).toEqual(before)
  })

  test('a file that is not there, and a folder without a store', async () => {
    const missing = await runCentral('import', [join(folder, 'none.csv'), '--data', store.dataDir])
    expect(JSON.parse(missing.stdout)).toMatchObject({ error: { code: 'import.file_missing' } })
    writeFileSync(join(folder, 'a.csv'), `${GOODS}A,B,1,\n`)
    const nowhere = await runCentral('import', [join(folder, 'a.csv'), '--data', join(folder, 'none')])
    expect(JSON.parse(nowhere.stdout)).toMatchObject({ error: { code: 'data.missing' } })
    expect([missing.exitCode, nowhere.exitCode]).toEqual([2, 2])
    expect(existsSync(join(folder, 'none'))).toBe(false)
  })
})

describe('the program', () => {
  test('says on standard output what it did, and in words what to do about the rest', async () => {
    const file = join(folder, 'goods.csv')
    writeFileSync(file, 'sku,name,price,remark\nPROG,Tea,1,new\n,Tea,1,\n')
    const { exitCode, stdout, stderr } = await runCentral('import', [file, '--data', store.dataDir], 'ko_KR.UTF-8')
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toEqual({
      ...{ read: 2, imported: 1, updated: 0, unchanged: 0, rejected: 1 },
      ...{ rejectsFile: `${file}.rejects.csv`, ignoredColumns: ['remark'] },
    })
    expect(stderr).toContain('맞지 않는 행 1개')
    expect(stderr).toContain(`${file}.rejects.csv`)
    expect(await product('PROG'), 'the store that works meanwhile has it').toBeDefined()
  })

  test.each([
    [['a.csv'], 'options.missing', /--data is missing/],
    [['a.csv', '--dta', 'x'], 'options.invalid', /--dta/],
  ] as const)('refuses the command line %j', async (args, code, sentence) => {
    const { exitCode, stdout, stderr } = await runCentral('import', args)
    expect(exitCode).toBe(2)
    expect(JSON.parse(stdout)).toEqual({ error: { code, sentence: stderr.trim() } })
    expect(stderr).toMatch(sentence)
    expect(stderr).toContain('npm run import -- FILE --data DIR')
  })
})

test('prices have the decimals that the currency counts', async () => {
  const shop = { ...TEST_SHOP, currency: { code: 'EUR', digits: 2 } }
  const euro = await TestStore.start({ shop })
  const file = join(folder, 'euro.csv')
  writeFileSync(file, 'sku,name,price\nE1,Tea,2.55\nE2,Tea,€ 3\nE3,Tea,2.555\nE4,Tea,"1,234.50"\n')
  const summary = await importFile(euro.central.store.db, file, 'en')
  expect(summary).toMatchObject({ imported: 3, rejected: 1 })
  const { products } = await euro.changes(0)
  expect(products.map(({ priceMinor }) => priceMinor)).toEqual([255, 300, 123_450])
  await euro.remove()
})

test('an import that is killed leaves all of its rows or none', async () => {
  const rows = Array.from({ length: 20_000 }, (_, i) => `KILL${i},Product ${i},${i},1`)
  const file = join(folder, 'many.csv')
  writeFileSync(file, `${GOODS}${rows.join('\n')}\n`)
  const { products: before } = await store.statistics()
  const seen = new Set<number>()
  for (let attempt = 0; attempt < 4; attempt++) {
    const child = spawnCentral('import', [file, '--data', store.dataDir])
    const end = finished(child)
    // Killed as soon as its transaction writes, then later and later.
    let walBytes = statSync(join(store.dataDir, 'central.db-wal')).size
    for (let grown = 0; grown <= attempt && child.exitCode === null;) {
      const now = statSync(join(store.dataDir, 'central.db-wal')).size
      if (now !== walBytes) grown += 1
      walBytes = now
      await setTimeout(1)
    }
    child.kill('SIGKILL')
    await end
    const { products } = await store.statistics()
    seen.add(products - before)
  }
  expect([...seen].every((added) => added === 0 || added === rows.length)).toBe(true)
  expect((await runCentral('import', [file, '--data', store.dataDir])).exitCode).toBe(0)
  expect((await store.statistics()).products - before).toBe(rows.length)
}, 120_000)
