import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { ean13CheckDigit, shopBarcode } from '../../central/sample/ean13.ts'
import { loadSampleCatalogue, type SampleCatalogue } from '../../central/sample/sample-catalogue.ts'
import { CategorySchema, ProductSchema } from '../../contract/values.ts'
import type { Product } from '../../domain/product.ts'

const HANGUL = /[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]/
const MAX_PICTURE_BYTES = 4096

let catalogue: SampleCatalogue
let products: readonly Product[]

beforeAll(() => {
  catalogue = loadSampleCatalogue()
  products = catalogue.products
})

function repeats(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index)
}

/** The sku of a product, or of the style it is a size or colour of. */
function goodsOf(product: Product): string {
  return product.variant?.style ?? product.sku
}

function grouped(members: readonly Product[], key: (product: Product) => string): Map<string, Product[]> {
  const groups = new Map<string, Product[]>()
  for (const member of members) groups.set(key(member), [...(groups.get(key(member)) ?? []), member])
  return groups
}

describe('what is on sale', () => {
  test('is enough to fill a shop: at least 420 products of at least 260 names', () => {
    expect(products.length).toBeGreaterThanOrEqual(420)
    expect(products.length).toBeLessThanOrEqual(700)
    expect(new Set(products.map(({ name }) => name.ko)).size).toBeGreaterThanOrEqual(260)
    expect(products.filter(({ unit }) => unit === 'gram').length).toBeGreaterThanOrEqual(25)
  })

  test('fits the schemas that both contracts check', () => {
    for (const product of products) expect(ProductSchema.parse(product)).toEqual(product)
    for (const category of catalogue.categories) expect(CategorySchema.parse(category)).toEqual(category)
  })

  test('stands in a category that is there, and no category is empty', () => {
    const used = new Set(products.map(({ category }) => category))
    expect(used).toEqual(new Set(catalogue.categories.map(({ id }) => id)))
    const ranks = catalogue.categories.map(({ rank }) => rank)
    expect(ranks).toEqual([...new Set(ranks)].sort((a, b) => a - b))
  })

  test('is named in Korean and in English, each in its own letters', () => {
    const texts = [...products.flatMap(({ name, producer, variant }) => [name, producer, variant?.colour ?? name])]
    for (const { ko, en } of [...texts, ...catalogue.categories.map(({ name }) => name)]) {
      expect(ko, `${ko} / ${en}`).toMatch(HANGUL)
      expect(en.trim(), ko).not.toBe('')
      expect(en, ko).not.toMatch(HANGUL)
    }
  })

  test('has two goods of one name nowhere, in neither language', () => {
    const goods = [...new Map(products.map((product) => [goodsOf(product), product])).values()]
    expect(repeats(goods.map(({ name }) => name.ko))).toEqual([])
    expect(repeats(goods.map(({ name }) => name.en))).toEqual([])
  })

  test('costs something, a whole number, and stock and popularity are none below nothing', () => {
    for (const { sku, priceMinor, stock, popularity } of products) {
      expect(Number.isSafeInteger(priceMinor) && priceMinor > 0, `${sku} costs ${priceMinor}`).toBe(true)
      expect(stock === null || (Number.isSafeInteger(stock) && stock >= 0), `${sku} has ${stock}`).toBe(true)
      expect(Number.isSafeInteger(popularity) && popularity >= 1, `${sku} sells ${popularity}`).toBe(true)
    }
  })

  test('includes what demonstrations and tests ask for', () => {
    const byName = new Map(products.map((product) => [product.name.ko, product]))
    expect(byName.get('달걀 30알')).toMatchObject({ name: { en: 'Eggs, 30' }, priceMinor: 7500, unit: 'piece' })
    expect(byName.get('사과')?.unit).toBe('gram')
    expect(byName.get('쌀')?.unit).toBe('gram')
    expect(byName.get('냉장고 320리터')?.priceMinor).toBe(1_850_000)
    for (const name of [
      '두부',
      '김 100장',
      '배추김치 1kg',
      '비타민C 알약 60알',
      '선풍기',
      '치마저고리',
      '구두',
      '핸드백',
    ])
      expect(byName.has(name), name).toBe(true)
    expect([...byName.keys()].filter((name) => name.startsWith('닭')).length).toBeGreaterThanOrEqual(3)
    expect(products.some(({ stock }) => stock === 0)).toBe(true)
    expect(products.some(({ stock }) => stock === null)).toBe(true)
  })

  test('sells unevenly, as in any shop: a fifth of it makes more than half of the sales', () => {
    const sales = products.map(({ popularity }) => popularity).sort((a, b) => b - a)
    const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
    expect(sum(sales.slice(0, Math.ceil(sales.length / 5)))).toBeGreaterThan(sum(sales) / 2)
  })
})

describe('numbers', () => {
  test('a sku and a barcode belong to one product each', () => {
    expect(repeats(products.map(({ sku }) => sku))).toEqual([])
    expect(repeats(products.flatMap(({ barcodes }) => barcodes))).toEqual([])
  })

  test('every barcode is an EAN-13 of the range for shops, with the right check digit', () => {
    for (const { sku, barcodes } of products) {
      expect(barcodes.length, sku).toBeGreaterThanOrEqual(1)
      for (const barcode of barcodes) {
        expect(barcode, sku).toMatch(/^2\d{12}$/)
        expect(barcode.at(-1), barcode).toBe(ean13CheckDigit(barcode.slice(0, 12)))
      }
    }
  })

  test('the check digit is the one that is known from elsewhere', () => {
    expect(ean13CheckDigit('400638133393')).toBe('1')
    expect(ean13CheckDigit('978014300723')).toBe('4')
    expect(shopBarcode(10, 1, 0, 0)).toBe('2010000100004')
  })
})

describe('sizes and colours', () => {
  test('those of one style differ in them alone', () => {
    const styles = grouped(
      products.filter(({ variant }) => variant !== null),
      goodsOf,
    )
    expect(styles.size).toBeGreaterThan(50)
    for (const [style, variants] of styles) {
      const [first] = variants as [Product]
      for (const { category, name, producer, priceMinor, unit } of variants) {
        const { category: one, name: firstName, producer: maker, priceMinor: price, unit: firstUnit } = first
        expect([category, name, producer, priceMinor, unit], style).toEqual([one, firstName, maker, price, firstUnit])
      }
      const pairs = variants.map(({ variant }) => `${variant?.colour?.ko} ${variant?.size}`)
      expect(repeats(pairs), style).toEqual([])
      expect(pairs, style).not.toContain('undefined null')
      expect(new Set(variants.map(({ variant }) => variant?.size === null)).size, style).toBe(1)
      expect(new Set(variants.map(({ variant }) => variant?.colour === null)).size, style).toBe(1)
    }
  })

  test('a colour is seen in the picture, a size is not', () => {
    const pictures = grouped(
      products.filter(({ variant }) => variant?.colour),
      (product) => `${goodsOf(product)} ${product.variant?.colour?.en}`,
    )
    for (const [look, sizes] of pictures) expect(new Set(sizes.map((one) => one.pictureHash)).size, look).toBe(1)
    const hashes = [...pictures.values()].map(([one]) => one?.pictureHash ?? '')
    expect(repeats(hashes)).toEqual([])
  })
})

describe('pictures', () => {
  test('every product has one that is there, and none is left over', () => {
    const shown = new Set(products.map(({ pictureHash }) => pictureHash))
    expect(shown).toEqual(new Set(catalogue.pictures.map(({ hash }) => hash)))
    expect(repeats(catalogue.pictures.map(({ hash }) => hash))).toEqual([])
  })

  test('no two goods share one', () => {
    const goodsByPicture = new Map<string | null, Set<string>>()
    for (const product of products) {
      const goods = goodsByPicture.get(product.pictureHash) ?? new Set()
      goodsByPicture.set(product.pictureHash, goods.add(goodsOf(product)))
    }
    expect([...goodsByPicture.values()].filter((goods) => goods.size > 1)).toEqual([])
  })

  test('its name is the SHA-256 of its bytes, and they are the same at every start', () => {
    for (const { hash, bytes } of catalogue.pictures)
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash)
    const again = loadSampleCatalogue()
    expect(again.products).toEqual(products)
    expect(again.pictures.map(({ hash }) => hash)).toEqual(catalogue.pictures.map(({ hash }) => hash))
  })

  test('each is a small, plain drawing: nothing in it runs, is fetched or is written', () => {
    for (const { hash, mediaType, bytes } of catalogue.pictures) {
      const svg = new TextDecoder().decode(bytes)
      expect(mediaType).toBe('image/svg+xml')
      expect(bytes.length, hash).toBeLessThanOrEqual(MAX_PICTURE_BYTES)
      expect(svg, hash).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" [^>]*viewBox="0 0 160 100">.+<\/svg>$/)
      const elements = new Set([...svg.matchAll(/<([a-z]+)/gi)].map(([, element]) => element))
      for (const element of elements) expect(['svg', 'g', 'path', 'rect', 'circle', 'ellipse'], hash).toContain(element)
      expect(svg, hash).not.toMatch(/href|url\(|\son[a-z]+=|style=|javascript:|data:/i)
      expect(svg, `${hash} holds a number or colour that is none`).not.toMatch(/NaN|undefined|Infinity|null/)
      expect(
        [...svg.matchAll(/(?:fill|stroke)="(#[^"]*)"/g)].every(([, hue]) => /^#([\da-f]{3}){1,2}$/i.test(hue ?? '')),
      ).toBe(true)
    }
  })

  test('its elements are closed in the order they were opened', () => {
    for (const { hash, bytes } of catalogue.pictures) {
      const open: string[] = []
      const svg = new TextDecoder().decode(bytes)
      const tags = [...svg.matchAll(/<(\/?)([a-z]+)((?:\s+[\w-]+="[^"<]*")*)\s*(\/?)>/g)]
      expect(tags.map(([tag]) => tag).join(''), hash).toBe(svg)
      for (const [, closing, element = '', , empty] of tags) {
        if (closing) expect(open.pop(), hash).toBe(element)
        else if (!empty) open.push(element)
      }
      expect(open, hash).toEqual([])
    }
  })
})
