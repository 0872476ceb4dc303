import { sumMinor, type Minor } from './money.ts'

/** How an order was paid. The amounts of an order's payments, change taken off, sum to what it comes to. */
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
  /** What the card's issuer calls the authorisation; empty where the issuer could not be asked. */
  readonly authorisation: string
  /** The card's last four digits; the terminal never learns more. */
  readonly last4: string
  /** Taken without asking the issuer, who may refuse it later. */
  readonly offline?: OfflineCard
}

/** What the issuer needs to judge a payment afterwards. */
export interface OfflineCard {
  /** What the reader calls the card: the same card has the same token, and nobody can tell its number from it. */
  readonly token: string
  /** The card's number and PIN as the reader sealed them to the issuer, base64url. */
  readonly sealed: string
}

export type Tender = Payment['tender']

/** intent → authorised, declined or unknown; unknown is asked about under the same id, never charged again. */
export type CardOutcome = 'intent' | 'authorised' | 'declined' | 'unknown'

/** A cash payment of an amount. `undefined` where what was handed over does not reach it. */
export function cashPayment(amountMinor: Minor, tenderedMinor: Minor): CashPayment | undefined {
  if (tenderedMinor < amountMinor) return undefined
  return { tender: 'cash', amountMinor, tenderedMinor, changeMinor: tenderedMinor - amountMinor }
}

export function paidMinor(payments: readonly Pick<Payment, 'amountMinor'>[]): Minor {
  return sumMinor(payments.map((payment) => payment.amountMinor))
}
