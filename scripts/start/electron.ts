import { spawn } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, say } from '../console.ts'
import { killGroup } from '../processes.ts'
import { message } from './messages.ts'

const PACKAGE = join(ROOT, 'node_modules', 'electron')
const FETCH_LIMIT_MS = 20_000
/** After a failed fetch the next starts go straight to the browser, so that they are quick. */
const FETCH_AGAIN_AFTER_MS = 24 * 60 * 60 * 1000
const FETCH_FAILED = join(ROOT, 'node_modules', '.okryu-electron-not-fetched')

/** An Electron that can be started, or why there is none. */
export type ElectronFound = { readonly executable: string; readonly version: string } | { readonly missing: string }

/** Looks for the Electron runtime without starting or fetching anything. */
export function detectElectron(): ElectronFound {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  if (override !== undefined && override !== '') {
    const executable = join(override, executableName())
    if (!existsSync(executable)) return { missing: message('why.override', { folder: override }) }
    return { executable, version: readText(join(override, 'version')).replace(/^v/, '') || 'of unknown version' }
  }
  const wanted = packageVersion()
  const executable = join(PACKAGE, 'dist', executableName())
  // path.txt is written last, so an unpacking that was cut off does not count.
  const isComplete =
    readText(join(PACKAGE, 'dist', 'version')).replace(/^v/, '') === wanted &&
    existsSync(join(PACKAGE, 'path.txt')) &&
    existsSync(executable)
  return isComplete ? { executable, version: wanted } : { missing: message('why.absent') }
}

/** Looks for Electron and, where it is missing, fetches it within 20 seconds. */
export async function findOrFetchElectron(): Promise<ElectronFound> {
  const found = detectElectron()
  if ('executable' in found || process.env['ELECTRON_OVERRIDE_DIST_PATH']) return found
  if (ageMs(FETCH_FAILED) < FETCH_AGAIN_AFTER_MS)
    return { missing: message('why.tried_before', { file: FETCH_FAILED }) }
  say(message('fetching', { version: packageVersion() }))
  const outcome = await fetchElectron()
  const fetched = detectElectron()
  if ('executable' in fetched) return fetched
  writeFileSync(FETCH_FAILED, `${outcome}\n`)
  return { missing: message(outcome) }
}

async function fetchElectron(): Promise<'why.too_slow' | 'why.unreachable'> {
  // A group of its own, so that helpers it may have started end with it at the limit.
  const child = spawn(process.execPath, [join(PACKAGE, 'install.js')], {
    stdio: 'ignore',
    detached: process.platform !== 'win32',
    windowsHide: true,
  })
  const killOnExit = () => killGroup(child)
  process.once('exit', killOnExit)
  return await new Promise((resolve) => {
    const limit = setTimeout(() => {
      resolve('why.too_slow')
      killGroup(child)
    }, FETCH_LIMIT_MS)
    child.once('close', () => {
      clearTimeout(limit)
      process.off('exit', killOnExit)
      resolve('why.unreachable')
    })
    child.once('error', () => resolve('why.unreachable'))
  })
}

/** Whether a window could be shown here at all. */
export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true
  return Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])
}

function executableName(): string {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return process.platform === 'win32' ? 'electron.exe' : 'electron'
}

function packageVersion(): string {
  return (JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as { version: string }).version
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return ''
  }
}

function ageMs(file: string): number {
  try {
    return Date.now() - statSync(file).mtimeMs
  } catch {
    return Number.POSITIVE_INFINITY
  }
}
