import { ORPCError } from '@orpc/server'
import { uuidv7 } from '../../domain/ids.ts'
import type { Seeded } from '../support/seeded.ts'
import type { Faults } from './faults.ts'
import { SIM_PRODUCTS } from './catalogue.ts'
import type { TerminalClient, TerminalSite } from './terminal-site.ts'
import type { Witness } from './witness.ts'
import type { World } from './world.ts'

const TENDERED_MINOR = 5_000_000
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
    if (this.#done.length > 0 && random.chance(faults.cancellation)) await this.#cancel()
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
    if (!filled) return
    const poisoned = random.chance(faults.poison) && this.#poison()
    witness.orderBegun(site.name, filled, poisoned)
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
    return applied.value.lines.length > 0 ? orderId : undefined
  }

  /** Gives the cart a price that never was: the central store will refuse the order. */
  #poison(): boolean {
    const terminal = this.#options.site.service?.context.terminal
    const cart = terminal?.store.cart.get()
    if (!terminal || !cart || cart.lines.length === 0) return false
    const [first, ...rest] = cart.lines
    try {
      terminal.store.cart.put(
        { ...cart, lines: [{ ...first!, priceMinor: first!.priceMinor + 7_777 }, ...rest] },
        undefined,
      )
    } catch {
      return false
    }
    return true
  }

  async #place(orderId: string): Promise<void> {
    const { witness, random, faults } = this.#options
    const ask = () => this.#ask((client) => client.order.placeCash({ orderId, tenderedMinor: TENDERED_MINOR }))
    const times = random.chance(faults.repeat) ? 2 : 1
    for (let time = 0; time < times; time++) {
      const answer = await ask()
      if ('value' in answer) {
        witness.orderDone(orderId, answer.value)
        if (!this.#done.includes(orderId)) this.#done.push(orderId)
      } else if ('refused' in answer) witness.orderNotDone(orderId, answer.refused)
      else {
        this.#owedOrder = orderId
        return
      }
    }
  }

  async #cancel(): Promise<void> {
    const { random, site, witness } = this.#options
    const orderId = random.chance(0.6) ? this.#done.at(-1)! : random.pick(this.#done)
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
      else if ('refused' in answer) witness.cancellationNotDone(cancellationId, answer.refused)
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
