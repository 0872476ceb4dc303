import { PATHS, PROTOCOL_HEADER, PROTOCOL_VERSION } from '../../contract/central.ts'
import type { Category, Product } from '../../domain/product.ts'

/** A small shop for proofs: what is sold there, and how a central store is told of it. */

export interface Admin {
  readonly url: string
  readonly adminToken: string
}

export const CATEGORIES: readonly Category[] = [{ id: 'food', name: { ko: '식료품', en: 'Food' }, rank: 1 }]

export const PRODUCTS: readonly Product[] = [
  product('TEA', '강령록차', 'Green tea', { priceMinor: 1_200, stock: 1_000_000_000 }),
  product('RICE', '쌀', 'Rice', { priceMinor: 3_333, unit: 'gram' }),
  product('SALT', '소금', 'Salt', { priceMinor: 300 }),
]

function product(sku: string, ko: string, en: string, some: Partial<Product>): Product {
  return {
    ...{
      sku,
      name: { ko, en },
      producer: { ko: '공장', en: 'Factory' },
      category: 'food',
      priceMinor: 0,
      unit: 'piece',
    },
    ...{ barcodes: [], pictureHash: null, stock: null, variant: null, popularity: 0, ...some },
  }
}

export async function stockShop(admin: Admin): Promise<void> {
  await askAdmin(admin, PATHS.products, { categories: CATEGORIES, products: PRODUCTS })
}

export async function newEnrolmentCode(admin: Admin): Promise<string> {
  return (await askAdmin<{ code: string }>(admin, PATHS.enrolmentCodes, {})).code
}

/** @throws what the central store says where it refuses. */
async function askAdmin<Answer>({ url, adminToken }: Admin, path: string, body: unknown): Promise<Answer> {
  const answer = await fetch(new URL(path, url), {
    method: 'POST',
    headers: {
      ...{ authorization: `Bearer ${adminToken}`, [PROTOCOL_HEADER]: String(PROTOCOL_VERSION) },
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(await answer.text())
  return (await answer.json()) as Answer
}
