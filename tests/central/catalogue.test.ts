import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as zlib from 'node:zlib'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROOT } from '../../scripts/console.ts'
import { ChangesAnswer, PATHS, type Problem } from '../../contract/central.ts'
import type { Category, Product, Variant } from '../../domain/product.ts'
import { TEST_CATEGORIES, TEST_PRODUCTS, testProduct, TestStore } from '../support/central-store.ts'
import { sha256, StubTerminal } from '../support/terminal-stub.ts'

const [TEA] = TEST_PRODUCTS as [Product]
let store: TestStore
let folder: string

beforeAll(async () => {
  store = await TestStore.withProducts()
  folder = mkdtempSync(join(realpathSync(tmpdir()), 'okryu-snapshots-'))
})
afterAll(async () => {
  expect(store.failures).toEqual([])
  await store.remove()
  rmSync(folder, { recursive: true, force: true })
})

/** A terminal's catalogue, made from pages of changes as a terminal takes them in. */
class Follower {
  readonly products = new Map<string, Product>()
  readonly categories = new Map<string, Category>()
  version = 0
  pages = 0
  readonly #store: TestStore

  constructor(followed: TestStore) {
    this.#store = followed
  }

  async page(): Promise<boolean> {
    const page = ChangesAnswer.parse(await this.#store.changes(this.version))
    for (const sku of page.removedSkus) this.products.delete(sku)
    for (const product of page.products) this.products.set(product.sku, product)
    for (const category of page.categories) this.categories.set(category.id, category)
    this.version = page.next
    this.pages += 1
    return page.complete
  }

  async catchUp(): Promise<void> {
    while (!(await this.page())) continue
  }

  prices(): [string, number][] {
    return this.sorted().map(({ sku, priceMinor }) => [sku, priceMinor])
  }

  sorted(): Product[] {
    return [...this.products.values()].toSorted((a, b) => (a.sku < b.sku ? -1 : 1))
  }
}

/** What every product cost at a version, as the file itself says. */
function pricesAt(some: TestStore, version: number): [string, number][] {
  const database = new Database(join(some.dataDir, 'central.db'), { readonly: true })
  const rows = database
    .prepare(
      `SELECT sku, price_minor, removed FROM product_versions p WHERE version =
         (SELECT MAX(version) FROM product_versions q WHERE q.sku = p.sku AND q.version <= ?) ORDER BY sku`,
    )
    .all(version) as { sku: string; price_minor: number; removed: number }[]
  database.close()
  return rows.filter(({ removed }) => removed === 0).map((row) => [row.sku, row.price_minor])
}

async function snapshotOf(some: TestStore, encoding = 'gzip') {
  const headers = { 'accept-encoding': encoding }
  // Undici unpacks gzip by itself; zstd is asked for by hand below.
  const response = await some.call(PATHS.snapshot, { headers })
  expect(response.status).toBe(200)
  const packed = new Uint8Array(await response.arrayBuffer())
  const file = join(folder, `${Math.random()}.db`)
  writeFileSync(file, packed)
  const database = new Database(file, { readonly: true })
  const [snapshot] = database.prepare('SELECT * FROM snapshot').all() as { version: number; shop: string }[]
  const rows = database.prepare('SELECT * FROM products ORDER BY sku').all() as Record<string, string | number | null>[]
  const products = rows.map(productOfSnapshot)
  const categories = database.prepare('SELECT id FROM categories ORDER BY rank').pluck().all()
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
  database.close()
  return { ...snapshot!, products, categories, etag: response.headers.get('etag') }
}

function productOfSnapshot(row: Record<string, string | number | null>): Product {
  return {
    sku: String(row['sku']),
    name: { ko: String(row['name_ko']), en: String(row['name_en']) },
    producer: { ko: String(row['producer_ko']), en: String(row['producer_en']) },
    category: String(row['category']),
    priceMinor: Number(row['price_minor']),
    unit: row['unit'] as Product['unit'],
    barcodes: JSON.parse(String(row['barcodes'])) as string[],
    pictureHash: row['picture_hash'] as string | null,
    stock: row['stock'] as number | null,
    variant: row['variant'] === null ? null : (JSON.parse(String(row['variant'])) as Variant),
    popularity: Number(row['popularity']),
  }
}

describe('the snapshot', () => {
  test('is a SQLite file that holds exactly the products', async () => {
    const { version, shop, products, categories } = await snapshotOf(store)
    expect(products).toEqual(TEST_PRODUCTS.toSorted((a, b) => (a.sku < b.sku ? -1 : 1)))
    expect(categories).toEqual(TEST_CATEGORIES.map(({ id }) => id))
    expect(version).toBe((await store.changes(0)).next)
    expect(JSON.parse(shop)).toMatchObject({ currency: { code: 'KPW', digits: 0 } })
  })

  test('with the changes after it equals what changes from the beginning give', async () => {
    const { version } = await snapshotOf(store)
    const terminal = await StubTerminal.enrol(store)
    terminal.place([{ product: TEA, quantity: 7 }])
    await terminal.push()
    await store.addProducts({ products: [{ ...TEA, name: { ko: '차', en: 'Tea' } }, testProduct({ sku: 'NEW' })] })
    await store.addProducts({ products: [], removedSkus: ['SALT'] })
    const fromSnapshot = new Follower(store)
    for (const product of TEST_PRODUCTS) fromSnapshot.products.set(product.sku, product)
    fromSnapshot.version = version
    await fromSnapshot.catchUp()
    const fromStart = new Follower(store)
    await fromStart.catchUp()
    const fresh = await snapshotOf(store)
    expect(fromSnapshot.sorted()).toEqual(fromStart.sorted())
    expect(fresh.products).toEqual(fromStart.sorted())
    expect(fresh.version).toBe(fromStart.version)
    expect(fromStart.products.has('SALT')).toBe(false)
  })

  test('is kept until goods change, and answered with 304 to who has it', async () => {
    const first = await snapshotOf(store)
    const headers = { 'if-none-match': String(first.etag), 'accept-encoding': 'gzip' }
    expect((await store.call(PATHS.snapshot, { headers })).status).toBe(304)
    const terminal = await StubTerminal.enrol(store)
    terminal.place([{ product: { ...TEA }, quantity: 1 }])
    await terminal.push()
    await store.changes(first.version)
    expect((await store.call(PATHS.snapshot, { headers })).status, 'stock alone makes no new one').toBe(304)
    await store.addProducts({ products: [testProduct({ sku: 'NEWER' })] })
    expect((await store.call(PATHS.snapshot, { headers })).status).toBe(200)
    const kept = () =>
      new Set(readdirSync(join(store.dataDir, 'snapshots')).map((name) => name.replace(/\.(gzip|zstd)$/, '')))
    await expect.poll(() => kept().size, { message: 'older ones are gone' }).toBe(1)
  })

  test.skipIf(!('zstdDecompressSync' in zlib))('comes as zstd where that is asked for', async () => {
    const { default: http } = await import('node:http')
    const packed = await new Promise<{ encoding: string | undefined; bytes: Buffer }>((resolve, reject) => {
      const headers = { authorization: `Bearer ${store.central.adminToken}`, 'accept-encoding': 'gzip, zstd' }
      http
        .get(`${store.central.url}${PATHS.snapshot}`, { headers }, (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('end', () =>
            resolve({ encoding: response.headers['content-encoding'], bytes: Buffer.concat(chunks) }),
          )
        })
        .on('error', reject)
    })
    expect(packed.encoding).toBe('zstd')
    expect(zlib.zstdDecompressSync(packed.bytes).subarray(0, 15).toString()).toBe('SQLite format 3')
  })

  test('of many who ask at once is built once', async () => {
    await store.addProducts({ products: [testProduct({ sku: 'NEWEST' })] })
    const answers = await Promise.all(Array.from({ length: 20 }, async () => store.call(PATHS.snapshot)))
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    const sizes = await Promise.all(answers.map(async (answer) => (await answer.arrayBuffer()).byteLength))
    expect(new Set(sizes).size).toBe(1)
  })

  test('of an empty catalogue is not there yet', async () => {
    const empty = await TestStore.start()
    expect(await empty.json<Problem>(PATHS.snapshot)).toMatchObject({ status: 503, code: 'catalogue.empty' })
    expect(await empty.changes(0)).toMatchObject({ next: 0, complete: true, products: [] })
    expect(existsSync(join(empty.dataDir, 'snapshots'))).toBe(false)
    await empty.remove()
  })
})

describe('changes', () => {
  test('from a version that this store has not reached are refused', async () => {
    const { next } = await store.changes(0)
    expect(await store.json<Problem>(`${PATHS.changes}?since=${next + 1}`)).toMatchObject({
      ...{ status: 409, code: 'catalogue.cursor_from_future', details: { since: next + 1, catalogueVersion: next } },
    })
    expect(await store.changes(next)).toMatchObject({ next, complete: true, products: [], removedSkus: [] })
  })

  test('come in pages that each end at a version, whose prices hold for orders taken there', async () => {
    const large = await TestStore.withProducts()
    const many = Array.from({ length: 5_000 }, (_, i) => testProduct({ sku: `P${String(i).padStart(4, '0')}` }))
    for (let start = 0; start < many.length; start += 2_000)
      await large.addProducts({ products: many.slice(start, start + 2_000) })
    const follower = new Follower(large)
    expect(await follower.page()).toBe(false)
    const dearer = many.map((product) => ({ ...product, priceMinor: 1_100 }))
    for (let start = 0; start < many.length; start += 2_000)
      await large.addProducts({ products: dearer.slice(start, start + 2_000) })
    const terminal = await StubTerminal.enrol(large)
    let complete = false
    while (!complete) {
      const { products, version: catalogueVersion } = follower
      const sold = [...products.values()].filter(({ sku }) => /^P\d{2}00$/.test(sku))
      for (const product of sold) terminal.place([{ product, quantity: 1, catalogueVersion }])
      complete = await follower.page()
      expect(follower.prices()).toEqual(pricesAt(large, follower.version))
    }
    expect(follower.pages).toBeGreaterThanOrEqual(3)
    expect(follower.sorted().filter(({ sku }) => sku.startsWith('P'))).toEqual(dearer)
    expect(terminal.facts.length).toBeGreaterThan(40)
    for (let start = 0; start < terminal.facts.length; start += 100) {
      const { verdicts } = await terminal.push(terminal.facts.slice(start, start + 100))
      expect(verdicts.filter(({ outcome }) => outcome === 'refused')).toEqual([])
    }
    await large.remove()
  })

  test('tell stock that orders took together, at most once in the interval', async () => {
    const slow = await TestStore.withProducts({ stockIntervalMs: 3_600_000 })
    const terminal = await StubTerminal.enrol(slow)
    terminal.place([{ product: TEA, quantity: 1 }])
    await terminal.push()
    const first = await slow.changes(1)
    expect(first.products.map(({ sku, stock }) => [sku, stock])).toEqual([['TEA', 99]])
    terminal.place([{ product: TEA, quantity: 1 }])
    await terminal.push()
    expect(await slow.changes(first.next)).toMatchObject({ next: first.next, products: [] })
    await slow.remove()
  })

  test('that change nothing make no version', async () => {
    const before = await store.changes(0)
    const again = await store.addProducts({ categories: [...TEST_CATEGORIES], products: before.products })
    expect(again).toMatchObject({ imported: 0, updated: 0, unchanged: before.products.length, removed: 0 })
    expect((await store.changes(0)).next).toBe(before.next)
  })

  test('bring back goods that were removed', async () => {
    await store.addProducts({ products: [testProduct({ sku: 'BACK' })] })
    expect(await store.addProducts({ products: [], removedSkus: ['BACK', 'NEVER'] })).toMatchObject({ removed: 1 })
    const { next } = await store.changes(0)
    expect(await store.addProducts({ products: [testProduct({ sku: 'BACK' })] })).toMatchObject({ imported: 1 })
    expect(await store.changes(next)).toMatchObject({ products: [{ sku: 'BACK' }], removedSkus: [] })
  })
})

describe('products by HTTP', () => {
  test('are all refused where one is wrong', async () => {
    const before = await store.statistics()
    const good = testProduct({ sku: 'GOOD' })
    for (const bad of [
      { ...testProduct({ sku: 'BAD' }), category: 'nowhere' },
      { ...testProduct({ sku: 'BAD' }), priceMinor: -1 },
      { ...testProduct({ sku: 'BAD' }), priceMinor: 0.5 },
      good,
    ])
      expect(await store.addProducts({ products: [good, bad] })).toMatchObject({ code: 'request.malformed' })
    expect(await store.statistics()).toEqual(before)
  })

  test('of a new category come with it', async () => {
    const category = { id: 'toys', name: { ko: '장난감', en: 'Toys' }, rank: 9 }
    await store.addProducts({ categories: [category], products: [testProduct({ sku: 'BALL', category: 'toys' })] })
    expect((await store.changes(0)).categories).toContainEqual(category)
  })
})

test('hostile texts pass through the catalogue as they are', async () => {
  const file = join(ROOT, 'tests', 'fixtures', 'hostile', 'minimaxir-blns.json')
  const texts = (JSON.parse(readFileSync(file, 'utf8')) as string[]).filter((text) => text.length <= 300)
  expect(texts.length).toBeGreaterThan(400)
  const hostile = await TestStore.withProducts()
  const products = texts.map((text, i) =>
    testProduct({
      sku: `H${String(i).padStart(4, '0')}`,
      name: { ko: text, en: text },
      producer: { ko: text, en: '' },
    }),
  )
  expect(await hostile.addProducts({ products })).toMatchObject({ imported: products.length })
  const follower = new Follower(hostile)
  await follower.catchUp()
  expect(follower.sorted().filter(({ sku }) => sku.startsWith('H'))).toEqual(products)
  const snapshot = await snapshotOf(hostile)
  expect(snapshot.products.filter(({ sku }) => sku.startsWith('H'))).toEqual(products)
  expect(hostile.failures).toEqual([])
  await hostile.remove()
})

describe('pictures', () => {
  test('are the bytes of their hash, never to be asked for again, and never run', async () => {
    const demonstration = await TestStore.start({ sample: true })
    const { products, shop } = await demonstration.changes(0)
    expect(shop.demonstration).toBe(true)
    const hash = products.find(({ pictureHash }) => pictureHash !== null)?.pictureHash ?? ''
    const response = await demonstration.call(PATHS.picture.replace(':hash', hash))
    expect(sha256(await response.text())).toBe(hash)
    expect(response.headers.get('content-type')).toMatch(/^image\/svg\+xml/)
    expect(response.headers.get('cache-control')).toContain('immutable')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('content-security-policy')).toContain('sandbox')
    await demonstration.remove()
  })

  test('that are not there are a problem', async () => {
    const path = PATHS.picture.replace(':hash', sha256('nothing'))
    expect(await store.json<Problem>(path)).toMatchObject({ status: 404, code: 'picture.unknown' })
    expect(await store.json<Problem>('/v1/pictures/x')).toMatchObject({ code: 'request.malformed' })
  })
})
