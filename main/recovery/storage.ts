import type { TerminalContext } from '../context.ts'
import type { Disk } from '../ports/disk.ts'
import { listBackups } from './backup-files.ts'
import type { StorageStatus } from './storage-status.ts'

/** Below this much room the terminal warns, fetches no pictures and writes no backups: orders come first. */
export const LOW_SPACE_BYTES = 200_000_000

export function storageStatus(context: TerminalContext): StorageStatus {
  return context.live.storage
}

/** Looks at the disk anew. @returns whether anything changed that a clerk should see. */
export async function lookAtStorage(context: TerminalContext, dataFolder: string, disk: Disk): Promise<boolean> {
  const before = context.live.storage
  const freeBytes = await disk.freeBytes(dataFolder).catch(() => null)
  const backups = listBackups(dataFolder)
  const newestBackupAtMs = backups[0]?.takenAtMs ?? null
  const lowSpace = freeBytes !== null && freeBytes < LOW_SPACE_BYTES
  context.live.storage = { ...context.live.storage, freeBytes, lowSpace, backups: backups.length, newestBackupAtMs }
  if (lowSpace && !before.lowSpace) context.log('storage.low', { freeBytes })
  return lowSpace !== before.lowSpace || newestBackupAtMs !== before.newestBackupAtMs
}
