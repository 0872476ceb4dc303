import { createHash, randomBytes } from 'node:crypto'
import { keysMessage, PATHS, type EnrolAnswer, type TerminalKeys } from '../../contract/central.ts'
import { type ControlRequest, type ControlAnswer, type OwnFactsAnswer, type PushRequest } from '../../contract/facts.ts'
import { lineTotal } from '../../domain/cart.ts'
import { encodeCompactOrder } from '../../domain/compact-write.ts'
import { factMessage, FIRST_PREVIOUS_HASH, type Fact, type FactBody } from '../../domain/fact.ts'
import { uuidv7 } from '../../domain/ids.ts'
import { sumMinor } from '../../domain/money.ts'
import { giveBack } from '../../domain/give-back.ts'
import { type Cancellation, type Order, type OrderLine } from '../../domain/order.ts'
import { formatOrderNumber } from '../../domain/order-number.ts'
import type { Product } from '../../domain/product.ts'
import { signPaperOrder } from '../../trust/paper-order.ts'
import { sealingKey } from '../../trust/sealing.ts'
import { signingKey, type SigningKey } from '../../trust/signing.ts'
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

export interface StubKeys {
  readonly signing: SigningKey
  readonly named: TerminalKeys
}

export function stubKeys(installationId: string): StubKeys {
  const signing = signingKey(randomBytes(32))
  const sealing = sealingKey(randomBytes(32)).publicKey
  const proof = signing.sign(keysMessage(installationId, signing.publicKey, sealing))
  return { signing, named: { signing: signing.publicKey, sealing, proof } }
}

/** What a terminal sends, made by hand so that it can also be made wrongly. */
export class StubTerminal {
  readonly enrolled: EnrolAnswer
  readonly installationId: string
  /** Of the newest epoch. */
  facts: Fact[] = []
  epoch: number
  keys: StubKeys | undefined
  readonly #store: TestStore
  #running = 0

  private constructor(store: TestStore, enrolled: EnrolAnswer, installationId: string, keys: StubKeys | undefined) {
    this.#store = store
    this.enrolled = enrolled
    this.epoch = enrolled.epoch
    this.installationId = installationId
    this.keys = keys
  }

  static async enrol(store: TestStore): Promise<StubTerminal> {
    const installationId = id()
    const keys = stubKeys(installationId)
    const enrolled = await store.enrol(await store.newCode(), installationId, keys.named)
    return new StubTerminal(store, enrolled, installationId, keys)
  }

  /** One from before there were keys. */
  static async enrolWithoutKeys(store: TestStore): Promise<StubTerminal> {
    const installationId = id()
    const enrolled = await store.enrol(await store.newCode(), installationId)
    return new StubTerminal(store, enrolled, installationId, undefined)
  }

  /** A right order, paid in cash; `change` makes it another. */
  order(wanted: readonly Wanted[], change: (order: Order) => Order = (order) => order): Order {
    const lines = wanted.map(orderLineOf)
    const totalMinor = sumMinor(lines.map((line) => line.totalMinor))
    this.#running += 1
    // In the order of keys that a terminal writes, since an order on paper is put together again in that one.
    return change({
      orderId: id(),
      terminalId: this.enrolled.terminalId,
      placedAtMs: PLACED_AT_MS,
      currency: this.enrolled.shop.currency,
      lines,
      totalMinor,
      number: formatOrderNumber({ terminal: this.enrolled.terminalNumber, running: this.#running }),
      businessDay: '2026-11-21',
      payments: [{ tender: 'cash', amountMinor: totalMinor, tenderedMinor: totalMinor + 500, changeMinor: 500 }],
    })
  }

  /** Puts a body into the outbox, as the next of the chain. */
  record(body: FactBody | string, change: Partial<Fact> = {}): Fact {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const last = this.facts.at(-1)
    const unsigned = {
      seq: (last?.seq ?? 0) + 1,
      bodyHash: sha256(text),
      previousHash: last === undefined ? FIRST_PREVIOUS_HASH : sha256(last.previousHash + last.bodyHash),
      wallMs: PLACED_AT_MS,
      bootId: '01900000-0000-7000-8000-0000000000b0',
      monotonicMs: 1_000,
      body: text,
      ...change,
    }
    const fact: Fact = { signature: this.signatureOf(unsigned), ...unsigned }
    this.facts.push(fact)
    return fact
  }

  signatureOf(fact: Omit<Fact, 'signature'>): string {
    return this.keys?.signing.sign(factMessage(this.enrolled.terminalId, this.epoch, fact)) ?? ''
  }

  /** As a terminal does whose data were put back. */
  beginEpoch(epoch: number): Fact {
    const last = this.facts.at(-1)
    const chainHead = last ? sha256(last.previousHash + last.bodyHash) : FIRST_PREVIOUS_HASH
    const previous = { epoch: this.epoch, seq: last?.seq ?? 0, chainHead }
    this.epoch = epoch
    this.facts = []
    return this.record({ kind: 'epoch.begun', businessDay: '2026-11-21', reason: 'restored', previous })
  }

  place(wanted: readonly Wanted[], change?: (order: Order) => Order): Order {
    const order = this.order(wanted, change)
    this.record({ kind: 'order.placed', order })
    return order
  }

  /** The codes on the receipt of an order. */
  paper(order: Order, fact: Pick<Fact, 'seq' | 'bodyHash'>): string[] {
    const compact = encodeCompactOrder(order, { epoch: this.epoch, seq: fact.seq, bodyHash: fact.bodyHash })
    if (!this.keys || !compact) throw new Error('the test prints an order that no receipt has room for')
    return signPaperOrder(this.keys.signing, compact)
  }

  /** Hands on an order of another terminal, read from its receipt. */
  carry(orderId: string, texts: readonly string[]): Fact {
    return this.record({ kind: 'paper.carried', businessDay: '2026-11-21', orderId, texts })
  }

  /** Cancels quantities of an order by line; with `refund` another amount than is right is given back. */
  cancel(order: Order, quantities: readonly number[], earlier: readonly Cancellation[] = []): Cancellation {
    const wanted = quantities.flatMap((quantity, index) =>
      quantity === 0 ? [] : [{ lineId: order.lines[index]!.lineId, quantity }],
    )
    const cancelled = giveBack(order, earlier, wanted)
    if (!cancelled.ok) throw new Error(`the test cancels what is not there: ${cancelled.code}`)
    return {
      ...{ cancellationId: id(), orderId: order.orderId, cancelledAtMs: PLACED_AT_MS, businessDay: '2026-11-21' },
      ...cancelled.value,
    }
  }

  async push(facts: readonly Fact[] = this.facts, epoch = this.epoch): Promise<Pushed> {
    const request: PushRequest = { epoch, facts: [...facts] }
    return this.#store.json<Pushed>(PATHS.facts, request, this.enrolled.token)
  }

  async ownFacts(after: number, epoch = this.epoch): Promise<OwnFactsAnswer> {
    const path = `${PATHS.facts}?epoch=${epoch}&after=${after}`
    return this.#store.json<OwnFactsAnswer>(path, undefined, this.enrolled.token)
  }

  async control(request: ControlRequest): Promise<ControlAnswer> {
    return this.#store.json<ControlAnswer>(PATHS.controlTotals, request, this.enrolled.token)
  }
}

function orderLineOf({ product, quantity, catalogueVersion = 1 }: Wanted): OrderLine {
  const { sku, name, variant, unit, priceMinor } = product
  const line = { lineId: id(), sku, name, variant, unit, quantity, priceMinor, catalogueVersion }
  return { ...line, totalMinor: lineTotal(line) }
}
