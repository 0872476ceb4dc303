import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ROOT } from '../../scripts/console.ts'

/** run.mjs in a small project of its own, with the real npm: one package, in a folder beside it, no network. */
let project: string

beforeEach(() => {
  project = mkdtempSync(join(realpathSync(tmpdir()), 'okryu-install-'))
  for (const part of ['run.mjs', 'run', 'end-with-parent.ts'])
    cpSync(join(ROOT, 'scripts', part), join(project, 'scripts', part), { recursive: true })
  write('scripts/start.ts', 'console.log(JSON.stringify({ args: process.argv.slice(2), node: process.execPath }))\n')
  write('package.json', { name: 'small', version: '1.0.0', dependencies: { part: 'file:part' } })
  write('tools/node-runtime/package.json', { name: 'node-runtime', version: '26.10.0' })
  write('part/package.json', { name: 'part', version: '1.0.0' })
  writeLock('1.0.0')
})

afterEach(() => {
  rmSync(project, { recursive: true, force: true, maxRetries: 5 })
})

test('installs what is missing, says so on standard error, and leaves standard output to the command', async () => {
  const { code, stdout, stderr } = await runCommand('start', '--one', 'two')
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ args: ['--one', 'two'] })
  expect(stderr).toMatch(/^Installing what is missing/m)
  expect(stderr).toMatch(/^Installed in \d+ s\.$/m)
  expect(existsSync(join(project, 'node_modules', 'part'))).toBe(true)
})

test('installs nothing the second time', async () => {
  await runCommand('start')
  const { code, stderr } = await runCommand('start')
  expect(code).toBe(0)
  expect(stderr).not.toMatch(/Install/)
})

test('installs again when the lock file has changed', async () => {
  await runCommand('start')
  write('part/package.json', { name: 'part', version: '2.0.0' })
  writeLock('2.0.0')
  const { code, stderr } = await runCommand('start')
  expect(code).toBe(0)
  expect(stderr).toMatch(/^Installing what is missing/m)
})

test('installs again after an installation that was cut off', async () => {
  mkdirSync(join(project, 'node_modules', 'half-of-something'), { recursive: true })
  const { code, stderr } = await runCommand('start')
  expect(code).toBe(0)
  expect(stderr).toMatch(/^Installing what is missing/m)
  expect(existsSync(join(project, 'node_modules', 'half-of-something'))).toBe(false)
})

test('two commands at once install once, and both run', async () => {
  const results = await Promise.all([runCommand('start'), runCommand('start')])
  expect(results.map(({ code }) => code)).toEqual([0, 0])
  const all = results.map(({ stderr }) => stderr).join('')
  expect(all.match(/^Installing what is missing/gm)).toHaveLength(1)
})

test('a lock left behind by a dead process does not keep anybody waiting', async () => {
  const dead = spawn(process.execPath, ['--version'], { stdio: 'ignore' })
  await once(dead, 'exit')
  const lock = join(project, '.cache', 'install.lock')
  write('.cache/install.lock', String(dead.pid))
  const anHourAgo = Date.now() / 1000 - 3600
  utimesSync(lock, anHourAgo, anHourAgo)
  const { code } = await runCommand('start')
  expect(code).toBe(0)
  expect(existsSync(lock)).toBe(false)
})

test('takes an installation that a person made with npm for what it is', async () => {
  await runCommand('start')
  rmSync(join(project, 'node_modules', '.okryu-installed'))
  const { code, stderr } = await runCommand('start')
  expect(code).toBe(0)
  expect(stderr).not.toMatch(/Installing/)
})

test('does not take it for whole where a package for this platform is missing', async () => {
  await runCommand('start')
  rmSync(join(project, 'node_modules', '.okryu-installed'))
  writeLock('1.0.0', {
    'node_modules/native': { version: '1.0.0', optional: true, os: [process.platform], cpu: [process.arch] },
  })
  expect((await runCommand('start')).stderr).toMatch(/^Installing what is missing/m)
})

test('installs what is for the pinned Node, however old the one is that npm runs on', async () => {
  write('native/package/package.json', { name: 'native', version: '1.0.0', engines: { node: '>=900' } })
  execFileSync('tar', ['-czf', 'native.tgz', '-C', 'native', 'package'], { cwd: project })
  const integrity = `sha512-${createHash('sha512')
    .update(readFileSync(join(project, 'native.tgz')))
    .digest('base64')}`
  const wanted = { name: 'small', version: '1.0.0', optionalDependencies: { native: 'file:native.tgz' } }
  write('package.json', wanted)
  write('package-lock.json', {
    ...{ name: 'small', version: '1.0.0', lockfileVersion: 3, requires: true },
    packages: {
      '': wanted,
      'node_modules/native': {
        ...{ version: '1.0.0', resolved: 'file:native.tgz', integrity, optional: true, engines: { node: '>=900' } },
      },
    },
  })
  const native = join(project, 'node_modules', 'native')
  expect((await runCommand('start')).code).toBe(0)
  expect(existsSync(native), 'the pinned Node is too old as well').toBe(false)
  write('tools/node-runtime/package.json', { name: 'node-runtime', version: '900.0.0' })
  rmSync(join(project, 'node_modules'), { recursive: true })
  expect((await runCommand('start')).code).toBe(0)
  expect(existsSync(native), 'the pinned Node is new enough').toBe(true)
})

test('says in a sentence when package.json and the lock file do not agree', async () => {
  write('package.json', { name: 'small', version: '1.0.0', dependencies: { part: 'file:part', other: 'file:other' } })
  const { code, stderr } = await runCommand('start')
  expect(code).toBe(1)
  expect(stderr).toMatch(/package\.json and package-lock\.json do not agree\./)
})

test('says in a sentence when the registry cannot be reached', async () => {
  write('package.json', { name: 'small', version: '1.0.0', dependencies: { far: '1.0.0' } })
  write('package-lock.json', {
    name: 'small',
    version: '1.0.0',
    lockfileVersion: 3,
    packages: {
      '': { name: 'small', version: '1.0.0', dependencies: { far: '1.0.0' } },
      'node_modules/far': { version: '1.0.0', resolved: 'http://127.0.0.1:9/far-1.0.0.tgz' },
    },
  })
  write('.npmrc', 'fetch-retries=0\nregistry=http://127.0.0.1:9/\n')
  const { code, stderr } = await runCommand('start')
  expect(code).toBe(1)
  expect(stderr).toMatch(/npm could not reach its registry/)
  expect(existsSync(join(project, '.cache', 'install.lock'))).toBe(false)
})

test('lists the commands when it does not know one', async () => {
  const { code, stdout, stderr } = await runCommand('fly')
  expect(code).toBe(2)
  expect(stdout).toBe('')
  expect(stderr).toMatch(/There is no command "fly"\./)
  for (const name of ['start', 'test', 'build', 'central', 'import', 'replay', 'pack'])
    expect(stderr).toMatch(new RegExp(`^  ${name}\\b`, 'm'))
})

test('gives back the exit code of the command', async () => {
  write('scripts/start.ts', 'process.exit(7)\n')
  expect((await runCommand('start')).code).toBe(7)
})

test('the command ends when its starter is killed', async () => {
  const pidFile = join(project, 'pid')
  write(
    'scripts/start.ts',
    `import { writeFileSync } from 'node:fs'\nwriteFileSync(${JSON.stringify(pidFile)}, String(process.pid))\nsetInterval(() => {}, 1000)\n`,
  )
  const starter = start('start')
  await expect.poll(() => existsSync(pidFile) && readFileSync(pidFile, 'utf8') !== '', { timeout: 20_000 }).toBe(true)
  const pid = Number(readFileSync(pidFile, 'utf8'))
  expect(isAlive(pid)).toBe(true)
  starter.kill('SIGKILL')
  await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false)
})

function start(...args: readonly string[]): ChildProcess {
  // Not as npm's own child: a lifecycle variable would make it watch its parent.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(lifecycle|config|package)_/i.test(name)),
  )
  return spawn(process.execPath, [join(project, 'scripts', 'run.mjs'), ...args], {
    cwd: project,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function runCommand(...args: readonly string[]) {
  const child = start(...args)
  let stdout = ''
  let stderr = ''
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, stdout, stderr }
}

function write(file: string, content: string | object): void {
  const path = join(project, file)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content, null, 2))
}

function writeLock(version: string, more: object = {}): void {
  write('package-lock.json', {
    name: 'small',
    version: '1.0.0',
    lockfileVersion: 3,
    requires: true,
    packages: {
      '': { name: 'small', version: '1.0.0', dependencies: { part: 'file:part' } },
      'node_modules/part': { resolved: 'part', link: true },
      part: { version },
      ...more,
    },
  })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
