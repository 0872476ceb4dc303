import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { fail, ok, type Result } from '../../domain/result.ts'
import { syncFolder } from '../recovery/backup-files.ts'
import type { Random } from '../ports/random.ts'

/**
 * The database's key, 32 bytes, from a file that only this user may read; made at the first start.
 * It keeps a copied database unreadable, not a stolen machine: sealing it in the system's key store is the cabinet's.
 * @param mayCreate false where a database stands there already: a new key could never open it.
 */
export function databaseKey(
  file: string,
  random: Random,
  mayCreate: boolean,
): Result<Uint8Array, 'start.key_missing' | 'start.key_wrong' | 'start.not_writable' | 'start.disk_full'> {
  try {
    const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex')
    return key.length === 32 ? ok(key) : fail('start.key_wrong', { file })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return fail('start.not_writable', { file })
  }
  if (!mayCreate) return fail('start.key_missing', { file })
  return createKey(file, random.bytes(32))
}

function createKey(file: string, key: Uint8Array): Result<Uint8Array, 'start.not_writable' | 'start.disk_full'> {
  const unfinished = `${file}.new`
  try {
    writeSynced(unfinished, `${Buffer.from(key).toString('hex')}\n`)
    // Under its own name only when it is whole: half a key would stand in the way of every later start.
    renameSync(unfinished, file)
    // And for good, before there is a database: after a power cut, one without its key would never open.
    syncFolder(dirname(file))
    return ok(key)
  } catch (error) {
    removeUnfinished(unfinished)
    const full = (error as NodeJS.ErrnoException).code === 'ENOSPC'
    return fail(full ? 'start.disk_full' : 'start.not_writable', { file })
  }
}

/** A disk that does not take a removal either is told of all the same; the next start writes over what is left. */
function removeUnfinished(file: string): void {
  try {
    rmSync(file, { force: true })
  } catch {
    // What failed first is told.
  }
}

function writeSynced(file: string, text: string): void {
  const handle = openSync(file, 'w', 0o600)
  try {
    writeSync(handle, text)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
