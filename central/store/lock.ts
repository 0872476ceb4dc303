import { join } from 'node:path'
import Database from 'better-sqlite3'
import { StartError } from '../start-error.ts'

/**
 * Keeps a second central store out of a data folder. The lock is the operating system's, held through SQLite on every
 * platform, so that it ends with the process however that ends.
 * @returns lets go of it.
 * @throws StartError `data.locked`
 */
export function lockDataDir(dataDir: string): () => void {
  const lock = new Database(join(dataDir, 'central.lock'), { timeout: 0 })
  try {
    lock.pragma('journal_mode = MEMORY')
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if ((error as { code?: unknown }).code === 'SQLITE_BUSY') throw new StartError('data.locked', { dataDir })
    throw error
  }
  return () => lock.close()
}
