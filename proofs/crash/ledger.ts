import { isDeepStrictEqual } from 'node:util'
import type { Call, SeenCart, Word } from './words.ts'

/** `orderId` is null where a next cart has begun whose id nobody has told. */
type KnownCart = { readonly orderId: string | null; readonly quantities: SeenCart['quantities'] }

/** What one terminal has promised, through all its lives; holds the next life to it. */
export class Ledger {
  readonly orders = new Map<string, { readonly number: string; readonly totalMinor: number }>()
  readonly cancellations = new Map<string, { readonly orderId: string; readonly refundMinor: number }>()
  /** Lines that were taken out of a cart before it was paid. */
  readonly voided = new Set<string>()
  readonly charges = new Map<string, { readonly orderId: string; readonly outcome: string }>()
  readonly broken: string[] = []
  sticks = 0
  /** The call that was under way when the process died. */
  underWay: Call | null = null
  readonly #name: string
  /** What the process before left under way: asked for again, it may turn out to have been done. */
  #leftOver: Call | null = null
  #isAgain = false
  #cart: KnownCart | undefined
  /** The ids that a cart had in earlier lives, each with the one that it had after that. */
  readonly #renewed = new Map<string, string>()

  constructor(name: string) {
    this.#name = name
  }

  hear(word: Word): void {
    switch (word.say) {
      case 'drained':
        return
      case 'failed':
        return this.#breaks(word.why)
      case 'open':
        return this.#open(word.cart)
      case 'about':
        this.underWay = word.call
        this.#isAgain = isDeepStrictEqual(word.call, this.#leftOver)
        this.#leftOver = null
        return
      case 'applied':
        return this.#applied(word.cart)
      case 'charged':
        return this.#charged(word)
      case 'stick':
        this.sticks += 1
        return
      case 'placed': {
        const { orderId, number, totalMinor } = word
        this.#note(this.orders, orderId, { number, totalMinor }, 'order')
        if (this.#cart?.orderId === orderId) this.#cart = { orderId: null, quantities: {} }
        this.underWay = null
        return
      }
      case 'cancelled': {
        const { cancellationId, orderId, refundMinor } = word
        this.#note(this.cancellations, cancellationId, { orderId, refundMinor }, 'cancellation')
        this.underWay = null
      }
    }
  }

  /** The cart is as it was last told, or as the call under way was to make it: nothing between. */
  #open(found: SeenCart): void {
    const [known, call] = [this.#cart, this.underWay]
    const possible = known ? [known, ...(call ? [this.#cartAfter(known, call)] : [])] : undefined
    const same = possible?.find((one) => isSameCart(one, found))
    if (possible !== undefined && same === undefined)
      this.#breaks(`the cart came back as ${JSON.stringify(found)}, not as one of ${JSON.stringify(possible)}`)
    // A cart that a card may have been charged for keeps its id.
    if (typeof same?.orderId === 'string' && same.orderId !== found.orderId)
      this.#renewed.set(same.orderId, found.orderId)
    this.#cart = found
    this.#leftOver = call
    this.underWay = null
  }

  /** What a reader once said for certain of a charge stays, whoever asks again. */
  #charged({ attemptId, orderId, outcome }: Extract<Word, { say: 'charged' }>): void {
    const before = this.charges.get(attemptId)
    if (before && before.outcome !== 'unknown' && before.outcome !== outcome)
      this.#breaks(`charge ${attemptId} was told as ${before.outcome}, then as ${outcome}`)
    this.charges.set(attemptId, { orderId, outcome })
    if (outcome === 'authorised' && !this.orders.has(orderId)) this.#breaks(`charge ${attemptId} has made no order`)
    this.underWay = null
  }

  #applied(found: SeenCart): void {
    for (const change of this.underWay?.kind === 'apply' ? this.underWay.changes : [])
      if (change.kind === 'remove') this.voided.add(change.lineId)
    const known = this.#cart
    if (known && this.underWay && !isSameCart(this.#cartAfter(known, this.underWay), found))
      if (!this.#isAgain || !isSameCart(known, found))
        this.#breaks(`a change left the cart as ${JSON.stringify(found)}`)
    this.#cart = found
    this.underWay = null
  }

  #cartAfter(cart: KnownCart, call: Call): KnownCart {
    if (call.kind === 'cancel') return cart
    if (call.kind !== 'apply')
      return this.#presentId(call.orderId) === cart.orderId ? { orderId: null, quantities: {} } : cart
    const quantities = new Map(Object.entries(cart.quantities))
    for (const { kind, sku, quantity } of call.changes)
      quantities.set(sku, (quantities.get(sku) ?? 0) + (kind === 'add' ? quantity : -quantity))
    return { orderId: cart.orderId, quantities: Object.fromEntries([...quantities].filter(([, left]) => left !== 0)) }
  }

  #presentId(orderId: string): string {
    let id = orderId
    for (let next = this.#renewed.get(id); next !== undefined; next = this.#renewed.get(id)) id = next
    return id
  }

  #note<Value>(told: Map<string, Value>, id: string, value: Value, what: string): void {
    if (told.has(id) && !isDeepStrictEqual(told.get(id), value))
      this.#breaks(`${what} ${id} was told as ${JSON.stringify(told.get(id))}, then ${JSON.stringify(value)}`)
    told.set(id, value)
  }

  #breaks(what: string): void {
    this.broken.push(`${this.#name}: ${what}`)
  }
}

/** The id is another one whenever the terminal starts. */
function isSameCart(known: KnownCart, found: SeenCart): boolean {
  return isDeepStrictEqual({ ...known.quantities }, { ...found.quantities })
}
