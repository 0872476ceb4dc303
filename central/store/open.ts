import { accessSync, constants, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Kysely, SqliteDialect, type SqliteDatabase, type SqliteStatement } from 'kysely'
import { invariant } from '../../domain/result.ts'
import { StartError } from '../start-error.ts'
import { backupsFolder } from './backups-folder.ts'
import { makeFolder } from './make-folder.ts'
import { createDamage, faultOf, isDamage, type Damage } from './damage.ts'
import { migrate, refuseNewer, versionOf } from './migrate.ts'
import { closeToOthers, hasWitness, isDatabaseLost, setAsideForeignLog } from './remains.ts'
import type { Db, Tables } from './tables.ts'
import { onCommit } from './transaction.ts'
import { writeWitness } from './witness.ts'

/** Short, since nothing else happens meanwhile; who writes tries again. */
const BUSY_TIMEOUT_MS = 50
const CACHED_STATEMENTS = 200
/** Before it, a race could reset a write-ahead log that was still needed. */
const OLDEST_SQLITE = [3, 51, 3] as const

export interface OpenStore {
  readonly db: Db
  readonly dataDir: string
  readonly file: string
  readonly damage: Damage
  /** Empty until the store is founded, and once it is closed. */
  incarnation(): string
  close(): Promise<void>
}

/**
 * Opens the central store's database in a folder, and makes both where they are missing.
 * @param mustExist for programs that work on a store but may not begin one.
 * @throws StartError with what is wrong with the folder or the file.
 */
export function openStore(dataDir: string, mustExist = false): OpenStore {
  const file = join(dataDir, 'central.db')
  const database = openDatabase(dataDir, file, mustExist)
  const dialect = new SqliteDialect({ database: withCachedStatements(database) })
  const db = new Kysely<Tables>({ dialect })
  const incarnation = database.prepare<[], string>('SELECT incarnation FROM store').pluck()
  onCommit(db, (head) => writeWitness(dataDir, head))
  return {
    db,
    dataDir,
    file,
    damage: createDamage(),
    incarnation: () => (database.open && incarnation.get()) || '',
    async close() {
      await db.destroy()
      // Kysely closes only what it has used.
      database.close()
    },
  }
}

function openDatabase(dataDir: string, file: string, mustExist: boolean): Database.Database {
  try {
    if (!mustExist) makeFolder(dataDir)
    accessSync(dataDir, constants.W_OK | constants.X_OK)
    if (isDatabaseLost(dataDir)) throw lost(dataDir, file)
    setAsideForeignLog(file)
    if (!mustExist) closeToOthers(dataDir)
    const database = new Database(file, { fileMustExist: mustExist, timeout: BUSY_TIMEOUT_MS })
    try {
      refuseNewer(database, file)
      if (versionOf(database) === 0 && hasWitness(dataDir)) throw lost(dataDir, file)
      refuseDamaged(database, dataDir, file)
      configure(database)
      migrate(database)
      return database
    } catch (error) {
      database.close()
      throw error
    }
  } catch (error) {
    throw asStartError(error, dataDir, file, mustExist)
  }
}

/** Larger ones are looked through while the store works already. */
const CHECKED_AT_ONCE_BYTES = 128 * 1024 * 1024

/** Whether a store was looked through as it was opened. */
export function isCheckedAtOnce(file: string): boolean {
  return statSync(file).size <= CHECKED_AT_ONCE_BYTES
}

function refuseDamaged(database: Database.Database, dataDir: string, file: string): void {
  if (!isCheckedAtOnce(file)) return
  if (faultOf(database) !== undefined) throw new StartError('data.damaged', { file, backups: backupsFolder(dataDir) })
}

function lost(dataDir: string, file: string): StartError {
  return new StartError('data.lost', { dataDir, file, backups: backupsFolder(dataDir) })
}

function configure(database: Database.Database): void {
  const version = String(database.prepare('SELECT sqlite_version()').pluck().get())
  invariant(isAtLeast(version), `SQLite ${version} is older than ${OLDEST_SQLITE.join('.')}`)
  database.pragma('journal_mode = WAL')
  // The library compiles its write-ahead log as NORMAL, which may lose what was acknowledged when the power fails.
  database.pragma('synchronous = FULL')
  database.pragma('trusted_schema = OFF')
  invariant(database.pragma('journal_mode', { simple: true }) === 'wal', 'the journal is a write-ahead log')
  invariant(database.pragma('synchronous', { simple: true }) === 2, 'every commit reaches the disk')
}

function isAtLeast(version: string): boolean {
  const parts = version.split('.').map(Number)
  for (const [index, oldest] of OLDEST_SQLITE.entries())
    if (parts[index] !== oldest) return (parts[index] ?? 0) > oldest
  return true
}

const NOT_WRITABLE = [
  ...['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT', 'EIO'],
  ...['SQLITE_CANTOPEN', 'SQLITE_READONLY', 'SQLITE_IOERR'],
]
const NOT_READABLE = ['SQLITE_IOERR_READ', 'SQLITE_IOERR_SHORT_READ', 'SQLITE_IOERR_CORRUPTFS']

/** What is wrong with a folder or with a file in it, where whoever started the store can mend it. */
export function asStartError(error: unknown, dataDir: string, file: string, mustExist = false): unknown {
  const code = (error as { code?: unknown }).code
  if (typeof code !== 'string' || error instanceof StartError) return error
  if (mustExist && (code === 'ENOENT' || code === 'SQLITE_CANTOPEN')) return new StartError('data.missing', { dataDir })
  if (isDamage(error) || NOT_READABLE.some((known) => code.startsWith(known)))
    return new StartError('data.damaged', { file, backups: backupsFolder(dataDir) })
  if (code === 'ENOSPC' || code === 'SQLITE_FULL') return new StartError('disk.full', { dataDir })
  if (code === 'SQLITE_BUSY') return new StartError('data.locked', { dataDir })
  if (NOT_WRITABLE.some((known) => code.startsWith(known))) return new StartError('data.not_writable', { dataDir })
  return error
}

/** The queries of a busy store are few and repeat, so that preparing them anew each time would be most of the work. */
function withCachedStatements(database: Database.Database): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>()
  return {
    close: () => database.close(),
    prepare(text) {
      const known = statements.get(text)
      if (known) return known
      const statement = database.prepare<unknown[]>(text)
      if (statements.size >= CACHED_STATEMENTS) statements.delete(statements.keys().next().value!)
      statements.set(text, statement)
      return statement
    },
  }
}
