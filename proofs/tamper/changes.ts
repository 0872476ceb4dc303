import type { Database } from 'better-sqlite3'
import { factMessage, type Fact } from '../../domain/fact.ts'
import { chainHead, sha256Hex } from '../../trust/hash.ts'
import { signingKey } from '../../trust/signing.ts'
import type { Seeded } from '../support/seeded.ts'

/** What somebody who has the database and its key may do to it. Each changes something, whatever chance says. */
export type Change = (db: Database, chance: Seeded, journal: Journal) => void

export interface Journal {
  readonly terminalId: string
  readonly epoch: number
  readonly length: number
  /** Up to which sequence the central store has it. */
  readonly acknowledged: number
  readonly folder: string
}

interface Row extends Fact {
  readonly epoch: number
}

const COLUMNS = `epoch, seq, body, body_hash AS bodyHash, previous_hash AS previousHash, wall_ms AS wallMs,
  boot_id AS bootId, monotonic_ms AS monotonicMs, signature`

function rowAt(db: Database, { epoch }: Journal, seq: number): Row {
  return db.prepare(`SELECT ${COLUMNS} FROM journal WHERE epoch = ? AND seq = ?`).get(epoch, seq) as Row
}

function write(db: Database, { epoch, seq, body, bodyHash, previousHash, signature }: Row): void {
  db.prepare(
    'UPDATE journal SET body = ?, body_hash = ?, previous_hash = ?, signature = ? WHERE epoch = ? AND seq = ?',
  ).run(body, bodyHash, previousHash, signature, epoch, seq)
}

/** Another digit in the body: an amount, a price, a quantity, an id. */
function edited(body: string, chance: Seeded): string {
  const digits = [...body.matchAll(/\d/g)].map(({ index }) => index)
  const at = chance.pick(digits)
  return body.slice(0, at) + String((Number(body[at]) + 1 + chance.int(9)) % 10) + body.slice(at + 1)
}

/** The chain written anew from a place on, as a thief who knows how it is made would do it. */
function rechain(db: Database, journal: Journal, from: number, sign: (row: Row) => string): void {
  for (let seq = from; seq <= journal.length; seq++) {
    const row = rowAt(db, journal, seq)
    const before = seq > 1 ? rowAt(db, journal, seq - 1) : undefined
    const previousHash = before ? chainHead(before.previousHash, before.bodyHash) : row.previousHash
    write(db, { ...row, previousHash, signature: sign({ ...row, previousHash }) })
  }
}

const ASIDE = 1_000_000

const anySeq = (chance: Seeded, journal: Journal): number => 1 + chance.int(journal.length)

export const CHANGES: Readonly<Record<string, Change>> = {
  'body edited': (db, chance, journal) => {
    const row = rowAt(db, journal, anySeq(chance, journal))
    write(db, { ...row, body: edited(row.body, chance) })
  },
  'body left without its end': (db, chance, journal) => {
    const row = rowAt(db, journal, anySeq(chance, journal))
    write(db, { ...row, body: row.body.slice(0, -1 - chance.int(20)) })
  },
  'document of an order left without its end': (db, chance) => {
    const orders = db.prepare('SELECT order_id AS id, document FROM orders ORDER BY order_id').all()
    const { id, document } = chance.pick(orders) as { id: string; document: string }
    db.prepare('UPDATE orders SET document = ? WHERE order_id = ?').run(document.slice(0, -1 - chance.int(20)), id)
  },
  'body and hash edited': (db, chance, journal) => {
    const row = rowAt(db, journal, anySeq(chance, journal))
    const body = edited(row.body, chance)
    write(db, { ...row, body, bodyHash: sha256Hex(body) })
  },
  'whole chain written anew': (db, chance, journal) => {
    const row = rowAt(db, journal, anySeq(chance, journal))
    const body = edited(row.body, chance)
    write(db, { ...row, body, bodyHash: sha256Hex(body) })
    rechain(db, journal, row.seq, ({ signature }) => signature)
  },
  'signed with another key': (db, chance, journal) => {
    const thief = signingKey(chance.bytes(32))
    const row = rowAt(db, journal, anySeq(chance, journal))
    const body = edited(row.body, chance)
    write(db, { ...row, body, bodyHash: sha256Hex(body) })
    rechain(db, journal, row.seq, (one) => thief.sign(factMessage(journal.terminalId, journal.epoch, one)))
  },
  'signature taken away': (db, chance, journal) => {
    write(db, { ...rowAt(db, journal, 2 + chance.int(journal.length - 1)), signature: '' })
  },
  'time edited': (db, chance, journal) => {
    const column = chance.pick(['wall_ms', 'monotonic_ms'])
    db.prepare(`UPDATE journal SET ${column} = ${column} + ? WHERE seq = ?`).run(
      1 + chance.int(9_999),
      anySeq(chance, journal),
    )
  },
  'entry deleted': (db, chance, journal) => remove(db, 'seq = ?', 1 + chance.int(journal.length - 1)),
  'end cut off': (db, chance, journal) => remove(db, 'seq > ?', chance.int(journal.length)),
  'beginning cut off': (db, chance, journal) => remove(db, 'seq < ?', 2 + chance.int(journal.length - 1)),
  'two entries exchanged': (db, chance, journal) => {
    const one = anySeq(chance, journal)
    const other = 1 + ((one - 1 + 1 + chance.int(journal.length - 1)) % journal.length)
    for (const [from, to] of [
      [one, ASIDE],
      [other, one],
      [ASIDE, other],
    ] as const)
      renumber(db, from, to)
  },
  'entry deleted and the others moved up': (db, chance, journal) => {
    const gone = 1 + chance.int(journal.length - 1)
    remove(db, 'seq = ?', gone)
    for (let seq = gone + 1; seq <= journal.length; seq++) renumber(db, seq, seq - 1)
  },
  'total of an order edited': (db, chance) => {
    db.prepare('UPDATE orders SET total_minor = total_minor + ? WHERE order_id = ?').run(
      1 + chance.int(999),
      anOrder(db, chance),
    )
  },
  'document of an order edited': (db, chance) => {
    const orders = db.prepare('SELECT order_id AS id, document FROM orders ORDER BY order_id').all()
    const { id, document } = chance.pick(orders) as { id: string; document: string }
    db.prepare('UPDATE orders SET document = ? WHERE order_id = ?').run(edited(document, chance), id)
  },
  'refund edited': (db, chance) => {
    db.prepare('UPDATE orders SET refunded_minor = refunded_minor + ? WHERE order_id = ?').run(
      1 + chance.int(999),
      anOrder(db, chance),
    )
  },
  'order deleted': (db, chance) => {
    const id = anOrder(db, chance)
    db.prepare('DELETE FROM cancellations WHERE order_id = ?').run(id)
    db.prepare('DELETE FROM orders WHERE order_id = ?').run(id)
  },
  'number edited': (db, chance) => {
    const column = chance.pick(['number', 'running', 'business_day', 'placed_at_ms'])
    db.prepare(`UPDATE orders SET ${column} = ? WHERE order_id = ?`).run(
      100_000 + chance.int(9_999),
      anOrder(db, chance),
    )
  },
  'state edited': (db, chance) => {
    // What the central store said of an order is no word of the terminal's journal.
    const own = db.prepare("SELECT order_id FROM orders WHERE state_source = 'terminal' ORDER BY order_id").pluck()
    const id = chance.pick(own.all())
    const before = db.prepare('SELECT state FROM orders WHERE order_id = ?').pluck().get(id)
    const state = chance.pick(['placed', 'handed_over', 'cancelled'].filter((one) => one !== before))
    db.prepare('UPDATE orders SET state = ? WHERE order_id = ?').run(state, id)
  },
  'outbox row deleted': (db, chance, journal) => {
    db.prepare('DELETE FROM outbox WHERE seq = ?').run(anySeq(chance, journal))
  },
  'cancellation made up': (db, chance) => {
    const id = `made-up-${chance.int(1_000_000)}`
    const orderId = anOrder(db, chance)
    db.prepare(
      `INSERT INTO cancellations SELECT ?, order_id, placed_at_ms, 1, json_object('cancellationId', ?, 'orderId', order_id,
         'cancelledAtMs', placed_at_ms, 'businessDay', business_day, 'lines', json('[]'), 'refundMinor', 1)
       FROM orders WHERE order_id = ?`,
    ).run(id, id, orderId)
    db.prepare('UPDATE orders SET refunded_minor = refunded_minor + 1 WHERE order_id = ?').run(orderId)
  },
  'order made up': (db, chance) => {
    db.prepare(
      `INSERT INTO orders SELECT ?, number, running, placed_at_ms, business_day, total_minor, refunded_minor, document,
         state, state_source, state_at_ms, refusal FROM orders ORDER BY order_id LIMIT 1`,
    ).run(`made-up-${chance.int(1_000_000)}`)
  },
}

function anOrder(db: Database, chance: Seeded): unknown {
  return chance.pick(db.prepare('SELECT order_id FROM orders ORDER BY order_id').pluck().all())
}

function remove(db: Database, where: string, seq: number): void {
  db.prepare(`DELETE FROM outbox WHERE ${where}`).run(seq)
  db.prepare(`DELETE FROM journal WHERE ${where}`).run(seq)
}

function renumber(db: Database, from: number, to: number): void {
  db.prepare('UPDATE outbox SET seq = ? WHERE seq = ?').run(to, from)
  db.prepare('UPDATE journal SET seq = ? WHERE seq = ?').run(to, from)
}
