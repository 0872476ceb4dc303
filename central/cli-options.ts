import { parseArgs } from 'node:util'
import type { Shop } from '../contract/central.ts'
import { StartError } from './start-error.ts'
import { backupsFolder } from './store/backups-folder.ts'
import type { BackupPlan } from './store/rolling-backups.ts'

export interface CliOptions {
  readonly dataDir: string
  readonly host: string
  readonly port: number
  readonly sample: boolean
  readonly json: boolean
  readonly withParent: boolean
  /** The data were put back from a copy, says whoever starts it. */
  readonly restored: boolean
  /** Where to copy the database instead of starting the store. */
  readonly backupFile: string | undefined
  /** Missing where the store shall make none of itself. */
  readonly backups: BackupPlan | undefined
  /** To list the alarms instead, or to close one of them. */
  readonly alarms: boolean
  readonly closing: AlarmClosing | undefined
  readonly shop: Shop
  readonly currencyAsked: boolean
}

export interface AlarmClosing {
  readonly alarmId: number
  readonly by: string
  readonly why: string
}

export const USAGE =
  'npm run central -- --data DIR [--port P] [--host H] [--sample] [--json] [--with-parent] [--currency CODE --digits N] [--restored] [--backup FILE] [--backups DIR] [--backup-hours N] [--alarms] [--close-alarm NUMBER --by NAME --why TEXT]'
const DEFAULT_PORT = 4600
/** In UTF-16 units. */
const MOST_WORDS = 1_000
const BACKUP_HOURS = 4
const MOST_BACKUP_HOURS = 500
const MS_PER_HOUR = 3_600_000
const MINUTES_EAST = 540
/** Won in use; other currencies start with a plain ladder of amounts. */
const WON_NOTES_MINOR = [5, 10, 50, 100, 200, 500, 1000, 2000, 5000]
const LADDER = [1, 2, 5, 10, 20, 50]

/** Reads the command line. @throws StartError `options.invalid` naming the option and how it is meant. */
export function readOptions(args: readonly string[]): CliOptions {
  const { values } = parse(args)
  if (values.data === undefined || values.data === '')
    throw new StartError('options.missing', { option: '--data', usage: USAGE })
  if (values.backup === '') throw invalid('--backup')
  const currencyAsked = values.currency !== undefined || values.digits !== undefined
  return {
    dataDir: values.data,
    host: values.host ?? '127.0.0.1',
    port: wholeNumber('--port', values.port, DEFAULT_PORT, 65_535),
    sample: values.sample ?? false,
    json: values.json ?? false,
    withParent: values['with-parent'] ?? false,
    restored: values.restored ?? false,
    backupFile: values.backup,
    backups: backupPlan(values.backups ?? backupsFolder(values.data), values['backup-hours']),
    alarms: values.alarms ?? false,
    closing: closingOf(values['close-alarm'], values.by, values.why),
    shop: newShop(values.currency ?? 'KPW', wholeNumber('--digits', values.digits, 0, 3)),
    currencyAsked,
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        data: { type: 'string' },
        host: { type: 'string' },
        port: { type: 'string' },
        sample: { type: 'boolean' },
        json: { type: 'boolean' },
        'with-parent': { type: 'boolean' },
        currency: { type: 'string' },
        digits: { type: 'string' },
        restored: { type: 'boolean' },
        backup: { type: 'string' },
        backups: { type: 'string' },
        'backup-hours': { type: 'string' },
        alarms: { type: 'boolean' },
        'close-alarm': { type: 'string' },
        by: { type: 'string' },
        why: { type: 'string' },
      },
    })
  } catch (error) {
    throw invalid(/'([^' ]+)/.exec((error as Error).message)?.[1] ?? '--')
  }
}

/** Nobody closes an alarm without saying who and why. */
function closingOf(alarm: string | undefined, by = '', why = ''): AlarmClosing | undefined {
  if (alarm === undefined) return undefined
  if (!/^[1-9]\d{0,11}$/.test(alarm)) throw invalid(`--close-alarm ${alarm}`)
  const said = { by: by.trim(), why: why.trim() }
  for (const [option, text] of Object.entries(said)) {
    if (text === '') throw new StartError('options.missing', { option: `--${option}`, usage: USAGE })
    if (text.length > MOST_WORDS) throw invalid(`--${option}`)
  }
  return { alarmId: Number(alarm), ...said }
}

function backupPlan(folder: string, hours: string | undefined): BackupPlan | undefined {
  if (folder === '') throw invalid('--backups')
  const everyMs = wholeNumber('--backup-hours', hours, BACKUP_HOURS, MOST_BACKUP_HOURS) * MS_PER_HOUR
  return everyMs === 0 ? undefined : { folder, everyMs }
}

function invalid(option: string): StartError {
  return new StartError('options.invalid', { option, usage: USAGE })
}

function wholeNumber(option: string, text: string | undefined, otherwise: number, most: number): number {
  if (text === undefined) return otherwise
  if (!/^\d{1,5}$/.test(text) || Number(text) > most) throw invalid(`${option} ${text}`)
  return Number(text)
}

function newShop(code: string, digits: number): Shop {
  if (!/^[A-Z]{3}$/.test(code)) throw invalid(`--currency ${code}`)
  const unitMinor = 10 ** digits
  return {
    name: { ko: '옥류 매장', en: 'Okryu Shop' },
    currency: { code, digits },
    zoneOffsetMin: MINUTES_EAST,
    cutOffMin: 0,
    notesMinor:
      code === 'KPW' ? WON_NOTES_MINOR.map((note) => note * unitMinor) : LADDER.map((note) => note * unitMinor),
    demonstration: false,
  }
}
