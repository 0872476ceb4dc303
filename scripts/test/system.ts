import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { say } from '../console.ts'
import { findBrowser } from '../browser.ts'
import { run, runTool } from './command.ts'

const INSTALL_LIMIT_MS = 300_000

/** Makes sure that there is a Chromium to test in. @returns why there is none, or undefined. */
export async function ensureChromium(): Promise<string | undefined> {
  if (findBrowser() !== undefined) return undefined
  const byApt = await installWithApt('chromium')
  if (byApt === undefined && findBrowser() !== undefined) return undefined
  say('  fetching Playwright’s Chromium …')
  const { code, output } = await runTool(['@playwright/test', 'playwright'], ['install', 'chromium'], {
    limitMs: INSTALL_LIMIT_MS,
  })
  if (code === 0) return undefined
  return `There is no Chromium, Chrome or Edge here (${byApt ?? 'apt installed none'}), and Playwright’s could not be fetched. Install one, then run the tests again.\n${output}`
}

/** The tests that count and break disk syncs build a small library; without a compiler they are skipped. */
export async function ensureCompiler(): Promise<void> {
  if (process.platform === 'linux' && !isOnPath('cc')) await installWithApt('gcc', 'libc6-dev')
}

/** How to run a program that opens windows: as it is, or under a virtual screen; or why it cannot be run. */
export async function windowRunner(): Promise<readonly string[] | string> {
  if (process.platform !== 'linux' || process.env['DISPLAY']) return []
  if (!isOnPath('xvfb-run')) {
    const reason = await installWithApt('xvfb', 'xauth')
    if (reason !== undefined || !isOnPath('xvfb-run'))
      return `there is no display and no xvfb-run (${reason ?? 'apt installed none'})`
  }
  return ['xvfb-run', '-a', '-s', '-screen 0 1600x1000x24']
}

/** @returns why the packages were not installed, or undefined. */
async function installWithApt(...packages: readonly string[]): Promise<string | undefined> {
  if (!existsSync('/etc/debian_version') || !isOnPath('apt-get')) return 'this is not a Debian system'
  if (process.getuid?.() !== 0) return `run "apt-get install ${packages.join(' ')}" as root`
  say(`  installing ${packages.join(', ')} with apt …`)
  const options = { limitMs: INSTALL_LIMIT_MS, env: { DEBIAN_FRONTEND: 'noninteractive' } }
  const update = await run('apt-get', ['update'], options)
  const install = await run('apt-get', ['install', '-y', '--no-install-recommends', ...packages], options)
  if (install.code === 0) return undefined
  return `apt-get could not install ${packages.join(' ')}:\n${update.output}${install.output}`
}

function isOnPath(name: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, name)))
}
