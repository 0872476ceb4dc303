import { CHANGES_PER_PAGE, type ProductsAnswer } from '../../contract/central.ts'
import type { Category, Product } from '../../domain/product.ts'
import { productColumns, sameProduct, type ProductColumns } from './catalogue-rows.ts'
import { storeRow } from './identity.ts'
import type { Db, ProductVersionRow, StockRow } from './tables.ts'
import { inTransaction, portions } from './transaction.ts'

const SKUS_PER_QUERY = 500
const ROWS_PER_INSERT = 100

/** A product whose `stock` is left out keeps what the store counts of it; a new one is not counted. */
export type ProductChange = Omit<Product, 'stock'> & { readonly stock?: number | null }

export interface CatalogueChange {
  readonly categories?: readonly Category[]
  /** Each sku at most once. */
  readonly products: readonly ProductChange[]
  readonly removedSkus?: readonly string[]
}

/** Adds products or changes them: all or none, in one transaction. What is the same already gets no new version. */
export async function importProducts(db: Db, change: CatalogueChange): Promise<ProductsAnswer> {
  return inTransaction(db, (trx) => changeCatalogue(trx, change))
}

/**
 * The same inside a transaction that does more.
 * A version holds no more rows than a page of changes does, so that a terminal that took in a page stands at exactly
 * one version; a large change therefore takes several versions, all committed at once.
 */
export async function changeCatalogue(trx: Db, change: CatalogueChange): Promise<ProductsAnswer> {
  const { catalogue_version: before } = await storeRow(trx)
  const current = await currentProducts(trx, [
    ...change.products.map((product) => product.sku),
    ...(change.removedSkus ?? []),
  ])
  const wanted = change.products.map(({ stock: _, ...product }) => productColumns(product))
  const changed = wanted.filter((columns) => {
    const row = current.get(columns.sku)
    return row === undefined || row.removed === 1 || !sameProduct(columns, columnsOf(row))
  })
  const removed = [...new Set(change.removedSkus)].flatMap((sku) => current.get(sku) ?? []).filter((r) => !r.removed)
  const rows = [...changed, ...removed.map((row) => ({ ...columnsOf(row), removed: 1 }))]
  const categories = await changedCategories(trx, change.categories ?? [])
  const version = await writeVersions(trx, before, rows, current)
  await writeCategories(trx, categories, before + 1)
  const after = Math.max(version, categories.length > 0 ? before + 1 : before)
  if (after > before) await trx.updateTable('store').set({ catalogue_version: after, goods_version: after }).execute()
  const restocked = await setStock(trx, change.products)
  const imported = changed.filter(({ sku }) => (current.get(sku)?.removed ?? 1) === 1).length
  const touched = new Set([...changed.map(({ sku }) => sku), ...restocked])
  return {
    imported,
    updated: touched.size - imported,
    unchanged: change.products.length - touched.size,
    removed: removed.length,
    catalogueVersion: after,
  }
}

/** The products of these skus as they are now, also those that were removed. */
export async function currentProducts(trx: Db, skus: readonly string[]): Promise<Map<string, ProductVersionRow>> {
  const found = new Map<string, ProductVersionRow>()
  for (const portion of portions(skus, SKUS_PER_QUERY)) {
    const rows = await trx
      .selectFrom('product_versions')
      .selectAll()
      .where('until_version', 'is', null)
      .where('sku', 'in', portion)
      .execute()
    for (const row of rows) found.set(row.sku, row)
  }
  return found
}

function columnsOf({ version: _version, until_version: _until, removed: _removed, ...columns }: ProductVersionRow) {
  return columns satisfies ProductColumns
}

/** @returns the last version written, or `before` where there was nothing to write. */
async function writeVersions(
  trx: Db,
  before: number,
  rows: readonly (ProductColumns & { removed?: number })[],
  current: ReadonlyMap<string, ProductVersionRow>,
): Promise<number> {
  let version = before
  for (const ofVersion of portions(rows, CHANGES_PER_PAGE)) {
    version += 1
    const replaced = ofVersion.filter(({ sku }) => current.has(sku)).map(({ sku }) => sku)
    for (const skus of portions(replaced, SKUS_PER_QUERY))
      await trx
        .updateTable('product_versions')
        .set({ until_version: version })
        .where('until_version', 'is', null)
        .where('sku', 'in', skus)
        .execute()
    for (const portion of portions(ofVersion, ROWS_PER_INSERT))
      await trx
        .insertInto('product_versions')
        .values(portion.map((row) => ({ removed: 0, ...row, version, until_version: null })))
        .execute()
  }
  return version
}

async function changedCategories(trx: Db, categories: readonly Category[]): Promise<Category[]> {
  const known = new Map((await trx.selectFrom('categories').selectAll().execute()).map((row) => [row.id, row]))
  return categories.filter(({ id, name, rank }) => {
    const row = known.get(id)
    return row?.name_ko !== name.ko || row.name_en !== name.en || row.rank !== rank
  })
}

async function writeCategories(trx: Db, categories: readonly Category[], version: number): Promise<void> {
  for (const { id, name, rank } of categories) {
    const columns = { name_ko: name.ko, name_en: name.en, rank, version }
    await trx
      .insertInto('categories')
      .values({ id, ...columns })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
      .execute()
  }
}

/**
 * A new product brings its stock along in its own version; a changed stock waits for publishStock.
 * @returns the skus whose stock is another now.
 */
async function setStock(trx: Db, products: readonly ProductChange[]): Promise<string[]> {
  const restocked: string[] = []
  for (const portion of portions(products, SKUS_PER_QUERY)) {
    const skus = portion.map(({ sku }) => sku)
    const found = await trx.selectFrom('stock').selectAll().where('sku', 'in', skus).execute()
    const known = new Map(found.map((row) => [row.sku, row]))
    const rows: StockRow[] = []
    for (const { sku, stock } of portion) {
      const row = known.get(sku)
      if (!row) rows.push({ sku, on_hand: stock ?? null, version: 0, changed: 0 })
      else if (stock !== undefined && stock !== row.on_hand) {
        rows.push({ ...row, on_hand: stock, changed: 1 })
        restocked.push(sku)
      }
    }
    for (const some of portions(rows, ROWS_PER_INSERT)) await upsertStock(trx, some)
  }
  return restocked
}

async function upsertStock(trx: Db, rows: readonly StockRow[]): Promise<void> {
  await trx
    .insertInto('stock')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('sku').doUpdateSet(({ ref }) => ({
        on_hand: ref('excluded.on_hand'),
        changed: ref('excluded.changed'),
      })),
    )
    .execute()
}
