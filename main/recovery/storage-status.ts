/** What is known of the disk and of the backups on it. */
export interface StorageStatus {
  /** Null until it was asked for the first time. */
  readonly freeBytes: number | null
  readonly lowSpace: boolean
  readonly backups: number
  readonly newestBackupAtMs: number | null
  /** Why the last attempt made no backup; null where it made one. */
  readonly backupFault: 'low_space' | 'failed' | null
}

export const UNKNOWN_STORAGE: StorageStatus = {
  freeBytes: null,
  lowSpace: false,
  backups: 0,
  newestBackupAtMs: null,
  backupFault: null,
}
