import type { Database } from 'better-sqlite3'
import type { Category, Product, Variant } from '../domain/product.ts'

export interface Picture {
  readonly hash: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** The terminal's copy of the central catalogue. Its version and shop stand in the settings. */
export interface CatalogueTables {
  product(sku: string): Product | undefined
  /** By sku, after the one named. */
  page(afterSku: string, limit: number): Product[]
  categories(): Category[]
  count(): number
  /** Takes every product and category out, before all of them are put in anew. Call it in a transaction. */
  clear(): void
  upsert(products: readonly Product[], removedSkus: readonly string[], categories: readonly Category[]): void
  /**
   * Replaces the whole catalogue by a snapshot's, in the transaction it is called in or one of its own.
   * @param file an unencrypted SQLite file with the snapshot's tables; it is only read.
   * @param then runs in the same transaction, with the snapshot's own row.
   */
  replaceFrom(file: string, then: (head: SnapshotHead) => void): void
  pictures(hashes: readonly string[]): Picture[]
  /** Pictures that products name and the terminal has not fetched yet. */
  missingPictures(limit: number): string[]
  addPicture(picture: Picture): void
}

export interface SnapshotHead {
  readonly version: number
  readonly asOfMs: number
  /** JSON, to be checked by whoever reads it. */
  readonly shop: string
}

interface ProductRow {
  sku: string
  name_ko: string
  name_en: string
  producer_ko: string
  producer_en: string
  category: string
  price_minor: number
  unit: 'piece' | 'gram'
  barcodes: string
  picture_hash: string | null
  stock: number | null
  variant: string | null
  popularity: number
}

const COLUMNS = `sku, name_ko, name_en, producer_ko, producer_en, category, price_minor, unit, barcodes,
  picture_hash, stock, variant, popularity`

export function catalogueTables(db: Database): CatalogueTables {
  const bySku = db.prepare<[string], ProductRow>(`SELECT ${COLUMNS} FROM products WHERE sku = ?`)
  const page = db.prepare<[string, number], ProductRow>(
    `SELECT ${COLUMNS} FROM products WHERE sku > ? ORDER BY sku LIMIT ?`,
  )
  const categories = db.prepare<[], CategoryRow>('SELECT id, name_ko, name_en, rank FROM categories ORDER BY rank, id')
  const count = db.prepare<[], number>('SELECT count(*) FROM products').pluck()
  const picture = db.prepare<[string], { hash: string; media_type: string; bytes: Buffer }>(
    'SELECT hash, media_type, bytes FROM pictures WHERE hash = ?',
  )
  const missing = db
    .prepare<[number], string>(
      `SELECT DISTINCT picture_hash FROM products
       WHERE picture_hash IS NOT NULL AND picture_hash NOT IN (SELECT hash FROM pictures) LIMIT ?`,
    )
    .pluck()
  const addPicture = db.prepare(
    'INSERT INTO pictures (hash, media_type, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  )
  return {
    product: (sku) => toProduct(bySku.get(sku)),
    page: (afterSku, limit) => page.all(afterSku, limit).map((row) => toProduct(row)!),
    categories: () =>
      categories.all().map((row) => ({ id: row.id, name: { ko: row.name_ko, en: row.name_en }, rank: row.rank })),
    count: () => count.get() ?? 0,
    clear: () => void db.exec('DELETE FROM products; DELETE FROM categories;'),
    upsert: upserter(db),
    replaceFrom: (file, then) => replaceFrom(db, file, then),
    pictures: (hashes) =>
      hashes.flatMap((hash) => {
        const row = picture.get(hash)
        return row ? [{ hash: row.hash, mediaType: row.media_type, bytes: row.bytes }] : []
      }),
    missingPictures: (limit) => missing.all(limit),
    addPicture: ({ hash, mediaType, bytes }) => void addPicture.run(hash, mediaType, bytes),
  }
}

interface CategoryRow {
  id: string
  name_ko: string
  name_en: string
  rank: number
}

function toProduct(row: ProductRow | undefined): Product | undefined {
  if (!row) return undefined
  return {
    sku: row.sku,
    name: { ko: row.name_ko, en: row.name_en },
    producer: { ko: row.producer_ko, en: row.producer_en },
    category: row.category,
    priceMinor: row.price_minor,
    unit: row.unit,
    barcodes: JSON.parse(row.barcodes) as string[],
    pictureHash: row.picture_hash,
    stock: row.stock,
    variant: row.variant === null ? null : (JSON.parse(row.variant) as Variant),
    popularity: row.popularity,
  }
}

function upserter(db: Database): CatalogueTables['upsert'] {
  const product = db.prepare(
    `INSERT INTO products (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (sku) DO UPDATE SET name_ko = excluded.name_ko, name_en = excluded.name_en,
       producer_ko = excluded.producer_ko, producer_en = excluded.producer_en, category = excluded.category,
       price_minor = excluded.price_minor, unit = excluded.unit, barcodes = excluded.barcodes,
       picture_hash = excluded.picture_hash, stock = excluded.stock, variant = excluded.variant,
       popularity = excluded.popularity`,
  )
  const remove = db.prepare('DELETE FROM products WHERE sku = ?')
  const category = db.prepare(
    `INSERT INTO categories (id, name_ko, name_en, rank) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name_ko = excluded.name_ko, name_en = excluded.name_en, rank = excluded.rank`,
  )
  return (products, removedSkus, categories) => {
    for (const { id, name, rank } of categories) category.run(id, name.ko, name.en, rank)
    for (const one of products) product.run(...valuesOf(one))
    for (const sku of removedSkus) remove.run(sku)
  }
}

function valuesOf(product: Product): unknown[] {
  const { sku, name, producer, category, priceMinor, unit, barcodes, pictureHash, stock, variant, popularity } = product
  return [
    ...[sku, name.ko, name.en, producer.ko, producer.en, category, priceMinor, unit, JSON.stringify(barcodes)],
    ...[pictureHash, stock, variant === null ? null : JSON.stringify(variant), popularity],
  ]
}

function replaceFrom(db: Database, file: string, then: (head: SnapshotHead) => void): void {
  db.prepare("ATTACH DATABASE ? AS snapshot KEY ''").run(file)
  try {
    db.transaction(() => {
      db.exec(`
        DELETE FROM products;
        DELETE FROM categories;
        INSERT INTO categories SELECT id, name_ko, name_en, rank FROM snapshot.categories;
        INSERT INTO products (${COLUMNS}) SELECT ${COLUMNS} FROM snapshot.products ORDER BY sku;`)
      const head = db.prepare('SELECT version, as_of_ms AS asOfMs, shop FROM snapshot.snapshot').get()
      then(head as SnapshotHead)
    }).immediate()
  } finally {
    db.exec('DETACH DATABASE snapshot')
  }
}
