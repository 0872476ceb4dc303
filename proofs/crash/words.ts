/** What a terminal's process says to the harness, one JSON line at a time, and what it is told. */

/** Of a line that is taken out, what was in it. */
export interface Change {
  readonly kind: 'add' | 'remove'
  readonly lineId: string
  readonly sku: string
  readonly quantity: number
}

/** A call as a window would make it; asked for again after a restart, it must have been done once. */
export type Call =
  | {
      readonly kind: 'apply'
      readonly changeId: string
      readonly orderId: string
      readonly changes: readonly Change[]
    }
  | { readonly kind: 'place'; readonly orderId: string; readonly tenderedMinor: number }
  | { readonly kind: 'charge'; readonly orderId: string; readonly attemptId: string }
  | { readonly kind: 'ask'; readonly orderId: string; readonly attemptId: string }
  | {
      readonly kind: 'cancel'
      readonly cancellationId: string
      readonly orderId: string
      readonly lines: readonly { readonly lineId: string; readonly quantity: number }[]
    }

/** The open cart as far as a clerk would notice: which order it becomes, and how much of what is in it. */
export interface SeenCart {
  readonly orderId: string
  readonly quantities: Readonly<Record<string, number>>
}

export type Word =
  | { readonly say: 'open'; readonly cart: SeenCart }
  | { readonly say: 'about'; readonly call: Call }
  | { readonly say: 'applied'; readonly cart: SeenCart }
  /** What the reader said of a card payment; the order that an authorised one made is told as placed. */
  | {
      readonly say: 'charged'
      readonly orderId: string
      readonly attemptId: string
      readonly outcome: 'authorised' | 'declined' | 'unknown'
    }
  /** What a stick held was read, or written, and nothing on it was spoilt. */
  | { readonly say: 'stick'; readonly files: number }
  | { readonly say: 'placed'; readonly orderId: string; readonly number: string; readonly totalMinor: number }
  | {
      readonly say: 'cancelled'
      readonly cancellationId: string
      readonly orderId: string
      readonly refundMinor: number
    }
  | { readonly say: 'drained' }
  | { readonly say: 'failed'; readonly why: string }

/** What a process is started with, as one JSON argument. */
export interface Task {
  readonly folder: string
  readonly centralUrl: string
  readonly enrolmentCode: string
  /** A folder that stands for a courier's stick, and the file that receipts are printed to. */
  readonly stick: string
  readonly receipts: string
  readonly seed: number
  /** The call whose answer was lost when the process before was killed, where it is to be asked for again. */
  readonly repeat: Call | null
  /** Nothing more is to be sold: everything is to be sent, and the process then ends in order. */
  readonly drain: boolean
}
