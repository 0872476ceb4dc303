import { createHash } from 'node:crypto'
import { invariant } from '../../domain/result.ts'
import type { Category, LocalText, Product } from '../../domain/product.ts'
import { goods } from './data/goods.ts'
import { categories as categoryTable } from './data/categories.ts'
import { colours as colourTable } from './data/colours.ts'
import { producers as producerTable } from './data/producers.ts'
import { expandRow, type Colour, type Shelf } from './expand.ts'
import { drawPicture } from './pictures/picture.ts'
import { cell, readTable, type Row } from './table.ts'

export interface SamplePicture {
  /** SHA-256 of the bytes, lower-case hex. */
  readonly hash: string
  readonly mediaType: 'image/svg+xml'
  readonly bytes: Uint8Array<ArrayBuffer>
}

export interface SampleCatalogue {
  readonly categories: Category[]
  readonly products: Product[]
  /** Each once, though sizes of one colour share theirs. */
  readonly pictures: SamplePicture[]
}

/**
 * The catalogue that demonstrations and tests sell from: everything in it is invented, and the same at every call.
 * @throws on a mistake in the tables under `data/`, saying where it is.
 */
export function loadSampleCatalogue(): SampleCatalogue {
  const shelves = readTable('categories', categoryTable).map(readShelf)
  const colours = new Map(readTable('colours', colourTable).map((row) => [cell(row, 'id'), readColour(row)]))
  const producers = new Map(readTable('producers', producerTable).map((row) => [cell(row, 'ko'), readName(row)]))
  const palette = new Map([...colours].map(([id, colour]) => [id, colour.hex]))
  const pictures = new Map<string, SamplePicture>()
  const products: Product[] = []
  for (const [category, table] of Object.entries(goods)) {
    const shelf = shelves.find(({ id }) => id === category)
    invariant(shelf, `data/goods.ts: no category is called "${category}"`)
    for (const row of readTable(category, table)) {
      for (const { product, colour } of expandRow(row, shelf, producers, colours)) {
        const picture = encodePicture(drawPicture(cell(row, 'picture'), shelf.tint, palette, colour?.hex))
        pictures.set(picture.hash, picture)
        products.push({ ...product, pictureHash: picture.hash })
      }
    }
  }
  const categories = shelves.map(({ id, name }, index) => ({ id, name, rank: index + 1 }))
  return { categories, products, pictures: [...pictures.values()] }
}

function readShelf(row: Row): Shelf {
  return {
    id: cell(row, 'id'),
    name: readName(row),
    prefix: cell(row, 'prefix'),
    shelf: Number(cell(row, 'shelf')),
    tint: cell(row, 'tint'),
  }
}

function readColour(row: Row): Colour {
  return { name: readName(row), hex: cell(row, 'hex') }
}

function readName(row: Row): LocalText {
  return { ko: cell(row, 'ko'), en: cell(row, 'en') }
}

function encodePicture(svg: string): SamplePicture {
  const bytes = new TextEncoder().encode(svg)
  return { hash: createHash('sha256').update(bytes).digest('hex'), mediaType: 'image/svg+xml', bytes }
}
