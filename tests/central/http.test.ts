import { once } from 'node:events'
import { connect } from 'node:net'
import * as zlib from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { INCARNATION_HEADER, PATHS, Problem, PROTOCOL_HEADER } from '../../contract/central.ts'
import { MAX_FACTS_PER_PUSH } from '../../contract/facts.ts'
import { TEST_PRODUCTS, TestStore } from '../support/central-store.ts'
import { StubTerminal } from '../support/terminal-stub.ts'

const [TEA] = TEST_PRODUCTS as [(typeof TEST_PRODUCTS)[0]]
let store: TestStore
let terminal: StubTerminal

beforeAll(async () => {
  store = await TestStore.withProducts()
  terminal = await StubTerminal.enrol(store)
})
afterAll(async () => {
  expect(store.failures, 'nothing that a client sends is the program’s own failure').toEqual([])
  await store.remove()
})

async function post(path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) {
  return store.call(
    path,
    { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } },
    terminal.enrolled.token,
  )
}

/** A problem as the contract describes it, and nothing of the program's inside. */
async function problemOf(response: Response): Promise<Problem> {
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  const text = await response.text()
  expect(text).not.toMatch(/\bat .*:\d+:\d+|node_modules|SELECT |central\//)
  const problem = Problem.parse(JSON.parse(text))
  expect(problem.status).toBe(response.status)
  return problem
}

test('the description lists every address of the contract and the problems', async () => {
  const response = await fetch(store.central.url + PATHS.openapi)
  const { paths } = (await response.json()) as { paths: Record<string, Record<string, unknown>> }
  const described = Object.values(PATHS).map((path) => path.replace(/:(\w+)/g, '{$1}'))
  expect(Object.keys(paths).toSorted()).toEqual(described.toSorted())
  expect(JSON.stringify(paths[PATHS.facts])).toContain('application/problem+json')
  expect(JSON.stringify(paths[PATHS.facts])).toContain('"previousHash"')
})

test('every answer names the protocol as the request did, the incarnation, and what it can unpack', async () => {
  const answered = async (version?: string, path: string = PATHS.health) =>
    fetch(store.central.url + path, { headers: version === undefined ? {} : { [PROTOCOL_HEADER]: version } })
  for (const [asked, named] of [
    [undefined, '2'],
    ['1', '1'],
    ['2', '2'],
  ] as const)
    for (const path of [PATHS.health, PATHS.statistics, '/nowhere']) {
      const { headers } = await answered(asked, path)
      expect(headers.get(PROTOCOL_HEADER), path).toBe(named)
      expect(headers.get(INCARNATION_HEADER), path).toBe(store.central.incarnation)
      expect(headers.get('accept-encoding'), path).toMatch(/^(zstd, )?gzip$/)
    }
  expect(await (await answered()).json()).toMatchObject({
    ...{ status: 'ok', incarnation: store.central.incarnation, protocol: 2, oldestProtocol: 1 },
  })
})

test.each(['0', '3', '1.5', '02', 'x', '', '1, 2'])(
  'protocol %j is refused with the versions that are spoken',
  async (version) => {
    const other = await fetch(store.central.url + PATHS.health, { headers: { [PROTOCOL_HEADER]: version } })
    expect(other.headers.get(PROTOCOL_HEADER)).toBe('2')
    expect(await problemOf(other)).toMatchObject({
      ...{ status: 426, code: 'protocol.unsupported', details: { oldest: 1, newest: 2 } },
    })
  },
)

test('the time is told', async () => {
  const { nowMs } = await store.json<{ nowMs: number }>(PATHS.time)
  expect(Math.abs(nowMs - Date.now())).toBeLessThan(60_000)
})

describe('compressed pushes', () => {
  test.each(['gzip', ...('zstdCompressSync' in zlib ? ['zstd'] : [])])('in %s are taken in', async (encoding) => {
    terminal.place([{ product: TEA, quantity: 1 }])
    const body = JSON.stringify({ epoch: 1, facts: terminal.facts })
    const packed = encoding === 'gzip' ? zlib.gzipSync(body) : zlib.zstdCompressSync(body)
    const response = await post(PATHS.facts, Uint8Array.from(packed), { 'content-encoding': encoding })
    expect(await response.json()).toMatchObject({ acknowledgedSeq: terminal.facts.length })
  })

  test('that are not what they say are malformed', async () => {
    const broken = zlib.gzipSync('{"epoch":1}').subarray(0, 15)
    const cut = await post(PATHS.facts, Uint8Array.from(broken), { 'content-encoding': 'gzip' })
    expect(await problemOf(cut)).toMatchObject({ code: 'request.malformed' })
    const plain = await post(PATHS.facts, '{}', { 'content-encoding': 'gzip' })
    expect(await problemOf(plain)).toMatchObject({ code: 'request.malformed' })
    const unknown = await post(PATHS.facts, '{}', { 'content-encoding': 'br' })
    expect(await problemOf(unknown)).toMatchObject({ code: 'request.malformed', details: { what: 'br' } })
  })

  test('that unpack to far more than they are get no further than the limit', async () => {
    const bomb = zlib.gzipSync(Buffer.alloc(200 * 1024 * 1024, 0x20), { level: 9 })
    expect(bomb.length).toBeLessThan(300_000)
    const before = process.memoryUsage().rss
    const response = await post(PATHS.facts, Uint8Array.from(bomb), { 'content-encoding': 'gzip' })
    expect(await problemOf(response)).toMatchObject({ status: 413, code: 'request.too_large' })
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024)
  })
})

describe('requests that are not as described', () => {
  const MALFORMED: readonly [string, string, RegExp?][] = [
    ['no JSON', '{'],
    ['nothing', ''],
    ['null', 'null'],
    ['a list', '[]'],
    ['no facts', '{"epoch":1,"facts":[]}', /facts/],
    ['facts that are no list', '{"epoch":1,"facts":{"length":1}}', /facts/],
    ['an epoch that is no number', '{"epoch":"1","facts":[1]}', /epoch/],
    ['a sequence beyond numbers', '{"epoch":1,"facts":[{"seq":1e400}]}', /seq/],
    ['a prototype in disguise', '{"epoch":1,"facts":[],"__proto__":{"polluted":1}}'],
    ['brackets without end', '['.repeat(100_000)],
  ]

  test.each(MALFORMED)('%s is malformed, and says where', async (_what, body, where = /./) => {
    const problem = await problemOf(await post(PATHS.facts, body))
    expect(problem).toMatchObject({ status: 400, code: 'request.malformed' })
    expect(JSON.stringify(problem.details ?? {})).toMatch(where)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  test('another type of content is malformed', async () => {
    const response = await post(PATHS.facts, '<facts/>', { 'content-type': 'text/xml' })
    expect(await problemOf(response)).toMatchObject({ status: 400, code: 'request.malformed' })
  })

  test('more facts than a push may carry have a code of their own', async () => {
    const facts = Array.from({ length: MAX_FACTS_PER_PUSH + 1 }, () => ({}))
    const response = await post(PATHS.facts, JSON.stringify({ epoch: 1, facts }))
    expect(await problemOf(response)).toMatchObject({
      ...{ status: 413, code: 'facts.too_many', details: { limit: MAX_FACTS_PER_PUSH } },
    })
  })

  test('more than 4 MiB on the wire is too large, announced or not', async () => {
    const body = ' '.repeat(4 * 1024 * 1024 + 1)
    expect(await problemOf(await post(PATHS.facts, body))).toMatchObject({ status: 413, code: 'request.too_large' })
    const stream = new Blob([body]).stream()
    const response = await store.call(
      PATHS.facts,
      { method: 'POST', body: stream, duplex: 'half', headers: { 'content-type': 'application/json' } } as RequestInit,
      terminal.enrolled.token,
    )
    expect(await problemOf(response)).toMatchObject({ code: 'request.too_large' })
  })

  test('nothing is kept of them', async () => {
    const { facts } = await store.statistics()
    expect(facts).toBe(terminal.facts.length)
  })

  test.each(['/', '/v1', '/v1/facts/1', '/../central.db', '/%2e%2e/admin.token', '/v1/pictures/%00', '/%ff'])(
    'there is nothing at %s',
    async (path) => {
      const response = await fetch(store.central.url + path)
      expect([400, 401, 404]).toContain(response.status)
      await problemOf(response)
    },
  )

  test.each([
    ['since', `${PATHS.changes}?since=-1`],
    ['since', `${PATHS.changes}?since=1.5`],
    ['since', PATHS.changes],
    ['since', `${PATHS.changes}?since=1&since=2`],
  ])('a wrong %s in %s is malformed', async (name, path) => {
    const problem = await problemOf(await store.call(path))
    expect(problem).toMatchObject({ status: 400, code: 'request.malformed' })
    expect(problem.details?.['where']).toBe(`/${name}`)
  })

  test('bytes that are no HTTP end the connection and nothing else', async () => {
    const { hostname, port } = new URL(store.central.url)
    const socket = connect(Number(port), hostname)
    await once(socket, 'connect')
    socket.end('\x16\x03\x01\x02\x00 hello\r\n\r\n')
    let answer = ''
    socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk))
    await once(socket, 'close')
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    expect((await store.call(PATHS.health)).status).toBe(200)
  })
})

test('large answers come compressed to who can read them', async () => {
  const demonstration = await TestStore.start({ sample: true })
  const response = await demonstration.call(`${PATHS.changes}?since=0`, { headers: { 'accept-encoding': 'gzip' } })
  expect(response.headers.get('content-encoding')).toBe('gzip')
  const { products } = (await response.json()) as { products: unknown[] }
  expect(products.length).toBeGreaterThanOrEqual(400)
  const plain = await demonstration.call(`${PATHS.changes}?since=0`, { headers: { 'accept-encoding': 'gzip;q=0' } })
  expect(plain.headers.get('content-encoding')).toBeNull()
  expect(await plain.json()).toMatchObject({ products })
  await demonstration.remove()
})
