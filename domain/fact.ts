import type { Cancellation, Order } from './order.ts'

/** What a terminal tells the central store: one fact for each thing that happened, never changed afterwards. */
export type FactBody =
  | { readonly kind: 'order.placed'; readonly order: Order }
  | { readonly kind: 'order.cancelled'; readonly cancellation: Cancellation }

/** A fact's place among all facts of a terminal: (terminal, epoch, seq) without gap, each naming the one before. */
export interface Fact {
  /** 1 for the first of an epoch. A re-installed terminal begins a new epoch. */
  readonly seq: number
  /** SHA-256 of `body`'s UTF-8 bytes, lower-case hex. */
  readonly bodyHash: string
  /** SHA-256 chain over all bodies before this one; 64 zeros before the first. */
  readonly previousHash: string
  /** UTC epoch milliseconds of the terminal's wall clock; only a label. */
  readonly wallMs: number
  readonly bootId: string
  /** Milliseconds since that boot; with it, a wrong wall clock can be mended afterwards. */
  readonly monotonicMs: number
  /** A FactBody as JSON, byte for byte as it was hashed and stored. */
  readonly body: string
}

export const FIRST_PREVIOUS_HASH = '0'.repeat(64)

/** What the next fact's `previousHash` is the SHA-256 of, as UTF-8: the chain so far, then the newest body's hash. */
export function chainInput(previousHash: string, bodyHash: string): string {
  return previousHash + bodyHash
}
