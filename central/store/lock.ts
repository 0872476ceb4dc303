import { join } from 'node:path'
import Database from 'better-sqlite3'
import { asStartError } from './open.ts'

/**
 * Keeps a second central store out of a data folder. The lock is the operating system's, held through SQLite on every
 * platform, so that it ends with the process however that ends.
 * @returns lets go of it.
 * @throws StartError `data.locked`, or what is wrong with the folder.
 */
export function lockDataDir(dataDir: string): () => void {
  const file = join(dataDir, 'central.lock')
  let lock: Database.Database | undefined
  try {
    lock = new Database(file, { timeout: 0 })
    lock.pragma('journal_mode = MEMORY')
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock?.close()
    throw asStartError(error, dataDir, file)
  }
  const held = lock
  return () => held.close()
}
