import { lineGross, lineTotal, type Cart, type CartLine } from './cart.ts'
import { discountOf } from './discount.ts'
import { sumMinor } from './money.ts'
import type { Deed } from './staff.ts'

/**
 * What a change of a cart amounts to, for limits: goods taken out, more taken off, other prices. Whatever makes a cart
 * dearer or longer is nobody's concern.
 */
export function deedsOf(before: Cart, after: Cart): Deed[] {
  const known = new Map(before.lines.map((line) => [line.lineId, line]))
  const kept = new Map(after.lines.map((line) => [line.lineId, line]))
  return [
    ...voids(before, kept),
    ...after.lines.flatMap((line) => lineDeeds(known.get(line.lineId), line)),
    ...discountOfAll(before, after),
  ]
}

function voids(before: Cart, kept: ReadonlyMap<string, CartLine>): Deed[] {
  const lost = before.lines.map((line) => {
    const quantity = line.quantity - (kept.get(line.lineId)?.quantity ?? 0)
    return quantity > 0 ? lineGross({ ...line, quantity }) : 0
  })
  const amountMinor = sumMinor(lost)
  return amountMinor > 0 ? [{ kind: 'void', amountMinor }] : []
}

function lineDeeds(before: CartLine | undefined, after: CartLine): Deed[] {
  const deeds: Deed[] = []
  const gross = lineGross(after)
  const discountMinor = gross - lineTotal(after)
  const rate = (line: CartLine | undefined) => JSON.stringify(line?.discount ?? null)
  if (discountMinor > 0 && rate(before) !== rate(after)) deeds.push({ kind: 'discount', discountMinor, ofMinor: gross })
  if (after.priceChange && after.priceMinor !== before?.priceMinor)
    deeds.push({ kind: 'price-change', fromMinor: after.priceChange.catalogueMinor, toMinor: after.priceMinor })
  return deeds
}

function discountOfAll(before: Cart, after: Cart): Deed[] {
  if (!after.discount || JSON.stringify(before.discount) === JSON.stringify(after.discount)) return []
  const ofMinor = sumMinor(after.lines.map(lineTotal))
  return [{ kind: 'discount', discountMinor: discountOf(ofMinor, after.discount), ofMinor }]
}
