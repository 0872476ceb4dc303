import {
  chmodSync,
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { WITNESS } from './witness.ts'

/** What stands in a data folder beside the database, looked at before that is opened. */

const DATABASE = 'central.db'
const OWN = [/^central\./, /^admin\.token/, /^snapshots$/, /^backups$/]

/** Whether the database is gone although there was one: opened then, it would be a new store that knows no terminal. */
export function isDatabaseLost(dataDir: string): boolean {
  const size = statSync(join(dataDir, DATABASE), { throwIfNoEntry: false })?.size ?? 0
  // A write-ahead log is begun after the database's first page was written, never before.
  return size === 0 && (hasWitness(dataDir) || existsSync(join(dataDir, `${DATABASE}-wal`)))
}

/** It is written after a commit, so only where a database had its tables. */
export function hasWitness(dataDir: string): boolean {
  return existsSync(join(dataDir, WITNESS))
}

/**
 * A backup is no file with a write-ahead log; one that stands beside it is of the database that the backup replaced,
 * and would be mixed with it. It is moved aside, since it may hold what is nowhere else.
 */
export function setAsideForeignLog(file: string): void {
  const log = `${file}-wal`
  if (!existsSync(log) || !existsSync(file) || writeVersion(file) !== ROLLBACK_JOURNAL) return
  renameSync(log, `${log}.replaced`)
  rmSync(`${file}-shm`, { force: true })
}

/** The byte of a database's header that says whether it is written through a write-ahead log (2) or not (1). */
const WRITE_VERSION_AT = 18
const ROLLBACK_JOURNAL = 1

function writeVersion(file: string): number | undefined {
  const handle = openSync(file, 'r')
  try {
    const byte = Buffer.alloc(1)
    return readSync(handle, byte, 0, 1, WRITE_VERSION_AT) === 1 ? byte[0] : undefined
  } finally {
    closeSync(handle)
  }
}

/** Lets nobody but its owner read a store; a folder that holds other things too stays as open as it is. */
export function closeToOthers(dataDir: string): void {
  if (process.platform === 'win32') return
  if (readdirSync(dataDir).every((name) => OWN.some((own) => own.test(name)))) allow(dataDir, 0o700)
  closeSync(openSync(join(dataDir, DATABASE), 'a', 0o600))
  for (const name of [DATABASE, `${DATABASE}-wal`, `${DATABASE}-shm`]) allow(join(dataDir, name), 0o600)
}

/** Somebody else's file, such as root's, stays as it is: it is no reason not to start. */
function allow(path: string, mode: number): void {
  try {
    if ((statSync(path).mode & 0o777) !== mode) chmodSync(path, mode)
  } catch (error) {
    if (!['ENOENT', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
}
