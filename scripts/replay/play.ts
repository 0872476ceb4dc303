import { freshId, placeCashOrder, type SoldLine, type TerminalClient } from './counter.ts'
import type { Invoice, InvoiceLine } from './invoices.ts'

/** What became of the invoices, line by line: every line is ordered, cancelled or refused. */
export interface Played {
  orders: number
  orderLines: number
  ordersMinor: number
  cancellations: number
  cancelledLines: number
  refundsMinor: number
  readonly refused: Map<string, number>
}

/** Plays invoices at a terminal, one after the other, as a clerk would. */
export async function playInvoices(
  client: TerminalClient,
  invoices: readonly Invoice[],
  progress: (done: number) => void,
): Promise<Played> {
  const played: Played = {
    ...{ orders: 0, orderLines: 0, ordersMinor: 0, cancellations: 0, cancelledLines: 0, refundsMinor: 0 },
    refused: new Map(),
  }
  const soldTo = new Map<string, SoldLine[]>()
  for (const [done, invoice] of invoices.entries()) {
    if (invoice.kind === 'order') await playOrder(client, invoice, played, soldTo)
    else await playCancellation(client, invoice, played, soldTo)
    progress(done + 1)
  }
  return played
}

async function playOrder(
  client: TerminalClient,
  invoice: Invoice,
  played: Played,
  soldTo: Map<string, SoldLine[]>,
): Promise<void> {
  if (invoice.lines.length === 0) return
  const { sold, totalMinor } = await placeCashOrder(client, await client.cart.get(), invoice.lines)
  played.orders += 1
  played.orderLines += invoice.lines.length
  played.ordersMinor += totalMinor
  for (const line of sold) {
    const key = keyOf(invoice.customer, line.sku)
    soldTo.set(key, [...(soldTo.get(key) ?? []), line])
  }
}

/** The file does not say which order is cancelled: it is the customer's latest ones of the same goods at that price. */
async function playCancellation(
  client: TerminalClient,
  invoice: Invoice,
  played: Played,
  soldTo: Map<string, SoldLine[]>,
): Promise<void> {
  const wanted = new Map<string, Map<string, number>>()
  for (const line of invoice.lines) {
    const reason = take(invoice.customer, line, soldTo, wanted)
    if (reason === undefined) played.cancelledLines += 1
    else played.refused.set(reason, (played.refused.get(reason) ?? 0) + 1)
  }
  for (const [orderId, quantities] of wanted) {
    const lines = [...quantities].map(([lineId, quantity]) => ({ lineId, quantity }))
    const cancellation = await client.order.cancel({ orderId, cancellationId: freshId(), lines })
    played.cancellations += 1
    played.refundsMinor += cancellation.refundMinor
  }
}

/** @returns why nothing of the line is cancelled, where no earlier order has enough of it left. */
function take(
  customer: string,
  line: InvoiceLine,
  soldTo: Map<string, SoldLine[]>,
  wanted: Map<string, Map<string, number>>,
): string | undefined {
  if (customer === '') return 'cancellation_without_customer'
  const sold = soldTo.get(keyOf(customer, line.sku)) ?? []
  if (sold.length === 0) return 'cancellation_without_earlier_order'
  if (sold.reduce((sum, { left }) => sum + left, 0) < line.quantity) return 'cancellation_of_more_than_ordered'
  let missing = line.quantity
  for (const source of sold.toReversed()) {
    const quantity = Math.min(missing, source.left)
    if (quantity === 0) continue
    source.left -= quantity
    missing -= quantity
    const quantities = wanted.get(source.orderId) ?? new Map<string, number>()
    quantities.set(source.lineId, (quantities.get(source.lineId) ?? 0) + quantity)
    wanted.set(source.orderId, quantities)
  }
  return undefined
}

function keyOf(customer: string, sku: string): string {
  return `${customer}\n${sku}`
}
