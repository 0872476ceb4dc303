import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { StartError } from '../start-error.ts'
import { faultOf, isDamage } from './damage.ts'
import { migrate } from './migrate.ts'

export interface Backup {
  readonly file: string
  readonly bytes: number
  readonly incarnation: string
}

/**
 * Copies the database of a data folder into one file, also while the store works: as it stands at one moment, read
 * back and checked before the file gets its name.
 * @throws StartError
 */
export function backUp(dataDir: string, file: string): Backup {
  const source = join(dataDir, 'central.db')
  if (!existsSync(source)) throw new StartError('data.missing', { dataDir })
  // A copy is made to be kept: an older one is not written over.
  if (existsSync(file)) throw new StartError('backup.exists', { file })
  const partial = `${file}.partial`
  try {
    writeFileSync(partial, '', { mode: 0o600 })
    copy(source, partial)
    mark(partial)
    const incarnation = check(partial)
    sync(partial)
    renameSync(partial, file)
    if (process.platform !== 'win32') sync(dirname(file))
    return { file, bytes: statSync(file).size, incarnation }
  } catch (error) {
    rmSync(partial, { force: true })
    throw asStartError(error, dataDir, file)
  }
}

function copy(source: string, partial: string): void {
  const database = new Database(source, { readonly: true })
  try {
    // Copying reads no index, and a copy of spoilt rows would look sound.
    const fault = faultOf(database)
    if (fault !== undefined) throw damaged(source, fault)
    database.prepare('VACUUM INTO ?').run(partial)
  } finally {
    database.close()
  }
}

/** Nothing else would tell the copy from the store itself, should it be put back into an empty folder. */
function mark(partial: string): void {
  const database = new Database(partial)
  try {
    // The store may be one that this program has not opened yet.
    migrate(database)
    database.prepare('UPDATE store SET is_copy = 1').run()
  } finally {
    database.close()
  }
}

function check(partial: string): string {
  const database = new Database(partial, { readonly: true })
  try {
    const found = database.pragma('integrity_check', { simple: true })
    if (found !== 'ok') throw new Error(`the copy is damaged: ${String(found)}`)
    return database.prepare<[], string>('SELECT incarnation FROM store').pluck().get() ?? ''
  } finally {
    database.close()
  }
}

function sync(path: string): void {
  const handle = openSync(path, 'r')
  fsyncSync(handle)
  closeSync(handle)
}

function damaged(file: string, what: string): StartError {
  return new StartError('backup.damaged', { file, what })
}

function asStartError(error: unknown, dataDir: string, file: string): unknown {
  const code = String((error as { code?: unknown }).code)
  if (code === 'ENOSPC' || code === 'SQLITE_FULL') return new StartError('backup.disk_full', { file })
  if (/^(EACCES|EPERM|EROFS|ENOENT|ENOTDIR|EISDIR)$/.test(code)) return new StartError('backup.not_writable', { file })
  if (isDamage(error)) return damaged(join(dataDir, 'central.db'), (error as Error).message)
  return error
}
