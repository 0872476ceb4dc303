import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, expect, type ElectronApplication, type Page } from '@playwright/test'
import { ROOT } from '../../../scripts/console.ts'
import { detectElectron } from '../../../scripts/start/electron.ts'

/** The program as it is started from its sources, in a real Electron. */
export interface Terminal {
  readonly app: ElectronApplication
  readonly page: Page
  readonly dataFolder: string
  /** The process that the terminal service runs in; undefined while there is none. */
  servicePid(): Promise<number | undefined>
  close(): Promise<void>
}

export async function startTerminal(dataFolder: string, args: readonly string[] = []): Promise<Terminal> {
  const app = await _electron.launch({
    args: ['--disable-gpu', ...programArguments(), '--data', dataFolder, ...args],
  })
  const servicePid = async () => {
    const metrics = await app.evaluate((electron) => electron.app.getAppMetrics())
    return metrics.find(({ name }) => name === 'terminal service')?.pid
  }
  return { app, page: await app.firstWindow(), dataFolder, servicePid, close: () => app.close() }
}

/** Runs the program to its end, without looking at a window of it. */
export async function runProgram(
  args: readonly string[],
): Promise<{ readonly exitCode: number | null; readonly said: string }> {
  const child = spawn(electronExecutable(), ['--disable-gpu', ...programArguments(), ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    // It speaks the language of the console.
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
    timeout: 30_000,
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const exitCode = await new Promise<number | null>((resolve) => {
    child.once('close', resolve)
  })
  return { exitCode, said }
}

export function electronExecutable(): string {
  const found = detectElectron()
  if ('missing' in found) throw new Error(found.missing)
  return found.executable
}

/** What makes Electron run the program from its sources. */
export function programArguments(): string[] {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const launcher = usesOtherLauncher() ? ['-r', join(ROOT, 'tests/electron/support/load-first.cjs')] : []
  return [...launcher, ...sandbox, ROOT]
}

/** An Electron of another version than the program's own may have been put together by someone else. */
function usesOtherLauncher(): boolean {
  const found = detectElectron()
  const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules/electron/package.json'), 'utf8')) as {
    version: string
  }
  return 'executable' in found && found.version !== version
}

/** A folder of the test's own, gone after it. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(realpathSync(tmpdir()), 'okryu-electron-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }) }
}

/** Kills the service as a power cut would, and waits until another process has taken its place. */
export async function killService(terminal: Terminal): Promise<void> {
  const before = await terminal.servicePid()
  if (before === undefined) throw new Error('the service is not running')
  process.kill(before, 'SIGKILL')
  await expect.poll(async () => ((await terminal.servicePid()) ?? before) !== before).toBe(true)
}
