import type { Category, Product } from '../../domain/product.ts'

/** A catalogue as large as a department store's, made of words that goods have, the same each time. */

const KINDS = ['달걀', '우유', '사과', '배추김치', '라면', '치마', '구두', '가방', '치약', '책상', '전등', '쌀과자']
const KINDS_EN = ['Eggs', 'Milk', 'Apples', 'Kimchi', 'Noodles', 'Skirt', 'Shoes', 'Bag', 'Toothpaste', 'Desk', 'Lamp']
const MAKERS = ['대동강', '백두산', '금강', '두루미', '진달래', '모란', '은하', '강서', '송도', '묘향']
const SORTS = ['큰', '작은', '매운', '단', '흰', '검은', '봄', '가을', '새', '고운', '진한', '부드러운']
const PUSHED_AT_ONCE = 1_000

export const LARGE_CATEGORIES: readonly Category[] = KINDS.map((kind, index) => ({
  id: `kind-${index}`,
  name: { ko: kind, en: KINDS_EN[index] ?? 'Rice cakes' },
  rank: index,
}))

export function largeProduct(index: number): Product {
  const kind = index % KINDS.length
  const maker = MAKERS[Math.floor(index / KINDS.length) % MAKERS.length]!
  const sort = SORTS[Math.floor(index / 120) % SORTS.length]!
  const model = Math.floor(index / 1_440)
  return {
    sku: `L${String(index).padStart(6, '0')}`,
    name: { ko: `${sort} ${KINDS[kind]} ${model}호`, en: `${KINDS_EN[kind] ?? 'Rice cakes'} no. ${model}` },
    producer: { ko: `${maker}공장`, en: `Factory ${maker.length}` },
    category: `kind-${kind}`,
    priceMinor: 100 + (index % 500) * 10,
    unit: 'piece',
    barcodes: [`2${String(index).padStart(11, '0')}`],
    pictureHash: null,
    stock: null,
    variant: null,
    popularity: index % 9_973,
  }
}

/** Gives a central store `count` of them. */
export async function pushLargeCatalogue(central: { url: string; adminToken: string }, count: number): Promise<void> {
  for (let from = 0; from < count; from += PUSHED_AT_ONCE) {
    const products = Array.from({ length: Math.min(PUSHED_AT_ONCE, count - from) }, (_, at) => largeProduct(from + at))
    const answer = await fetch(`${central.url}/v1/products`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${central.adminToken}`,
        'content-type': 'application/json',
        'okryu-protocol': '1',
      },
      body: JSON.stringify({ categories: LARGE_CATEGORIES, products }),
    })
    if (!answer.ok) throw new Error(`products were not taken: ${answer.status} ${await answer.text()}`)
  }
}
