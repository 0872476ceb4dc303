import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { buildAll } from './build.ts'
import { CommandError, ROOT, failWith, say } from './console.ts'
import { type Child, type Stoppable, startChild } from './start/children.ts'
import { findOrFetchElectron, hasDisplay } from './start/electron.ts'
import { keepRunning } from './start/keep-running.ts'
import { type MessageKey, message } from './start/messages.ts'
import { helpText, type StartOptions, readOptions } from './start/options.ts'
import { openInBrowser, openInElectron } from './start/window.ts'

/** Opens the counter: builds what is stale, starts a demonstration central store, and shows the terminal. */

interface CentralReady {
  readonly url: string
  readonly adminToken: string
  readonly enrolmentCode: string
}
type Central = Stoppable & { readonly ready: CentralReady }
interface TerminalReady {
  readonly url: string
  readonly token: string
}
/** What a program that asked for --json reads, as one line. */
interface Announcement {
  readonly terminalUrl: string | null
  readonly centralUrl: string | null
  readonly token: string | null
  readonly adminToken: string | null
  readonly dataDir: string
}

/** The cabinet's exit code where another window holds the same data folder. */
const CABINET_IN_USE = 3

/** Everything that was started, in the order of starting; stopped the other way round. */
const started: Stoppable[] = []
let isEnding = false

await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0))
  try {
    const options = readOptions(args)
    if (options.help) process.stdout.write(helpText())
    else await run(options)
  } catch (error) {
    if (isEnding) return
    await stopAll()
    failWith(asCommandError(error), args.includes('--json'))
  }
}

async function run(options: StartOptions): Promise<void> {
  makeWritable(options.dataDir)
  const starting = startCentral(options)
  // Waited for even when the build fails, so that the store is stopped and not left behind.
  await Promise.allSettled([starting, build()]).then(rejectFirst)
  const central = await starting
  if (options.headless) return await serveHeadless(options, central)
  const reason = await showInElectron(options, central)
  if (reason !== undefined) await showInBrowser(options, central, reason)
}

// ── the parts ────────────────────────────────────────────────────────────────────────────────────────────────────────

async function build(): Promise<void> {
  try {
    const built = await buildAll()
    if (built.length > 0) say(message('built', { parts: built.join(', ') }))
  } catch (error) {
    say((error as Error).message)
    throw commandError('start.build_failed')
  }
}

/** The demonstration store, unless a central store of the shop's own was named. */
async function startCentral(options: StartOptions): Promise<Central | undefined> {
  if (options.centralUrl !== undefined) return undefined
  const dataDir = join(options.dataDir, 'central')
  const args = (port: string) => ['--data', dataDir, '--port', port, '--sample', '--json']
  const what = message('part.central')
  const central = await keepRunning<CentralReady>(what, 'central/cli.ts', args, () => say(message('central.again')))
  started.push(central)
  return central
}

async function startHeadless(options: StartOptions, central: Central | undefined) {
  const port = ['--port', String(options.port ?? 0)]
  const args = [...terminalArguments(options, central), ...port, '--static', join(ROOT, 'dist', 'renderer'), '--json']
  const terminal = await startChild<TerminalReady>(message('part.terminal'), 'main/headless/main.ts', args)
  keep(terminal)
  return terminal
}

function terminalArguments(options: StartOptions, central: Central | undefined): string[] {
  const url = options.centralUrl ?? central?.ready.url
  const code = options.enrolmentCode ?? central?.ready.enrolmentCode
  return [
    '--data',
    join(options.dataDir, 'terminal'),
    ...(url === undefined ? [] : ['--central', url]),
    ...(code === undefined ? [] : ['--enrol', code]),
    ...(central === undefined ? [] : ['--demo']),
  ]
}

// ── the three ways to show it ────────────────────────────────────────────────────────────────────────────────────────

async function serveHeadless(options: StartOptions, central: Central | undefined): Promise<void> {
  const terminal = await startHeadless(options, central)
  announce(options, central, terminal.ready)
  say(message('open.headless', { page: pageAddress(terminal.ready) }))
}

/** @returns why it is not shown in Electron, or undefined where it is. */
async function showInElectron(options: StartOptions, central: Central | undefined) {
  if (!hasDisplay()) return message('why.no_display')
  if (options.port !== undefined) return message('why.port_asked')
  const found = await findOrFetchElectron()
  if ('missing' in found) return found.missing
  const window = await openInElectron(found.executable, terminalArguments(options, central), options.dataDir)
  if ('exitCode' in window) {
    if (window.exitCode === CABINET_IN_USE) throw commandError('start.locked', { dataDir: options.dataDir })
    return message('why.gave_up', { program: `Electron ${found.version}`, log: window.log })
  }
  started.push(window)
  announce(options, central, undefined)
  say(message('open.electron', { version: found.version }))
  void window.closed.then(() => end(0))
  return undefined
}

async function showInBrowser(options: StartOptions, central: Central | undefined, reason: string) {
  const terminal = await startHeadless(options, central)
  const page = pageAddress(terminal.ready)
  const window = hasDisplay() ? await openInBrowser(page, options.dataDir) : message('why.no_display')
  announce(options, central, terminal.ready)
  if (typeof window === 'string') {
    say(message('open.address', { page, reason, browserReason: window }))
    return
  }
  started.push(window)
  say(message('open.browser', { browser: window.name, reason }))
  void window.closed.then(() => end(0))
}

/** The address that opens the screens; the token in it is the right to do so. */
function pageAddress(terminal: TerminalReady): string {
  return `${terminal.url}/?token=${encodeURIComponent(terminal.token)}`
}

function announce(options: StartOptions, central: Central | undefined, terminal?: TerminalReady): void {
  if (!options.json) return
  const announcement: Announcement = {
    terminalUrl: terminal?.url ?? null,
    centralUrl: options.centralUrl ?? central?.ready.url ?? null,
    token: terminal?.token ?? null,
    adminToken: central?.ready.adminToken ?? null,
    dataDir: options.dataDir,
  }
  process.stdout.write(`${JSON.stringify(announcement)}\n`)
}

// ── beginning and end ────────────────────────────────────────────────────────────────────────────────────────────────

function makeWritable(dataDir: string): void {
  try {
    makeFolder(dataDir)
    accessSync(dataDir, constants.W_OK)
  } catch (error) {
    const cause = (error as NodeJS.ErrnoException).code ?? String(error)
    throw commandError(cause === 'ENOSPC' ? 'start.disk_full' : 'start.not_writable', { dataDir, cause })
  }
}

/** Folder by folder: asked to make several at once, Node tries for ever where a file system (such as /proc) takes none. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  mkdirSync(folder, { mode: 0o700 })
}

/** Remembers to stop `child` at the end, and ends everything when it dies on its own. */
function keep(child: Child<unknown>): void {
  started.push(child)
  void child.ended.then(() => {
    if (isEnding) return
    say(message('part.ended', { part: message('part.terminal') }))
    void end(1)
  })
}

async function end(code: number): Promise<void> {
  if (isEnding) return
  await stopAll()
  process.exit(code)
}

async function stopAll(): Promise<void> {
  isEnding = true
  for (const part of started.toReversed()) await part.stop()
}

function rejectFirst(results: readonly PromiseSettledResult<unknown>[]): void {
  const failure = results.find((result) => result.status === 'rejected')
  if (failure !== undefined) throw failure.reason
}

function asCommandError(error: unknown): CommandError {
  if (error instanceof CommandError) return error
  return commandError('start.failed', { cause: (error as Error).message })
}

function commandError(key: MessageKey, values: Readonly<Record<string, string>> = {}): CommandError {
  return new CommandError(key, message(key, values))
}
