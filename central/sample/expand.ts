import { invariant } from '../../domain/result.ts'
import type { LocalText, Product } from '../../domain/product.ts'
import { shopBarcode } from './ean13.ts'
import { cell, cellList, type Row } from './table.ts'

/** A category with what its products' numbers and pictures take from it. */
export interface Shelf {
  readonly id: string
  readonly name: LocalText
  readonly prefix: string
  readonly shelf: number
  readonly tint: string
}

export interface Colour {
  readonly name: LocalText
  readonly hex: string
}

/** A product still without its picture, and the colour that the picture shows. */
export interface Expanded {
  readonly product: Omit<Product, 'pictureHash'>
  readonly colour: Colour | undefined
}

/**
 * The products that a row of a source table stands for: one, or one for each of its colours and sizes.
 * @throws where the row is not in order, saying where it stands.
 */
export function expandRow(
  row: Row,
  shelf: Shelf,
  producers: ReadonlyMap<string, LocalText>,
  colours: ReadonlyMap<string, Colour>,
): Expanded[] {
  const sku = cell(row, 'sku')
  const number = new RegExp(`^${shelf.prefix}(\\d{3,4})$`).exec(sku)?.[1]
  invariant(number, `${row.place}: a sku here is ${shelf.prefix} and three or four digits`)
  const producer = producers.get(cell(row, 'producer'))
  invariant(producer, `${row.place}: this producer is not in data/producers.ts`)
  const { priceMinor, unit } = readPrice(row)
  const stocks = readStock(row)
  const popularity = readWhole(row, 'sells', cell(row, 'sells'))
  const name = { ko: cell(row, 'ko'), en: cell(row, 'en') }
  const colourIds = cellList(row, 'colours')
  const sizes = cellList(row, 'sizes')
  const hasVariants = colourIds.length + sizes.length > 0

  const shares = variantShares(Math.max(1, colourIds.length), Math.max(1, sizes.length))
  return shares.map(({ colourIndex, sizeIndex, part, rush }) => {
    const colourId = colourIds[colourIndex]
    const colour = colourId === undefined ? undefined : colours.get(colourId)
    invariant(colourId === undefined || colour, `${row.place}: colour "${colourId}" is not in data/colours.ts`)
    const size = sizes[sizeIndex] ?? null
    return {
      colour,
      product: {
        sku: [sku, colourId, size].filter(Boolean).join('-').toUpperCase(),
        name,
        producer,
        category: shelf.id,
        priceMinor,
        unit,
        barcodes: [shopBarcode(shelf.shelf, Number(number), colourIndex, sizeIndex)],
        stock: stocks === null ? null : Math.floor(stocks * part),
        variant: hasVariants ? { style: sku, size, colour: colour?.name ?? null } : null,
        popularity: Math.max(1, Math.round(popularity * rush)),
      },
    }
  })
}

interface VariantShare {
  readonly colourIndex: number
  readonly sizeIndex: number
  /** The share of the style's stock. */
  readonly part: number
  /** How it sells beside the style's best. */
  readonly rush: number
}

/** Middle sizes and the colours named first sell best, and the shop stocks them accordingly. */
function variantShares(colourCount: number, sizeCount: number): VariantShare[] {
  const shares: Omit<VariantShare, 'part'>[] = []
  for (let colourIndex = 0; colourIndex < colourCount; colourIndex++) {
    for (let sizeIndex = 0; sizeIndex < sizeCount; sizeIndex++) {
      const fromMiddle = Math.abs(sizeIndex - (sizeCount - 1) / 2)
      shares.push({ colourIndex, sizeIndex, rush: 1 / (1 + 0.35 * colourIndex) / (1 + 0.5 * fromMiddle) })
    }
  }
  const best = Math.max(...shares.map(({ rush }) => rush))
  const whole = shares.reduce((sum, { rush }) => sum + rush, 0)
  return shares.map((share) => ({ ...share, part: share.rush / whole, rush: share.rush / best }))
}

/** `7,500` is the price of a piece, `6,800/kg` that of a kilogram. */
function readPrice(row: Row): Pick<Product, 'priceMinor' | 'unit'> {
  const text = cell(row, 'price')
  const weighed = text.endsWith('/kg')
  const priceMinor = readWhole(row, 'price', weighed ? text.slice(0, -3) : text)
  invariant(priceMinor > 0, `${row.place}: the price is above nothing`)
  return { priceMinor, unit: weighed ? 'gram' : 'piece' }
}

/** `120` pieces, `45kg`, or `-` where the shop does not count. */
function readStock(row: Row): number | null {
  const text = cell(row, 'stock')
  if (text === '-') return null
  if (text.endsWith('kg')) return readWhole(row, 'stock', text.slice(0, -2)) * 1000
  return readWhole(row, 'stock', text)
}

function readWhole(row: Row, column: string, text: string): number {
  const digits = text.replaceAll(',', '')
  invariant(/^\d+$/.test(digits), `${row.place}: ${column} is a whole number, not "${text}"`)
  return Number(digits)
}
