import { createRouterClient } from '@orpc/server'
import { ORDERS_PER_PAGE } from '../../contract/limits.ts'
import type { OrderSummary } from '../../contract/terminal.ts'
import { openTerminalService } from '../../main/service.ts'
import type { CentralSide } from './central-side.ts'
import type { Ledger } from './ledger.ts'

/** What one terminal has itself, asked as a window asks. */
interface TerminalSide {
  readonly terminalId: string
  readonly unsent: number
  readonly orders: ReadonlyMap<string, OrderSummary>
}

/** Compares what a terminal promised with what it has, and that with what the central store has. */
export async function checkTerminal(
  name: string,
  folder: string,
  promised: Ledger,
  central: ReadonlyMap<string, CentralSide>,
): Promise<{ readonly broken: string[]; readonly facts: number }> {
  const own = await readTerminalSide(folder)
  const there = central.get(own.terminalId)
  if (!there) return { broken: [`${name}: the central store does not know it`], facts: 0 }
  const broken = [...there.broken, ...wrongOrders(promised, own, there), ...wrongSums(promised, own, there)]
  return { broken: [...promised.broken, ...broken.map((what) => `${name}: ${what}`)], facts: there.facts }
}

async function readTerminalSide(folder: string): Promise<TerminalSide> {
  const opened = openTerminalService({ dataFolder: folder, version: '0.0.0', log: () => {} })
  if (!opened.ok) throw new Error(`${folder} does not open: ${opened.code}`)
  const service = opened.value
  try {
    const client = createRouterClient(service.router, { context: service.context })
    const orders = new Map<string, OrderSummary>()
    for (let olderThan: string | null = null; ;) {
      const page: OrderSummary[] = await client.order.list({ query: '', olderThan })
      for (const order of page) orders.set(order.orderId, order)
      if (page.length < ORDERS_PER_PAGE) break
      olderThan = page.at(-1)!.orderId
    }
    const { unsent } = await client.sync.status()
    return { terminalId: service.context.terminal.settings.identity()?.terminalId ?? '', unsent, orders }
  } finally {
    await service.close()
  }
}

/** Every order told as done stands on both sides once with its total, and so does every cancellation. */
function* wrongOrders(promised: Ledger, own: TerminalSide, there: CentralSide): Generator<string> {
  for (const [orderId, { number, totalMinor }] of promised.orders) {
    const [here, central] = [own.orders.get(orderId), there.orders.get(orderId)]
    if (here?.totalMinor !== totalMinor || here.number !== number) yield `lost here: order ${orderId} of ${totalMinor}`
    if (central?.totalMinor !== totalMinor || central.number !== number)
      yield `lost on the way: order ${orderId} of ${totalMinor}`
  }
  for (const [cancellationId, { orderId, refundMinor }] of promised.cancellations) {
    const central = there.cancellations.get(cancellationId)
    if (central?.orderId !== orderId || central.refundMinor !== refundMinor)
      yield `lost on the way: cancellation ${cancellationId} of ${orderId}`
  }
  for (const lineId of promised.voided) {
    const times = there.voided.filter((one) => one === lineId).length
    if (times !== 1) yield `line ${lineId} was taken out once and told ${times} times`
  }
  for (const [attemptId, { outcome }] of promised.charges)
    if (outcome !== 'unknown' && there.charges.get(attemptId) !== outcome)
      yield `charge ${attemptId} was ${outcome} here and ${there.charges.get(attemptId)} there`
}

/** Also what was done without anybody having been told is the same on both sides. */
function* wrongSums(promised: Ledger, own: TerminalSide, there: CentralSide): Generator<string> {
  if (own.unsent > 0) yield `${own.unsent} facts were never sent`
  for (const orderId of own.orders.keys()) if (!there.orders.has(orderId)) yield `order ${orderId} never arrived`
  for (const orderId of there.orders.keys()) if (!own.orders.has(orderId)) yield `order ${orderId} came from nowhere`
  if (there.orders.size < promised.orders.size) yield 'there are fewer orders than were told'
  const here = sumsOf([...own.orders.values()].map((order) => [order.totalMinor, order.refundedMinor]))
  const refunds = [...there.cancellations.values()].map(({ refundMinor }) => [0, refundMinor] as const)
  const central = sumsOf([...[...there.orders.values()].map(({ totalMinor }) => [totalMinor, 0] as const), ...refunds])
  if (here !== central) yield `ordered and refunded here ${here}, there ${central}`
  const refused = [...own.orders.values()].filter(({ refusal }) => refusal !== null)
  for (const { orderId, refusal } of refused) yield `order ${orderId} is shown as refused: ${refusal?.code}`
}

function sumsOf(amounts: readonly (readonly [number, number])[]): string {
  return `${amounts.reduce((sum, [total]) => sum + total, 0)} − ${amounts.reduce((sum, [, refund]) => sum + refund, 0)}`
}
