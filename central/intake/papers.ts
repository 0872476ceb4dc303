import type { LookUp } from '../../domain/compact-order.ts'
import type { FactBody, PaperCarried } from '../../domain/fact.ts'
import { readPaperOrder, type PaperOrder } from '../../trust/paper-order.ts'
import type { Variant } from '../../domain/product.ts'
import type { Result } from '../../domain/result.ts'
import type { Db, ProductVersionRow } from '../store/tables.ts'
import { portions } from '../store/transaction.ts'

const VALUES_PER_QUERY = 500

/** What the papers of a batch say, and what the goods on them were called in each catalogue. */
export interface Papers {
  readonly read: ReadonlyMap<PaperCarried, ReturnType<typeof readPaperOrder>>
  readonly lookUp: LookUp
}

export function readPapers(bodies: readonly FactBody[]): Papers['read'] {
  const carried = bodies.filter((body) => body.kind === 'paper.carried')
  return new Map(carried.map((body) => [body, readPaperOrder(body.texts)]))
}

/** The orders on those papers that could be read. */
export function ordersOn(read: Papers['read']): PaperOrder['compact'][] {
  const results: Result<PaperOrder, string>[] = [...read.values()]
  return results.flatMap((result) => (result.ok ? [result.value.compact] : []))
}

type Named = Pick<
  ProductVersionRow,
  'sku' | 'version' | 'until_version' | 'removed' | 'name_ko' | 'name_en' | 'variant'
>

/** Finds what goods were called in the catalogue of a version. */
export async function readGoods(trx: Db, read: Papers['read']): Promise<LookUp> {
  const skus = [...new Set(ordersOn(read).flatMap(({ lines }) => lines.map(({ sku }) => sku)))]
  const rowsBySku = new Map<string, Named[]>()
  for (const portion of portions(skus, VALUES_PER_QUERY)) {
    const rows = await trx
      .selectFrom('product_versions')
      .select(['sku', 'version', 'until_version', 'removed', 'name_ko', 'name_en', 'variant'])
      .where('sku', 'in', portion)
      .execute()
    for (const row of rows) rowsBySku.set(row.sku, [...(rowsBySku.get(row.sku) ?? []), row])
  }
  return (sku, catalogueVersion) => {
    const row = rowsBySku
      .get(sku)
      ?.find(
        ({ version, until_version: until }) =>
          version <= catalogueVersion && (until === null || until > catalogueVersion),
      )
    if (!row || row.removed === 1) return undefined
    const variant = row.variant === null ? null : (JSON.parse(row.variant) as Variant)
    return { name: { ko: row.name_ko, en: row.name_en }, variant }
  }
}
