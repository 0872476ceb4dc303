import { mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { importFile } from '../../central/import/import-file.ts'
import { PATHS } from '../../contract/central.ts'
import { TEST_SHOP, TestStore } from '../support/central-store.ts'
import { GOODS, ImportDesk } from '../support/import-desk.ts'
import { finished, runCentral, spawnCentral } from '../support/run-central.ts'
import { sha256 } from '../support/terminal-stub.ts'

/** Files as shops have them, imported while the central store works. */
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
    const { answer } = await desk.importText(encode(korean + row.replace('K1', sku)))
    expect(answer).toMatchObject({ read: 1, imported: 1, rejected: 0, rejectsFile: null, ignoredColumns: [] })
    expect(await desk.product(sku)).toMatchObject(want)
  })

  test('separated by commas, with quotation marks, line breaks and empty rows in them', async () => {
    const { answer } = await desk.importText(
      `${GOODS}Q1,"Tea, green ""first"" flush",300,1\n\n"Q2","two\nlines",400,\n,,,\nQ3,17" screen,500,2\n`,
    )
    expect(answer).toMatchObject({ read: 3, imported: 3, rejected: 0 })
    expect((await desk.product('Q1'))?.name.en).toBe('Tea, green "first" flush')
    expect((await desk.product('Q2'))?.name.en).toBe('two lines')
    expect((await desk.product('Q3'))?.name.en).toBe('17" screen')
  })

  test('of lines of JSON', async () => {
    const lines = [
      { id: 'N:1', name_ko: '김치', name_en: null, category: 'food', price: 5000, gtin: null, licence: 'CC0' },
      { id: 'N:2', name_ko: '된장', name_en: 'Soybean paste', category: 'food', price: 6000, gtin: '8801234567893' },
      { id: 'N:3', name_ko: '간장', name_en: null, category: 'food', price: null, gtin: null },
    ]
    const { answer, file } = await desk.importText(
      `${lines.map((line) => JSON.stringify(line)).join('\n')}\n{"id": oops}\n[]\n`,
      'goods.ndjson',
    )
    expect(answer).toMatchObject({ read: 5, imported: 2, rejected: 3, ignoredColumns: ['licence'] })
    expect(await desk.product('N:1')).toMatchObject({ name: { ko: '김치', en: '김치' }, category: 'food', stock: null })
    expect(desk.rejectsOf(file).map(([number, reason]) => [number, reason])).toEqual([
      ['row', 'reason'],
      ['3', 'the price is missing'],
      ['4', 'this line is not a JSON object'],
      ['5', 'this line is not a JSON object'],
    ])
  })

  test('with goods sold by weight: the price is per kilogram', async () => {
    await desk.importText('sku,name,price,unit,stock\nW1,Rice,3333,kg,12.5\nW2,Tea,100,g,1\nW3,Millet,200,gram,700\n')
    expect(await desk.product('W1')).toMatchObject({ unit: 'gram', priceMinor: 3_333, stock: 12_500 })
    expect(await desk.product('W2')).toBeUndefined()
    expect(await desk.product('W3')).toMatchObject({ unit: 'gram', stock: 700 })
  })

  test('with pictures from their own folder, and from nowhere else', async () => {
    mkdirSync(join(desk.folder, 'pictures'))
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    writeFileSync(join(desk.folder, 'pictures', 'cup.svg'), svg)
    writeFileSync(join(desk.folder, 'pictures', 'cup.png'), 'no picture at all')
    symlinkSync(join(store.dataDir, 'admin.token'), join(desk.folder, 'pictures', 'link.svg'))
    const paths = [
      'pictures/cup.svg',
      'pictures/cup.png',
      `../${'x'.repeat(9)}.svg`,
      'pictures/link.svg',
      '/etc/hostname',
    ]
    const { answer, file } = await desk.importText(
      `sku,name,price,picture\n${paths.map((path, i) => `IMG${i},Cup,1,${path}`).join('\n')}\n`,
    )
    expect(answer).toMatchObject({ imported: 1, rejected: 4 })
    expect((await desk.product('IMG0'))?.pictureHash).toBe(sha256(svg))
    const response = await store.call(PATHS.picture.replace(':hash', sha256(svg)))
    expect(await response.text()).toBe(svg)
    expect(
      desk
        .rejectsOf(file)
        .slice(1)
        .map(([number]) => number),
    ).toEqual(['3', '4', '5', '6'])
  })
})

describe('a second import', () => {
  test('of the same file changes nothing', async () => {
    const text = `${GOODS}S1,Tea,300,1\nS2,Salt,400,\n`
    await desk.importText(text)
    const { next } = await store.changes(0)
    expect((await desk.importText(text)).answer).toMatchObject({ read: 2, imported: 0, updated: 0, unchanged: 2 })
    expect((await store.changes(0)).next).toBe(next)
  })

  test('changes what its columns say and leaves the rest', async () => {
    await desk.importText('sku,name_ko,name_en,price,category,barcode,stock\nX1,차,Tea,300,Drinks,SHOP-1,5\n')
    const before = await desk.product('X1')
    const { answer } = await desk.importText('code,name,price\nX1,Green tea,350\n')
    expect(answer).toMatchObject({ imported: 0, updated: 1 })
    expect(await desk.product('X1')).toEqual({ ...before, name: { ko: '차', en: 'Green tea' }, priceMinor: 350 })
  })

  test('finds categories by id and by name in either language', async () => {
    const header = 'sku,name,price,category\n'
    await desk.importText(`${header}Y1,a,1,Garden tools\nY2,b,1,garden TOOLS\nY3,c,1,\n`)
    expect((await desk.product('Y1'))?.category).toBe('garden tools')
    expect((await desk.product('Y2'))?.category).toBe('garden tools')
    expect((await desk.product('Y3'))?.category).toBe('other')
    const { categories } = await store.changes(0)
    expect(categories.filter(({ id }) => id === 'garden tools')).toHaveLength(1)
    expect(categories).toContainEqual({ id: 'other', name: { ko: '기타', en: 'Other' }, rank: 1_000 })
  })
})

describe('the program', () => {
  test('says on standard output what it did, and in words what to do about the rest', async () => {
    const file = join(desk.folder, 'goods.csv')
    writeFileSync(file, 'sku,name,price,remark\nPROG,Tea,1,new\n,Tea,1,\n')
    const { exitCode, stdout, stderr } = await runCentral('import', [file, '--data', store.dataDir], 'ko_KR.UTF-8')
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toEqual({
      ...{ read: 2, imported: 1, updated: 0, unchanged: 0, rejected: 1 },
      ...{ rejectsFile: `${file}.rejects.csv`, ignoredColumns: ['remark'] },
    })
    expect(stderr).toContain('맞지 않는 행 1개')
    expect(stderr).toContain(`${file}.rejects.csv`)
    expect(await desk.product('PROG'), 'the store that works meanwhile has it').toBeDefined()
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
  const file = join(desk.folder, 'euro.csv')
  writeFileSync(file, 'sku,name,price\nE1,Tea,2.55\nE2,Tea,€ 3\nE3,Tea,2.555\nE4,Tea,"1,234.50"\n')
  const summary = await importFile(euro.central.store.db, file, 'en')
  expect(summary).toMatchObject({ imported: 3, rejected: 1 })
  const { products } = await euro.changes(0)
  expect(products.map(({ priceMinor }) => priceMinor)).toEqual([255, 300, 123_450])
  await euro.remove()
})

test('an import that is killed leaves all of its rows or none', async () => {
  const rows = Array.from({ length: 20_000 }, (_, i) => `KILL${i},Product ${i},${i},1`)
  const file = join(desk.folder, 'many.csv')
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
