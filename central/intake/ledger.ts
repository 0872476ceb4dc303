import type { Shop } from '../../contract/central.ts'
import { invariant } from '../../domain/result.ts'
import type { Cancellation, Order, OrderState } from '../../domain/order.ts'
import type { LostVersions } from '../store/version-gaps.ts'
import type { Details } from './judgement.ts'
import type { PriceSpan } from './judge-order.ts'
import type { Papers } from './papers.ts'
import type { PutOff } from './put-off.ts'
import type {
  AlarmRow,
  CancellationRow,
  FactRow,
  OrderRow,
  OrderStateRow,
  OversoldRow,
  PaperOrderRow,
  TerminalRow,
} from '../store/tables.ts'

/** Where a fact stands. */
export interface FactPlace {
  readonly terminalId: string
  readonly epoch: number
  readonly seq: number
}

export interface KnownOrder {
  readonly row: OrderRow
  /** Read only where a cancellation of the batch asks for it. */
  readonly order: Order | undefined
  readonly cancellations: Cancellation[]
}

/**
 * What a batch of facts touches, read once before the first is judged, and what judging them adds, written once after
 * the last. It is exact because the batch holds the write lock.
 */
export interface Ledger {
  readonly shop: Shop
  readonly nowMs: number
  readonly terminals: Map<string, TerminalRow>
  readonly prices: Map<string, PriceSpan[]>
  readonly isLost: LostVersions
  readonly stock: Map<string, number | null>
  readonly orders: Map<string, KnownOrder>
  readonly cancellations: Map<string, CancellationRow>
  readonly putOff: PutOff
  readonly papers: Papers
  readonly added: {
    readonly facts: FactRow[]
    /** Facts in places that were held by one put aside. */
    readonly replacements: FactRow[]
    readonly alarms: AlarmRow[]
    /** Places whose alterations turned out to have happened on the way. */
    readonly settled: FactPlace[]
    /** Places at which so many alterations wait already that the oldest goes. */
    readonly crowded: FactPlace[]
    readonly orders: Set<string>
    readonly paperOrders: PaperOrderRow[]
    readonly changedOrders: Set<string>
    readonly cancellations: CancellationRow[]
    readonly states: OrderStateRow[]
    readonly oversold: OversoldRow[]
    readonly stockBySku: Map<string, number>
  }
}

/** Tells the order's terminal of a state, under the terminal's own next cursor. */
export function tellState(ledger: Ledger, row: OrderRow, state: OrderState, code?: string, details?: Details): void {
  const terminal = ledger.terminals.get(row.terminal_id)
  invariant(terminal, 'a batch knows the terminals of its orders')
  terminal.state_cursor += 1
  ledger.added.states.push({
    terminal_id: row.terminal_id,
    cursor: terminal.state_cursor,
    order_id: row.order_id,
    state,
    code: code ?? null,
    details: details === undefined ? null : JSON.stringify(details),
    at_ms: ledger.nowMs,
  })
}

/** Takes goods from stock, or gives them back where `quantity` is negative. @returns how many were not there. */
export function takeStock(ledger: Ledger, sku: string, quantity: number): number {
  const onHand = ledger.stock.get(sku)
  if (onHand === undefined || onHand === null) return 0
  ledger.stock.set(sku, onHand - quantity)
  ledger.added.stockBySku.set(sku, (ledger.added.stockBySku.get(sku) ?? 0) - quantity)
  return Math.max(0, Math.min(quantity, quantity - onHand))
}

export function emptyAdditions(): Ledger['added'] {
  return {
    facts: [],
    replacements: [],
    alarms: [],
    settled: [],
    crowded: [],
    orders: new Set(),
    paperOrders: [],
    changedOrders: new Set(),
    cancellations: [],
    states: [],
    oversold: [],
    stockBySku: new Map(),
  }
}
