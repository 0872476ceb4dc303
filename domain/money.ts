import { invariant } from './result.ts'

/** Money in the smallest unit in use, an integer of any sign. The currency stands beside it, once per document. */
export type Minor = number

/** The currency the shop is configured for; `digits` is the number of decimals shown and counted. */
export interface Currency {
  /** ISO 4217, such as KPW. */
  readonly code: string
  /** 0 to 3. ISO and CLDR disagree on KPW, so the shop's configuration decides. */
  readonly digits: number
}

/** No single amount may exceed this, so that sums of a million of them are still exact integers. */
export const MAX_MINOR: Minor = 9_000_000_000

export function isMinor(value: number): boolean {
  return Number.isSafeInteger(value) && Math.abs(value) <= MAX_MINOR
}

/**
 * Adds amounts of one currency exactly.
 * @throws only on a programmer's error: a fraction, or a sum outside the safe integers.
 */
export function sumMinor(amounts: Iterable<Minor>): Minor {
  let sum = 0
  for (const amount of amounts) sum += amount
  invariant(Number.isSafeInteger(sum), `sum of money is not a safe integer: ${sum}`)
  return sum
}

/**
 * `amount × numerator ÷ denominator`, halves away from zero. Exact for every amount and factor.
 * @param denominator 1 or more.
 */
export function scaleMinor(amount: Minor, numerator: number, denominator: number): Minor {
  invariant(Number.isSafeInteger(amount) && Number.isSafeInteger(numerator), 'money is scaled by integers')
  invariant(Number.isSafeInteger(denominator) && denominator >= 1, 'the denominator is 1 or more')
  const product = amount * numerator
  if (!Number.isSafeInteger(product)) return scaleLarge(amount, numerator, denominator)
  const magnitude = Math.abs(product)
  const rest = magnitude % denominator
  const rounded = (magnitude - rest) / denominator + (rest >= denominator - rest ? 1 : 0)
  return product < 0 && rounded !== 0 ? -rounded : rounded
}

/** The same where the product is beyond the safe integers. */
function scaleLarge(amount: Minor, numerator: number, denominator: number): Minor {
  const product = BigInt(amount) * BigInt(numerator)
  const divisor = BigInt(denominator)
  const magnitude = product < 0n ? -product : product
  const rounded = (magnitude * 2n + divisor) / (divisor * 2n)
  return Number(product < 0n ? -rounded : rounded)
}

/**
 * The part of `amount` that a rate takes, halves away from zero.
 * @param rateBp basis points: 10_000 is 100 %; an integer, 0 or more.
 */
export function takeBasisPoints(amount: Minor, rateBp: number): Minor {
  invariant(Number.isSafeInteger(rateBp) && rateBp >= 0, 'a rate is an integer of basis points')
  return scaleMinor(amount, rateBp, 10_000)
}

/**
 * Reads a decimal such as "12,000", "2.55" or "-3" as minor units of a currency.
 * @returns undefined where the text is no number or has more decimals than the currency counts.
 */
export function parseMinor(text: string, currency: Currency): Minor | undefined {
  const match = /^(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/.exec(text.trim())
  if (!match) return undefined
  const [, sign, whole = '', fraction = ''] = match
  if (/[1-9]/.test(fraction.slice(currency.digits))) return undefined
  const minor = Number(whole.replaceAll(',', '') + fraction.slice(0, currency.digits).padEnd(currency.digits, '0'))
  if (!isMinor(minor)) return undefined
  return sign === '-' && minor !== 0 ? -minor : minor
}

/** The plain number as people read it, grouped by thousands: 12,000 or 2.55. The currency's sign is the language's. */
export function formatMinor(amount: Minor, currency: Currency): string {
  const digits = String(Math.abs(amount)).padStart(currency.digits + 1, '0')
  const whole = digits.slice(0, digits.length - currency.digits)
  const fraction = currency.digits === 0 ? '' : `.${digits.slice(-currency.digits)}`
  return `${amount < 0 ? '-' : ''}${whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')}${fraction}`
}

/**
 * The notes a customer is likely to hand over for a total: the exact amount is not among them.
 * @param notes the currency's notes and coins in use, ascending.
 * @returns at most `count` amounts above the total, ascending, without repeats.
 */
export function likelyTenders(totalMinor: Minor, notes: readonly Minor[], count: number): Minor[] {
  const tenders = new Set<Minor>()
  for (const note of notes) {
    const roundedUp = Math.ceil(totalMinor / note) * note
    if (roundedUp > totalMinor) tenders.add(roundedUp)
  }
  return [...tenders].sort((a, b) => a - b).slice(0, count)
}
