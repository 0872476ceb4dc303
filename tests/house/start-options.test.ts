import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROOT } from '../../scripts/console.ts'

/** What `npm start` says to a wrong command line, before it starts anything. */
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(realpathSync(tmpdir()), 'okryu-start-'))
  writeFileSync(join(folder, 'a-file'), '')
})

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

test.each([
  { args: ['--hedless'], code: 'options.unknown', says: /^--hedless .*"npm start -- --help"/s },
  { args: ['extra'], code: 'options.unknown', says: /^extra .*"npm start -- --help"/s },
  { args: ['--data'], code: 'options.value', says: /^--data .* followed by a value/ },
  { args: ['--json=yes'], code: 'options.value', says: /^--json .* stand alone/ },
  { args: ['--port', 'many'], code: 'options.port', says: /--port is "many".*from 1 to 65535/s },
  { args: ['--port', '65536'], code: 'options.port', says: /--port is "65536"/ },
  { args: ['--central', 'the-store'], code: 'options.central', says: /--central is "the-store".*http:/s },
  { args: ['--enrol', 'ABCD'], code: 'options.enrol', says: /as --central URL/ },
])('$args is answered with $code and a sentence', async ({ args, code, says }) => {
  const answer = await start('--json', '--headless', ...args)
  expect(answer.exitCode).toBe(2)
  expect(answer.stderr).toMatch(says)
  expect(answer.stderr).not.toMatch(/^\s+at /m)
  expect(JSON.parse(answer.stdout)).toEqual({ error: { code, sentence: answer.stderr.trim() } })
})

test('a data folder that cannot be made is named, with the way out', async () => {
  const dataDir = join(folder, 'a-file', 'data')
  const answer = await start('--headless', '--json', '--data', dataDir)
  expect(answer.exitCode).toBe(2)
  expect(JSON.parse(answer.stdout)).toMatchObject({ error: { code: 'start.not_writable' } })
  expect(answer.stderr).toContain(dataDir)
  expect(answer.stderr).toMatch(/--data DIR/)
})

test.skipIf(process.platform !== 'linux')(
  'a data folder where none can be made is refused, not tried for ever',
  async () => {
    const answer = await start('--headless', '--json', '--data', '/proc/okryu/data')
    expect(answer.exitCode).toBe(2)
    expect(JSON.parse(answer.stdout)).toMatchObject({ error: { code: 'start.not_writable' } })
  },
)

test.skipIf(process.getuid === undefined || process.getuid() === 0)(
  'a data folder without the right to write is refused',
  async () => {
    const dataDir = mkdtempSync(join(folder, 'read-only-'))
    chmodSync(dataDir, 0o500)
    const answer = await start('--headless', '--json', '--data', dataDir)
    expect(answer.exitCode).toBe(2)
    expect(JSON.parse(answer.stdout)).toMatchObject({ error: { code: 'start.not_writable' } })
  },
)

test('a Korean system is answered in Korean', async () => {
  const answer = await startIn('ko_KR.UTF-8', '--port', 'many')
  expect(answer.stderr).toMatch(/^--port 값 "many"/)
  expect(answer.stderr).toMatch(/[가-힣]/)
})

test('--help says what there is, on standard output', async () => {
  const { exitCode, stdout } = await start('--help')
  expect(exitCode).toBe(0)
  for (const option of ['--headless', '--json', '--data', '--port', '--central', '--enrol'])
    expect(stdout).toContain(option)
})

async function start(...args: readonly string[]) {
  return await startIn('en_US.UTF-8', ...args)
}

async function startIn(language: string, ...args: readonly string[]) {
  const child = spawn(process.execPath, [join(ROOT, 'scripts', 'start.ts'), ...args], {
    cwd: ROOT,
    env: { ...process.env, LC_ALL: language },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const [exitCode] = (await once(child, 'close')) as [number | null]
  return { exitCode, stdout, stderr }
}
