import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as passing } from 'node:timers/promises'
import { createRouterClient } from '@orpc/server'
import SqliteDatabase, { type Database } from 'better-sqlite3'
import { journalTable } from '../../db/journal.ts'
import { keyDatabase } from '../../db/open.ts'
import { uuidv7 } from '../../domain/ids.ts'
import { invariant } from '../../domain/result.ts'
import { auditFolder } from '../../main/journal/audit.ts'
import { noLog } from '../../main/ports/log.ts'
import { openTerminalService } from '../../main/service.ts'
import { PRODUCTS } from '../support/shop.ts'
import { seeded } from '../support/seeded.ts'
import type { Journal } from './changes.ts'

/** A terminal's data folder, which somebody who has its key changes again and again. */
export interface Playground {
  readonly journal: Journal
  /** Puts the folder back as it was, and changes its database. */
  change(run: (db: Database, journal: Journal) => void): void
  /** As what the check of a data folder tells of the folder; undefined where it finds nothing. */
  audited(): string | undefined
  /** The same for a terminal that is started there, and works until it has checked its journal. */
  started(): Promise<string | undefined>
}

const FILES = ['terminal.db', 'database.key', 'journal.head']
const MOST_WAITING_MS = 30_000

const chance = seeded(1)
const id = (): string => uuidv7(1_790_000_000_000, chance.bytes(10))

export async function openPlayground(parent: string, facts: number): Promise<Playground> {
  const soldIn = join(parent, 'sold')
  mkdirSync(soldIn)
  const { terminalId, epoch } = await sellThere(soldIn, facts)
  const before = FILES.map((name) => ({ name, bytes: readFileSync(join(soldIn, name)) }))
  const folder = join(parent, 'changed')
  const key = Buffer.from(readFileSync(join(soldIn, 'database.key'), 'utf8').trim(), 'hex')
  const inDatabase = <Value>(run: (db: Database) => Value): Value => {
    const db = new SqliteDatabase(join(folder, 'terminal.db'))
    try {
      keyDatabase(db, key)
      db.pragma('foreign_keys = OFF')
      db.pragma('synchronous = OFF')
      return run(db)
    } finally {
      db.close()
    }
  }
  const putBack = (): void => {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder)
    for (const { name, bytes } of before) writeFileSync(join(folder, name), bytes)
  }
  putBack()
  const length = inDatabase((db) => journalTable(db).newest(epoch)?.seq)
  invariant(length, 'somebody has sold something')
  const journal = { terminalId, epoch, length }
  return {
    journal,
    change(run) {
      putBack()
      inDatabase((db) => {
        db.exec('DROP TRIGGER journal_keeps_rows; DROP TRIGGER journal_changes_nothing')
        db.transaction(() => run(db, journal))()
      })
    },
    audited() {
      const audit = auditFolder(folder, key)
      return audit.ok ? audit.value.faults[0]?.what : audit.code
    },
    started: () => startThere(folder),
  }
}

async function startThere(folder: string): Promise<string | undefined> {
  const opened = openTerminalService({ dataFolder: folder, version: '0.0.0', log: noLog, keepsBackups: false })
  if (!opened.ok) return opened.code
  const { router, context, close } = opened.value
  try {
    const client = createRouterClient(router, { context })
    for (const untilMs = Date.now() + MOST_WAITING_MS; ; await passing(10)) {
      const { journal, recovery } = await client.safety.status()
      if (recovery) return `recovery: ${recovery.cause}`
      if (journal.broken) return journal.broken.what
      if (journal.complete) return undefined
      invariant(Date.now() < untilMs, 'a terminal checks a short journal in seconds')
    }
  } finally {
    await close()
  }
}

/** Orders, and now and then a cancellation, by the real service; nothing is sent anywhere. */
async function sellThere(folder: string, facts: number) {
  const opened = openTerminalService({ dataFolder: folder, version: '0.0.0', log: noLog })
  invariant(opened.ok, 'a new folder opens')
  const { router, context, close } = opened.value
  const { store, settings } = context.terminal
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
  store.checkpoint()
  await close()
  return { terminalId, epoch: identity.epoch }
}
