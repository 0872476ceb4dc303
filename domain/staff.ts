import type { Minor } from './money.ts'

/** From the least rights to the most; each may do what those before it may. */
export const ROLES = ['clerk', 'supervisor', 'admin'] as const
export type Role = (typeof ROLES)[number]

export function isAtLeast(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least)
}

/** How far one person may go alone; null where there is no limit, as in a home with one seller. */
export interface Limits {
  /** Basis points of the price, for a discount of a line or an order. */
  readonly discountBp: number | null
  /** What may be taken out of a cart at once. */
  readonly voidMinor: Minor | null
  readonly refundMinor: Minor | null
  /** By how much a price may be changed, in basis points of the catalogue's. */
  readonly priceChangeBp: number | null
  /** What may be paid out of the drawer at once; 0 asks for every opening without a sale too. */
  readonly payOutMinor: Minor | null
}

export const NO_LIMITS: Limits = {
  discountBp: null,
  voidMinor: null,
  refundMinor: null,
  priceChangeBp: null,
  payOutMinor: null,
}

/** Something that may take two people. */
export type Deed =
  | { readonly kind: 'discount'; readonly discountMinor: Minor; readonly ofMinor: Minor }
  | { readonly kind: 'void'; readonly amountMinor: Minor }
  | { readonly kind: 'refund'; readonly amountMinor: Minor }
  | { readonly kind: 'price-change'; readonly fromMinor: Minor; readonly toMinor: Minor }
  | { readonly kind: 'pay-out'; readonly amountMinor: Minor }
  | { readonly kind: 'no-sale' }
  | { readonly kind: 'offline-card'; readonly amountMinor: Minor; readonly capMinor: Minor }

/** Whether a deed goes over what one person may do, whoever it is: the other has to be a supervisor at least. */
export function takesTwo(deed: Deed, limits: Limits): boolean {
  switch (deed.kind) {
    case 'discount':
      return isOverRate(deed.discountMinor, deed.ofMinor, limits.discountBp)
    case 'void':
      return isOver(deed.amountMinor, limits.voidMinor)
    case 'refund':
      return isOver(deed.amountMinor, limits.refundMinor)
    case 'price-change':
      return isOverRate(Math.abs(deed.toMinor - deed.fromMinor), deed.fromMinor, limits.priceChangeBp)
    case 'pay-out':
      return isOver(deed.amountMinor, limits.payOutMinor)
    case 'no-sale':
      return limits.payOutMinor === 0
    case 'offline-card':
      return deed.amountMinor > deed.capMinor
  }
}

function isOver(amountMinor: Minor, limitMinor: Minor | null): boolean {
  return limitMinor !== null && amountMinor > limitMinor
}

/** Compared as whole numbers, so that a rate is never rounded into its limit. */
function isOverRate(partMinor: Minor, wholeMinor: Minor, limitBp: number | null): boolean {
  return limitBp !== null && BigInt(partMinor) * 10_000n > BigInt(wholeMinor) * BigInt(limitBp)
}
