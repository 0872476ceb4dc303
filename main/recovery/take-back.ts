import { FactBodySchema, type OwnFact } from '../../contract/facts.ts'
import type { JournalEntry } from '../../db/journal.ts'
import { businessDayOf, FIRST_PREVIOUS_HASH, subjectOf, type FactBody } from '../../domain/fact.ts'
import { canBecome, quantityLeft, type Cancellation, type Order } from '../../domain/order.ts'
import { chainHead, sha256Hex } from '../../trust/hash.ts'
import type { TerminalContext } from '../context.ts'
import { publishOrder } from '../ordering.ts'

/**
 * Puts facts of this terminal back that its data has lost and somebody else still has: orders and cancellations come
 * back with them. What is there already stays as it is, so that it may run again and again.
 * @param facts of one epoch, in the order of their sequence.
 * @returns how many facts were put back.
 */
export function takeBackFacts(context: TerminalContext, epoch: number, facts: readonly OwnFact[]): number {
  const { store, clock } = context
  const touched = new Set<string>()
  let count = 0
  store.transaction(() => {
    for (const fact of facts) {
      const parsed = FactBodySchema.safeParse(jsonOf(fact.body))
      const isWhole = sha256Hex(fact.body) === fact.bodyHash
      const orderId = parsed.success && isWhole ? takeBackBody(context, parsed.data, fact) : undefined
      if (orderId !== undefined) touched.add(orderId)
      if (!continues(context, epoch, fact)) continue
      const body = parsed.success ? parsed.data : undefined
      store.journal.putBack(entryOf(epoch, fact, body), JSON.stringify(fact.verdict), clock.nowMs())
      count += 1
    }
  })
  for (const orderId of touched) publishOrder(context, orderId)
  return count
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A place that another fact has taken meanwhile stays that fact's; the chain is never broken. */
function continues({ store }: TerminalContext, epoch: number, fact: OwnFact): boolean {
  const last = store.journal.newest(epoch)
  if (fact.seq !== (last?.seq ?? 0) + 1) return false
  return fact.previousHash === (last ? chainHead(last.previousHash, last.bodyHash) : FIRST_PREVIOUS_HASH)
}

function entryOf(epoch: number, fact: OwnFact, body: FactBody | undefined): JournalEntry {
  const { verdict: _, ...rest } = fact
  return {
    ...rest,
    epoch,
    kind: body?.kind ?? 'unknown',
    subjectId: body ? subjectOf(body) : '',
    businessDay: body ? businessDayOf(body) : '',
  }
}

/** @returns the order that changed, where one did. */
function takeBackBody(context: TerminalContext, body: FactBody, fact: OwnFact): string | undefined {
  if (body.kind === 'order.placed') return takeBackOrder(context, body.order, fact)
  if (body.kind === 'order.cancelled') return takeBackCancellation(context, body.cancellation)
  return undefined
}

export function takeBackOrder(
  { store, clock }: TerminalContext,
  order: Order,
  fact?: Pick<OwnFact, 'verdict'>,
): string | undefined {
  if (store.orders.get(order.orderId)) return undefined
  store.orders.insert(order)
  store.orders.keepNumber(order.businessDay, order.number)
  if (!fact) return order.orderId
  const { outcome, code, details } = fact.verdict
  const refusal = outcome === 'refused' && code ? { code, ...(details ? { details } : {}) } : undefined
  store.orders.setState(order.orderId, outcome, 'central', clock.nowMs(), refusal)
  return order.orderId
}

export function takeBackCancellation({ store }: TerminalContext, cancellation: Cancellation): string | undefined {
  const stored = store.orders.get(cancellation.orderId)
  if (!stored || store.orders.cancellation(cancellation.cancellationId)) return undefined
  store.orders.addCancellation(cancellation)
  const all = store.orders.cancellations(cancellation.orderId)
  const nothingLeft = stored.order.lines.every((line) => quantityLeft(line, all) === 0)
  if (nothingLeft && canBecome(stored.state, 'cancelled'))
    store.orders.setState(cancellation.orderId, 'cancelled', 'terminal', cancellation.cancelledAtMs)
  return cancellation.orderId
}
