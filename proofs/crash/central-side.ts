import { openStore } from '../../central/store/open.ts'
import { chainInput, FIRST_PREVIOUS_HASH, type CardAttempted, type FactBody } from '../../domain/fact.ts'
import { parseOrderNumber } from '../../domain/order-number.ts'
import type { Order } from '../../domain/order.ts'
import { sha256Hex } from '../../trust/hash.ts'

/** What the central store has of one terminal, and what is wrong with it. */
export interface CentralSide {
  readonly facts: number
  readonly orders: ReadonlyMap<string, { readonly number: string; readonly totalMinor: number }>
  readonly cancellations: ReadonlyMap<string, { readonly orderId: string; readonly refundMinor: number }>
  /** Every line that was taken out of a cart, as often as it was told. */
  readonly voided: readonly string[]
  readonly charges: ReadonlyMap<string, string>
  readonly broken: string[]
}

/** Reads a central store's folder, as nobody is running there, by terminal. */
export async function readCentralSide(dataDir: string): Promise<ReadonlyMap<string, CentralSide>> {
  const store = openStore(dataDir, true)
  try {
    const sides = new Map<string, CentralSide>()
    for (const { terminal_id: id } of await store.db.selectFrom('terminals').select('terminal_id').execute())
      sides.set(id, await readTerminal(store.db, id))
    return sides
  } finally {
    await store.close()
  }
}

async function readTerminal(db: ReturnType<typeof openStore>['db'], terminalId: string): Promise<CentralSide> {
  const mine = <Query extends { where(column: 'terminal_id', is: '=', id: string): Query }>(query: Query) =>
    query.where('terminal_id', '=', terminalId)
  const facts = await mine(db.selectFrom('facts').selectAll()).orderBy('epoch').orderBy('seq').execute()
  const orders = await mine(db.selectFrom('orders').selectAll()).execute()
  const cancellations = await mine(db.selectFrom('cancellations').selectAll()).execute()
  const told = facts.map(({ body }) => JSON.parse(body) as FactBody)
  return {
    facts: facts.length,
    orders: new Map(orders.map((row) => [row.order_id, { number: row.number, totalMinor: row.total_minor }])),
    cancellations: new Map(
      cancellations.map((row) => [row.cancellation_id, { orderId: row.order_id, refundMinor: row.refund_minor }]),
    ),
    voided: told.flatMap((body) => (body.kind === 'cart.voided' ? body.lines.map(({ lineId }) => lineId) : [])),
    charges: new Map(
      told.flatMap((body) => (body.kind === 'card.attempted' ? [[body.attemptId, body.outcome] as const] : [])),
    ),
    broken: [
      ...wrongChain(facts),
      ...wrongCharges(told),
      ...wrongNumbers(facts),
      ...wrongRows(facts, orders.length, cancellations.length),
    ],
  }
}

type StoredFact = {
  readonly epoch: number
  readonly seq: number
  readonly body_hash: string
  readonly previous_hash: string
  readonly body: string
  readonly outcome: string
  readonly code: string | null
}

/** A killed process loses nothing that it had committed, so that a terminal has no reason to begin another epoch. */
function* wrongChain(facts: readonly StoredFact[]): Generator<string> {
  let [seq, head] = [0, FIRST_PREVIOUS_HASH]
  for (const fact of facts) {
    if (fact.epoch !== facts[0]!.epoch) yield `another epoch was begun: ${fact.epoch}/${fact.seq}`
    if (fact.seq !== seq + 1) yield `between ${seq} and ${fact.seq} there is a gap`
    if (fact.previous_hash !== head) yield `the chain is broken at ${fact.seq}`
    if (sha256Hex(fact.body) !== fact.body_hash) yield `the body of ${fact.seq} is another`
    if (fact.outcome !== 'accepted') yield `${fact.seq} was refused: ${fact.code}`
    seq = fact.seq
    head = sha256Hex(chainInput(fact.previous_hash, fact.body_hash))
  }
}

/** Orders are numbered from 1 on each business day, in the order they were placed. */
function* wrongNumbers(facts: readonly StoredFact[]): Generator<string> {
  const last = new Map<string, number>()
  for (const { body } of facts) {
    const fact = JSON.parse(body) as FactBody
    if (fact.kind !== 'order.placed') continue
    const { businessDay, number } = fact.order
    const parsed = parseOrderNumber(number)
    const expected = (last.get(businessDay) ?? 0) + 1
    if (!parsed.ok || parsed.value.running !== expected) yield `order ${number} stands where number ${expected} should`
    last.set(businessDay, expected)
  }
}

function* wrongRows(facts: readonly StoredFact[], orders: number, cancellations: number): Generator<string> {
  const kinds = facts.map(({ body }) => (JSON.parse(body) as FactBody).kind)
  const told = (kind: FactBody['kind']) => kinds.filter((one) => one === kind).length
  if (told('order.placed') !== orders) yield `${told('order.placed')} facts of orders made ${orders} orders`
  if (told('order.cancelled') !== cancellations)
    yield `${told('order.cancelled')} facts of cancellations made ${cancellations} cancellations`
}

/**
 * No reader is asked for money for an order while it is not known what became of the charge before, or once one was
 * authorised; and an order that was paid by card names the charge that it was paid with.
 */
export function* wrongCharges(told: readonly FactBody[]): Generator<string> {
  const last = new Map<string, CardAttempted>()
  for (const body of told) {
    if (body.kind === 'card.attempted') {
      const before = last.get(body.orderId)
      const isNew = before?.attemptId !== body.attemptId
      if (isNew && body.outcome !== 'intent') yield `charge ${body.attemptId} began as ${body.outcome}`
      if (isNew && before && before.outcome !== 'declined')
        yield `order ${body.orderId} was charged anew while its charge before was ${before.outcome}`
      if (!isNew && before && (before.outcome === 'authorised' || before.outcome === 'declined'))
        yield `charge ${body.attemptId} became ${body.outcome} after ${before.outcome}`
      last.set(body.orderId, body)
    } else if (body.kind === 'order.placed') yield* wrongPayment(body.order, last.get(body.order.orderId))
  }
}

function* wrongPayment({ orderId, payments, totalMinor }: Order, charge: CardAttempted | undefined): Generator<string> {
  const isCharged = charge?.outcome === 'authorised'
  const byCard = payments.find((payment) => payment.tender === 'card')
  if (isCharged !== (byCard !== undefined)) yield `order ${orderId} and its charges do not agree on how it was paid`
  if (byCard && (byCard.attemptId !== charge?.attemptId || charge.amountMinor !== totalMinor))
    yield `order ${orderId} was paid with another charge`
}
