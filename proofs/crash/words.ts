/** What a terminal's process says to the harness, one JSON line at a time, and what it is told. */

/** A call as a window would make it; asked for again after a restart, it must have been done once. */
export type Call =
  | {
      readonly kind: 'apply'
      readonly changeId: string
      readonly orderId: string
      readonly changes: readonly {
        readonly kind: 'add'
        readonly lineId: string
        readonly sku: string
        readonly quantity: number
      }[]
    }
  | { readonly kind: 'place'; readonly orderId: string; readonly tenderedMinor: number }
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
  readonly seed: number
  /** The call whose answer was lost when the process before was killed, where it is to be asked for again. */
  readonly repeat: Call | null
  /** Nothing more is to be sold: everything is to be sent, and the process then ends in order. */
  readonly drain: boolean
}
