import type { OrderStateRow, StatesAnswer, StatesQuery } from '../../contract/facts.ts'
import { canBecome } from '../../domain/order.ts'
import { invariant } from '../../domain/result.ts'
import type { TerminalContext } from '../context.ts'
import { publishOrder } from '../ordering.ts'
import type { CentralClient } from './central-client.ts'
import { compareStore, type StoreNews } from './compare-store.ts'
import { mustLeadOn } from './leads-on.ts'
import { refusalOf } from './settle.ts'

/**
 * Learns the states of this terminal's orders, and with the first answer how far the store is. Where that is not what
 * it once said, states are left for later: first both sides have to get what they lack.
 */
export async function pullStates(context: TerminalContext, client: CentralClient): Promise<StoreNews> {
  const { settings } = context
  for (;;) {
    const after = settings.statesCursor()
    const answer = await client.states(statesQuery(context, after))
    const news = compareStore(context, answer)
    if (news.rewound || news.missing.length > 0) return news
    takeStates(context, answer)
    if (answer.complete) return news
    mustLeadOn(after, answer.next)
  }
}

function statesQuery({ settings, store }: TerminalContext, after: number): StatesQuery {
  const identity = settings.identity()
  invariant(identity, 'a terminal that syncs is enrolled')
  const { epoch, incarnation } = identity
  return { after, incarnation, epoch, acknowledgedSeq: store.outbox.acknowledgedSeq(epoch) }
}

export function takeStates(context: TerminalContext, answer: Pick<StatesAnswer, 'states' | 'next'>): void {
  const { settings, store } = context
  store.transaction(() => {
    for (const row of answer.states) takeState(context, row)
    settings.saveStatesCursor(answer.next)
  })
  for (const { orderId } of answer.states) publishOrder(context, orderId)
}

function takeState(context: TerminalContext, row: OrderStateRow): void {
  const { orders } = context.store
  const stored = orders.get(row.orderId)
  // What the store says is of the other order that has this id there.
  if (!stored || stored.refusal?.code === 'order.same_id_other_body') return
  // Cancelled here while it was being handed over there: the goods are out, so the central store's word holds.
  const overruled = stored.state === 'cancelled' && stored.stateSource === 'terminal' && row.state === 'returned'
  if (!overruled && !canBecome(stored.state, row.state)) return
  // A cancellation that was refused earlier stays in view, wherever its order goes.
  orders.setState(row.orderId, row.state, 'central', row.atMs, refusalOf(row) ?? stored.refusal ?? undefined)
}
