import { sql } from 'kysely'
import { CHANGES_PER_PAGE, type ChangesAnswer } from '../../contract/central.ts'
import type { Category } from '../../domain/product.ts'
import { fail, ok, type Result } from '../../domain/result.ts'
import { categoryOf, productOf } from './catalogue-rows.ts'
import { storeRow } from './identity.ts'
import type { Db, ProductVersionRow } from './tables.ts'
import { portions } from './transaction.ts'
import { readLostVersions } from './version-gaps.ts'

const SKUS_PER_QUERY = 500
const VERSIONS_PER_PAGE = 1_000

export type CataloguePage = Pick<ChangesAnswer, 'next' | 'complete' | 'products' | 'removedSkus' | 'categories'>

/**
 * A page of what changed after a version, exactly as the catalogue stood at `next`: an order that a terminal takes
 * between two pages is judged by the prices of that version. Only stock is told as it is now.
 */
export async function changesSince(
  db: Db,
  since: number,
): Promise<Result<CataloguePage, 'catalogue.cursor_from_future'>> {
  const { catalogue_version: version } = await storeRow(db)
  // Most who ask have everything already, and the newest version is one that this store gave out.
  if (since === version) return ok({ next: since, complete: true, products: [], removedSkus: [], categories: [] })
  const isLost = await readLostVersions(db, [since])
  if (isLost(since)) return fail('catalogue.cursor_from_future', { since, catalogueVersion: version })
  const next = await pageEnd(db, since, version)
  const changed = await db
    .selectFrom('product_versions')
    .selectAll()
    .where('version', '>', since)
    .where('version', '<=', next)
    .where(({ eb, or }) => or([eb('until_version', 'is', null), eb('until_version', '>', next)]))
    .orderBy('version')
    .orderBy('sku')
    .execute()
  const kept = changed.filter((row) => row.removed === 0)
  const known = new Set(changed.map((row) => row.sku))
  const restocked = await restockedProducts(db, since, next, known)
  const goods = [...kept, ...restocked]
  const stock = await stockOf(
    db,
    goods.map((row) => row.sku),
  )
  const categories = await db
    .selectFrom('categories')
    .selectAll()
    .where('version', '>', since)
    .orderBy('rank')
    .execute()
  return ok({
    next,
    complete: next === version,
    products: goods.map((row) => productOf(row, stock.get(row.sku) ?? null)),
    removedSkus: changed.filter((row) => row.removed === 1).map((row) => row.sku),
    // They are few: all of them come with the first page, since later pages may name a category before it changed.
    categories: categories.map(categoryOf),
  })
}

/** The last version that fits into a page with everything before it. */
async function pageEnd(db: Db, since: number, version: number): Promise<number> {
  const { rows } = await sql<{ version: number; count: number }>`
    SELECT version, COUNT(*) AS count FROM (
      SELECT version FROM product_versions WHERE version > ${since}
      UNION ALL SELECT version FROM stock WHERE version > 0 AND version > ${since}
    ) AS changed GROUP BY version ORDER BY version LIMIT ${VERSIONS_PER_PAGE}`.execute(db)
  let end = since
  let size = 0
  for (const row of rows) {
    size += Number(row.count)
    if (size > CHANGES_PER_PAGE) return end
    end = row.version
  }
  return rows.length < VERSIONS_PER_PAGE ? version : end
}

/** Products that are what they were, but of which there is another number now. */
async function restockedProducts(
  db: Db,
  since: number,
  next: number,
  known: ReadonlySet<string>,
): Promise<ProductVersionRow[]> {
  const rows = await db
    .selectFrom('stock')
    .innerJoin('product_versions', 'product_versions.sku', 'stock.sku')
    .selectAll('product_versions')
    .where('stock.version', '>', since)
    .where('stock.version', '>', 0)
    .where('stock.version', '<=', next)
    .where('product_versions.version', '<=', next)
    .where(({ eb, or }) =>
      or([eb('product_versions.until_version', 'is', null), eb('product_versions.until_version', '>', next)]),
    )
    .where('product_versions.removed', '=', 0)
    .orderBy('stock.sku')
    .execute()
  return rows.filter((row) => !known.has(row.sku))
}

async function stockOf(db: Db, skus: readonly string[]): Promise<Map<string, number | null>> {
  const found = new Map<string, number | null>()
  for (const portion of portions(skus, SKUS_PER_QUERY)) {
    const rows = await db.selectFrom('stock').select(['sku', 'on_hand']).where('sku', 'in', portion).execute()
    for (const row of rows) found.set(row.sku, row.on_hand)
  }
  return found
}

export async function readCategories(db: Db): Promise<Category[]> {
  const rows = await db.selectFrom('categories').selectAll().orderBy('rank').execute()
  return rows.map(categoryOf)
}
