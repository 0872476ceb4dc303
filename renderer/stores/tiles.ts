import type { Category, Product } from '../../domain/product.ts'

/** One tile: a product, or a style whose sizes and colours are chosen after it is tapped. */
export interface Tile {
  readonly key: string
  /** The one shown: the most popular of a style. */
  readonly face: Product
  /** All of a style, or the face alone. */
  readonly products: readonly Product[]
}

/** Popular goods across all categories; more than this is scrolling past, not choosing. */
const POPULAR_TILES = 100

/** Products in the order given, those of one style together where the first of them stands. */
export function toTiles(products: Iterable<Product>, styles: ReadonlyMap<string, readonly Product[]>): Tile[] {
  const tiles: Tile[] = []
  const seen = new Set<string>()
  for (const product of products) {
    const style = product.variant?.style
    const siblings = style === undefined ? undefined : styles.get(style)
    if (style === undefined || !siblings || siblings.length === 1) {
      tiles.push({ key: product.sku, face: product, products: [product] })
      continue
    }
    if (seen.has(style)) continue
    seen.add(style)
    tiles.push({ key: `style:${style}`, face: product, products: siblings })
  }
  return tiles
}

/** The whole catalogue arranged for the screens; built once for each version. */
export interface Shelves {
  readonly products: readonly Product[]
  readonly bySku: ReadonlyMap<string, Product>
  readonly styles: ReadonlyMap<string, readonly Product[]>
  readonly categories: readonly Category[]
  readonly popular: readonly Tile[]
  readonly byCategory: ReadonlyMap<string, readonly Tile[]>
}

export function arrangeShelves(categories: readonly Category[], products: readonly Product[]): Shelves {
  const bySku = new Map<string, Product>()
  const styles = new Map<string, Product[]>()
  const shelves = new Map<string, Product[]>()
  const sorted = products.toSorted((a, b) => b.popularity - a.popularity || (a.sku < b.sku ? -1 : 1))
  for (const product of sorted) {
    bySku.set(product.sku, product)
    if (product.variant) pushTo(styles, product.variant.style, product)
    pushTo(shelves, product.category, product)
  }
  const byCategory = new Map([...shelves].map(([id, shelf]) => [id, toTiles(shelf, styles)]))
  const shown = categories.filter(({ id }) => byCategory.has(id)).toSorted((a, b) => a.rank - b.rank)
  // A style's many sizes may fill the first places, so more products are looked at than tiles are wanted.
  const popular = toTiles(sorted.slice(0, POPULAR_TILES * 20), styles).slice(0, POPULAR_TILES)
  return { products: sorted, bySku, styles, categories: shown, popular, byCategory }
}

function pushTo(groups: Map<string, Product[]>, key: string, product: Product): void {
  const group = groups.get(key)
  if (group) group.push(product)
  else groups.set(key, [product])
}
