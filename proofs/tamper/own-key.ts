import type { Database } from 'better-sqlite3'
import { journalTable, type JournalEntry } from '../../db/journal.ts'
import { orderTables } from '../../db/orders.ts'
import { settingsTable } from '../../db/settings.ts'
import { lineTotal } from '../../domain/cart.ts'
import { factMessage, FIRST_PREVIOUS_HASH, type FactBody } from '../../domain/fact.ts'
import { sumMinor } from '../../domain/money.ts'
import type { Order } from '../../domain/order.ts'
import { invariant } from '../../domain/result.ts'
import { witnessWriter } from '../../main/journal/witness.ts'
import { terminalKeys } from '../../main/security/terminal-keys.ts'
import { terminalSettings } from '../../main/settings.ts'
import { chainHead, sha256Hex } from '../../trust/hash.ts'
import type { SigningKey } from '../../trust/signing.ts'
import type { Seeded } from '../support/seeded.ts'
import type { Change, Journal } from './changes.ts'

/**
 * What somebody does who has the terminal's signing key as well, knows how everything is made and leaves no trace at the
 * terminal: only whoever has seen the chain before can tell. The facts that it touches are at the central store.
 */
export const OWN_KEY_CHANGES: Readonly<Record<string, Change>> = {
  'end cut off, the witness too': (db, chance, journal) =>
    cutOff(db, journal, 1 + chance.int(journal.acknowledged - 1)),
  'end cut off and other facts told in its place': (db, chance, journal) => {
    const last = 1 + chance.int(journal.acknowledged - 1)
    const spare = entriesOf(db, journal).slice(last)
    cutOff(db, journal, last)
    const told = spare.filter(({ kind }) => kind !== 'order.placed' && kind !== 'order.cancelled')
    writeBehind(db, journal, last, [...told, ...voided(chance, journal, spare.length - told.length)], ownKey(db))
  },
  'order made smaller and all behind it signed anew': (db, chance, journal) =>
    rewrite(db, journal, smallerOrder(db, chance, journal, toldOrders(db, journal)), ownKey(db)),
  'order taken out and all behind it signed anew': (db, chance, journal) => {
    const entries = entriesOf(db, journal)
    const { subjectId } = chance.pick(toldOrders(db, journal))
    const kept = entries.filter((entry) => !isAbout(entry, subjectId))
    forgetOrder(db, subjectId)
    rewrite(db, journal, kept, ownKey(db))
  },
  'order made smaller and all told under another key': (db, chance, journal) => {
    const seeds = { signing: hex(chance), sealing: hex(chance) }
    settingsTable(db).set('key-seeds', seeds)
    const entries = smallerOrder(db, chance, journal, toldOrders(db, journal))
    rewrite(db, journal, entries, terminalKeys(seeds).signing)
  },
  'order made smaller and all told in another epoch': (db, chance, journal) => {
    const settings = terminalSettings(settingsTable(db))
    const identity = settings.identity()
    invariant(identity, 'a terminal that has sold is enrolled')
    const epoch = journal.epoch + 1 + chance.int(1_000)
    const entries = smallerOrder(db, chance, journal, toldOrders(db, journal))
    const key = ownKey(db)
    settings.saveIdentity({ ...identity, epoch })
    rewrite(db, { ...journal, epoch }, entries, key)
  },
  'facts called delivered that were not': (db, chance, journal) => {
    const upTo = journal.acknowledged + 1 + chance.int(journal.length - journal.acknowledged)
    const given = db.prepare(
      `UPDATE outbox SET acknowledged_at_ms = 1, verdict = json_object('seq', seq, 'outcome', 'accepted')
       WHERE acknowledged_at_ms IS NULL AND seq <= ?`,
    )
    given.run(upTo)
  },
}

/**
 * Changes that nobody can notice, since nothing that was signed or seen elsewhere says otherwise: what the central store
 * said is kept as it came, and what nobody but the terminal has seen can be told anew. At the store the first three
 * change nothing.
 */
export const HOLES: Readonly<Record<string, Change>> = {
  'state edited as if the store had said it': (db, chance) => {
    const orders = db.prepare('SELECT order_id AS id, state FROM orders ORDER BY order_id').all()
    const { id, state } = chance.pick(orders) as { id: string; state: string }
    const other = chance.pick(['ready', 'handed_over', 'delivered', 'returned'].filter((one) => one !== state))
    db.prepare("UPDATE orders SET state = ?, state_source = 'central' WHERE order_id = ?").run(other, id)
  },
  'verdict of the store edited': (db, chance, journal) => {
    const verdict = `json_object('seq', seq, 'outcome', 'refused', 'code', 'order.total_wrong')`
    db.prepare(`UPDATE outbox SET verdict = ${verdict} WHERE seq = ?`).run(1 + chance.int(journal.acknowledged))
  },
  'refusal made up': (db, chance) => {
    const orders = db.prepare<[], string>('SELECT order_id FROM orders ORDER BY order_id').pluck()
    const refusal = JSON.stringify({ code: 'order.total_wrong' })
    db.prepare('UPDATE orders SET refusal = ? WHERE order_id = ?').run(refusal, chance.pick(orders.all()))
  },
  'order that only the terminal has seen made smaller and signed anew': (db, chance, journal) => {
    const unseen = entriesOf(db, journal).filter(
      ({ kind, seq }) => kind === 'order.placed' && seq > journal.acknowledged,
    )
    rewrite(db, journal, smallerOrder(db, chance, journal, unseen), ownKey(db))
  },
}

const hex = (chance: Seeded): string => Buffer.from(chance.bytes(32)).toString('hex')

function ownKey(db: Database): SigningKey {
  const settings = terminalSettings(settingsTable(db))
  return terminalKeys(settings.keySeeds(() => new Uint8Array(32))).signing
}

function entriesOf(db: Database, { epoch, length }: Journal): JournalEntry[] {
  return journalTable(db).from(epoch, 1, length)
}

function toldOrders(db: Database, journal: Journal): JournalEntry[] {
  return entriesOf(db, journal).filter(({ kind, seq }) => kind === 'order.placed' && seq <= journal.acknowledged)
}

function isAbout({ body }: JournalEntry, orderId: string): boolean {
  return body.includes(`"orderId":"${orderId}"`)
}

function forgetOrder(db: Database, orderId: string): void {
  db.prepare('DELETE FROM cancellations WHERE order_id = ?').run(orderId)
  db.prepare('DELETE FROM orders WHERE order_id = ?').run(orderId)
}

/** Facts, what they made, and whatever says that there were more of them. */
function cutOff(db: Database, journal: Journal, last: number): void {
  const kept = entriesOf(db, journal).slice(0, last)
  const told = new Set(kept.flatMap(({ kind, subjectId }) => (kind.startsWith('order.') ? [subjectId] : [])))
  const orders = orderTables(db)
  for (const id of orders.cancellationIdsAfter('', journal.length)) {
    const cancellation = orders.cancellation(id)
    if (told.has(id) || !cancellation) continue
    db.prepare('DELETE FROM cancellations WHERE cancellation_id = ?').run(id)
    const { refundMinor, orderId } = cancellation
    db.prepare('UPDATE orders SET refunded_minor = refunded_minor - ? WHERE order_id = ?').run(refundMinor, orderId)
  }
  for (const id of orders.idsAfter('', journal.length)) if (!told.has(id)) forgetOrder(db, id)
  rewrite(db, journal, kept, undefined)
}

/** Harmless facts, made up. */
function voided(chance: Seeded, { terminalId }: Journal, count: number): JournalEntry[] {
  return Array.from({ length: count }, () => {
    const lines = [{ lineId: terminalId, sku: 'TEA', quantity: 1 + chance.int(99), priceMinor: 1 }]
    const body: FactBody = { kind: 'cart.voided', orderId: terminalId, businessDay: '2026-11-23', lines }
    const about = { kind: body.kind, subjectId: terminalId, businessDay: body.businessDay, body: JSON.stringify(body) }
    const times = { wallMs: 1 + chance.int(9_999), bootId: terminalId, monotonicMs: chance.int(9_999) }
    return { ...about, ...times, epoch: 0, seq: 0, bodyHash: '', previousHash: '', signature: '' }
  })
}

/** An order that brought less money than it did, in its fact and in its row. @returns all facts with it. */
function smallerOrder(db: Database, chance: Seeded, journal: Journal, among: readonly JournalEntry[]): JournalEntry[] {
  const entry = chance.pick(among)
  const { order } = JSON.parse(entry.body) as { order: Order }
  const lines = order.lines.map((line) => {
    const cheaper = { ...line, priceMinor: Math.max(1, line.priceMinor - 1 - chance.int(99)) }
    return { ...cheaper, totalMinor: lineTotal(cheaper) }
  })
  const totalMinor = sumMinor(lines.map((line) => line.totalMinor))
  const payments = [{ tender: 'cash' as const, amountMinor: totalMinor, tenderedMinor: totalMinor, changeMinor: 0 }]
  const smaller = { ...order, lines, totalMinor, payments }
  db.prepare('UPDATE orders SET document = ?, total_minor = ? WHERE order_id = ?').run(
    ...[JSON.stringify(smaller), totalMinor, order.orderId],
  )
  const body = JSON.stringify({ kind: 'order.placed', order: smaller })
  return entriesOf(db, journal).map((one) => (one.seq === entry.seq ? { ...one, body } : one))
}

/** The journal as if these facts, in this order, had been all that ever happened. */
function rewrite(db: Database, journal: Journal, entries: readonly JournalEntry[], key: SigningKey | undefined): void {
  const delivered = db.prepare<[], { at: number | null; verdict: string | null }>(
    'SELECT acknowledged_at_ms AS at, verdict FROM outbox ORDER BY epoch, seq',
  )
  const states = delivered.all()
  db.exec('DELETE FROM outbox; DELETE FROM journal')
  writeBehind(db, journal, 0, entries, key)
  for (const { seq } of entriesOf(db, journal)) {
    const { at, verdict } = states[seq - 1]!
    const said = verdict?.replace(/"seq":\d+/, `"seq":${seq}`) ?? null
    db.prepare('UPDATE outbox SET acknowledged_at_ms = ?, verdict = ? WHERE seq = ?').run(at, said, seq)
  }
}

/** @param key undefined where the facts keep their signatures. */
function writeBehind(
  db: Database,
  { epoch, terminalId, folder }: Journal,
  last: number,
  entries: readonly JournalEntry[],
  key: SigningKey | undefined,
): void {
  const journal = journalTable(db)
  let before = journal.get(epoch, last)
  for (const entry of entries) {
    const unsigned = {
      ...entry,
      ...{ epoch, seq: (before?.seq ?? 0) + 1, bodyHash: sha256Hex(entry.body) },
      previousHash: before ? chainHead(before.previousHash, before.bodyHash) : FIRST_PREVIOUS_HASH,
    }
    const signature = key?.sign(factMessage(terminalId, epoch, unsigned)) ?? entry.signature
    before = { ...unsigned, signature }
    journal.append(before)
  }
  const witness = witnessWriter(folder, (error) => {
    throw error
  })
  if (before) witness.write(before)
  witness.close()
}
