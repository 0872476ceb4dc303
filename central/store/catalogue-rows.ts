import type { Category, Product, Variant } from '../../domain/product.ts'
import type { Unit } from '../../domain/quantity.ts'
import type { CategoryRow, ProductVersionRow } from './tables.ts'

/** What a product is, without its stock and without when. */
export type ProductColumns = Omit<ProductVersionRow, 'version' | 'until_version' | 'removed'>

export function productColumns(product: Omit<Product, 'stock'>): ProductColumns {
  return {
    sku: product.sku,
    name_ko: product.name.ko,
    name_en: product.name.en,
    producer_ko: product.producer.ko,
    producer_en: product.producer.en,
    category: product.category,
    price_minor: product.priceMinor,
    unit: product.unit,
    barcodes: JSON.stringify(product.barcodes),
    picture_hash: product.pictureHash,
    variant: product.variant === null ? null : JSON.stringify(variantInOrder(product.variant)),
    popularity: product.popularity,
  }
}

/** One order of keys, so that equal variants are equal texts. */
function variantInOrder({ style, size, colour }: Variant): Variant {
  return { style, size, colour: colour === null ? null : { ko: colour.ko, en: colour.en } }
}

export function productOf(row: ProductColumns, stock: number | null): Product {
  return {
    sku: row.sku,
    name: { ko: row.name_ko, en: row.name_en },
    producer: { ko: row.producer_ko, en: row.producer_en },
    category: row.category,
    priceMinor: row.price_minor,
    unit: row.unit as Unit,
    barcodes: JSON.parse(row.barcodes) as string[],
    pictureHash: row.picture_hash,
    stock,
    variant: row.variant === null ? null : (JSON.parse(row.variant) as Variant),
    popularity: row.popularity,
  }
}

export function sameProduct(a: ProductColumns, b: ProductColumns): boolean {
  return (Object.keys(a) as (keyof ProductColumns)[]).every((column) => a[column] === b[column])
}

export function categoryOf(row: CategoryRow): Category {
  return { id: row.id, name: { ko: row.name_ko, en: row.name_en }, rank: row.rank }
}
