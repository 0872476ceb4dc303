import SqliteDatabase, { SqliteError, type Database } from 'better-sqlite3'
import { fail, invariant, ok, type Result } from '../domain/result.ts'
import { migrate } from './migrate.ts'

export type OpenError =
  | 'start.runtime_too_old'
  | 'start.newer_database'
  | 'start.key_wrong'
  | 'start.not_writable'
  | 'start.disk_full'
  | 'start.damaged'
  | 'start.locked'

/** Before this version a write-ahead log could be reset under a reader (a race in SQLite itself). */
const OLDEST_SQLITE = [3, 51, 3] as const

/**
 * Opens a terminal's encrypted database and brings it to the newest schema.
 * Every commit reaches the disk before it returns: the write-ahead log is synced in full.
 * @param key 32 bytes, raw.
 */
export function openDatabase(file: string, key: Uint8Array): Result<Database, OpenError> {
  invariant(key.length === 32, 'the database key has 32 bytes')
  if (runtimeIsTooOld()) return fail('start.runtime_too_old', { node: process.version })
  let db: Database | undefined
  try {
    db = new SqliteDatabase(file)
    keyDatabase(db, key)
    configure(db)
    const migrated = migrate(db)
    if (migrated.ok) return ok(db)
    db.close()
    return migrated
  } catch (error) {
    db?.close()
    return fail(openErrorOf(error), { file })
  }
}

/** An older Node loads the addon and dies in it; no exception could be caught. Electron's level is pinned with it. */
export function runtimeIsTooOld(): boolean {
  return process.versions['electron'] === undefined && Number(process.versions['napi']) < 10
}

/** Says how a database is encrypted and under which key; before anything else is done with it. */
export function keyDatabase(db: Database, key: Uint8Array): void {
  db.pragma("cipher = 'chacha20'")
  db.pragma(`key = ${keyLiteral(key)}`)
}

/** A raw key, as PRAGMA and ATTACH take it. */
export function keyLiteral(key: Uint8Array): string {
  return `"x'${Buffer.from(key).toString('hex')}'"`
}

function configure(db: Database): void {
  db.pragma('journal_mode = WAL')
  // better-sqlite3 is compiled with NORMAL for this mode, which loses the last commits in a power cut.
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = ON')
  db.pragma('trusted_schema = OFF')
  // Checkpoints run when the terminal is idle, so that no order waits for one.
  db.pragma('wal_autocheckpoint = 0')
  invariant(db.pragma('synchronous', { simple: true }) === 2, 'commits are synced in full')
  const { version } = db.prepare('SELECT sqlite_version() AS version').get() as { version: string }
  invariant(atLeast(version, OLDEST_SQLITE), `SQLite ${version} is too old`)
}

function atLeast(version: string, oldest: readonly number[]): boolean {
  const parts = version.split('.').map(Number)
  for (const [i, part] of oldest.entries()) if (parts[i] !== part) return (parts[i] ?? 0) > part
  return true
}

function openErrorOf(error: unknown): OpenError {
  const code = error instanceof SqliteError ? error.code : ''
  if (code === 'SQLITE_NOTADB') return 'start.key_wrong'
  if (code.startsWith('SQLITE_FULL')) return 'start.disk_full'
  if (code.startsWith('SQLITE_BUSY')) return 'start.locked'
  if (code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_READONLY')) return 'start.not_writable'
  if (code.startsWith('SQLITE_CORRUPT') || isReadFailure(code)) return 'start.damaged'
  if (code.startsWith('SQLITE_IOERR')) return 'start.not_writable'
  if (error instanceof TypeError && error.message.includes('directory does not exist')) return 'start.not_writable'
  throw error
}

/** Whether what had been written could not be read again. */
export function isReadFailure(code: string): boolean {
  return ['SQLITE_IOERR_READ', 'SQLITE_IOERR_SHORT_READ', 'SQLITE_IOERR_CORRUPTFS'].includes(code)
}

/** Why a write or its sync failed, to be told to the clerk: nothing of it was kept by half. */
export function writeFailure(error: unknown): 'disk.full' | 'disk.failed' | undefined {
  if (!(error instanceof SqliteError)) return undefined
  if (error.code.startsWith('SQLITE_FULL')) return 'disk.full'
  return error.code.startsWith('SQLITE_IOERR') && !isReadFailure(error.code) ? 'disk.failed' : undefined
}

/** Whether the disk takes no writes, mostly because it is full. */
export function isDiskFull(error: unknown): boolean {
  return writeFailure(error) !== undefined
}

const UNFIT = ['SQLITE_CONSTRAINT', 'SQLITE_ERROR', 'SQLITE_NOTADB', 'SQLITE_CORRUPT']

/** Whether what came from outside is no database, lacks a table, or has a row that the table it is for does not take. */
export function isUnfitData(error: unknown): boolean {
  return error instanceof SqliteError && UNFIT.some((code) => error.code.startsWith(code))
}

export interface FolderLock {
  release(): void
}

/**
 * Holds a folder for this process alone. The operating system lets go of it when the process ends, however it ends.
 * @param file a file in that folder, used for nothing else.
 */
export function lockFolder(
  file: string,
): Result<FolderLock, 'start.locked' | 'start.not_writable' | 'start.disk_full'> {
  let db: Database | undefined
  try {
    db = new SqliteDatabase(file, { timeout: 0 })
    db.pragma('locking_mode = EXCLUSIVE')
    db.exec('BEGIN EXCLUSIVE; CREATE TABLE IF NOT EXISTS lock (held INTEGER) STRICT')
    const held = db
    return ok({ release: () => held.close() })
  } catch (error) {
    db?.close()
    const code = openErrorOf(error)
    if (code === 'start.locked' || code === 'start.disk_full') return fail(code, { file })
    return fail('start.not_writable', { file })
  }
}

/** Moves the write-ahead log into the database; called when nothing else is going on. */
export function checkpoint(db: Database): void {
  db.pragma('wal_checkpoint(PASSIVE)')
}
