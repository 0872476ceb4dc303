import type { Cancellation } from '../../domain/order.ts'

/** What a clerk knows of a call: done, told that it was not, or never told. */
export type Outcome = 'done' | 'not-done' | 'unknown'

/** What data that was put back from a copy, or damaged, does to what it held. */
interface Fate {
  /** Its terminal does not have it any more; it may get it back from the central store. */
  forgotten?: boolean
  /** For a moment nobody had it: no terminal, no central store. */
  gone?: boolean
}

export interface SeenOrder extends Fate {
  readonly terminal: string
  readonly orderId: string
  outcome: Outcome
  /** As the clerk saw it; undefined until then. */
  totalMinor: number | undefined
  /** Made so that the central store has to refuse it. */
  poisoned: boolean
  /**
   * Goods that were paid, then put back with their open cart, were paid again under the same id before anybody could
   * know. Both were told as done; the central store keeps one of them, and the terminal says that the other is refused.
   */
  soldAgain?: boolean
  /** Totals of all sales under this id that a clerk saw as done. */
  readonly totals: Set<number>
  /** The texts of its receipt's codes, where somebody kept it. */
  paper?: readonly string[]
  /** The terminals that read them from its paper. */
  readonly carriedBy: Set<string>
}

export interface SeenCancellation extends Fate {
  readonly terminal: string
  readonly orderId: string
  readonly cancellationId: string
  outcome: Outcome
  refundMinor: number | undefined
}

/** Stands outside of every database and notes what clerks saw, at the moment they saw it. */
export class Witness {
  readonly orders = new Map<string, SeenOrder>()
  readonly cancellations = new Map<string, SeenCancellation>()
  /** What a clerk was told that cannot be. */
  readonly contradictions: string[] = []

  /** All of a terminal's that a clerk was told of, or never heard of. */
  ofTerminal(terminal: string): [string, SeenOrder | SeenCancellation][] {
    const all: [string, SeenOrder | SeenCancellation][] = [...this.orders, ...this.cancellations]
    return all.filter(([, seen]) => seen.terminal === terminal)
  }

  /** @param isHeld whether the terminal has an order of this id. */
  orderBegun(terminal: string, orderId: string, poisoned: boolean, isHeld: boolean): void {
    const known = this.orders.get(orderId)
    if (known?.forgotten && !isHeld) {
      known.soldAgain = true
      known.poisoned ||= poisoned
      return
    }
    if (known?.outcome === 'done') this.contradictions.push(`the cart after order ${orderId} has its id again`)
    this.orders.set(orderId, {
      ...{ terminal, orderId, outcome: 'unknown', totalMinor: undefined, totals: new Set(), carriedBy: new Set() },
      poisoned: poisoned || (known?.poisoned ?? false),
    })
  }

  /** The cart that the page knows by one id has another by now: if it is paid, that is its order's. */
  orderRenamed(from: string, to: string): void {
    const { terminal, poisoned } = this.orders.get(from)!
    if (!this.orders.has(to)) this.orderBegun(terminal, to, poisoned, false)
  }

  orderDone(orderId: string, placed: { readonly orderId: string; readonly totalMinor: number }): void {
    const seen = this.orders.get(orderId)!
    if (placed.orderId !== orderId) this.contradictions.push(`order ${orderId} came back as ${placed.orderId}`)
    if (seen.outcome === 'done' && seen.totalMinor !== placed.totalMinor && !seen.soldAgain)
      this.contradictions.push(`order ${orderId} came back with another total`)
    seen.outcome = 'done'
    seen.totalMinor = placed.totalMinor
    seen.totals.add(placed.totalMinor)
    // Whoever answers so has it.
    seen.gone = false
    seen.forgotten = false
  }

  orderNotDone(orderId: string, why: string, isHeld: boolean): void {
    const seen = this.orders.get(orderId)!
    if (seen.outcome !== 'done') seen.outcome = 'not-done'
    else if (!seen.forgotten || isHeld) this.contradictions.push(`order ${orderId} was done, and then was not: ${why}`)
  }

  /** Another terminal has read it from paper, and it is in that one's journal. */
  orderCarried(orderId: string, carrier: string): void {
    const seen = this.orders.get(orderId)!
    seen.carriedBy.add(carrier)
    seen.gone = false
  }

  cancellationBegun(terminal: string, orderId: string, cancellationId: string): void {
    this.cancellations.set(cancellationId, {
      ...{ terminal, orderId, cancellationId, outcome: 'unknown', refundMinor: undefined },
    })
  }

  cancellationDone(cancellationId: string, done: Pick<Cancellation, 'refundMinor'>): void {
    const seen = this.cancellations.get(cancellationId)!
    if (seen.outcome === 'done' && seen.refundMinor !== done.refundMinor)
      this.contradictions.push(`cancellation ${cancellationId} came back with another refund`)
    seen.outcome = 'done'
    seen.refundMinor = done.refundMinor
    seen.gone = false
    seen.forgotten = false
  }

  cancellationNotDone(cancellationId: string, why: string, isHeld: boolean): void {
    const seen = this.cancellations.get(cancellationId)!
    if (seen.outcome !== 'done') seen.outcome = 'not-done'
    else if (!seen.forgotten || isHeld)
      this.contradictions.push(`cancellation ${cancellationId} was done, then not: ${why}`)
  }
}
