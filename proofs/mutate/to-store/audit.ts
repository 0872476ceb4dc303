import type { Database } from 'better-sqlite3'
import { FIRST_PREVIOUS_HASH, type FactBody } from '../../../domain/fact.ts'
import { chainHead } from '../../../trust/hash.ts'
import { PRODUCTS } from '../../support/shop.ts'

/** Makes anew from the facts what the store's other tables have to hold, so that nothing may be there by half. */
export function* audit(db: Database): Generator<string> {
  const facts = db.prepare<[], FactRow>('SELECT * FROM facts ORDER BY terminal_id, epoch, seq').all()
  yield* wrongPlaces(db, facts)
  yield* wrongOrders(db, facts)
  yield* wrongCancellations(db, facts)
  yield* wrongStock(db)
  yield* wrongStates(db)
}

interface FactRow {
  readonly terminal_id: string
  readonly epoch: number
  readonly seq: number
  readonly body_hash: string
  readonly previous_hash: string
  readonly body: string
  readonly outcome: string
}

const placeOf = (row: Pick<FactRow, 'terminal_id' | 'epoch' | 'seq'>) => `${row.terminal_id}/${row.epoch}/${row.seq}`

/** Sequences without gap from 1, and each epoch's end as its last fact has it. */
function* wrongPlaces(db: Database, facts: readonly FactRow[]): Generator<string> {
  const ends = new Map<string, { seq: number; head: string }>()
  for (const fact of facts) {
    const epoch = `${fact.terminal_id}/${fact.epoch}`
    if (fact.seq !== (ends.get(epoch)?.seq ?? 0) + 1) yield `fact ${placeOf(fact)} stands behind a gap`
    ends.set(epoch, { seq: fact.seq, head: chainHead(fact.previous_hash, fact.body_hash) })
  }
  const rows = db
    .prepare<[], { terminal_id: string; epoch: number; acknowledged_seq: number; chain_head: string }>(
      'SELECT terminal_id, epoch, acknowledged_seq, chain_head FROM epochs',
    )
    .all()
  for (const row of rows) {
    const epoch = `${row.terminal_id}/${row.epoch}`
    const end = ends.get(epoch) ?? { seq: 0, head: FIRST_PREVIOUS_HASH }
    if (row.acknowledged_seq !== end.seq || row.chain_head !== end.head)
      yield `epoch ${epoch} ends at ${end.seq}, but was acknowledged up to ${row.acknowledged_seq}`
    ends.delete(epoch)
  }
  for (const epoch of ends.keys()) yield `there are facts of epoch ${epoch}, which is none`
}

/** The accepted ones, each with its body. */
function acceptedOf(facts: readonly FactRow[]): { readonly row: FactRow; readonly body: FactBody }[] {
  return facts.flatMap((row) => (row.outcome === 'accepted' ? [{ row, body: JSON.parse(row.body) as FactBody }] : []))
}

function* wrongOrders(db: Database, facts: readonly FactRow[]): Generator<string> {
  const byPlace = new Map(facts.map((fact) => [placeOf(fact), fact]))
  const rows = db
    .prepare<[], FactRow & { order_id: string; total_minor: number; state: string }>('SELECT * FROM orders')
    .all()
  const known = new Map(rows.map((row) => [row.order_id, row]))
  for (const row of rows) {
    const fact = byPlace.get(placeOf(row))
    const body = fact && (JSON.parse(fact.body) as FactBody)
    const order = body?.kind === 'order.placed' ? body.order : undefined
    if (fact?.body_hash !== row.body_hash || order?.orderId !== row.order_id || order.totalMinor !== row.total_minor)
      yield `order ${row.order_id} is not what the fact at its place says`
  }
  for (const { row, body } of acceptedOf(facts))
    if (body.kind === 'order.placed' && !known.has(body.order.orderId)) yield `fact ${placeOf(row)} made no order`
}

function* wrongCancellations(db: Database, facts: readonly FactRow[]): Generator<string> {
  const rows = db
    .prepare<[], { cancellation_id: string; order_id: string; refund_minor: number }>('SELECT * FROM cancellations')
    .all()
  const known = new Map(rows.map((row) => [row.cancellation_id, row]))
  for (const { row, body } of acceptedOf(facts)) {
    if (body.kind !== 'order.cancelled') continue
    const { cancellationId, orderId, refundMinor } = body.cancellation
    const made = known.get(cancellationId)
    if (made?.order_id !== orderId || made.refund_minor !== refundMinor)
      yield `fact ${placeOf(row)} did not make its cancellation`
    known.delete(cancellationId)
  }
  for (const id of known.keys()) yield `cancellation ${id} came from no accepted fact`
}

/** Goods on hand are those of the beginning without what accepted orders took and cancellations gave back. */
function* wrongStock(db: Database): Generator<string> {
  const expected = new Map(PRODUCTS.flatMap(({ sku, stock }) => (stock === null ? [] : [[sku, stock] as const])))
  const move = (sku: string, by: number) => expected.has(sku) && expected.set(sku, expected.get(sku)! + by)
  const skus = new Map<string, string>()
  for (const { body, isRefused } of bodiesOf(db, 'orders', 'refusal_code IS NOT NULL')) {
    if (body.kind !== 'order.placed' || isRefused) continue
    for (const { lineId, sku, quantity } of body.order.lines) {
      skus.set(`${body.order.orderId}/${lineId}`, sku)
      move(sku, -quantity)
    }
  }
  for (const { body, isRefused } of bodiesOf(db, 'cancellations', 'of_refused_order')) {
    if (body.kind !== 'order.cancelled' || isRefused) continue
    for (const { lineId, quantity } of body.cancellation.lines)
      move(skus.get(`${body.cancellation.orderId}/${lineId}`) ?? '', quantity)
  }
  const onHand = db.prepare<[string], number>('SELECT on_hand FROM stock WHERE sku = ?').pluck()
  for (const [sku, quantity] of expected)
    if (onHand.get(sku) !== quantity) yield `of ${sku} there are ${onHand.get(sku)}, not ${quantity}`
}

function bodiesOf(db: Database, table: 'orders' | 'cancellations', refused: string) {
  return db
    .prepare<[], { text: string; refused: number }>(
      `SELECT f.body AS text, ${refused} AS refused FROM ${table} JOIN facts AS f USING (terminal_id, epoch, seq)`,
    )
    .all()
    .map(({ text, refused: flag }) => ({ body: JSON.parse(text) as FactBody, isRefused: flag === 1 }))
}

/** Each terminal's states are numbered without gap, and each is of an order. */
function* wrongStates(db: Database): Generator<string> {
  const rows = db
    .prepare<[], { terminal_id: string; told: number; last: number; cursor: number }>(
      `SELECT t.terminal_id, count(s.cursor) AS told, coalesce(max(s.cursor), 0) AS last, t.state_cursor AS cursor
       FROM terminals AS t LEFT JOIN order_states AS s ON s.terminal_id = t.terminal_id GROUP BY t.terminal_id`,
    )
    .all()
  for (const { terminal_id: id, told, last, cursor } of rows)
    if (told !== cursor || last !== cursor) yield `terminal ${id} was told ${told} states up to ${last}, not ${cursor}`
  const orphans = db.prepare('SELECT count(*) FROM order_states WHERE order_id NOT IN (SELECT order_id FROM orders)')
  if (orphans.pluck().get() !== 0) yield 'a state is told of an order that is none'
}
