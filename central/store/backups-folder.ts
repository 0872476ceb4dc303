import { join } from 'node:path'

/** Where a store's own backups lie, unless whoever starts it names another folder. */
export function backupsFolder(dataDir: string): string {
  return join(dataDir, 'backups')
}
