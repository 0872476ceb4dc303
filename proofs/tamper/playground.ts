import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import SqliteDatabase, { type Database } from 'better-sqlite3'
import { keyDatabase } from '../../db/open.ts'
import { auditFolder } from '../../main/journal/audit.ts'
import { reopenStoreSite } from '../mutate/store-site.ts'
import { seeded } from '../support/seeded.ts'
import type { Journal } from './changes.ts'
import { openTill, sellAndSync, type Times } from './till.ts'

/** A terminal's data folder and its central store's, of which somebody who has its key changes the first again and again. */
export interface Playground {
  readonly journal: Journal
  /** Puts both folders back as they were, and changes the terminal's database. */
  change(run: (db: Database, journal: Journal) => void): void
  /** What is in the terminal's database, so that two runs of a seed can be compared. */
  digest(): string
  /** What the check of a data folder tells of the folder; undefined where it finds nothing. */
  audited(): string | undefined
  /** The same for a terminal that is started there, and works until it has checked its journal. */
  started(): Promise<string | undefined>
  /** The kinds of alarms that the central store raises when the terminal talks to it, a day later. */
  synced(): Promise<readonly string[]>
}

const FILES = ['terminal.db', 'database.key', 'journal.head']
const PLAYGROUND_SEED = 1
const DAY_MS = 24 * 3_600_000

/** @param facts how many the terminal's journal holds; the store has the most of them. */
export async function openPlayground(parent: string, facts: number): Promise<Playground> {
  const soldIn = join(parent, 'sold')
  mkdirSync(soldIn)
  const sold = await sellAndSync(soldIn, facts, seeded(PLAYGROUND_SEED))
  const told = join(parent, 'told')
  cpSync(sold.storeFolder, told, { recursive: true })
  rmSync(sold.storeFolder, { recursive: true })
  const before = FILES.map((name) => ({ name, bytes: readFileSync(join(soldIn, name)) }))
  const folder = join(parent, 'changed')
  const key = Buffer.from(readFileSync(join(soldIn, 'database.key'), 'utf8').trim(), 'hex')
  const journal: Journal = { ...sold.journal, folder }
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
  return {
    journal,
    change(run) {
      putBack()
      inDatabase((db) => {
        db.exec('DROP TRIGGER journal_keeps_rows; DROP TRIGGER journal_changes_nothing')
        db.transaction(() => run(db, journal))()
      })
    },
    digest: () => inDatabase(digestOf),
    audited() {
      const audit = auditFolder(folder, key)
      return audit.ok ? audit.value.faults[0]?.what : audit.code
    },
    started: () => startThere(folder, { nowMs: sold.endMs }),
    synced: () => syncThere(folder, told, join(parent, 'store'), { nowMs: sold.endMs + DAY_MS }),
  }
}

function digestOf(db: Database): string {
  const hash = createHash('sha256')
  const tables = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck()
  for (const table of tables.all()) hash.update(JSON.stringify(db.prepare(`SELECT * FROM "${table}"`).raw().all()))
  return hash.digest('hex')
}

async function startThere(folder: string, times: Times): Promise<string | undefined> {
  const till = openTill(folder, times, seeded(PLAYGROUND_SEED + 1))
  if (!till.ok) return till.code
  try {
    const { journal, recovery } = await till.value.checked()
    return recovery ? `recovery: ${recovery.cause}` : journal.broken?.what
  } finally {
    await till.value.close()
  }
}

const MOST_ROUNDS = 3

/** @param copy where the store's folder is copied to, and changes. */
async function syncThere(folder: string, storeFolder: string, copy: string, times: Times): Promise<string[]> {
  rmSync(copy, { recursive: true, force: true })
  cpSync(storeFolder, copy, { recursive: true })
  const till = openTill(folder, times, seeded(PLAYGROUND_SEED + 2))
  // The store hears nothing of a terminal that does not start.
  if (!till.ok) return []
  const site = await reopenStoreSite(copy, () => times.nowMs)
  try {
    await till.value.checked()
    // The store may refuse what it is told; what it thinks of it is in its alarms.
    for (let round = 0; round < MOST_ROUNDS; round++) await till.value.round(site).catch(() => undefined)
    const raised = site.beside.prepare<[], string>('SELECT DISTINCT kind FROM alarms ORDER BY kind').pluck().all()
    if (site.failures[0]) throw site.failures[0]
    return raised
  } finally {
    await till.value.close()
    await site.stop()
  }
}
