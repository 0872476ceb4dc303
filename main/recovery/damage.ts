import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { isDamage } from '../../db/check.ts'
import type { TerminalContext } from '../context.ts'
import { syncFile, syncFolder } from './backup-files.ts'
import { RecoveryCause } from './report.ts'

/** How a program that ends over damage differs from one that crashed; whoever started it starts it again. */
export const EXIT_DAMAGED = 4

/** A recovery that was asked for, or that is under way: it is gone through with, however often the power fails. */
const Marker = z.object({
  cause: RecoveryCause,
  /** Absent until it has begun: the folder, below the data folder, that takes in the damaged files. */
  damagedFolder: z.string().optional(),
  /** `restoring`: the damaged files are out of the way, and a database in its place is the restored one. */
  phase: z.enum(['asked', 'setting-aside', 'restoring']),
})
export type Marker = z.infer<typeof Marker>

function markerFile(dataFolder: string): string {
  return join(dataFolder, 'recover.now')
}

/** One that cannot be read asks for a recovery as well: somebody began to write it. */
export function readMarker(dataFolder: string): Marker | undefined {
  let text: string
  try {
    text = readFileSync(markerFile(dataFolder), 'utf8')
  } catch {
    return undefined
  }
  try {
    return Marker.parse(JSON.parse(text))
  } catch {
    return { cause: 'pages', phase: 'asked' }
  }
}

export function writeMarker(dataFolder: string, marker: Marker): void {
  const file = markerFile(dataFolder)
  writeFileSync(`${file}.new`, JSON.stringify(marker), { mode: 0o600 })
  syncFile(`${file}.new`)
  renameSync(`${file}.new`, file)
  syncFolder(dirname(file))
}

export function removeMarker(dataFolder: string): void {
  rmSync(markerFile(dataFolder), { force: true })
  syncFolder(dataFolder)
}

/** Call it with whatever was thrown while the database was used: damage ends the program, and the next start mends it. */
export function heedDamage(context: Pick<TerminalContext, 'damaged'>, error: unknown): void {
  if (isDamage(error)) context.damaged(String(error))
}

/** @param end ends the program; it must not go on selling from a database that forgets. */
export function damageHandler(
  dataFolder: string,
  log: TerminalContext['log'],
  end: () => void,
): TerminalContext['damaged'] {
  let told = false
  return (why) => {
    if (told) return
    told = true
    log('database.damaged', { why })
    try {
      writeMarker(dataFolder, { cause: 'pages', phase: 'asked' })
    } catch (error) {
      // The start looks at the database in any case; only the most thorough look depends on the marker.
      log('database.damage_not_marked', { why: String(error) })
    }
    end()
  }
}
