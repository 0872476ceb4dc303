import type { Database } from 'better-sqlite3'
import { emptyCart, type Cart, type CartLine } from '../domain/cart.ts'

/** The one open cart, stored on every change. */
export interface CartTable {
  get(): Cart | undefined
  /** Whether a change was stored before: a caller that lost the answer may ask again. */
  hasChange(changeId: string): boolean
  /** @param changeId undefined for a change that nobody repeats. */
  put(cart: Cart, changeId: string | undefined): void
  /** Begins an empty cart under the id of the next order. */
  begin(orderId: string): Cart
}

/** A caller repeats at most the last few changes. */
const REMEMBERED_CHANGES = 64

export function cartTable(db: Database): CartTable {
  const select = db.prepare<[], { order_id: string; lines: string; revision: number; said: string }>(
    'SELECT order_id, lines, revision, said FROM open_cart WHERE slot = 1',
  )
  const changes = db.prepare<[], string>('SELECT recent_changes FROM open_cart WHERE slot = 1').pluck()
  const upsert = db.prepare(
    `INSERT INTO open_cart (slot, order_id, lines, revision, recent_changes, said) VALUES (1, ?, ?, ?, ?, ?)
     ON CONFLICT (slot) DO UPDATE SET order_id = excluded.order_id, lines = excluded.lines,
       revision = excluded.revision, recent_changes = excluded.recent_changes, said = excluded.said`,
  )
  const recentChanges = () => JSON.parse(changes.get() ?? '[]') as string[]
  return {
    get() {
      const row = select.get()
      if (!row) return undefined
      const said = JSON.parse(row.said) as Pick<Cart, 'discount' | 'note'>
      return { orderId: row.order_id, lines: JSON.parse(row.lines) as CartLine[], ...said, revision: row.revision }
    },
    hasChange: (changeId) => recentChanges().includes(changeId),
    put(cart, changeId) {
      const recent = recentChanges()
      if (changeId !== undefined) recent.push(changeId)
      const kept = JSON.stringify(recent.slice(-REMEMBERED_CHANGES))
      const { orderId, lines, revision, ...said } = cart
      upsert.run(orderId, JSON.stringify(lines), revision, kept, JSON.stringify(said))
    },
    begin(orderId) {
      const cart = emptyCart(orderId)
      upsert.run(cart.orderId, '[]', cart.revision, '[]', '{}')
      return cart
    },
  }
}
