import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import SqliteDatabase, { type Database } from 'better-sqlite3'
import { journalTable } from '../../db/journal.ts'
import { keyDatabase } from '../../db/open.ts'
import { orderTables } from '../../db/orders.ts'
import { outboxTable } from '../../db/outbox.ts'
import { uuidv7 } from '../../domain/ids.ts'
import { invariant } from '../../domain/result.ts'
import { compareEntry, rowsWithoutFact, verifyEpoch, type JournalKey } from '../../main/journal/verify.ts'
import { noLog } from '../../main/ports/log.ts'
import { openTerminalService } from '../../main/service.ts'
import { chainHead } from '../../trust/hash.ts'
import { PRODUCTS } from '../support/shop.ts'
import { seeded } from '../support/seeded.ts'
import type { Journal } from './changes.ts'

/** A terminal's database, opened with its key by somebody who means no good. */
export interface Playground {
  readonly journal: Journal
  readonly db: Database
  readonly key: JournalKey
  /** Of the newest fact, as the central store knows it. */
  readonly head: string
  /** Whatever is changed in there is undone afterwards. */
  trying<Value>(run: (db: Database, journal: Journal) => Value): Value
  close(): void
}

const chance = seeded(1)
const id = (): string => uuidv7(1_790_000_000_000, chance.bytes(10))

export async function openPlayground(folder: string, facts: number): Promise<Playground> {
  const { terminalId, epoch, publicKey } = await sellThere(folder, facts)
  const db = new SqliteDatabase(join(folder, 'terminal.db'))
  keyDatabase(db, Buffer.from(readFileSync(join(folder, 'database.key'), 'utf8').trim(), 'hex'))
  db.pragma('foreign_keys = OFF')
  db.pragma('synchronous = OFF')
  db.exec('DROP TRIGGER journal_keeps_rows; DROP TRIGGER journal_changes_nothing')
  const last = journalTable(db).newest(epoch)
  invariant(last, 'somebody has sold something')
  const journal = { terminalId, epoch, length: last.seq }
  return {
    journal,
    db,
    key: { terminalId, publicKey },
    head: chainHead(last.previousHash, last.bodyHash),
    trying(run) {
      db.exec('BEGIN')
      try {
        return run(db, journal)
      } finally {
        db.exec('ROLLBACK')
      }
    },
    close: () => void db.close(),
  }
}

/** Orders, and now and then a cancellation, by the real service; nothing is sent anywhere. */
async function sellThere(folder: string, facts: number) {
  const opened = openTerminalService({ dataFolder: folder, version: '0.0.0', log: noLog })
  invariant(opened.ok, 'a new folder opens')
  const { router, context, close } = opened.value
  const { store, settings, keys } = context.terminal
  const terminalId = id()
  const identity = { terminalId, terminalNumber: 7, epoch: 1, token: 'x'.repeat(32), incarnation: id() }
  store.transaction(() => {
    settings.saveIdentity(identity)
    settings.saveShop({
      name: { ko: '매장', en: 'Shop' },
      currency: { code: 'KPW', digits: 0 },
      zoneOffsetMin: 540,
      cutOffMin: 0,
      notesMinor: [100],
      demonstration: true,
    })
    store.catalogue.upsert(PRODUCTS, [], [])
    settings.saveCatalogue({ version: 1, asOfMs: 0, products: PRODUCTS.length })
  })
  const client = createRouterClient(router, { context })
  while ((store.journal.newest(1)?.seq ?? 0) < facts) {
    const { orderId } = await client.cart.get()
    const lineId = id()
    const changes = [{ kind: 'add' as const, lineId, sku: chance.pick(PRODUCTS).sku, quantity: 1 + chance.int(900) }]
    await client.cart.apply({ changeId: id(), orderId, changes })
    await client.order.placeCash({ orderId, tenderedMinor: 9_000_000 })
    if (chance.chance(0.4))
      await client.order.cancel({ orderId, cancellationId: id(), lines: [{ lineId, quantity: 1 }] })
  }
  const { publicKey } = keys.signing
  await close()
  return { terminalId, epoch: identity.epoch, publicKey }
}

/** How a change is noticed: by the terminal itself, or at the next sync; undefined where it is not. */
export function findChange({ db, key, journal: { epoch, length }, head }: Playground): string | undefined {
  const journal = journalTable(db)
  const orders = orderTables(db)
  const steps = verifyEpoch({ journal }, epoch, 1, key)
  let step = steps.next()
  while (!step.done) step = steps.next()
  if (step.value) return step.value.what
  for (const entry of journal.from(epoch, 1, length)) {
    const broken = compareEntry({ orders, outbox: outboxTable(db) }, entry)
    if (broken) return broken.what
  }
  for (const [unknown] of rowsWithoutFact({ journal, orders })) if (unknown) return unknown.what
  const entry = journal.get(epoch, length)
  return entry && chainHead(entry.previousHash, entry.bodyHash) === head ? undefined : 'head'
}
