import { join } from 'node:path'
import { isDiskFull, lockFolder, runtimeIsTooOld, type FolderLock, type OpenError } from '../../db/open.ts'
import { openTerminalStore, type TerminalStore } from '../../db/store.ts'
import { fail, ok, type Result } from '../../domain/result.ts'
import { witnessWriter, type WitnessWriter } from '../journal/witness.ts'
import { makeFolder } from '../ports/make-folder.ts'
import { databaseKey } from '../security/database-key.ts'
import { keepIdentityCopy, type CopyKeeper } from '../security/identity-copy.ts'
import { terminalKeys, type TerminalKeys } from '../security/terminal-keys.ts'
import { terminalSettings, type TerminalSettings } from '../settings.ts'
import type { Ports } from './inert-context.ts'
import { RestoreStopped } from './choose-base.ts'
import { causeForRecovery, DATABASE, needsItsKey, unreadCommits } from './inspect.ts'
import { recover } from './recover.ts'
import { newestPlace } from './soundness.ts'

export interface OpenFolder {
  readonly store: TerminalStore
  readonly settings: TerminalSettings
  readonly keys: TerminalKeys
  readonly witness: WitnessWriter
  readonly lock: FolderLock
  /** The database's. */
  readonly key: Uint8Array
}

type FolderError = OpenError | 'start.key_missing'

/** Takes a data folder for this process alone and opens what is in it; what is damaged is restored first. */
export function openFolder(dataFolder: string, ports: Ports): Result<OpenFolder, FolderError> {
  try {
    makeFolder(dataFolder)
  } catch (error) {
    return fail(isNoSpace(error) ? 'start.disk_full' : 'start.not_writable', { file: dataFolder })
  }
  const lock = lockFolder(join(dataFolder, 'terminal.lock'))
  if (!lock.ok) return lock
  const opened = openData(dataFolder, ports)
  if (opened.ok) return ok({ ...opened.value, lock: lock.value })
  lock.value.release()
  return opened
}

function openData(dataFolder: string, ports: Ports): Result<Omit<OpenFolder, 'lock'>, FolderError> {
  const file = join(dataFolder, DATABASE)
  const key = databaseKey(join(dataFolder, 'database.key'), ports.random, !needsItsKey(dataFolder))
  if (!key.ok) return key
  const mended = mend(dataFolder, key.value, ports)
  if (!mended.ok) return mended
  const witness = witnessWriter(dataFolder, (error) => ports.log('witness.failed', { why: String(error) }))
  let copy: CopyKeeper | undefined
  const store = openTerminalStore(
    file,
    key.value,
    (newest) => witness.write(newest),
    (names) => copy?.changed(names),
  )
  if (!store.ok) return store
  const settings = terminalSettings(store.value.settings)
  try {
    const keys = terminalKeys(settings.keySeeds(() => ports.random.bytes(32)))
    copy = keepIdentityCopy({
      ...{ dataFolder, key: key.value, read: store.value.settings.get, place: () => newestPlace(store.value) },
      failed: (error) => ports.log('identity.not_copied', { why: String(error) }),
    })
    return ok({ store: store.value, settings, keys, witness, key: key.value })
  } catch (error) {
    store.value.close()
    if (isDiskFull(error)) return fail('start.disk_full', { file })
    throw error
  }
}

/** Restores a damaged database, where it is one. */
function mend(dataFolder: string, key: Uint8Array, ports: Ports): Result<true, FolderError> {
  if (runtimeIsTooOld()) return fail('start.runtime_too_old', { node: process.version })
  try {
    const startedMs = ports.clock.monotonicMs()
    const cause = causeForRecovery(dataFolder, key)
    // A power cut in the midst of a commit looks like this; so does damage to a last change that was no fact.
    if (cause === undefined && unreadCommits(dataFolder) > 0) ports.log('database.last_commit_unread')
    if (cause === undefined) return ok(true)
    ports.log('recovery.begun', { cause })
    recover(dataFolder, key, cause, ports)
    ports.log('recovery.took', { tookMs: ports.clock.monotonicMs() - startedMs })
    return ok(true)
  } catch (error) {
    ports.log('recovery.failed', { why: String(error) })
    if (error instanceof RestoreStopped) return fail(error.problem, { file: dataFolder })
    if (isNoSpace(error) || isDiskFull(error)) return fail('start.disk_full', { file: dataFolder })
    const { code } = error as NodeJS.ErrnoException
    if (NOT_WRITABLE.includes(code ?? '')) return fail('start.not_writable', { file: dataFolder })
    return fail('start.damaged', { file: dataFolder })
  }
}

const NOT_WRITABLE = ['EACCES', 'EPERM', 'EROFS', 'EIO']

function isNoSpace(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOSPC'
}
