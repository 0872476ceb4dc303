import { scaleMinor, takeBasisPoints, type Minor } from './money.ts'

/** What is taken off a line or a whole order. The reason stands on the receipt. */
export interface Discount {
  readonly kind: 'percent' | 'amount'
  /** Basis points of the price, 10_000 being all of it; or minor units. */
  readonly value: number
  readonly reason: string
  /** Who else allowed it; absent where one person was enough. */
  readonly approvedBy?: string
}

export const FULL_RATE_BP = 10_000

/** Whether a discount can be taken off an amount: above nothing, and not more than all of it. */
export function isDiscountOf(amountMinor: Minor, { kind, value }: Pick<Discount, 'kind' | 'value'>): boolean {
  if (!Number.isSafeInteger(value) || value < 1) return false
  return value <= (kind === 'percent' ? FULL_RATE_BP : amountMinor)
}

/** What a discount takes off an amount; an amount that fell below the discount since goes down to nothing. */
export function discountOf(amountMinor: Minor, discount: Pick<Discount, 'kind' | 'value'> | undefined): Minor {
  if (discount === undefined) return 0
  const asked = discount.kind === 'percent' ? takeBasisPoints(amountMinor, discount.value) : discount.value
  return Math.min(asked, amountMinor)
}

/**
 * Spreads a discount over the amounts it was taken off, in proportion, so that the parts sum to it and none is more
 * than its amount.
 * @param amounts 0 or more each.
 * @param discountMinor at most their sum.
 */
export function spreadDiscount(amounts: readonly Minor[], discountMinor: Minor): Minor[] {
  const sum = amounts.reduce((total, amount) => total + amount, 0)
  if (sum === 0) return amounts.map(() => 0)
  let before = 0
  let spread = 0
  return amounts.map((amount) => {
    before += amount
    const upToHere = scaleMinor(discountMinor, before, sum)
    const part = upToHere - spread
    spread = upToHere
    return part
  })
}
