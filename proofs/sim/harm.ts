import { existsSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { backupFolder, listBackups } from '../../main/recovery/backup-files.ts'
import type { Seeded } from '../support/seeded.ts'

const PAGE_BYTES = 4_096
const HARMS = ['bits', 'page', 'cut', 'gone'] as const

/** Damages a terminal's database or its log, and at times a backup too, as long as another is left. @returns how. */
export function harm(folder: string, random: Seeded): string {
  const log = join(folder, 'terminal.db-wal')
  const hasLog = existsSync(log) && statSync(log).size > 0
  const file = hasLog && random.chance(0.3) ? log : join(folder, 'terminal.db')
  const done = [inflict(file, random)]
  const backups = listBackups(folder)
  if (backups.length > 1 && random.chance(0.3)) done.push(inflict(join(backupFolder(folder), backups[0]!.name), random))
  return done.join(', ')
}

function inflict(file: string, random: Seeded): string {
  const how = random.pick(HARMS)
  const bytes = readFileSync(file)
  const at = random.int(Math.max(1, bytes.length))
  if (how === 'gone') rmSync(file)
  else if (how === 'cut') truncateSync(file, at)
  else {
    if (how === 'page') bytes.fill(0, at - (at % PAGE_BYTES), at - (at % PAGE_BYTES) + PAGE_BYTES)
    else for (let flips = 1 + random.int(8); flips > 0; flips--) bytes[random.int(bytes.length)]! ^= 1 << random.int(8)
    writeFileSync(file, bytes)
  }
  return `${how} at ${at} in ${file.slice(file.lastIndexOf('/') + 1)}`
}
