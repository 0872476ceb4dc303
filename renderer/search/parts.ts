import type { LocalText, Product } from '../../domain/product.ts'
import { foldCode } from '../../domain/search-text.ts'
import { eachCodeEqual } from './codes.ts'
import { buildPart, type Part } from './part.ts'
import type { Sliced } from './sliced.ts'

/** The recent part may grow to this share of the settled one before both are built anew as one. */
const RECENT_SHARE = 1 / 8
/** Below this a part is built within a slice or two, whatever its share. */
const RECENT_ALWAYS = 1024
/** So many products of the settled part may be struck out. */
const STRUCK_SHARE = 1 / 4

/** The catalogue as it is searched: most of it settled, what changed lately in a second, small part. */
export interface Parts {
  readonly settled: Part
  readonly recent: Part
}

interface Place {
  readonly part: Part
  readonly ordinal: number
}

export function* buildParts(products: readonly Product[]): Sliced<Parts> {
  return { settled: yield* buildPart(products), recent: yield* buildPart([]) }
}

/**
 * The parts after a change. Those given answer as before until it returns: only at the very end are products struck out
 * of the settled part, which the next parts may share.
 */
export function* changeParts(parts: Parts, changed: readonly Product[], removedSkus: readonly string[]): Sliced<Parts> {
  const { settled, recent } = parts
  const wanted = new Map<string, Product | undefined>()
  for (const sku of removedSkus) wanted.set(sku, undefined)
  for (const product of changed) wanted.set(product.sku, product)
  const gone = new Map<Part, Set<number>>([settled, recent].map((part) => [part, new Set<number>()]))
  const added: Product[] = []
  let steps = 0
  for (const [sku, product] of wanted) {
    if (steps++ % 64 === 0) yield
    const place = findPlace(parts, sku)
    if (place && product && isFoundAlike(place.part.products[place.ordinal]!, product)) {
      place.part.products[place.ordinal] = product
      continue
    }
    if (place) gone.get(place.part)!.add(place.ordinal)
    if (product) added.push(product)
  }
  const lately = [...remaining(recent, gone.get(recent)!), ...added]
  const struck = countStruck(settled) + gone.get(settled)!.size
  const sold = settled.products.length - struck
  if (lately.length > Math.max(RECENT_ALWAYS, sold * RECENT_SHARE) || struck > settled.products.length * STRUCK_SHARE)
    return yield* buildParts([...remaining(settled, gone.get(settled)!), ...lately])
  const nextRecent = added.length + gone.get(recent)!.size > 0 ? yield* buildPart(lately) : recent
  for (const ordinal of gone.get(settled)!) settled.struck[ordinal] = 1
  return { settled, recent: nextRecent }
}

export function countSold({ settled, recent }: Parts): number {
  return [settled, recent].reduce((sum, part) => sum + part.products.length - countStruck(part), 0)
}

function countStruck({ struck }: Part): number {
  let count = 0
  for (const mark of struck) count += mark
  return count
}

function remaining({ products, struck }: Part, gone: ReadonlySet<number>): Product[] {
  return products.filter((_, ordinal) => !struck[ordinal] && !gone.has(ordinal))
}

function findPlace({ settled, recent }: Parts, sku: string): Place | undefined {
  for (const part of [recent, settled]) {
    let place: Place | undefined
    eachCodeEqual(part.codes, part.products, foldCode(sku), (ordinal) => {
      if (part.products[ordinal]!.sku === sku && !part.struck[ordinal]) place = { part, ordinal }
    })
    if (place) return place
  }
  return undefined
}

/** Whether a search cannot tell two products apart: then the index stays as it is, whatever the price does. */
function isFoundAlike(a: Product, b: Product): boolean {
  return (
    a.popularity === b.popularity &&
    a.variant?.size === b.variant?.size &&
    isSameText(a.name, b.name) &&
    isSameText(a.producer, b.producer) &&
    isSameText(a.variant?.colour, b.variant?.colour) &&
    a.barcodes.length === b.barcodes.length &&
    a.barcodes.every((barcode, i) => barcode === b.barcodes[i])
  )
}

function isSameText(a: LocalText | null | undefined, b: LocalText | null | undefined): boolean {
  return a?.ko === b?.ko && a?.en === b?.en
}
