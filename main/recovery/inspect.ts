import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { salvage } from '../../db/salvage.ts'
import { readLog } from '../../db/write-ahead-log.ts'
import { readWitness } from '../journal/witness.ts'
import { IDENTITY_COPY, readIdentityCopy } from '../security/identity-copy.ts'
import { backupFolder, listBackups } from './backup-files.ts'
import { readMarker, removeMarker } from './damage.ts'
import type { RecoveryReport } from './report.ts'
import { soundnessOf, type Fault } from './soundness.ts'

export const DATABASE = 'terminal.db'
/** Reading every page of a larger database would keep the counter closed too long: that follows after the start. */
const CHECKED_BEFORE_START_BYTES = 64 * 1024 * 1024
/** A power cut can leave one commit in the log that nobody was told of; more than that only damage explains. */
const EXPLAINED_COMMITS = 1

export function isCheckedBeforeStart(dataFolder: string): boolean {
  return sizeOf(join(dataFolder, DATABASE)) <= CHECKED_BEFORE_START_BYTES
}

/** Whether a terminal once lived in a folder: a database that is not there has been lost then. */
export function hasLived(dataFolder: string): boolean {
  return (
    readWitness(dataFolder) !== undefined ||
    existsSync(join(dataFolder, IDENTITY_COPY)) ||
    listBackups(dataFolder).length > 0 ||
    readMarker(dataFolder) !== undefined
  )
}

/** Whether a key that is lost is worth looking for: another one opens nothing of what is here. */
export function needsItsKey(dataFolder: string): boolean {
  return existsSync(join(dataFolder, DATABASE)) || listBackups(dataFolder).length > 0
}

/** Why a database must not be gone on with; undefined where it is sound as far as can be told before the start. */
export function causeForRecovery(dataFolder: string, key: Uint8Array): RecoveryReport['cause'] | undefined {
  const file = join(dataFolder, DATABASE)
  const marker = readMarker(dataFolder)
  if (marker && marker.phase !== 'asked') return marker.cause
  // An empty file must not be opened: SQLite would make a database of it, and delete the log that belongs to it.
  if (sizeOf(file) === 0) return hasLived(dataFolder) ? 'missing' : undefined
  const marked = marker !== undefined
  const { fault } = soundnessOf(file, key, {
    witness: readWitness(dataFolder),
    pages: marked ? 'all' : isCheckedBeforeStart(dataFolder) ? 'quick' : 'none',
    rows: marked || isCheckedBeforeStart(dataFolder),
  })
  const cause = fault && causeOf(fault, dataFolder, key)
  if (cause) return cause
  if (unreadCommits(dataFolder) > EXPLAINED_COMMITS) return 'log'
  // Whatever was met while it was used, the disk gives everything back now.
  if (marked && fault === undefined) removeMarker(dataFolder)
  return undefined
}

/** Commits in the log that SQLite does not read, as something before them is damaged or was never written. */
export function unreadCommits(dataFolder: string): number {
  return readLog(join(dataFolder, `${DATABASE}-wal`)).unreadCommits
}

function causeOf({ what }: Fault, dataFolder: string, key: Uint8Array): RecoveryReport['cause'] | undefined {
  if (what === 'other') return undefined
  // Something stands behind the place where it ends: no older copy, but damage to what was saved last.
  if (what === 'behind' && unreadCommits(dataFolder) > 0) return 'log'
  if (what === 'unreadable') return isRightKey(dataFolder, key) ? 'unreadable' : undefined
  return what
}

/** A wrong key reads nothing anywhere; where the first page is damaged, it opens a backup, the identity or some other page. */
function isRightKey(dataFolder: string, key: Uint8Array): boolean {
  const opens = listBackups(dataFolder).some(
    ({ name }) =>
      soundnessOf(join(backupFolder(dataFolder), name), key, { pages: 'none', rows: false }).fault?.what !==
      'unreadable',
  )
  return (
    opens ||
    readIdentityCopy(dataFolder, key) !== undefined ||
    salvage(join(dataFolder, DATABASE), key).settings.size > 0
  )
}

function sizeOf(file: string): number {
  return existsSync(file) ? statSync(file).size : 0
}
