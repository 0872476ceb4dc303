import type { Database } from 'better-sqlite3'
import { parseOrderNumber } from '../domain/order-number.ts'
import type { Cancellation, Order, OrderState } from '../domain/order.ts'
import { invariant } from '../domain/result.ts'

export interface StoredOrder {
  readonly order: Order
  readonly refundedMinor: number
  readonly state: OrderState
  /** Who said so. */
  readonly stateSource: 'terminal' | 'central'
  readonly stateAtMs: number
  readonly refusal: Refusal | null
}

export interface Refusal {
  readonly code: string
  readonly details?: Readonly<Record<string, string | number>>
}

export interface RawOrder {
  readonly document: string
  readonly number: string
  readonly running: number
  readonly placedAtMs: number
  readonly businessDay: string
  readonly state: OrderState
  readonly stateSource: 'terminal' | 'central'
  readonly totalMinor: number
  readonly refundedMinor: number
}

export interface OrderTables {
  get(orderId: string): StoredOrder | undefined
  /** The row as it is stored, for whoever compares it with the journal. */
  raw(orderId: string): RawOrder | undefined
  /** The ids of orders, and of cancellations, behind one of them, ascending; from the first where that is empty. */
  idsAfter(orderId: string, limit: number): string[]
  cancellationIdsAfter(cancellationId: string, limit: number): string[]
  insert(order: Order): void
  setState(orderId: string, state: OrderState, source: 'terminal' | 'central', atMs: number, refusal?: Refusal): void
  /** Newest first; from the newest where no order is named. */
  olderThan(orderId: string | null, limit: number): StoredOrder[]
  /** Newest first. */
  byNumber(number: string, limit: number): StoredOrder[]
  /** By the running part of their numbers, newest first. */
  byRunning(running: number, limit: number): StoredOrder[]
  /** Orders of which the central store refused something that the clerk has still to deal with, newest first. */
  refused(limit: number): StoredOrder[]
  countRefused(): number
  cancellations(orderId: string): Cancellation[]
  cancellation(cancellationId: string): Cancellation | undefined
  addCancellation(cancellation: Cancellation): void
  /** The number the next order of a business day gets; taken only by `takeNumber`. */
  nextRunning(businessDay: string): number
  takeRunning(businessDay: string): number
  /** A number of this terminal that came back from elsewhere is never given again. */
  keepNumber(businessDay: string, number: string): void
}

interface OrderRow {
  document: string
  refunded_minor: number
  state: OrderState
  state_source: 'terminal' | 'central'
  state_at_ms: number
  refusal: string | null
}

const COLUMNS = 'document, refunded_minor, state, state_source, state_at_ms, refusal'

export function orderTables(db: Database): OrderTables {
  const one = db.prepare<[string], OrderRow>(`SELECT ${COLUMNS} FROM orders WHERE order_id = ?`)
  const raw = db.prepare<[string], RawOrder>(
    `SELECT document, number, running, placed_at_ms AS placedAtMs, business_day AS businessDay, state,
       state_source AS stateSource, total_minor AS totalMinor, refunded_minor AS refundedMinor
     FROM orders WHERE order_id = ?`,
  )
  const ids = db
    .prepare<[string, number], string>('SELECT order_id FROM orders WHERE order_id > ? ORDER BY order_id LIMIT ?')
    .pluck()
  const insert = db.prepare(
    `INSERT INTO orders (order_id, number, running, placed_at_ms, business_day, total_minor, document, state, state_source, state_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'placed', 'terminal', ?)`,
  )
  const setState = db.prepare(
    'UPDATE orders SET state = ?, state_source = ?, state_at_ms = ?, refusal = ? WHERE order_id = ?',
  )
  return {
    get: (orderId) => toStored(one.get(orderId)),
    raw: (orderId) => raw.get(orderId),
    idsAfter: (orderId, limit) => ids.all(orderId, limit),
    insert(order) {
      const { orderId, number, placedAtMs, businessDay, totalMinor } = order
      insert.run(
        orderId,
        number,
        runningOf(number),
        placedAtMs,
        businessDay,
        totalMinor,
        JSON.stringify(order),
        placedAtMs,
      )
    },
    setState(orderId, state, source, atMs, refusal) {
      setState.run(state, source, atMs, refusal ? JSON.stringify(refusal) : null, orderId)
    },
    ...lists(db),
    ...cancellations(db),
    ...numbers(db),
  }
}

function runningOf(number: string): number {
  const parsed = parseOrderNumber(number)
  invariant(parsed.ok, `a stored order has a number: ${number}`)
  return parsed.value.running
}

function toStored(row: OrderRow | undefined): StoredOrder | undefined {
  if (!row) return undefined
  return {
    order: JSON.parse(row.document) as Order,
    refundedMinor: row.refunded_minor,
    state: row.state,
    stateSource: row.state_source,
    stateAtMs: row.state_at_ms,
    refusal: row.refusal === null ? null : (JSON.parse(row.refusal) as Refusal),
  }
}

function lists(db: Database): Pick<OrderTables, 'olderThan' | 'byNumber' | 'byRunning' | 'refused' | 'countRefused'> {
  const newest = db.prepare<[number], OrderRow>(
    `SELECT ${COLUMNS} FROM orders ORDER BY placed_at_ms DESC, order_id DESC LIMIT ?`,
  )
  const older = db.prepare<[string, number], OrderRow>(
    `SELECT ${COLUMNS} FROM orders
     WHERE (placed_at_ms, order_id) < (SELECT placed_at_ms, order_id FROM orders WHERE order_id = ?)
     ORDER BY placed_at_ms DESC, order_id DESC LIMIT ?`,
  )
  const byNumber = db.prepare<[string, number], OrderRow>(
    `SELECT ${COLUMNS} FROM orders WHERE number = ? ORDER BY placed_at_ms DESC LIMIT ?`,
  )
  const byRunning = db.prepare<[number, number], OrderRow>(
    `SELECT ${COLUMNS} FROM orders WHERE running = ? ORDER BY placed_at_ms DESC LIMIT ?`,
  )
  const refused = db.prepare<[number], OrderRow>(
    `SELECT ${COLUMNS} FROM orders WHERE refusal IS NOT NULL AND state <> 'cancelled' ORDER BY placed_at_ms DESC LIMIT ?`,
  )
  const countRefused = db
    .prepare<[], number>("SELECT count(*) FROM orders WHERE refusal IS NOT NULL AND state <> 'cancelled'")
    .pluck()
  const all = (rows: OrderRow[]) => rows.map((row) => toStored(row)!)
  return {
    olderThan: (orderId, limit) => all(orderId === null ? newest.all(limit) : older.all(orderId, limit)),
    byNumber: (number, limit) => all(byNumber.all(number, limit)),
    byRunning: (running, limit) => all(byRunning.all(running, limit)),
    refused: (limit) => all(refused.all(limit)),
    countRefused: () => countRefused.get() ?? 0,
  }
}

function cancellations(
  db: Database,
): Pick<OrderTables, 'cancellations' | 'cancellation' | 'cancellationIdsAfter' | 'addCancellation'> {
  const ofOrder = db
    .prepare<[string], string>(
      'SELECT document FROM cancellations WHERE order_id = ? ORDER BY cancelled_at_ms, cancellation_id',
    )
    .pluck()
  const one = db.prepare<[string], string>('SELECT document FROM cancellations WHERE cancellation_id = ?').pluck()
  const ids = db
    .prepare<[string, number], string>(
      'SELECT cancellation_id FROM cancellations WHERE cancellation_id > ? ORDER BY cancellation_id LIMIT ?',
    )
    .pluck()
  const insert = db.prepare(
    'INSERT INTO cancellations (cancellation_id, order_id, cancelled_at_ms, refund_minor, document) VALUES (?, ?, ?, ?, ?)',
  )
  const refunded = db.prepare('UPDATE orders SET refunded_minor = refunded_minor + ? WHERE order_id = ?')
  return {
    cancellations: (orderId) => ofOrder.all(orderId).map((document) => JSON.parse(document) as Cancellation),
    cancellation(cancellationId) {
      const document = one.get(cancellationId)
      return document === undefined ? undefined : (JSON.parse(document) as Cancellation)
    },
    cancellationIdsAfter: (cancellationId, limit) => ids.all(cancellationId, limit),
    addCancellation(cancellation) {
      const { cancellationId, orderId, cancelledAtMs, refundMinor } = cancellation
      insert.run(cancellationId, orderId, cancelledAtMs, refundMinor, JSON.stringify(cancellation))
      refunded.run(refundMinor, orderId)
    },
  }
}

function numbers(db: Database): Pick<OrderTables, 'nextRunning' | 'takeRunning' | 'keepNumber'> {
  const last = db.prepare<[string], number>('SELECT last FROM order_numbers WHERE business_day = ?').pluck()
  const take = db
    .prepare<[string], number>(
      `INSERT INTO order_numbers (business_day, last) VALUES (?, 1)
       ON CONFLICT (business_day) DO UPDATE SET last = last + 1 RETURNING last`,
    )
    .pluck()
  const keep = db.prepare(
    `INSERT INTO order_numbers (business_day, last) VALUES (?, ?)
     ON CONFLICT (business_day) DO UPDATE SET last = max(last, excluded.last)`,
  )
  return {
    keepNumber: (businessDay, number) => void keep.run(businessDay, runningOf(number)),
    nextRunning: (businessDay) => (last.get(businessDay) ?? 0) + 1,
    takeRunning: (businessDay) => take.get(businessDay)!,
  }
}
