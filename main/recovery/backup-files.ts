import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { JournalPlace } from '../../db/journal.ts'

/** The backups of a data folder. Their names say all that is needed to choose among them without opening one. */

export interface BackupFile extends JournalPlace {
  readonly name: string
  readonly takenAtMs: number
}

const NAME = /^terminal-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(\d{3})Z-(\d+)-(\d+)\.db$/

export function backupFolder(dataFolder: string): string {
  return join(dataFolder, 'backups')
}

/** UTC, as a part of a file's name. */
export function timeName(atMs: number): string {
  return new Date(atMs).toISOString().replaceAll(/[-:.]/g, '')
}

/** @param place of the newest fact that the backup holds. */
export function backupName(takenAtMs: number, { epoch, seq }: JournalPlace): string {
  return `terminal-${timeName(takenAtMs)}-${epoch}-${seq}.db`
}

function parseBackupName(name: string): BackupFile | undefined {
  const found = NAME.exec(name)
  if (!found) return undefined
  const [year, month, day, hour, minute, second, ms, epoch, seq] = found.slice(1).map(Number) as [
    ...[number, number, number, number, number, number, number],
    ...[number, number],
  ]
  return { name, takenAtMs: Date.UTC(year, month - 1, day, hour, minute, second, ms), epoch, seq }
}

/** Newest first, by the facts they hold: a wall clock that jumped must not make an old backup the newest. */
export function listBackups(dataFolder: string): BackupFile[] {
  return namesIn(backupFolder(dataFolder))
    .flatMap((name) => parseBackupName(name) ?? [])
    .toSorted((a, b) => b.epoch - a.epoch || b.seq - a.seq || b.takenAtMs - a.takenAtMs)
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

const ALWAYS_KEPT = 3
const DAYS_KEPT = 7

/**
 * Which backups have served their time: all but the newest three and the newest of each of the last seven days that
 * have one.
 * @param files newest first.
 */
export function outdatedBackups(files: readonly BackupFile[]): BackupFile[] {
  const dayOf = ({ takenAtMs }: BackupFile) => Math.floor(takenAtMs / 86_400_000)
  const days = [...new Set(files.map(dayOf))].slice(0, DAYS_KEPT)
  const ofDays = new Set(days.map((day) => files.find((file) => dayOf(file) === day)))
  return files.slice(ALWAYS_KEPT).filter((file) => !ofDays.has(file))
}

/** Makes renamed and created names of a folder last; systems that cannot sync a folder keep them by themselves. */
export function syncFolder(folder: string): void {
  let handle: number | undefined
  try {
    handle = openSync(folder, 'r')
    fsyncSync(handle)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'EPERM' && code !== 'EISDIR' && code !== 'EINVAL' && code !== 'EACCES') throw error
  } finally {
    if (handle !== undefined) closeSync(handle)
  }
}

export function syncFile(file: string): void {
  const handle = openSync(file, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
