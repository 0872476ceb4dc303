import { keysMessage, PATHS, PROTOCOL_HEADER, type EnrolAnswer } from '../../../contract/central.ts'
import { lineTotal } from '../../../domain/cart.ts'
import { factMessage, FIRST_PREVIOUS_HASH, type Fact, type FactBody } from '../../../domain/fact.ts'
import { uuidv7 } from '../../../domain/ids.ts'
import { sumMinor } from '../../../domain/money.ts'
import { formatOrderNumber } from '../../../domain/order-number.ts'
import { giveBack } from '../../../domain/give-back.ts'
import { type Order, type OrderLine } from '../../../domain/order.ts'
import { chainHead, sha256Hex } from '../../../trust/hash.ts'
import { sealingKey } from '../../../trust/sealing.ts'
import { signingKey, type SigningKey } from '../../../trust/signing.ts'
import type { Seeded } from '../../support/seeded.ts'
import { PRODUCTS } from '../../support/shop.ts'
import { NOW_MS, type StoreSite } from '../store-site.ts'
import type { Message } from './message.ts'

/** What a terminal sends, made by hand so that it can also be made wrongly. */

const BUSINESS_DAY = '2026-11-21'
const BOOT_ID = '01900000-0000-7000-8000-0000000000b0'
const REMEMBERED_ORDERS = 50

export class TerminalStub {
  readonly chance: Seeded
  readonly #site: StoreSite
  readonly #signing: SigningKey
  readonly #enrolled: EnrolAnswer
  readonly #orders: Order[] = []
  #running = 0
  #epoch: number

  private constructor(site: StoreSite, chance: Seeded, signing: SigningKey, enrolled: EnrolAnswer) {
    this.#site = site
    this.chance = chance
    this.#signing = signing
    this.#enrolled = enrolled
    this.#epoch = enrolled.epoch
  }

  static async enrol(site: StoreSite, chance: Seeded): Promise<TerminalStub> {
    const signing = signingKey(chance.bytes(32))
    const { method, url, headers, json } = enrolment(chance, await site.newCode(), signing)
    const answer = await site.app.inject({ method, url, headers, payload: JSON.stringify(json) })
    return new TerminalStub(site, chance, signing, answer.json<EnrolAnswer>())
  }

  get enrolled(): EnrolAnswer {
    return this.#enrolled
  }

  get signing(): SigningKey {
    return this.#signing
  }

  get terminalId(): string {
    return this.#enrolled.terminalId
  }

  headers(): Record<string, string> {
    return {
      authorization: `Bearer ${this.#enrolled.token}`,
      [PROTOCOL_HEADER]: this.chance.chance(0.9) ? '2' : '1',
      'content-type': 'application/json',
    }
  }

  /** Sends new facts. */
  push(): Message {
    if (this.chance.chance(0.02)) this.#epoch += 1 + this.chance.int(1_000)
    return { what: 'facts', method: 'POST', url: PATHS.facts, headers: this.headers(), json: this.newFacts() }
  }

  /** The next of what the store has already. */
  newFacts(): { readonly epoch: number; readonly facts: Fact[] } {
    const bodies = Array.from({ length: 1 + this.chance.int(3) }, () => this.#body())
    return { epoch: this.#epoch, facts: this.chained(bodies.map((body) => JSON.stringify(body))) }
  }

  /** Facts with these bodies, hashed, chained and signed as they should be. */
  chained(texts: readonly string[]): Fact[] {
    const head = this.#site.beside
      .prepare<[string, number], { acknowledged_seq: number; chain_head: string }>(
        'SELECT acknowledged_seq, chain_head FROM epochs WHERE terminal_id = ? AND epoch = ?',
      )
      .get(this.terminalId, this.#epoch)
    let [seq, previousHash] = [head?.acknowledged_seq ?? 0, head?.chain_head ?? FIRST_PREVIOUS_HASH]
    return texts.map((body) => {
      seq += 1
      const bodyHash = sha256Hex(body)
      const unsigned = { seq, bodyHash, previousHash, wallMs: NOW_MS, bootId: BOOT_ID, monotonicMs: 1_000 }
      previousHash = chainHead(previousHash, bodyHash)
      return { ...unsigned, body, signature: this.#signing.sign(factMessage(this.terminalId, this.#epoch, unsigned)) }
    })
  }

  /** One of the requests that are no facts. */
  otherRequest(code: string): Message {
    const { chance } = this
    const asked = (what: Message['what'], url: string): Message => ({
      what,
      method: 'GET',
      url,
      headers: this.headers(),
    })
    switch (chance.int(6)) {
      case 0:
        return asked('question', `${PATHS.states}?after=${chance.int(20)}&epoch=${this.#epoch}&acknowledgedSeq=1`)
      case 1:
        return asked('question', `${PATHS.facts}?epoch=${this.#epoch}&after=${chance.int(20)}`)
      case 2:
        return asked('question', `${PATHS.changes}?since=${chance.int(3)}`)
      case 3:
        return asked('question', chance.pick([PATHS.time, PATHS.health, PATHS.snapshot, PATHS.statistics]))
      case 4:
        return { ...enrolment(chance, code, signingKey(chance.bytes(32))), what: 'enrolment' }
      default:
        return this.#controlTotals()
    }
  }

  #controlTotals(): Message {
    const count = () => this.chance.int(50)
    const day = { businessDay: BUSINESS_DAY, orders: count(), ordersMinor: 0, cancellations: count(), refundsMinor: 0 }
    const heads = [{ epoch: this.#epoch, seq: 1 + count(), chainHead: sha256Hex(String(count())) }]
    const json = { days: [day], heads }
    return { what: 'control', method: 'POST', url: PATHS.controlTotals, headers: this.headers(), json }
  }

  #body(): FactBody {
    const { chance } = this
    const businessDay = BUSINESS_DAY
    const order = this.#orders.length > 0 ? chance.pick(this.#orders) : undefined
    switch (order ? chance.int(10) : 0) {
      case 7:
        return { kind: 'receipt.reprinted', orderId: order!.orderId, businessDay }
      case 8:
        return { kind: 'settings.changed', businessDay, changes: [{ name: 'language', value: '"en"' }] }
      case 5:
      case 6:
        return this.#cancellation(order!)
      case 9: {
        const [{ lineId, sku, quantity, priceMinor }] = order!.lines as [OrderLine]
        const lines = [{ lineId, sku, quantity, priceMinor }]
        return { kind: 'cart.voided', orderId: this.#id(), businessDay, lines }
      }
      default:
        return { kind: 'order.placed', order: this.#order() }
    }
  }

  #order(): Order {
    const { chance } = this
    const lines = Array.from({ length: 1 + chance.int(3) }, () => {
      const { sku, name, variant, unit, priceMinor } = chance.pick(PRODUCTS)
      const line = { lineId: this.#id(), sku, name, variant, unit, quantity: 1 + chance.int(40), priceMinor }
      return { ...line, catalogueVersion: 1, totalMinor: lineTotal(line) }
    })
    const totalMinor = sumMinor(lines.map((line) => line.totalMinor))
    this.#running += 1
    const order: Order = {
      orderId: this.#id(),
      number: formatOrderNumber({ terminal: this.#enrolled.terminalNumber, running: this.#running }),
      ...{ terminalId: this.terminalId, placedAtMs: NOW_MS, businessDay: BUSINESS_DAY },
      ...{ currency: this.#enrolled.shop.currency, lines, totalMinor },
      payments: [{ tender: 'cash', amountMinor: totalMinor, tenderedMinor: totalMinor + 500, changeMinor: 500 }],
    }
    this.#orders.push(order)
    if (this.#orders.length > REMEMBERED_ORDERS) this.#orders.shift()
    return order
  }

  #cancellation(order: Order): FactBody {
    const { lineId, quantity } = this.chance.pick(order.lines)
    const cancelled = giveBack(order, [], [{ lineId, quantity: 1 + this.chance.int(quantity) }])
    if (!cancelled.ok) throw new Error(`a right cancellation is refused: ${cancelled.code}`)
    const about = { cancellationId: this.#id(), orderId: order.orderId, cancelledAtMs: NOW_MS }
    return { kind: 'order.cancelled', cancellation: { ...about, businessDay: BUSINESS_DAY, ...cancelled.value } }
  }

  #id(): string {
    return uuidv7(NOW_MS, this.chance.bytes(10))
  }
}

export function enrolment(chance: Seeded, code: string, signing: SigningKey): Message {
  const installationId = uuidv7(NOW_MS, chance.bytes(10))
  const sealing = sealingKey(chance.bytes(32)).publicKey
  const proof = signing.sign(keysMessage(installationId, signing.publicKey, sealing))
  const keys = { signing: signing.publicKey, sealing, proof }
  const headers = { [PROTOCOL_HEADER]: '2', 'content-type': 'application/json' }
  const json = { code, name: 'Counter', installationId, keys }
  return { what: 'enrolment', method: 'POST', url: PATHS.enrol, headers, json }
}
