import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { PATHS, type ChangesAnswer, type EnrolAnswer } from '../../contract/central.ts'
import { FIRST_PREVIOUS_HASH } from '../../domain/fact.ts'
import { TEST_CATEGORIES, testProduct } from '../support/central-store.ts'
import { firstLine, runCentral, spawnCentral } from '../support/run-central.ts'
import { id, sha256 } from '../support/terminal-stub.ts'

let folder: string
const children: ChildProcess[] = []

beforeAll(() => {
  folder = mkdtempSync(join(realpathSync(tmpdir()), 'okryu-cli-'))
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

interface Ready {
  readonly ready: true
  readonly url: string
  readonly adminToken: string
  readonly enrolmentCode: string
  readonly incarnation: string
}

async function start(dataDir: string, ...args: string[]) {
  const child = spawnCentral('cli', ['--data', dataDir, '--port', '0', '--json', ...args])
  children.push(child)
  return { child, ready: JSON.parse(await firstLine(child)) as Ready }
}

async function refusal(args: readonly string[], language?: string) {
  const { exitCode, stdout, stderr } = await runCentral('cli', args, language)
  expect(exitCode).toBe(2)
  expect(stderr).not.toMatch(/^\s+at /m)
  if (args.includes('--json')) {
    const { error } = JSON.parse(stdout) as { error: { code: string; sentence: string } }
    expect(error.sentence).toBe(stderr.trim())
    return { code: error.code, sentence: error.sentence }
  }
  expect(stdout).toBe('')
  return { code: undefined, sentence: stderr.trim() }
}

test('--json says one line once it listens, and what it says works', async () => {
  const dataDir = join(folder, 'works')
  const { child, ready } = await start(dataDir, '--sample')
  expect(Object.keys(ready)).toEqual(['ready', 'url', 'adminToken', 'enrolmentCode', 'incarnation'])
  expect(ready.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ code: ready.enrolmentCode, name: 'Counter', installationId: id() })
  const enrolled = (await (
    await fetch(ready.url + PATHS.enrol, { method: 'POST', headers, body })
  ).json()) as EnrolAnswer
  expect(enrolled).toMatchObject({
    ...{ terminalNumber: 1, incarnation: ready.incarnation },
    shop: { currency: { code: 'KPW', digits: 0 }, zoneOffsetMin: 540, demonstration: true },
  })
  const authorization = `Bearer ${enrolled.token}`
  const changes = await fetch(`${ready.url}${PATHS.changes}?since=0`, { headers: { authorization } })
  expect(((await changes.json()) as ChangesAnswer).products.length).toBeGreaterThanOrEqual(400)
  expect(readFileSync(join(dataDir, 'admin.token'), 'utf8').trim()).toBe(ready.adminToken)
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
  expect(existsSync(join(dataDir, 'central.db-wal')), 'closed as it should be').toBe(false)
})

test('a second start keeps what the store is, and gives a fresh code', async () => {
  const dataDir = join(folder, 'again')
  const first = await start(dataDir, '--currency', 'EUR', '--digits', '2')
  first.child.kill('SIGTERM')
  await once(first.child, 'exit')
  const { ready } = await start(dataDir)
  expect([ready.incarnation, ready.adminToken]).toEqual([first.ready.incarnation, first.ready.adminToken])
  expect(ready.enrolmentCode).not.toBe(first.ready.enrolmentCode)
  const authorization = `Bearer ${ready.adminToken}`
  const changes = await fetch(`${ready.url}${PATHS.changes}?since=0`, { headers: { authorization } })
  expect(((await changes.json()) as ChangesAnswer).shop.currency).toEqual({ code: 'EUR', digits: 2 })
  const second = await refusal(['--data', dataDir, '--port', '0', '--json'])
  expect(second).toMatchObject({ code: 'data.locked', sentence: expect.stringContaining(dataDir) as string })
})

test('a store that was killed starts again at once, with everything that it had acknowledged', async () => {
  const dataDir = join(folder, 'killed')
  const first = await start(dataDir)
  const headers = { 'content-type': 'application/json' }
  const post = async (url: string, path: string, token: string, body: unknown) => {
    const init = {
      method: 'POST',
      headers: { ...headers, authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    }
    return (await fetch(url + path, init)).json()
  }
  const request = { code: first.ready.enrolmentCode, name: 'Counter', installationId: id() }
  const { token } = (await post(first.ready.url, PATHS.enrol, '', request)) as EnrolAnswer
  const body = '{"kind":"order.foretold"}'
  const times = { wallMs: 0, monotonicMs: 0, bootId: id() }
  const fact = { seq: 1, body, bodyHash: sha256(body), previousHash: FIRST_PREVIOUS_HASH, ...times }
  const push = { epoch: 1, facts: [fact] }
  const answer = await post(first.ready.url, PATHS.facts, token, push)
  expect(answer).toMatchObject({ acknowledgedSeq: 1, verdicts: [{ seq: 1, code: 'fact.kind_unknown' }] })
  first.child.kill('SIGKILL')
  await once(first.child, 'exit')
  const { ready } = await start(dataDir)
  expect(ready.incarnation).toBe(first.ready.incarnation)
  expect(await post(ready.url, PATHS.facts, token, push)).toEqual(answer)
})

test('--backup copies a store that works; put back, the store begins another incarnation and says so', async () => {
  const dataDir = join(folder, 'kept')
  const { child, ready } = await start(dataDir, '--sample')
  const file = join(folder, 'kept-backup.db')
  const copied = await runCentral('cli', ['--data', dataDir, '--backup', file, '--json'])
  expect(copied.exitCode).toBe(0)
  expect(JSON.parse(copied.stdout)).toEqual({
    backup: { file, bytes: statSync(file).size, incarnation: ready.incarnation },
  })
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
  const again = await refusal(['--data', dataDir, '--backup', file, '--json'])
  expect(again).toMatchObject({ code: 'backup.exists', sentence: expect.stringContaining(file) as string })
  const headers = { authorization: `Bearer ${ready.adminToken}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ products: [testProduct({ sku: 'LATER' })], categories: TEST_CATEGORIES })
  expect((await fetch(ready.url + PATHS.products, { method: 'POST', headers, body })).status).toBe(200)
  child.kill('SIGTERM')
  await once(child, 'exit')
  copyFileSync(file, join(dataDir, 'central.db'))
  const back = spawnCentral('cli', ['--data', dataDir, '--port', '0'])
  children.push(back)
  expect(await firstLine(back)).toBe(
    'This store was put back from a backup. The terminals will send it again what it lacks.',
  )
  back.kill('SIGTERM')
  await once(back, 'exit')
  const later = await start(dataDir)
  expect(later.ready.incarnation).not.toBe(ready.incarnation)
  later.child.kill('SIGTERM')
  await once(later.child, 'exit')
  const byHand = await start(dataDir, '--restored')
  expect(byHand.ready.incarnation).not.toBe(later.ready.incarnation)
})

test('--with-parent ends with the parent', async () => {
  const { child } = await start(join(folder, 'orphan'), '--with-parent')
  child.stdin.end()
  expect(await once(child, 'exit')).toEqual([0, null])
})

test('without --json it speaks to a person, in Korean where that is their language', async () => {
  const child = spawnCentral('cli', ['--data', join(folder, 'person'), '--port', '0'], 'ko_KR.UTF-8')
  children.push(child)
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  await expect.poll(() => said, { timeout: 20_000 }).toMatch(/Ctrl\+C/)
  expect(said).toMatch(/중앙 상점이 http:\/\/127\.0\.0\.1:\d+ 에서 작동합니다/)
  expect(said).toMatch(/등록 코드: [2-9A-Y]{5}-[2-9A-Y]{4}/)
  expect(said).toContain(join(folder, 'person', 'admin.token'))
})

test('a port that is taken is named', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  const { code, sentence } = await refusal(['--data', join(folder, 'port'), '--port', String(port), '--json'])
  expect(code).toBe('port.in_use')
  expect(sentence).toMatch(new RegExp(`Port ${port} .*--port`))
  server.close()
})

test('a database of a newer version is left alone', async () => {
  const dataDir = join(folder, 'newer')
  const { child } = await start(dataDir)
  child.kill('SIGTERM')
  await once(child, 'exit')
  const file = join(dataDir, 'central.db')
  const database = new Database(file)
  database.pragma('user_version = 99')
  database.close()
  const before = readFileSync(file)
  const { code, sentence } = await refusal(['--data', dataDir, '--port', '0', '--json'])
  expect(code).toBe('data.newer')
  expect(sentence).toMatch(/version 99.*Nothing was changed/)
  expect(readFileSync(file).equals(before)).toBe(true)
})

test('a file that is no database is left alone', async () => {
  const dataDir = mkdtempSync(join(folder, 'damaged-'))
  writeFileSync(join(dataDir, 'central.db'), 'This is a letter, not a database. '.repeat(200))
  expect(await refusal(['--data', dataDir, '--port', '0', '--json'])).toMatchObject({ code: 'data.damaged' })
  expect(statSync(join(dataDir, 'central.db')).size).toBe(34 * 200)
})

test('a data folder that cannot be written to is named, in the language of the person', async () => {
  writeFileSync(join(folder, 'a-file'), '')
  const dataDir = join(folder, 'a-file', 'data')
  const { sentence } = await refusal(['--data', dataDir, '--port', '0'], 'ko_KR.UTF-8')
  expect(sentence).toBe(`데이터 폴더 ${dataDir}에 쓸 수 없습니다. 쓰기 권한을 주거나 --data로 다른 폴더를 지정하세요.`)
})

test('another currency than the store has is refused', async () => {
  const dataDir = join(folder, 'currency')
  const { child } = await start(dataDir)
  child.kill('SIGTERM')
  await once(child, 'exit')
  const answer = await refusal(['--data', dataDir, '--port', '0', '--json', '--currency', 'EUR', '--digits', '2'])
  expect(answer).toMatchObject({
    code: 'data.currency_fixed',
    sentence: expect.stringMatching(/KPW.*0 decimals/) as string,
  })
})

test.each([
  [[], 'options.missing', /--data is missing/],
  [['--data', 'x', '--port', '70000'], 'options.invalid', /--port 70000/],
  [['--data', 'x', '--prot', '1'], 'options.invalid', /--prot/],
  [['--data', 'x', 'more'], 'options.invalid', /more/],
  [['--data', 'x', '--currency', 'won'], 'options.invalid', /--currency won/],
  [['--data', 'x', '--digits', '4'], 'options.invalid', /--digits 4/],
  [['--data', 'x', '--backup', ''], 'options.invalid', /--backup/],
] as const)('the command line %j is refused with %s', async (args, code, says) => {
  const answer = await refusal([...args, '--json'])
  expect(answer.code).toBe(code)
  expect(answer.sentence).toMatch(says)
  expect(answer.sentence).toContain('npm run central -- --data DIR')
})

test('an address that this machine does not have is named', async () => {
  const args = ['--data', join(folder, 'host'), '--port', '0', '--host', '192.0.2.1', '--json']
  expect(await refusal(args)).toMatchObject({
    code: 'host.unknown',
    sentence: expect.stringContaining('192.0.2.1') as string,
  })
})
