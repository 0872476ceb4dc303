import { MAX_FACT_LENGTH } from '../../contract/facts.ts'
import { changeCart, voidedLines, type Cart, type CartChange, type CartError } from '../../domain/cart.ts'
import { orderLine } from '../../domain/order.ts'
import { fail, ok, type Result } from '../../domain/result.ts'
import type { TerminalContext } from '../context.ts'
import { orDiskFull, orThrow } from '../errors.ts'
import { appendFact, today } from '../journal/append.ts'
import { cartView, openCart, publishCart } from '../ordering.ts'
import { contract } from './contract.ts'

type ApplyError = CartError | 'cart.not_this_order' | 'card.unknown_outstanding'

const get = contract.cart.get.handler(({ context }) => cartView(context.terminal, openCart(context.terminal)))

const apply = contract.cart.apply.handler(({ context, input }) => {
  const { terminal } = context
  const cart = orThrow(orDiskFull(() => terminal.store.transaction(() => applyChanges(terminal, input))))
  publishCart(terminal)
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
  if (cart.orderId !== input.orderId && !isForRenewed(terminal, cart, input)) return fail('cart.not_this_order')
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
  store.cart.put(cart, input.changeId)
  tellVoided(terminal, before, cart)
  return ok(cart)
}

/** Goods scanned into an empty cart that got a new id meanwhile, and not into one that has become an order. */
function isForRenewed(
  { live, store }: TerminalContext,
  cart: Cart,
  { orderId, changes }: { readonly orderId: string; readonly changes: readonly CartChange[] },
): boolean {
  if (cart.revision > 0 || orderId !== live.renewedCartId || store.orders.get(orderId)) return false
  return changes.every(({ kind }) => kind === 'add')
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
