import type { Cancellation } from '../../domain/order.ts'

/** What a clerk knows of a call: done, told that it was not, or never told. */
export type Outcome = 'done' | 'not-done' | 'unknown'

/**
 * Data that was put back from a copy has lost what came after it. What the central store did not have by then may be
 * missing for ever; what it had, only if the store itself is put back later.
 */
type Loss = { readonly known: false } | { readonly known: true; readonly restores: number }

export interface SeenOrder {
  loss?: Loss
  readonly terminal: string
  readonly orderId: string
  outcome: Outcome
  /** As the clerk saw it; undefined until then. */
  totalMinor: number | undefined
  /** Made so that the central store has to refuse it. */
  readonly poisoned: boolean
}

export interface SeenCancellation {
  loss?: Loss
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

  /** What a terminal's clerk has seen so far: the contents of a copy made now. */
  idsOf(terminal: string): ReadonlySet<string> {
    const ids = new Set<string>()
    for (const [id, seen] of this.orders) if (seen.terminal === terminal) ids.add(id)
    for (const [id, seen] of this.cancellations) if (seen.terminal === terminal) ids.add(id)
    return ids
  }

  rolledBack(terminal: string, kept: ReadonlySet<string>, isKnown: (id: string) => boolean, restores: number): void {
    for (const all of [this.orders, this.cancellations])
      for (const [id, seen] of all)
        if (seen.terminal === terminal && !kept.has(id) && !seen.loss)
          seen.loss = isKnown(id) ? { known: true, restores } : { known: false }
  }

  orderBegun(terminal: string, orderId: string, poisoned: boolean): void {
    const known = this.orders.get(orderId)
    if (known?.outcome === 'done') this.contradictions.push(`the cart after order ${orderId} has its id again`)
    this.orders.set(orderId, {
      ...{ terminal, orderId, outcome: 'unknown', totalMinor: undefined },
      poisoned: poisoned || (known?.poisoned ?? false),
    })
  }

  orderDone(orderId: string, placed: { readonly orderId: string; readonly totalMinor: number }): void {
    const seen = this.orders.get(orderId)!
    if (placed.orderId !== orderId) this.contradictions.push(`order ${orderId} came back as ${placed.orderId}`)
    if (seen.outcome === 'done' && seen.totalMinor !== placed.totalMinor)
      this.contradictions.push(`order ${orderId} came back with another total`)
    seen.outcome = 'done'
    seen.totalMinor = placed.totalMinor
  }

  orderNotDone(orderId: string, why: string): void {
    const seen = this.orders.get(orderId)!
    if (seen.outcome !== 'done') seen.outcome = 'not-done'
    else if (!seen.loss) this.contradictions.push(`order ${orderId} was done, and then was not: ${why}`)
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
  }

  cancellationNotDone(cancellationId: string, why: string): void {
    const seen = this.cancellations.get(cancellationId)!
    if (seen.outcome !== 'done') seen.outcome = 'not-done'
    else if (!seen.loss) this.contradictions.push(`cancellation ${cancellationId} was done, then not: ${why}`)
  }
}
