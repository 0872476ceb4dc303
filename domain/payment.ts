import type { Minor } from './money.ts'

/** How an order was paid. The amounts of an order's payments, change taken off, sum to its total. */
export type Payment = CashPayment | CardPayment

export interface CashPayment {
  readonly tender: 'cash'
  /** What stays in the drawer. */
  readonly amountMinor: Minor
  /** What the customer handed over. */
  readonly tenderedMinor: Minor
  readonly changeMinor: Minor
}

export interface CardPayment {
  readonly tender: 'card'
  readonly amountMinor: Minor
  /** Made by the terminal before the reader is asked; the same for every question about this payment. */
  readonly attemptId: string
  /** What the card's issuer calls the authorisation. */
  readonly authorisation: string
  /** The card's last four digits; the terminal never learns more. */
  readonly last4: string
}

/** intent → authorised, declined or unknown; unknown is asked about under the same id, never charged again. */
export type CardOutcome = 'intent' | 'authorised' | 'declined' | 'unknown'

/** A cash payment of a total. `undefined` where what was handed over does not reach it. */
export function cashPayment(totalMinor: Minor, tenderedMinor: Minor): CashPayment | undefined {
  if (tenderedMinor < totalMinor) return undefined
  return { tender: 'cash', amountMinor: totalMinor, tenderedMinor, changeMinor: tenderedMinor - totalMinor }
}
