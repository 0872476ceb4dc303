import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const LINUX_NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
]
const MAC_APPS = ['Chromium', 'Google Chrome', 'Microsoft Edge']
const WINDOWS_PLACES = [
  'Chromium/Application/chrome.exe',
  'Google/Chrome/Application/chrome.exe',
  'Microsoft/Edge/Application/msedge.exe',
]

/** The browser on this system that can show the screens as an application; undefined where there is none. */
export function findBrowser(): string | undefined {
  return candidates().find(isExecutable)
}

function candidates(): string[] {
  if (process.platform === 'darwin') return MAC_APPS.map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`)
  if (process.platform === 'win32') {
    const homes = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => process.env[name] ?? [])
    return WINDOWS_PLACES.flatMap((place) => homes.map((home) => join(home, place)))
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  return LINUX_NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** What a Chromium browser is told to show `url` in a window of its own, apart from the user's tabs and profile. */
export function browserArguments(url: string, profileDir: string): string[] {
  return [
    `--app=${url}`,
    `--user-data-dir=${profileDir}`,
    '--start-maximized',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-features=Translate',
    // Chromium refuses to start its sandbox for root.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ]
}
