import { MAX_FACT_LENGTH } from '../../contract/facts.ts'
import { changeCart, type CartChange, type CartError } from '../../domain/cart-change.ts'
import { voidedLines, type Cart } from '../../domain/cart.ts'
import { orderLine } from '../../domain/order.ts'
import { fail, ok, type Result } from '../../domain/result.ts'
import { formerCartIds, underNewId } from '../cart-id.ts'
import type { TerminalContext } from '../context.ts'
import { orDiskFull, orThrow } from '../errors.ts'
import { appendFact, today } from '../journal/append.ts'
import { cartView, openCart, publishCart } from '../ordering.ts'
import { publishSync } from '../sync/status.ts'
import { contract } from './contract.ts'

type ApplyError = CartError | 'cart.not_this_order' | 'card.unknown_outstanding'

const get = contract.cart.get.handler(({ context }) => cartView(context.terminal, openCart(context.terminal)))

const apply = contract.cart.apply.handler(({ context, input }) => {
  const { terminal } = context
  const cart = orThrow(orDiskFull(() => terminal.store.transaction(() => applyChanges(terminal, input))))
  publishCart(terminal)
  // What left the cart is a record.
  if (input.changes.some(({ kind }) => kind !== 'add')) publishSync(terminal)
  return cartView(terminal, cart)
})

function applyChanges(
  terminal: TerminalContext,
  input: { readonly changeId: string; readonly orderId: string; readonly changes: readonly CartChange[] },
): Result<Cart, ApplyError> {
  const { store } = terminal
  const before = openCart(terminal)
  let cart = before
  if (store.cart.hasChange(input.changeId)) return ok(cart)
  if (cart.orderId !== input.orderId && !isForFormerId(terminal, cart, input)) return fail('cart.not_this_order')
  // What a card may have been charged for must not change under it.
  if (store.cards.outstanding()?.orderId === cart.orderId) return fail('card.unknown_outstanding')
  const catalogueVersion = terminal.settings.catalogue().version
  const pick = (sku: string) => {
    const product = store.catalogue.product(sku)
    return product && { product, catalogueVersion }
  }
  for (const change of input.changes) {
    const changed = changeCart(cart, change, pick)
    if (!changed.ok) return changed
    cart = changed.value
  }
  if (!fitsIntoFact(cart)) return fail('cart.too_many_lines', { limit: cart.lines.length - 1 })
  tellVoided(terminal, before, cart)
  // What comes next is for another customer, and the id may be that of an order this data has forgotten.
  const isEmptied = cart.lines.length === 0 && before.lines.length > 0
  const kept = isEmptied ? underNewId(terminal, cart, true) : cart
  store.cart.put(kept, input.changeId)
  return ok(kept)
}

/**
 * What was scanned or changed in a cart that got a new id meanwhile, and not in one that has become an order. Only a
 * page that has seen the cart as it is now may clear it.
 */
function isForFormerId(
  terminal: TerminalContext,
  cart: Cart,
  { orderId, changes }: { readonly orderId: string; readonly changes: readonly CartChange[] },
): boolean {
  if (!formerCartIds(terminal, cart).includes(orderId) || terminal.store.orders.get(orderId)) return false
  return changes.every(({ kind }) => kind !== 'clear')
}

/** Goods that leave a cart before they are paid are how a counter is robbed by its own people: the journal has them. */
function tellVoided(terminal: TerminalContext, before: Cart, after: Cart): void {
  const lines = voidedLines(before.lines, after.lines)
  if (lines.length === 0 || !terminal.settings.identity()) return
  appendFact(terminal, { kind: 'cart.voided', orderId: before.orderId, businessDay: today(terminal), lines })
}

/** What an order has beside its lines: ids, number, day, payments. */
const BESIDE_LINES = 8_192

/** Long names make a long order; one that the central store could not take in must not be paid for. */
function fitsIntoFact({ lines }: Pick<Cart, 'lines'>): boolean {
  return JSON.stringify(lines.map(orderLine)).length + BESIDE_LINES <= MAX_FACT_LENGTH
}

export const cart = { get, apply }
