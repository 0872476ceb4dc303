import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { basename, join } from 'node:path'
import { ROOT } from '../console.ts'
import { browserArguments, findBrowser } from '../browser.ts'

/** A window that is open. */
export interface OpenWindow {
  /** Resolves when the person closes it. */
  readonly closed: Promise<void>
  stop(): Promise<void>
}

const STOP_LIMIT_MS = 5_000
/** A program that cannot run here (a missing library, a refused sandbox) gives up within this time. */
const EARLY_END_MS = 3_000

/** Opens the terminal in Electron; undefined if Electron gave up at once. */
export async function openInElectron(executable: string, args: readonly string[]): Promise<OpenWindow | undefined> {
  const env = { ...process.env }
  delete env['ELECTRON_RUN_AS_NODE']
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return await stayingOpen(
    spawn(executable, [...sandbox, ROOT, ...args], { env, stdio: ['pipe', 'ignore', 'inherit'] }),
  )
}

/** Opens `url` in a browser window of its own; gives why not where there is no browser or it gave up at once. */
export async function openInBrowser(url: string, dataDir: string): Promise<(OpenWindow & { name: string }) | string> {
  const browser = findBrowser()
  if (browser === undefined) return 'there is no Chromium, Chrome or Edge on this machine'
  const name = basename(browser)
  const args = browserArguments(url, join(dataDir, 'browser'))
  const window = await stayingOpen(spawn(browser, args, { stdio: 'ignore' }))
  return window === undefined ? `${name} gave up at once` : { ...window, name }
}

async function stayingOpen(child: ChildProcess): Promise<OpenWindow | undefined> {
  // A program that cannot be executed ends with an error and without an exit.
  const closed = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  const isUp = await Promise.race([closed.then(() => false), later(EARLY_END_MS).then(() => true)])
  if (!isUp) return undefined
  return { closed, stop: () => stop(child) }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  const limit = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS)
  await once(child, 'exit')
  clearTimeout(limit)
}

function later(delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, delayMs)
  })
}
