import { ORPCError } from '@orpc/server'
import { uuidv7 } from '../../domain/ids.ts'
import { presentCartId } from '../../main/cart-id.ts'
import { receiptDocument } from '../../main/ordering.ts'
import type { Seeded } from '../support/seeded.ts'
import type { Faults } from './faults.ts'
import { SIM_PRODUCTS } from './catalogue.ts'
import type { TerminalClient, TerminalSite } from './terminal-site.ts'
import type { Witness } from './witness.ts'
import type { World } from './world.ts'

const TENDERED_MINOR = 5_000_000
/** No goods ever cost that. */
const FALSE_PRICE_MINOR = 77_777
const RECEIPTS_KEPT = 0.4
/** About as many as the longest call takes from its beginning to its answer. */
const MOST_TICKS = 120

export interface ClerkOptions {
  readonly world: World
  readonly site: TerminalSite
  readonly random: Seeded
  readonly faults: Faults
  readonly witness: Witness
  /** Told when the machine died under the clerk's hands. */
  readonly died: () => void
}

interface WantedCancellation {
  readonly orderId: string
  readonly cancellationId: string
  readonly lines: { lineId: string; quantity: number }[]
}

type Answer<Value> = { readonly value: Value } | { readonly refused: string } | { readonly nothing: true }

/** Takes orders at one counter, as a page would ask for them, and remembers which answers it is still owed. */
export class Clerk {
  readonly #options: ClerkOptions
  readonly #done: string[] = []
  #owedOrder: string | undefined
  #owedCancellation: WantedCancellation | undefined

  constructor(options: ClerkOptions) {
    this.#options = options
  }

  /** One customer: an order, and at times a cancellation of this or an earlier one. */
  async serve(): Promise<void> {
    await this.#askAgain()
    const { random, faults } = this.#options
    await this.#order()
    if (this.#done.length > 0 && random.chance(faults.cancellation))
      await this.#cancel(random.chance(0.6) ? this.#done.at(-1)! : random.pick(this.#done))
  }

  /** Somebody brings back goods of one of the last so many orders. */
  async takeGoodsBack(lastOrders: number): Promise<void> {
    const lately = this.#done.slice(-lastOrders)
    if (lately.length > 0) await this.#cancel(this.#options.random.pick(lately))
  }

  /** Whoever lost an answer repeats the call, or never hears of it. */
  async #askAgain(): Promise<void> {
    const { random } = this.#options
    const orderId = this.#owedOrder
    const cancellation = this.#owedCancellation
    this.#owedOrder = undefined
    this.#owedCancellation = undefined
    if (orderId !== undefined && random.chance(0.8)) await this.#place(orderId)
    if (cancellation && random.chance(0.8)) await this.#takeBack(cancellation)
  }

  async #order(): Promise<void> {
    const { site, random, faults, witness } = this.#options
    const filled = await this.#filledCart()
    if (!filled || random.chance(faults.walkAway)) return
    if (random.chance(faults.poison)) this.#poison()
    witness.orderBegun(site.name, filled, this.#isPoisoned(), this.#holdsOrder(filled))
    await this.#place(filled)
  }

  async #filledCart(): Promise<string | undefined> {
    const { random } = this.#options
    const begun = await this.#ask((client) => client.cart.get())
    if (!('value' in begun)) return undefined
    const { orderId } = begun.value
    const changes = [...Array(1 + random.int(3)).keys()].map(() => {
      const { sku, unit } = random.pick(SIM_PRODUCTS)
      return {
        kind: 'add' as const,
        lineId: this.#id(),
        sku,
        quantity: unit === 'gram' ? 1 + random.int(2_000) : 1 + random.int(3),
      }
    })
    const change = { changeId: this.#id(), orderId, changes }
    const applied = await this.#ask((client) => client.cart.apply(change))
    if (!('value' in applied)) return undefined
    if (random.chance(this.#options.faults.repeat)) await this.#ask((client) => client.cart.apply(change))
    return applied.value.lines.length > 0 ? applied.value.orderId : undefined
  }

  /** Gives the cart a price that never was: the central store will refuse the order. */
  #poison(): void {
    const terminal = this.#options.site.service?.context.terminal
    const cart = terminal?.store.cart.get()
    if (!terminal || !cart || cart.lines.length === 0) return
    const [first, ...rest] = cart.lines
    try {
      terminal.store.cart.put({ ...cart, lines: [{ ...first!, priceMinor: FALSE_PRICE_MINOR }, ...rest] }, undefined)
    } catch {
      // On a full disk the price stays the true one.
    }
  }

  #isPoisoned(): boolean {
    const cart = this.#options.site.service?.context.terminal.store.cart.get()
    return cart?.lines.some(({ priceMinor }) => priceMinor === FALSE_PRICE_MINOR) ?? false
  }

  #holdsOrder(orderId: string): boolean {
    return this.#options.site.service?.context.terminal.store.orders.get(orderId) !== undefined
  }

  #holdsCancellation(id: string): boolean {
    return this.#options.site.service?.context.terminal.store.orders.cancellation(id) !== undefined
  }

  /** @param asked the id that the page knows the cart by; since a start of the program it may have another. */
  async #place(asked: string): Promise<void> {
    const { witness, random, faults } = this.#options
    const times = random.chance(faults.repeat) ? 2 : 1
    for (let time = 0; time < times; time++) {
      const orderId = this.#presentId(asked)
      if (orderId !== asked) witness.orderRenamed(asked, orderId)
      const answer = await this.#ask((client) =>
        client.order.placeCash({ orderId: asked, tenderedMinor: TENDERED_MINOR }),
      )
      if ('value' in answer) {
        witness.orderDone(orderId, answer.value)
        this.#keepReceipt(orderId)
        if (!this.#done.includes(orderId)) this.#done.push(orderId)
      } else if ('refused' in answer) witness.orderNotDone(orderId, answer.refused, this.#holdsOrder(orderId))
      else {
        this.#owedOrder = asked
        return
      }
    }
  }

  #presentId(orderId: string): string {
    const terminal = this.#options.site.service?.context.terminal
    return terminal && !this.#holdsOrder(orderId) ? presentCartId(terminal, orderId) : orderId
  }

  /** Some customers keep theirs, whose codes another counter can read. */
  #keepReceipt(orderId: string): void {
    const { random, site, witness } = this.#options
    const terminal = site.service?.context.terminal
    const stored = terminal?.store.orders.get(orderId)
    if (!terminal || !stored || !random.chance(RECEIPTS_KEPT)) return
    const { codes } = receiptDocument(terminal, stored.order, false)
    if (codes.length > 0) witness.orders.get(orderId)!.paper = codes
  }

  /** Reads the order of another counter from its receipt. */
  async carryPaper(orderId: string, texts: readonly string[]): Promise<void> {
    const { site, witness, world } = this.#options
    const answer = await this.#ask((client) => client.paper.carry({ texts: [...texts] }))
    world.note(`${site.name} reads paper: ${JSON.stringify(answer)}`)
    if (!('value' in answer)) return
    site.hasCarriedPaper = true
    world.tally('papers')
    witness.orderCarried(orderId, site.name)
  }

  async #cancel(orderId: string): Promise<void> {
    const { random, site, witness } = this.#options
    const found = await this.#ask((client) => client.order.get({ orderId }))
    if (!('value' in found)) return
    const { order, cancellations } = found.value
    const lines = order.lines.flatMap(({ lineId, quantity }) => {
      const taken = cancellations.flatMap((one) => one.lines).filter((line) => line.lineId === lineId)
      const left = quantity - taken.reduce((sum, line) => sum + line.quantity, 0)
      return left > 0 && random.chance(0.7)
        ? [{ lineId, quantity: random.chance(0.5) ? left : 1 + random.int(left) }]
        : []
    })
    if (lines.length === 0) return
    const cancellation = { orderId, cancellationId: this.#id(), lines }
    witness.cancellationBegun(site.name, orderId, cancellation.cancellationId)
    await this.#takeBack(cancellation)
  }

  async #takeBack(cancellation: WantedCancellation): Promise<void> {
    const { witness, random, faults } = this.#options
    const { cancellationId } = cancellation
    const times = random.chance(faults.repeat) ? 2 : 1
    for (let time = 0; time < times; time++) {
      const answer = await this.#ask((client) => client.order.cancel(cancellation))
      if ('value' in answer) witness.cancellationDone(cancellationId, answer.value)
      else if ('refused' in answer)
        witness.cancellationNotDone(cancellationId, answer.refused, this.#holdsCancellation(cancellationId))
      else {
        this.#owedCancellation = cancellation
        return
      }
    }
  }

  /** One call, under which the machine may die at any point between its beginning and its answer. */
  async #ask<Value>(call: (client: TerminalClient) => Promise<Value>): Promise<Answer<Value>> {
    const { site, random, faults, died } = this.#options
    const { client } = site
    if (!client) return { nothing: true }
    let answer: Answer<Value> = { nothing: true }
    const asked = call(client).then(
      (value) => void (answer = { value }),
      (error: unknown) => void (answer = refusalOf(error)),
    )
    if (!random.chance(faults.killInCall)) {
      await asked
      return answer
    }
    for (let ticks = random.int(MOST_TICKS); ticks > 0; ticks--) await undefined
    const seen = answer
    this.#options.world.tally('killsInCalls')
    if (random.chance(0.5)) site.kill()
    else site.powerCut()
    died()
    return seen
  }

  #id(): string {
    const { world, random } = this.#options
    return uuidv7(Math.floor(world.nowMs), random.bytes(10))
  }
}

/** A refusal in words says that nothing was done; any other failure says nothing. */
function refusalOf(error: unknown): Answer<never> {
  if (error instanceof ORPCError && error.code !== 'INTERNAL_SERVER_ERROR') return { refused: error.code }
  return { nothing: true }
}
