import { createHash, randomBytes } from 'node:crypto'
import { PATHS, type EnrolAnswer } from '../../contract/central.ts'
import { type PushRequest } from '../../contract/facts.ts'
import { lineTotal } from '../../domain/cart.ts'
import { FIRST_PREVIOUS_HASH, type Fact, type FactBody } from '../../domain/fact.ts'
import { uuidv7 } from '../../domain/ids.ts'
import { sumMinor } from '../../domain/money.ts'
import { cancelLines, type Cancellation, type Order, type OrderLine } from '../../domain/order.ts'
import { formatOrderNumber } from '../../domain/order-number.ts'
import type { Product } from '../../domain/product.ts'
import type { Pushed, TestStore } from './central-store.ts'

const PLACED_AT_MS = Date.UTC(2026, 10, 21, 3, 0)

export function id(): string {
  return uuidv7(PLACED_AT_MS, randomBytes(10))
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

export interface Wanted {
  readonly product: Product
  readonly quantity: number
  readonly catalogueVersion?: number
}

/** What a terminal sends, made by hand so that it can also be made wrongly. */
export class StubTerminal {
  readonly enrolled: EnrolAnswer
  readonly facts: Fact[] = []
  readonly #store: TestStore
  #running = 0

  private constructor(store: TestStore, enrolled: EnrolAnswer) {
    this.#store = store
    this.enrolled = enrolled
  }

  static async enrol(store: TestStore): Promise<StubTerminal> {
    return new StubTerminal(store, await store.enrol(await store.newCode(), id()))
  }

  /** A right order, paid in cash; `change` makes it another. */
  order(wanted: readonly Wanted[], change: (order: Order) => Order = (order) => order): Order {
    const lines = wanted.map(orderLineOf)
    const totalMinor = sumMinor(lines.map((line) => line.totalMinor))
    this.#running += 1
    return change({
      orderId: id(),
      number: formatOrderNumber({ terminal: this.enrolled.terminalNumber, running: this.#running }),
      terminalId: this.enrolled.terminalId,
      placedAtMs: PLACED_AT_MS,
      businessDay: '2026-11-21',
      currency: this.enrolled.shop.currency,
      lines,
      totalMinor,
      payments: [{ tender: 'cash', amountMinor: totalMinor, tenderedMinor: totalMinor + 500, changeMinor: 500 }],
    })
  }

  /** Puts a body into the outbox, as the next of the chain. */
  record(body: FactBody | string, change: Partial<Fact> = {}): Fact {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const last = this.facts.at(-1)
    const fact: Fact = {
      seq: (last?.seq ?? 0) + 1,
      bodyHash: sha256(text),
      previousHash: last === undefined ? FIRST_PREVIOUS_HASH : sha256(last.previousHash + last.bodyHash),
      wallMs: PLACED_AT_MS,
      bootId: '01900000-0000-7000-8000-0000000000b0',
      monotonicMs: 1_000,
      body: text,
      signature: '',
      ...change,
    }
    this.facts.push(fact)
    return fact
  }

  place(wanted: readonly Wanted[], change?: (order: Order) => Order): Order {
    const order = this.order(wanted, change)
    this.record({ kind: 'order.placed', order })
    return order
  }

  /** Cancels quantities of an order by line; with `refund` another amount than is right is given back. */
  cancel(order: Order, quantities: readonly number[], earlier: readonly Cancellation[] = []): Cancellation {
    const wanted = quantities.flatMap((quantity, index) =>
      quantity === 0 ? [] : [{ lineId: order.lines[index]!.lineId, quantity }],
    )
    const cancelled = cancelLines(order, earlier, wanted)
    if (!cancelled.ok) throw new Error(`the test cancels what is not there: ${cancelled.code}`)
    return {
      ...{ cancellationId: id(), orderId: order.orderId, cancelledAtMs: PLACED_AT_MS, businessDay: '2026-11-21' },
      ...cancelled.value,
    }
  }

  async push(facts: readonly Fact[] = this.facts): Promise<Pushed> {
    const request: PushRequest = { epoch: this.enrolled.epoch, facts: [...facts] }
    return this.#store.json<Pushed>(PATHS.facts, request, this.enrolled.token)
  }
}

function orderLineOf({ product, quantity, catalogueVersion = 1 }: Wanted): OrderLine {
  const { sku, name, variant, unit, priceMinor } = product
  const line = { lineId: id(), sku, name, variant, unit, quantity, priceMinor, catalogueVersion }
  return { ...line, totalMinor: lineTotal(line) }
}
