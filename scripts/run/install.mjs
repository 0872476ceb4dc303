import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { MODULES, PLATFORM, ROOT, fail, say } from './console.mjs'
import { keepLock, releaseLock, takeLock } from './lock.mjs'

/** Holds what was installed; written when an installation has ended well, and gone as soon as the next one starts. */
const STAMP = path.join(MODULES, '.okryu-installed')
const HEARTBEAT_MS = 5_000
const NPM_LINES = 30

/** Brings node_modules to what package-lock.json says, unless it is there already. Ends the process if it cannot. */
export async function installWhatIsMissing() {
  const wanted = wantedStamp()
  if (isInstalled(wanted)) return
  await takeLock()
  try {
    // Another process may have installed everything while this one waited for the lock.
    if (isInstalled(wanted)) return
    if (!matchesInstalledTree()) await npmCi()
    fs.mkdirSync(MODULES, { recursive: true })
    fs.writeFileSync(STAMP, wanted)
  } finally {
    releaseLock()
  }
}

/** What node_modules must have been installed from to be usable here. */
function wantedStamp() {
  let lock
  try {
    lock = fs.readFileSync(path.join(ROOT, 'package-lock.json'))
  } catch {
    fail(`${path.join(ROOT, 'package-lock.json')} cannot be read, so it is unknown what to install. Restore the file.`)
  }
  return `${createHash('sha256').update(lock).digest('hex')} ${PLATFORM}\n`
}

function isInstalled(wanted) {
  try {
    return fs.readFileSync(STAMP, 'utf8') === wanted
  } catch {
    return false
  }
}

/**
 * Whether a person's own `npm install` has already put exactly the locked versions in place. npm writes its list of
 * what is there at the end of an installation, so an installation that was cut off does not match.
 */
function matchesInstalledTree() {
  try {
    const wanted = JSON.parse(fs.readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')).packages
    const present = JSON.parse(fs.readFileSync(path.join(MODULES, '.package-lock.json'), 'utf8')).packages
    return Object.entries(wanted).every(([place, entry]) => {
      if (place === '') return true
      const there = present[place]
      if (there === undefined) return mayBeAbsent(entry)
      const folderIsThere = fs.existsSync(path.join(ROOT, place, 'package.json'))
      return folderIsThere && there.version === entry.version && there.integrity === entry.integrity
    })
  } catch {
    return false
  }
}

/**
 * Optional packages are for other platforms, or serve those. One that is made for this platform must be there: an npm
 * on an older Node leaves it out without a word.
 */
function mayBeAbsent({ optional, devOptional, os, cpu, libc }) {
  if (optional !== true && devOptional !== true) return false
  const isNative = (os !== undefined || cpu !== undefined) && !(libc !== undefined && !libc.includes('glibc'))
  return !(isNative && fitsPlatform({ os, cpu }))
}

function fitsPlatform({ os, cpu }) {
  return (os === undefined || os.includes(process.platform)) && (cpu === undefined || cpu.includes(process.arch))
}

async function npmCi() {
  say('Installing what is missing (about a minute) …')
  fs.rmSync(STAMP, { force: true })
  const startedMs = Date.now()
  const folders = expectedFolders()
  const heartbeat = setInterval(() => {
    keepLock()
    const seconds = Math.round((Date.now() - startedMs) / 1000)
    say(`  … ${seconds} s, ${folders.filter(isFilled).length} of ${folders.length} packages`)
  }, HEARTBEAT_MS)
  const { code, output } = await runNpm([
    'ci',
    '--ignore-scripts',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--no-progress',
    '--prefer-offline',
    '--loglevel=error',
  ])
  clearInterval(heartbeat)
  if (code === 0) return say(`Installed in ${Math.round((Date.now() - startedMs) / 1000)} s.`)
  // What npm says first is why; what follows is its manual.
  say(output.trimEnd().split('\n').slice(0, NPM_LINES).join('\n'))
  releaseLock()
  fail(whyNpmFailed(code, output))
}

/** Starts npm the way that works on this platform and gives its exit code and what it said. */
function runNpm(args) {
  const npmCli = findNpmCli()
  const options = { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] }
  // Windows refuses to start npm.cmd without a shell.
  const child =
    npmCli === undefined
      ? spawn('npm', args, { ...options, shell: process.platform === 'win32' })
      : spawn(
          process.execPath,
          ['--require', path.join(ROOT, 'scripts', 'run', 'as-pinned-node.cjs'), npmCli, ...args],
          {
            ...options,
            env: { ...process.env, OKRYU_PINNED_NODE: `v${pinnedVersion()}` },
          },
        )
  const stop = (signal) => {
    child.kill(signal)
    releaseLock()
    process.exit(signal === 'SIGINT' ? 130 : 143)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return new Promise((resolve) => {
    let output = ''
    const collect = (chunk) => (output += chunk)
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    const end = (code) => {
      process.off('SIGINT', stop)
      process.off('SIGTERM', stop)
      resolve({ code, output })
    }
    child.on('error', (error) => {
      output += String(error)
      end(error.code === 'ENOENT' ? 'missing' : 1)
    })
    child.on('close', (code) => end(code ?? 1))
  })
}

/** npm's own script; undefined where it lies in none of the usual places. */
function findNpmCli() {
  const isNpm = (file) => /[\\/]npm-cli\.[cm]?js$/.test(file) && fs.existsSync(file)
  const besideNode = path.dirname(process.execPath)
  const onPath = (process.env.PATH ?? process.env.Path ?? '')
    .split(path.delimiter)
    .map((folder) => realPath(path.join(folder, 'npm')))
  return [
    process.env.npm_execpath ?? '',
    path.join(besideNode, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    path.join(besideNode, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    ...onPath,
  ].find(isNpm)
}

function realPath(file) {
  try {
    return fs.realpathSync(file)
  } catch {
    return file
  }
}

function pinnedVersion() {
  return JSON.parse(fs.readFileSync(path.join(ROOT, 'tools', 'node-runtime', 'package.json'), 'utf8')).version
}

function whyNpmFailed(code, output) {
  if (code === 'missing')
    return 'npm is not on this machine. Install Node with npm (nodejs.org, or your system’s packages), then run this again.'
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT/.test(output))
    return 'npm could not reach its registry, so nothing was installed. Check the network (or proxy), then run this again.'
  if (/ENOSPC/.test(output)) return `The disk that holds ${ROOT} is full. Free about 1.5 GB, then run this again.`
  if (/EACCES|EPERM|EROFS/.test(output))
    return `npm may not write in ${ROOT}. Give this user the right to write there and end programs that use node_modules, then run this again.`
  if (/EUSAGE|can only install packages when/.test(output))
    return 'package.json and package-lock.json do not agree. Run "npm install" once and commit both files.'
  return 'npm could not install the packages; its own words are above. Mend that, then run this again.'
}

/** The folders that a finished installation has at the top level on this platform. */
function expectedFolders() {
  const { packages } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8'))
  return Object.entries(packages)
    .filter(([place]) => place.lastIndexOf('node_modules/') === 0)
    .filter(([, entry]) => fitsPlatform(entry))
    .map(([place]) => path.join(ROOT, place))
}

/** npm makes all folders first and fills them one by one. */
function isFilled(folder) {
  return fs.existsSync(path.join(folder, 'package.json'))
}
