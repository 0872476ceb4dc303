import type { Shop } from '../../contract/central.ts'
import type { FactBody } from '../../domain/fact.ts'
import type { Cancellation, Order } from '../../domain/order.ts'
import { readLostVersions } from '../store/version-gaps.ts'
import type { CancellationRow, Db, FactRow, OrderRow, TerminalRow } from '../store/tables.ts'
import { portions } from '../store/transaction.ts'
import type { PriceSpan } from './judge-order.ts'
import { ordersOn, readGoods, readPapers } from './papers.ts'
import { readPutOff } from './put-off.ts'
import { emptyAdditions, type KnownOrder, type Ledger } from './ledger.ts'

const VALUES_PER_QUERY = 500

/** Reads everything that judging these bodies of these terminals can ask for. */
export async function readLedger(
  trx: Db,
  shop: Shop,
  terminals: Map<string, TerminalRow>,
  bodies: readonly FactBody[],
  nowMs: number,
): Promise<Ledger> {
  const placed = bodies.flatMap((body) => (body.kind === 'order.placed' ? [body.order] : []))
  const cancelled = bodies.flatMap((body) => (body.kind === 'order.cancelled' ? [body.cancellation] : []))
  const papers = readPapers(bodies)
  const carried = ordersOn(papers)
  const named = [...placed, ...cancelled, ...carried]
  const orders = await readOrders(trx, unique(named.map(({ orderId }) => orderId)), cancelled)
  const known = [...orders.values()].flatMap(({ order }) => order ?? [])
  const skus = unique([...placed, ...carried, ...known].flatMap(({ lines }) => lines.map(({ sku }) => sku)))
  await readOthers(trx, terminals, unique(carried.map(({ terminalId }) => terminalId)))
  return {
    shop,
    nowMs,
    terminals,
    prices: await readPrices(trx, skus),
    isLost: await readLostVersions(trx, versionsIn([...placed, ...carried])),
    stock: await readStock(trx, skus),
    orders,
    cancellations: await readCancellations(trx, unique(cancelled.map(({ cancellationId }) => cancellationId))),
    papers: { read: papers, lookUp: await readGoods(trx, papers) },
    putOff: await readPutOff(trx, [...terminals.keys()]),
    added: emptyAdditions(),
  }
}

function versionsIn(orders: readonly { readonly lines: readonly { readonly catalogueVersion: number }[] }[]): number[] {
  return orders.flatMap(({ lines }) => lines.map(({ catalogueVersion }) => catalogueVersion))
}

/** Terminals whose orders others carry. */
async function readOthers(trx: Db, terminals: Map<string, TerminalRow>, ids: readonly string[]): Promise<void> {
  const others = ids.filter((id) => !terminals.has(id))
  if (others.length === 0) return
  const rows = await trx.selectFrom('terminals').selectAll().where('terminal_id', 'in', others).execute()
  for (const row of rows) terminals.set(row.terminal_id, row)
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)]
}

async function readPrices(trx: Db, skus: readonly string[]): Promise<Map<string, PriceSpan[]>> {
  const prices = new Map<string, PriceSpan[]>()
  for (const portion of portions(skus, VALUES_PER_QUERY)) {
    const rows = await trx
      .selectFrom('product_versions')
      .select(['sku', 'version', 'until_version', 'price_minor', 'unit', 'removed'])
      .where('sku', 'in', portion)
      .execute()
    for (const row of rows) {
      const span = {
        fromVersion: row.version,
        untilVersion: row.until_version,
        priceMinor: row.price_minor,
        unit: row.unit,
        removed: row.removed === 1,
      }
      const spans = prices.get(row.sku)
      if (spans) spans.push(span)
      else prices.set(row.sku, [span])
    }
  }
  return prices
}

async function readStock(trx: Db, skus: readonly string[]): Promise<Map<string, number | null>> {
  const stock = new Map<string, number | null>()
  for (const portion of portions(skus, VALUES_PER_QUERY)) {
    const rows = await trx.selectFrom('stock').select(['sku', 'on_hand']).where('sku', 'in', portion).execute()
    for (const row of rows) stock.set(row.sku, row.on_hand)
  }
  return stock
}

/** Orders are read with their bodies only where a cancellation asks for them: whether one is there needs no body. */
async function readOrders(
  trx: Db,
  orderIds: readonly string[],
  cancelled: readonly Cancellation[],
): Promise<Map<string, KnownOrder>> {
  const withBodies = new Set(cancelled.map(({ orderId }) => orderId))
  const found = new Map<string, KnownOrder>()
  for (const portion of portions(orderIds, VALUES_PER_QUERY)) {
    const rows = await trx.selectFrom('orders').selectAll().where('order_id', 'in', portion).execute()
    for (const row of rows) {
      const needed = withBodies.has(row.order_id)
      found.set(row.order_id, {
        row,
        order: needed ? await orderBody(trx, row) : undefined,
        cancellations: needed ? await earlierCancellations(trx, row.order_id) : [],
      })
    }
  }
  return found
}

async function orderBody(trx: Db, row: OrderRow): Promise<Order> {
  const paper = await trx
    .selectFrom('paper_orders')
    .select('body')
    .where('order_id', '=', row.order_id)
    .executeTakeFirst()
  const text = paper?.body ?? (await factBody(trx, row))
  return (JSON.parse(text) as Extract<FactBody, { kind: 'order.placed' }>).order
}

async function earlierCancellations(trx: Db, orderId: string): Promise<Cancellation[]> {
  const rows = await trx.selectFrom('cancellations').selectAll().where('order_id', '=', orderId).execute()
  const found: Cancellation[] = []
  for (const row of rows) {
    const body = JSON.parse(await factBody(trx, row)) as Extract<FactBody, { kind: 'order.cancelled' }>
    found.push(body.cancellation)
  }
  return found
}

async function factBody(trx: Db, place: Pick<FactRow, 'terminal_id' | 'epoch' | 'seq'>): Promise<string> {
  const { body } = await trx
    .selectFrom('facts')
    .select('body')
    .where('terminal_id', '=', place.terminal_id)
    .where('epoch', '=', place.epoch)
    .where('seq', '=', place.seq)
    .executeTakeFirstOrThrow()
  return body
}

async function readCancellations(trx: Db, ids: readonly string[]): Promise<Map<string, CancellationRow>> {
  const found = new Map<string, CancellationRow>()
  for (const portion of portions(ids, VALUES_PER_QUERY)) {
    const rows = await trx.selectFrom('cancellations').selectAll().where('cancellation_id', 'in', portion).execute()
    for (const row of rows) found.set(row.cancellation_id, row)
  }
  return found
}
