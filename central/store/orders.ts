import { STATES_PER_PAGE, type OrderStateRow, type StatesAnswer } from '../../contract/facts.ts'
import type { ErrorCode } from '../../contract/errors.ts'
import { canBecome, type OrderState } from '../../domain/order.ts'
import { fail, ok, type Result } from '../../domain/result.ts'
import { readHeads } from './epochs.ts'
import type { Db, OrderStateRow as StateColumns, TerminalRow } from './tables.ts'
import { inTransaction } from './transaction.ts'

/**
 * The states of a terminal's orders after its cursor, oldest first. A cursor that this store has not reached (it was
 * restored from a backup) is led back to where the store stands.
 */
export async function statesAfter(
  db: Db,
  terminal: TerminalRow,
  after: number,
): Promise<Omit<StatesAnswer, 'incarnation'>> {
  const rows = await db
    .selectFrom('order_states')
    .selectAll()
    .where('terminal_id', '=', terminal.terminal_id)
    .where('cursor', '>', after)
    .orderBy('cursor')
    .limit(STATES_PER_PAGE + 1)
    .execute()
  const page = rows.slice(0, STATES_PER_PAGE)
  const next = page.at(-1)?.cursor ?? Math.min(after, terminal.state_cursor)
  const epochs = await readHeads(db, terminal.terminal_id)
  const acknowledgedSeq = epochs.find(({ epoch }) => epoch === terminal.epoch)?.acknowledgedSeq ?? 0
  return { next, complete: rows.length === page.length, states: page.map(stateOf), acknowledgedSeq, epochs }
}

function stateOf(row: StateColumns): OrderStateRow {
  return {
    orderId: row.order_id,
    state: row.state as OrderState,
    ...(row.code === null ? {} : { code: row.code as ErrorCode }),
    ...(row.details === null ? {} : { details: JSON.parse(row.details) as Record<string, string | number> }),
    atMs: row.at_ms,
  }
}

/** Moves an order on and tells its terminal. The state it has already is no error: the first answer may be lost. */
export async function setOrderState(
  db: Db,
  orderId: string,
  state: OrderState,
  nowMs: number,
): Promise<Result<OrderStateRow, 'order.unknown' | 'order.state_impossible'>> {
  return inTransaction(db, async (trx) => {
    const order = await trx.selectFrom('orders').selectAll().where('order_id', '=', orderId).executeTakeFirst()
    if (!order) return fail('order.unknown', { orderId })
    const from = order.state as OrderState
    if (from === state) return ok({ orderId, state, atMs: nowMs })
    if (!canBecome(from, state)) return fail('order.state_impossible', { from, to: state })
    const { state_cursor: cursor } = await trx
      .updateTable('terminals')
      .set(({ eb }) => ({ state_cursor: eb('state_cursor', '+', 1) }))
      .where('terminal_id', '=', order.terminal_id)
      .returning('state_cursor')
      .executeTakeFirstOrThrow()
    await trx.updateTable('orders').set({ state }).where('order_id', '=', orderId).execute()
    await trx
      .insertInto('order_states')
      .values({
        terminal_id: order.terminal_id,
        cursor,
        order_id: orderId,
        state,
        code: null,
        details: null,
        at_ms: nowMs,
      })
      .execute()
    return ok({ orderId, state, atMs: nowMs })
  })
}
