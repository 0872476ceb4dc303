import { closeSync, openSync } from 'node:fs'
import { basename, join } from 'node:path'
import { browserArguments, findBrowser } from '../browser.ts'
import { ROOT } from '../console.ts'
import { type Stoppable, spawnScript } from './children.ts'
import { message } from './messages.ts'

/** A window that is open, or was closed by the person already. */
export interface OpenWindow extends Stoppable {
  readonly closed: Promise<unknown>
}
/** A program that ended by itself right after its start. */
export interface GaveUp {
  readonly exitCode: number | null
  /** The file that holds its own words. */
  readonly log: string
}

/** A program that cannot run here (a missing library, a refused sandbox) gives up within this time. */
const EARLY_END_MS = 3_000

/** Opens the terminal in Electron. */
export async function openInElectron(
  executable: string,
  args: readonly string[],
  dataDir: string,
): Promise<OpenWindow | GaveUp> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return await openProgram(executable, [...sandbox, ROOT, ...args], dataDir)
}

/** Opens `url` in a browser window of its own; gives why not where there is no browser or it gave up at once. */
export async function openInBrowser(url: string, dataDir: string): Promise<(OpenWindow & { name: string }) | string> {
  const browser = findBrowser()
  if (browser === undefined) return message('why.no_browser')
  const name = basename(browser)
  const opened = await openProgram(browser, browserArguments(url, join(dataDir, 'browser')), dataDir)
  return 'exitCode' in opened ? message('why.gave_up', { program: name, log: opened.log }) : { ...opened, name }
}

async function openProgram(program: string, args: readonly string[], dataDir: string): Promise<OpenWindow | GaveUp> {
  const env = { ...process.env }
  // It would make Electron a plain Node.
  delete env['ELECTRON_RUN_AS_NODE']
  // Chromium says much that concerns nobody; what matters is kept where it can be looked up.
  const log = join(dataDir, 'window.log')
  const stderr = openSync(log, 'w')
  const { child, ended, stop } = spawnScript('scripts/start/hold.ts', [program, ...args], {
    env,
    stdout: 'ignore',
    stderr,
  })
  closeSync(stderr)
  await Promise.race([ended, later(EARLY_END_MS)])
  const hasGivenUp = child.exitCode !== null && child.exitCode !== 0
  return hasGivenUp ? { exitCode: child.exitCode, log } : { closed: ended, stop }
}

function later(delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, delayMs)
  })
}
