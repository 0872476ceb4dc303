import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { CommandError } from '../console.ts'

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

export const HELP = `npm start -- [options]

  Opens the counter with a demonstration central store and its sample catalogue, both on this machine only.

  --headless       open no window; serve the screens and print their address
  --json           print one JSON line on standard output once everything is ready
  --data DIR       keep the data in DIR (else: ${defaultDataDir()})
  --port P         serve the screens on port P of 127.0.0.1 (else: any free port)
  --central URL    use the central store at URL instead of the demonstration store
  --enrol CODE     the enrolment code for --central, needed the first time
  --help           this text
`

/**
 * Reads the command line.
 * @throws CommandError `options.unknown`, `options.port`, `options.central` or `options.enrol`.
 */
export function readOptions(args: readonly string[]): StartOptions {
  const values = parse(args)
  if (values.enrol !== undefined && values.central === undefined)
    throw new CommandError(
      'options.enrol',
      '--enrol is for a central store of your own: give its address too, as --central URL. The demonstration store enrols this terminal by itself.',
    )
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
    const reason = (error as Error).message.replace(/\. To specify .*$/s, '')
    throw new CommandError('options.unknown', `${reason.replace(/\.?$/, '.')} "npm start -- --help" lists the options.`)
  }
}

function readPort(text: string): number {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port
  throw new CommandError(
    'options.port',
    `--port is "${text}", but a port is a whole number from 1 to 65535 (or 0 for any free one).`,
  )
}

function readCentralUrl(text: string): string {
  const url = URL.parse(text)
  if (url !== null && (url.protocol === 'http:' || url.protocol === 'https:')) return url.href.replace(/\/$/, '')
  throw new CommandError(
    'options.central',
    `--central is "${text}", but it must be the address of a central store, such as http://10.0.0.5:8080.`,
  )
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
