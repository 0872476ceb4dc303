/** What a card reader answered. `unknown`: it did not answer in time, and may have charged. */
export type ReaderResult =
  | { readonly outcome: 'authorised'; readonly authorisation: string; readonly last4: string }
  | { readonly outcome: 'declined' }
  | { readonly outcome: 'unknown' }

/** A card reader. It keeps the PIN and the card's number to itself; the terminal learns a token and four digits. */
export interface ReaderPort {
  /** Whether goods and money are only pretended. */
  readonly simulated: boolean
  /** Charges a card once, whatever happens: the same attempt asked again is answered as before. Never throws. */
  authorise(attemptId: string, amountMinor: number): Promise<ReaderResult>
  /** What became of an attempt; never charges. */
  status(attemptId: string): Promise<ReaderResult>
}
