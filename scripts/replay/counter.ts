import { randomBytes } from 'node:crypto'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import type { CartView } from '../../contract/cart.ts'
import { ORDERS_PER_PAGE } from '../../contract/limits.ts'
import type { OrderSummary, TerminalContract } from '../../contract/terminal.ts'
import { uuidv7 } from '../../domain/ids.ts'

/** A terminal's contract over a WebSocket, as its screens use it. */
export type TerminalClient = ContractRouterClient<TerminalContract>

export async function connectTerminal(url: string, token: string): Promise<TerminalClient> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/terminal?token=${encodeURIComponent(token)}`)
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true })
    socket.addEventListener('error', () => reject(new Error(`no terminal answers at ${url}`)), { once: true })
  })
  return createORPCClient(new RPCLink({ websocket: socket }))
}

export function freshId(): string {
  return uuidv7(Date.now(), randomBytes(10))
}

/** A line of an order that was placed, as far as it can still be cancelled. */
export interface SoldLine {
  readonly orderId: string
  readonly lineId: string
  readonly sku: string
  left: number
}

/**
 * Orders goods for cash and gives back the lines as they were placed.
 * @param cart the open cart, empty.
 */
export async function placeCashOrder(
  client: TerminalClient,
  cart: CartView,
  goods: readonly { readonly sku: string; readonly quantity: number }[],
): Promise<{ readonly sold: SoldLine[]; readonly totalMinor: number }> {
  const { orderId } = cart
  const changes = goods.map(({ sku, quantity }) => ({ kind: 'add' as const, lineId: freshId(), sku, quantity }))
  const filled = await client.cart.apply({ changeId: freshId(), orderId, changes })
  const totalMinor = filled.lines.reduce((sum, line) => sum + line.priceMinor * line.quantity, 0)
  const placed = await client.order.placeCash({ orderId, tenderedMinor: totalMinor })
  const sold = filled.lines.map(({ lineId, sku, quantity }) => ({ orderId, lineId, sku, left: quantity }))
  return { sold, totalMinor: placed.totalMinor }
}

/** What the terminal itself has, asked page by page. */
export async function terminalSums(client: TerminalClient) {
  const sums = { orders: 0, ordersMinor: 0, refundsMinor: 0, refused: 0 }
  let olderThan: string | null = null
  for (;;) {
    const page: OrderSummary[] = await client.order.list({ query: '', olderThan })
    for (const order of page) {
      sums.orders += 1
      sums.ordersMinor += order.totalMinor
      sums.refundsMinor += order.refundedMinor
      if (order.refusal) sums.refused += 1
    }
    if (page.length < ORDERS_PER_PAGE) return sums
    olderThan = page.at(-1)!.orderId
  }
}
