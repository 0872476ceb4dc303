/** Why the central store's programs stop before they begin; each has its sentences in messages.ts. */
export type StartErrorCode =
  | 'data.not_writable'
  | 'data.locked'
  | 'data.newer'
  | 'data.damaged'
  | 'data.lost'
  | 'data.missing'
  | 'data.currency_fixed'
  | 'disk.full'
  | 'port.in_use'
  | 'port.not_allowed'
  | 'host.unknown'
  | 'options.invalid'
  | 'options.missing'
  | 'runtime.too_old'
  | 'alarm.unknown'
  | 'alarm.not_open'
  | 'backup.damaged'
  | 'backup.exists'
  | 'backup.not_writable'
  | 'backup.disk_full'
  | 'import.file_missing'
  | 'import.file_empty'
  | 'import.file_too_large'
  | 'import.file_binary'
  | 'import.quote_unclosed'
  | 'import.columns_unknown'
  | 'import.column_twice'
  | 'import.rejects_not_writable'

/** A failure that whoever typed the command can mend; `details` fill the sentence in. */
export class StartError extends Error {
  readonly code: StartErrorCode
  readonly details: Readonly<Record<string, string | number>>

  constructor(code: StartErrorCode, details: Readonly<Record<string, string | number>> = {}) {
    super(code)
    this.name = 'StartError'
    this.code = code
    this.details = details
  }
}
