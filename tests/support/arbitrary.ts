import { fc } from './property.ts'
import type { CartLine } from '../../domain/cart.ts'
import { uuidv7 } from '../../domain/ids.ts'
import type { Product } from '../../domain/product.ts'

/** Random values of domain's shapes, for properties that must hold for all of them. */

/** A different id for each number, always the same for the same number. */
export function testId(number: number): string {
  const random = new Uint8Array(10)
  new DataView(random.buffer).setUint32(6, number)
  return uuidv7(1_700_000_000_000 + number, random)
}

export const ids = fc.integer({ min: 0, max: 2 ** 31 - 1 }).map(testId)
export const quantities = fc.integer({ min: 1, max: 5_000 })
export const prices = fc.oneof(fc.integer({ min: 0, max: 200_000 }), fc.integer({ min: 1, max: 9 }))
const units = fc.constantFrom<Product['unit']>('piece', 'gram')

export function testProduct(sku: string, change: Partial<Product> = {}): Product {
  return {
    sku,
    name: { ko: `상품 ${sku}`, en: `Product ${sku}` },
    producer: { ko: '생산자', en: 'Producer' },
    category: 'food',
    priceMinor: 1_000,
    unit: 'piece',
    barcodes: [],
    pictureHash: null,
    stock: null,
    variant: null,
    popularity: 0,
    ...change,
  }
}

export const cartLines: fc.Arbitrary<CartLine> = fc.record({
  lineId: ids,
  sku: fc.constantFrom('A', 'B', 'C', 'D'),
  name: fc.record({ ko: fc.string(), en: fc.string() }),
  variant: fc.constant(null),
  unit: units,
  quantity: quantities,
  priceMinor: prices,
  catalogueVersion: fc.nat(),
  pictureHash: fc.constant(null),
})

/** Lines with ids of their own, as a cart has them. */
export const distinctLines = (constraints: { minLength?: number; maxLength: number }) =>
  fc.uniqueArray(cartLines, { ...constraints, selector: (line) => line.lineId })
