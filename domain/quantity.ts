import { scaleMinor, type Minor } from './money.ts'

/** What goods are counted in. A quantity is an integer of this step: pieces, or grams. */
export type Unit = 'piece' | 'gram'

/** No line asks for more than this many pieces or grams; a typed barcode must not become a quantity. */
export const MAX_QUANTITY = 1_000_000

/** The quantity a price is quoted for: one piece, or a kilogram. */
export function priceBasis(unit: Unit): number {
  return unit === 'gram' ? 1000 : 1
}

export function isQuantity(quantity: number): boolean {
  return Number.isSafeInteger(quantity) && quantity >= 1 && quantity <= MAX_QUANTITY
}

/** The price of a quantity, halves away from zero; `priceMinor` is per piece or per kilogram. */
export function priceOf(priceMinor: Minor, quantity: number, unit: Unit): Minor {
  return scaleMinor(priceMinor, quantity, priceBasis(unit))
}

/**
 * Reads what a clerk types before a scan: "12" pieces, or "1.25" kilograms for weighed goods.
 * @returns pieces or grams; undefined where the text is no quantity of that unit.
 */
export function parseQuantity(text: string, unit: Unit): number | undefined {
  const pattern = unit === 'gram' ? /^(\d{1,4})(?:[.,](\d{1,3}))?$/ : /^(\d{1,7})$/
  const match = pattern.exec(text.trim())
  if (!match) return undefined
  const [, whole = '', fraction = ''] = match
  const quantity = unit === 'gram' ? Number(whole) * 1000 + Number(fraction.padEnd(3, '0')) : Number(whole)
  return isQuantity(quantity) ? quantity : undefined
}

/** The quantity as a number people read: 12, or 1.25 (kilograms). The unit's word is the language's. */
export function formatQuantity(quantity: number, unit: Unit): string {
  if (unit === 'piece') return String(quantity)
  const fraction = String(quantity % 1000)
    .padStart(3, '0')
    .replace(/0+$/, '')
  return `${Math.floor(quantity / 1000)}${fraction === '' ? '' : `.${fraction}`}`
}
