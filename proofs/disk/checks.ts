import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JournalEntry } from '../../db/journal.ts'
import { openDatabase } from '../../db/open.ts'
import type { StoredOrder } from '../../db/orders.ts'
import type { TerminalStore } from '../../db/store.ts'
import { factMessage, FIRST_PREVIOUS_HASH, type FactBody } from '../../domain/fact.ts'
import { parseOrderNumber } from '../../domain/order-number.ts'
import { chainHead, sha256Hex } from '../../trust/hash.ts'
import { verifySignature } from '../../trust/signing.ts'
import type { Acknowledged } from './acknowledged.ts'

/** What must be true of a terminal's database at any time, and after any misfortune. Each finding is a sentence. */

const ALL = 1_000_000_000

interface Kept {
  readonly orders: readonly StoredOrder[]
  readonly facts: readonly (JournalEntry & { readonly parsed: FactBody })[]
}

/**
 * Everything that was told to be done is there; nothing is there by half. For a terminal that has not talked to a
 * central store and whose data was never put back.
 */
export function checkStore(store: TerminalStore, acknowledged: readonly Acknowledged[]): string[] {
  const entries = store.journal.epochs().flatMap(({ epoch }) => store.journal.from(epoch, 1, ALL))
  const kept: Kept = {
    orders: store.orders.olderThan(null, ALL),
    facts: entries.map((entry) => ({ ...entry, parsed: JSON.parse(entry.body) as FactBody })),
  }
  return [
    ...checkAcknowledged(store, kept, acknowledged),
    ...checkChain(kept.facts),
    ...checkFactsAndOrders(store, kept),
    ...checkNumbers(store, kept.orders),
    ...(store.outbox.countWaiting() === entries.length ? [] : ['not every fact waits for the central store']),
  ]
}

/** Where nothing was cut off, an order that nobody was told of was refused: it must not be there. */
export function checkRefused(store: TerminalStore, acknowledged: readonly Acknowledged[]): string[] {
  const told = new Set(acknowledged.map((done) => (done.kind === 'order' ? done.orderId : '')))
  const orders = store.orders.olderThan(null, ALL).filter(({ order }) => !told.has(order.orderId))
  return orders.map(({ order }) => `order ${order.number} is there although it was refused`)
}

/** Costs more than all the rest together. */
export function checkSignatures(store: TerminalStore, terminalId: string, publicKey: string): string[] {
  const entries = store.journal.epochs().flatMap(({ epoch }) => store.journal.from(epoch, 1, ALL))
  const isSigned = (entry: JournalEntry) =>
    verifySignature(publicKey, factMessage(terminalId, entry.epoch, entry), entry.signature)
  return entries.filter((entry) => !isSigned(entry)).map(({ seq }) => `the signature of fact ${seq} is wrong`)
}

function checkAcknowledged(store: TerminalStore, kept: Kept, acknowledged: readonly Acknowledged[]): string[] {
  const broken: string[] = []
  const cart = store.cart.get()
  const ordered = new Set(kept.orders.map(({ order }) => order.orderId))
  for (const done of acknowledged) {
    if (done.kind === 'order') {
      const found = store.orders.get(done.orderId)?.order
      if (!found) broken.push(`order ${done.number} is lost`)
      else if (found.totalMinor !== done.totalMinor || found.number !== done.number)
        broken.push(`order ${done.number} has another total or number`)
    }
    if (
      done.kind === 'cancellation' &&
      store.orders.cancellation(done.cancellationId)?.refundMinor !== done.refundMinor
    )
      broken.push(`cancellation ${done.cancellationId} is lost`)
  }
  // Of what is changed again and again, only the newest stands.
  const settings = acknowledged.findLast(({ kind }) => kind === 'settings')
  if (settings?.kind === 'settings' && syncInterval(store) < settings.syncIntervalMs) broken.push('settings are lost')
  const filled = acknowledged.findLast(({ kind }) => kind === 'cart')
  const ids = filled?.kind === 'cart' ? idsSince(store, filled.orderId) : []
  if (filled?.kind === 'cart' && !ids.some((orderId) => ordered.has(orderId))) {
    if (!ids.includes(cart?.orderId ?? '') || cart!.revision < filled.revision)
      broken.push('a change of the cart is lost')
  }
  if (acknowledged.some(({ kind }) => kind === 'enrolled') && store.settings.get('identity') === undefined)
    broken.push('the enrolment is lost')
  return broken
}

/** A cart's id, and those that it was given since: each start gives it another. */
function idsSince({ settings }: TerminalStore, orderId: string): string[] {
  const renewals = (settings.get('former-cart-ids') ?? []) as readonly { readonly from: string; readonly to: string }[]
  const ids = [orderId]
  for (const { from, to } of renewals) if (from === ids.at(-1)) ids.push(to)
  return ids
}

function syncInterval(store: TerminalStore): number {
  const settings = store.settings.get('settings') as { readonly syncIntervalMs?: number } | undefined
  return settings?.syncIntervalMs ?? 0
}

function checkChain(facts: Kept['facts']): string[] {
  const broken: string[] = []
  let previous: { readonly epoch: number; readonly seq: number; readonly head: string } | undefined
  for (const { epoch, seq, body, bodyHash, previousHash } of facts) {
    const before = previous?.epoch === epoch ? previous : { epoch, seq: 0, head: FIRST_PREVIOUS_HASH }
    if (seq !== before.seq + 1) broken.push(`fact ${epoch}/${before.seq + 1} is missing`)
    if (sha256Hex(body) !== bodyHash) broken.push(`the hash of fact ${epoch}/${seq} is wrong`)
    if (previousHash !== before.head) broken.push(`fact ${epoch}/${seq} does not follow the one before`)
    previous = { epoch, seq, head: chainHead(previousHash, bodyHash) }
  }
  return broken
}

function checkFactsAndOrders(store: TerminalStore, { orders, facts }: Kept): string[] {
  const broken: string[] = []
  const told = new Map<string, string>()
  for (const { parsed, seq } of facts) {
    if (parsed.kind === 'epoch.begun') broken.push('an epoch was begun, as if the database had lost something')
    const document = toldDocument(parsed)
    if (document === undefined) continue
    const [id, text] = document
    if (told.has(id)) broken.push(`fact ${seq} tells ${id} a second time`)
    told.set(id, text)
  }
  const take = (id: string, document: unknown) => {
    if (told.get(id) !== JSON.stringify(document)) broken.push(`${id} is there without its fact`)
    told.delete(id)
  }
  for (const { order, refundedMinor } of orders) {
    const cancellations = store.orders.cancellations(order.orderId)
    take(order.orderId, order)
    for (const cancellation of cancellations) take(cancellation.cancellationId, cancellation)
    const refunds = cancellations.reduce((sum, { refundMinor }) => sum + refundMinor, 0)
    if (refunds !== refundedMinor) broken.push(`order ${order.number} was refunded otherwise than cancelled`)
    if (store.cart.get()?.orderId === order.orderId) broken.push(`order ${order.number} is still an open cart`)
  }
  for (const id of told.keys()) broken.push(`a fact tells ${id}, which is not there`)
  return broken
}

function toldDocument(fact: FactBody): [id: string, text: string] | undefined {
  if (fact.kind === 'order.placed') return [fact.order.orderId, JSON.stringify(fact.order)]
  if (fact.kind === 'order.cancelled') return [fact.cancellation.cancellationId, JSON.stringify(fact.cancellation)]
  return undefined
}

function checkNumbers(store: TerminalStore, orders: readonly StoredOrder[]): string[] {
  const days = new Set(orders.map(({ order }) => order.businessDay))
  return [...days].flatMap((day) => {
    const ofDay = orders.filter(({ order }) => order.businessDay === day)
    const numbers = ofDay
      .map(({ order }) => parseOrderNumber(order.number))
      .map((read) => (read.ok ? read.value.running : 0))
    const isWhole = numbers.toSorted((a, b) => a - b).every((number, index) => number === index + 1)
    const next = store.orders.nextRunning(day)
    if (isWhole && next === ofDay.length + 1) return []
    return [`the numbers of ${day} are not 1 to ${next - 1}: ${numbers.join(' ')}`]
  })
}

/** The database as a file, while no terminal is open: SQLite's own check of every page. */
export function checkFile(folder: string): string[] {
  const file = join(folder, 'terminal.db')
  if (!existsSync(file)) return []
  const key = Buffer.from(readFileSync(join(folder, 'database.key'), 'utf8').trim(), 'hex')
  const opened = openDatabase(file, key)
  if (!opened.ok) return [`the database does not open: ${opened.code}`]
  try {
    const said = opened.value.pragma('quick_check', { simple: true })
    return said === 'ok' ? [] : [`the database is damaged: ${String(said)}`]
  } finally {
    opened.value.close()
  }
}
