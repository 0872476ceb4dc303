import type { Database } from 'better-sqlite3'

/** What of a journal waits: everything of an epoch from one sequence to another, both included. */
export interface WaitingRange {
  readonly epoch: number
  readonly fromSeq: number
  readonly toSeq: number
}

export interface OrderCounter {
  /** How many facts of these ranges are what people call an order: a sale, a cancellation, an order from paper. */
  count(ranges: readonly WaitingRange[]): number
  /** The same of any range, remembering nothing. */
  countIn(epoch: number, fromSeq: number, toSeq: number): number
  /** A fact came into the journal; behind the newest of its epoch, as a rule. */
  heed(added: { readonly epoch: number; readonly seq: number }): void
}

/**
 * Counts orders among what waits, after each sale: so what was counted is remembered, and only what came to a range or
 * left it since is looked at. A queue of a month is read through once after a start.
 */
export function orderCounter(db: Database): OrderCounter {
  const inRange = db
    .prepare<[number, number, number], number>(
      `SELECT count(*) FROM journal WHERE epoch = ? AND seq BETWEEN ? AND ?
       AND kind IN ('order.placed', 'order.cancelled', 'paper.carried')`,
    )
    .pluck()
  const ordersIn = (epoch: number, fromSeq: number, toSeq: number): number =>
    fromSeq > toSeq ? 0 : (inRange.get(epoch, fromSeq, toSeq) ?? 0)
  const known = new Map<number, WaitingRange & { readonly orders: number }>()

  function countRange(range: WaitingRange): number {
    const { epoch, fromSeq, toSeq } = range
    const before = known.get(epoch)
    const goesOn = before && fromSeq <= before.toSeq + 1 && toSeq >= before.toSeq
    const orders = goesOn
      ? before.orders +
        ordersIn(epoch, fromSeq, before.fromSeq - 1) -
        ordersIn(epoch, before.fromSeq, fromSeq - 1) +
        ordersIn(epoch, before.toSeq + 1, toSeq)
      : ordersIn(epoch, fromSeq, toSeq)
    known.set(epoch, { ...range, orders })
    return orders
  }

  return {
    countIn: ordersIn,
    count: (ranges) => ranges.reduce((sum, range) => sum + countRange(range), 0),
    // Put back into a gap, or written in place of one that a transaction took back: what was counted holds no more.
    heed: ({ epoch, seq }) => {
      if (seq <= (known.get(epoch)?.toSeq ?? 0)) known.delete(epoch)
    },
  }
}
