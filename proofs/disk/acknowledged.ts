/** What a clerk, or another program, was told is done: from then on no power cut may take it back. */
export type Acknowledged =
  | { readonly kind: 'enrolled'; readonly terminalId: string }
  | { readonly kind: 'cart'; readonly orderId: string; readonly revision: number }
  | { readonly kind: 'order'; readonly orderId: string; readonly number: string; readonly totalMinor: number }
  | { readonly kind: 'cancellation'; readonly cancellationId: string; readonly refundMinor: number }
  /** Each change sets a longer interval than the one before, so that the newest can be told from older ones. */
  | { readonly kind: 'settings'; readonly syncIntervalMs: number }
  /** The first order after a recovery. */
  | { readonly kind: 'recovered'; readonly number: string }
  /** The central store's answer to a push. */
  | {
      readonly kind: 'facts'
      readonly terminalId: string
      readonly acknowledgedSeq: number
      readonly orders: readonly OrderSum[]
    }

export interface OrderSum {
  readonly orderId: string
  readonly totalMinor: number
}

export type Acknowledge = (done: Acknowledged) => void
