import { copyFileSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { JournalPlace } from '../../db/journal.ts'
import { isDiskFull, type OpenError } from '../../db/open.ts'
import { openTerminalStore } from '../../db/store.ts'
import { readLog } from '../../db/write-ahead-log.ts'
import { backupFolder, listBackups } from './backup-files.ts'
import { DATABASE } from './inspect.ts'
import { soundnessOf, type Fault } from './soundness.ts'

/** The name of a restored database until it is whole. */
export const RESTORING = `${DATABASE}.restoring`

/** What a terminal goes on from after its database was damaged. */
export interface Base {
  readonly kind: 'backup' | 'own' | 'nothing'
  readonly takenAtMs: number | null
  /** Names of backups that turned out to be damaged themselves. */
  readonly unsound: readonly string[]
}

/** The disk does not let a restoration go on now; nothing is said of what is being restored. The next start tries again. */
export class RestoreStopped extends Error {
  readonly problem: OpenError

  constructor(problem: OpenError) {
    super(`a restoration stopped: ${problem}`)
    this.problem = problem
  }
}

interface Candidate extends JournalPlace {
  readonly file: string
  readonly kind: 'backup' | 'own'
  readonly takenAtMs: number | null
  readonly name: string
}

/**
 * Puts the newest sound database under the name RESTORING: the newest backup that verifies, or the database itself,
 * where its pages and rows are sound and it has more than the backups. Nothing there: a new one has to be begun.
 * @param aside the folder with the damaged files.
 */
export function chooseBase(dataFolder: string, aside: string, key: Uint8Array): Base {
  const restoring = join(dataFolder, RESTORING)
  const unsound: string[] = []
  for (const candidate of candidates(dataFolder, aside, key)) {
    removeDatabase(restoring)
    copyFileSync(candidate.file, restoring)
    if (existsSync(`${candidate.file}-wal`)) copyFileSync(`${candidate.file}-wal`, `${restoring}-wal`)
    if (isSound(restoring, key)) return { kind: candidate.kind, takenAtMs: candidate.takenAtMs, unsound }
    if (candidate.kind === 'backup') unsound.push(candidate.name)
  }
  removeDatabase(restoring)
  return { kind: 'nothing', takenAtMs: null, unsound }
}

/** The best first. A database whose log is damaged may be a mixture of old and new, so it comes behind all backups. */
function candidates(dataFolder: string, aside: string, key: Uint8Array): Candidate[] {
  const backups = listBackups(dataFolder).map((backup): Candidate => {
    return { ...backup, file: join(backupFolder(dataFolder), backup.name), kind: 'backup' }
  })
  const file = join(aside, DATABASE)
  const { fault, newest } = existsSync(file)
    ? soundnessOf(file, key, { pages: 'all', rows: true })
    : { fault: undefined, newest: undefined }
  if (fault) stopAt(fault)
  if (fault || !newest) return backups
  const own: Candidate = { ...newest, name: DATABASE, file, kind: 'own', takenAtMs: null }
  if (readLog(`${file}-wal`).unreadCommits > 0) return [...backups, own]
  return [own, ...backups].toSorted((a, b) => b.epoch - a.epoch || b.seq - a.seq)
}

const UNSOUND: readonly OpenError[] = ['start.damaged', 'start.key_wrong', 'start.newer_database']

/** Opening brings a backup of an older version to the present schema. */
function isSound(file: string, key: Uint8Array): boolean {
  try {
    const opened = openTerminalStore(file, key)
    if (!opened.ok && !UNSOUND.includes(opened.code)) throw new RestoreStopped(opened.code)
    if (!opened.ok) return false
    opened.value.close()
    const { fault } = soundnessOf(file, key, { pages: 'all', rows: true })
    if (fault) stopAt(fault)
    return fault === undefined
  } catch (error) {
    if (error instanceof RestoreStopped || isDiskFull(error)) throw error
    return false
  }
}

/** A full or failing disk says nothing of the database that is looked at: a sound one must not be given up for it. */
function stopAt({ what, detail }: Fault): void {
  if (what !== 'other' || detail === '') return
  throw new RestoreStopped(detail.startsWith('SQLITE_FULL') ? 'start.disk_full' : 'start.not_writable')
}

export function removeDatabase(file: string): void {
  for (const name of [file, `${file}-wal`, `${file}-shm`]) rmSync(name, { force: true })
}
