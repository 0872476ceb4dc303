import type { Shop } from '../../contract/central.ts'
import type { Category, Product } from '../../domain/product.ts'
import type { Seeded } from '../support/seeded.ts'

/** Small, so that its travels cost little: what is proved is orders. */
export const SIM_SHOP: Shop = {
  name: { ko: '시험 매장', en: 'Test shop' },
  currency: { code: 'KPW', digits: 0 },
  zoneOffsetMin: 540,
  cutOffMin: 240,
  notesMinor: [100, 500, 1000, 5000],
  demonstration: false,
}

export const SIM_CATEGORIES: readonly Category[] = [{ id: 'food', name: { ko: '식료품', en: 'Food' }, rank: 1 }]

/** Counted goods begin with this many, so that what is left can be compared with what was sold. */
export const STOCK_AT_FIRST = 1_000

export const SIM_PRODUCTS: readonly Product[] = [...Array(10).keys()].map((index) => product(index, 400 + 130 * index))

function product(index: number, priceMinor: number): Product {
  return {
    sku: `S${String(index).padStart(3, '0')}`,
    name: { ko: `상품 ${index}`, en: `Product ${index}` },
    producer: { ko: '공장', en: 'Factory' },
    category: 'food',
    priceMinor,
    unit: index % 4 === 3 ? 'gram' : 'piece',
    barcodes: [],
    pictureHash: null,
    stock: index % 3 === 0 ? null : STOCK_AT_FIRST,
    variant: null,
    popularity: index,
  }
}

/** Some prices change, some goods are new. */
export function changedProducts(random: Seeded, changeNumber: number): readonly Omit<Product, 'stock'>[] {
  const changed = [...Array(1 + random.int(3)).keys()].map(() => {
    const index = random.int(SIM_PRODUCTS.length + (random.chance(0.1) ? changeNumber : 0))
    const { stock: _, ...rest } = product(index, 100 + random.int(3_000))
    return rest
  })
  return [...new Map(changed.map((one) => [one.sku, one])).values()]
}
