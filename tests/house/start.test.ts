import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PATHS } from '../../contract/central.ts'
import { ROOT } from '../../scripts/console.ts'

/** `npm start -- --headless --json`, as another program uses it. */
interface Announcement {
  readonly terminalUrl: string
  readonly centralUrl: string
  readonly token: string
  readonly adminToken: string
  readonly dataDir: string
}

const READY_WITHIN_MS = 60_000
let folder: string
let dataDir: string
let counter: ChildProcess
let announced: Announcement

beforeAll(async () => {
  folder = mkdtempSync(join(realpathSync(tmpdir()), 'okryu-counter-'))
  dataDir = join(folder, 'data')
  counter = start('--data', dataDir)
  announced = await firstLine(counter)
}, READY_WITHIN_MS)

afterAll(async () => {
  await stop(counter)
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

test('one line of JSON says where terminal and central store are', async () => {
  expect(announced).toEqual({
    terminalUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    centralUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    token: expect.stringMatching(/^[\w-]{20,}$/),
    adminToken: expect.stringMatching(/^[\w-]{20,}$/),
    dataDir,
  })
  const page = await fetch(`${announced.terminalUrl}/?token=${announced.token}`)
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('<script type="module"')
  const health = await fetch(announced.centralUrl + PATHS.health)
  expect(health.status).toBe(200)
})

test('a second counter on the same data is refused, and the first one goes on', async () => {
  const refused = await finished(start('--data', dataDir))
  expect(refused.exitCode).toBe(2)
  expect(refused.stderr).toContain(dataDir)
  expect(JSON.parse(refused.stdout)).toMatchObject({ error: { code: expect.stringMatching(/\.locked$/) } })
  expect((await fetch(announced.centralUrl + PATHS.health)).status).toBe(200)
})

test('a port in use is named, and nothing is left running', async () => {
  const { port } = new URL(announced.terminalUrl)
  const refused = await finished(start('--data', join(folder, 'other'), '--port', port))
  expect(refused.exitCode).toBe(2)
  expect(refused.stderr).toContain(port)
  expect(refused.stderr).not.toMatch(/^\s+at /m)
  expect(JSON.parse(refused.stdout)).toMatchObject({ error: { code: 'start.port_in_use' } })
})

test('both servers end when the command is killed, and start again with the data they had', async () => {
  counter.kill('SIGKILL')
  await expect.poll(() => answers(announced.terminalUrl), { timeout: 15_000 }).toBe(false)
  await expect.poll(() => answers(announced.centralUrl), { timeout: 15_000 }).toBe(false)
  const before = announced
  counter = start('--data', dataDir)
  announced = await firstLine(counter)
  expect(announced.adminToken, 'the central store is the same one').toBe(before.adminToken)
  expect(announced.token, 'the right to open the screens is new').not.toBe(before.token)
})

test('it ends in order when it is told to', async () => {
  const exited = once(counter, 'exit')
  counter.kill('SIGTERM')
  expect(await exited).toEqual([0, null])
  expect(await answers(announced.terminalUrl)).toBe(false)
  expect(await answers(announced.centralUrl)).toBe(false)
})

function start(...args: readonly string[]): ChildProcess {
  const script = join(ROOT, 'scripts', 'start.ts')
  return spawn(process.execPath, [script, '--headless', '--json', ...args], {
    cwd: ROOT,
    env: { ...process.env, LANG: 'en_US.UTF-8', LC_ALL: 'en_US.UTF-8' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function firstLine(child: ChildProcess): Promise<Announcement> {
  let stdout = ''
  let stderr = ''
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  return await new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      stdout += chunk.toString()
      if (stdout.includes('\n')) resolve(JSON.parse(stdout) as Announcement)
    })
    child.once('close', () => reject(new Error(`The counter did not start:\n${stderr}`)))
  })
}

async function finished(child: ChildProcess) {
  let stdout = ''
  let stderr = ''
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const [exitCode] = (await once(child, 'close')) as [number | null]
  return { exitCode, stdout, stderr }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

async function answers(url: string): Promise<boolean> {
  try {
    await fetch(url)
    return true
  } catch {
    return false
  }
}
