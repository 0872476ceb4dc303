import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { CommandError } from '../console.ts'
import { message } from './messages.ts'

/** What `npm start -- …` was asked for. */
export interface StartOptions {
  readonly headless: boolean
  readonly json: boolean
  readonly help: boolean
  /** Absolute; `terminal/` and `central/` are made inside. */
  readonly dataDir: string
  /** The port of the screens on loopback; undefined takes any free one. */
  readonly port: number | undefined
  /** A central store that is already there; undefined starts the demonstration store. */
  readonly centralUrl: string | undefined
  readonly enrolmentCode: string | undefined
}

export function helpText(): string {
  return message('help', { dataDir: defaultDataDir() })
}

/**
 * Reads the command line.
 * @throws CommandError `options.unknown`, `options.value`, `options.port`, `options.central` or `options.enrol`.
 */
export function readOptions(args: readonly string[]): StartOptions {
  const values = parse(args)
  if (values.enrol !== undefined && values.central === undefined)
    throw new CommandError('options.enrol', message('options.enrol'))
  return {
    headless: values.headless ?? false,
    json: values.json ?? false,
    help: values.help ?? false,
    dataDir: resolve(values.data ?? defaultDataDir()),
    port: values.port === undefined ? undefined : readPort(values.port),
    centralUrl: values.central === undefined ? undefined : readCentralUrl(values.central),
    enrolmentCode: values.enrol,
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        headless: { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        data: { type: 'string' },
        port: { type: 'string' },
        central: { type: 'string' },
        enrol: { type: 'string' },
      },
    }).values
  } catch (error) {
    const option = /'([^' ]+)/.exec((error as Error).message)?.[1] ?? args.join(' ')
    const isMisused = (error as NodeJS.ErrnoException).code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE'
    const code = isMisused ? 'options.value' : 'options.unknown'
    throw new CommandError(code, message(code, { option }))
  }
}

function readPort(text: string): number {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port
  throw new CommandError('options.port', message('options.port', { value: text }))
}

function readCentralUrl(text: string): string {
  const url = URL.parse(text)
  if (url !== null && (url.protocol === 'http:' || url.protocol === 'https:')) return url.href.replace(/\/$/, '')
  throw new CommandError('options.central', message('options.central', { value: text }))
}

/** Where this operating system keeps a program's data for one user. */
function defaultDataDir(): string {
  const home = homedir()
  const perUser =
    process.platform === 'win32'
      ? (process.env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'))
      : process.platform === 'darwin'
        ? join(home, 'Library', 'Application Support')
        : (process.env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'))
  return join(perUser, 'okryu-counter')
}
