import { once } from 'node:events'
import { cpSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { PATHS, PROTOCOL_HEADER, type AlarmsAnswer } from '../../contract/central.ts'
import { keyDatabase } from '../../db/open.ts'
import { auditFolder } from '../../main/journal/audit.ts'
import { countDay } from '../../main/journal/control.ts'
import { systemClock, type Clock } from '../../main/ports/clock.ts'
import { compareTotals } from '../../main/sync/control.ts'
import { add, apply } from '../support/each-carrier.ts'
import { newFolder } from '../support/folders.ts'
import { central, openTerminal, synced } from '../support/synced-terminal.ts'
import type { TerminalClient } from '../support/terminal.ts'

/** Terminals and stores of different ages, and what both count of a day. */

async function sellTea(client: TerminalClient): Promise<void> {
  const { orderId } = await apply(client, add('TEA'))
  await client.order.placeCash({ orderId, tenderedMinor: 1_200 })
}

/** Passes requests on to the central store, and notes their headers; `answer` may take the store's place. */
async function between(answer: (path: string, version: string) => { status: number; body: string } | undefined) {
  const requests: { readonly path: string; readonly version: string; readonly encoding: string }[] = []
  const server: Server = createServer(async (request, response) => {
    const path = request.url ?? '/'
    const version = String(request.headers[PROTOCOL_HEADER])
    requests.push({ path, version, encoding: String(request.headers['content-encoding'] ?? '') })
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const own = answer(path, version)
    if (own) {
      response.writeHead(own.status, { 'content-type': 'application/problem+json' }).end(own.body)
      return
    }
    const { host: _, ...headers } = request.headers
    const passed = await fetch(new URL(path, central.central.url), {
      method: request.method ?? 'GET',
      headers: { ...(headers as Record<string, string>), 'accept-encoding': 'identity' },
      ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
    })
    const kept = ['content-type', 'accept-encoding', PROTOCOL_HEADER]
    const found = Object.fromEntries(kept.flatMap((name) => [[name, passed.headers.get(name) ?? '']]))
    response.writeHead(passed.status, found).end(Buffer.from(await passed.arrayBuffer()))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { requests, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

test('a store that speaks only the older version is talked to in that version', async () => {
  const problem = { type: 'x', title: 'x', status: 426, code: 'protocol.unsupported', detail: 'x' }
  const body = JSON.stringify({ ...problem, details: { oldest: 1, newest: 1 } })
  const { url, requests } = await between((_path, version) => (version === '1' ? undefined : { status: 426, body }))
  const { client } = await openTerminal({ centralUrl: url })
  await synced(client)
  await sellTea(client)
  await synced(client)
  expect(await client.sync.status()).toMatchObject({ unsent: 0, refused: 0 })
  expect(requests.filter(({ version }) => version === '2')).toHaveLength(1)
  expect(requests.length).toBeGreaterThan(5)
})

test('a store that speaks only newer versions is told of in words, and nothing is given up', async () => {
  const problem = { type: 'x', title: 'x', status: 426, code: 'protocol.unsupported', detail: 'x' }
  const body = JSON.stringify({ ...problem, details: { oldest: 7, newest: 9 } })
  let speaksNewer = false
  const { url } = await between(() => (speaksNewer ? { status: 426, body } : undefined))
  const { client } = await openTerminal({ centralUrl: url })
  await synced(client)
  await sellTea(client)
  speaksNewer = true
  await client.sync.now()
  await expect.poll(() => client.sync.status()).toMatchObject({ lastError: 'protocol.unsupported', unsent: 1 })
  speaksNewer = false
  await synced(client)
  expect(await client.sync.status()).toMatchObject({ unsent: 0 })
})

test('long pushes are compressed with zstd where the store reads it', async () => {
  const { url, requests } = await between(() => undefined)
  const { client } = await openTerminal({ centralUrl: url })
  await synced(client)
  for (let i = 0; i < 3; i++) await sellTea(client)
  await synced(client)
  const pushes = requests.filter(({ path, encoding }) => path === PATHS.facts && encoding !== '')
  expect(pushes.map(({ encoding }) => encoding)).toEqual(['zstd'])
})

test('facts of a version without signatures are sent as they are, and those behind them are signed', async () => {
  const first = await openTerminal()
  await synced(first.client)
  await sellTea(first.client)
  await first.close()
  forgetSignatures(first.folder)
  const second = await openTerminal({ folder: first.folder })
  await sellTea(second.client)
  await synced(second.client)
  expect(await second.client.sync.status()).toMatchObject({ unsent: 0, refused: 0 })
  const { store, settings } = second.service.context.terminal
  expect(store.journal.from(1, 1, 9).map(({ signature }) => signature === '')).toEqual([true, false])
  expect(settings.identity()?.storeKeys).toBeDefined()
  expect(await central.json(PATHS.statistics)).toMatchObject({ orders: 2, refused: 0 })
})

/** As a terminal and a store that an older version enrolled are: no keys, no signatures. */
function forgetSignatures(folder: string): void {
  const db = new SqliteDatabase(join(folder, 'terminal.db'))
  keyDatabase(db, Buffer.from(readFileSync(join(folder, 'database.key'), 'utf8').trim(), 'hex'))
  db.exec(`DROP TRIGGER journal_changes_nothing; UPDATE journal SET signature = '';
    UPDATE settings SET value = json_remove(value, '$.storeKeys') WHERE key = 'identity'`)
  db.close()
  const store = new SqliteDatabase(join(central.dataDir, 'central.db'))
  store.exec('UPDATE terminals SET signing_key = NULL, sealing_key = NULL; UPDATE epochs SET signed_from_seq = NULL')
  store.close()
}

test('each day that is over is compared with the store once; where they differ it stays in view', async () => {
  let aheadMs = 0
  const clock: Clock = { nowMs: () => Date.now() + aheadMs, monotonicMs: systemClock.monotonicMs }
  const { client, service } = await openTerminal({ clock })
  const { settings, store } = service.context.terminal
  await synced(client)
  await sellTea(client)
  await synced(client)
  expect(settings.control()).toMatchObject({ agreed: [], differing: [] })
  const [first] = store.journal.days(1)
  aheadMs = 86_400_000
  await sellTea(client)
  await synced(client)
  expect(settings.control()).toMatchObject({
    agreed: [{ businessDay: first, orders: 1, ordersMinor: 1_200, cancellations: 0, refundsMinor: 0 }],
    differing: [],
    differingHeads: [],
  })
  const [second] = store.journal.days(1)
  const db = new SqliteDatabase(join(central.dataDir, 'central.db'))
  db.prepare('UPDATE facts SET amount_minor = amount_minor - 200 WHERE business_day = ?').run(second)
  db.close()
  aheadMs = 2 * 86_400_000
  await synced(client)
  expect((await client.safety.status()).control).toMatchObject({
    agreedThrough: first,
    differing: [{ businessDay: second, here: { ordersMinor: 1_200 }, there: { ordersMinor: 1_000 } }],
  })
})

const DAY_MS = 86_400_000

/** A terminal whose days a test turns. */
async function onDays(options: { folder?: string; centralUrl?: string } = {}) {
  const day = { ahead: 0 }
  const clock: Clock = { nowMs: () => Date.now() + day.ahead * DAY_MS, monotonicMs: systemClock.monotonicMs }
  const opened = await openTerminal({ ...options, clock })
  await synced(opened.client)
  return { ...opened, day, terminal: opened.service.context.terminal }
}

test('a day that agreed is compared again when more is told of it', async () => {
  const { client, day, terminal } = await onDays()
  await sellTea(client)
  const [first] = terminal.store.journal.days(1)
  day.ahead = 1
  await synced(client)
  expect(terminal.settings.control().agreed).toMatchObject([{ businessDay: first, orders: 1 }])
  day.ahead = 0
  await sellTea(client)
  day.ahead = 1
  await synced(client)
  expect(terminal.settings.control().agreed).toMatchObject([{ businessDay: first, orders: 2 }])
})

test('after a long outage every day is compared, some with each round', async () => {
  const { client, day, terminal } = await onDays()
  for (let i = 0; i < 34; i++) {
    day.ahead = i
    await sellTea(client)
  }
  day.ahead = 40
  await synced(client)
  expect(terminal.settings.control().agreed).toHaveLength(31)
  await synced(client)
  expect(terminal.settings.control().agreed).toHaveLength(34)
})

test('the heads of the chains are compared once a day, also where no day is', async () => {
  const { url, requests } = await between(() => undefined)
  const { client, day } = await onDays({ centralUrl: url })
  await sellTea(client)
  const compared = () => requests.filter(({ path }) => path === PATHS.controlTotals).length
  const perDay: number[] = []
  for (const ahead of [1, 2, 3]) {
    const before = compared()
    day.ahead = ahead + 0.1
    for (let i = 0; i < 3; i++) await synced(client)
    perDay.push(compared() - before)
  }
  expect(perDay).toEqual([1, 1, 1])
})

test('a day is counted in portions, and not again while nothing is added, whether it agreed or not', async () => {
  const { client, day, terminal } = await onDays()
  for (let i = 0; i < 120; i++) await sellTea(client)
  for (let i = 0; i < 2; i++) await synced(client)
  const [first] = terminal.store.journal.days(1)
  let turns = 0
  let counting = true
  const turn = () => void (counting && ((turns += 1), setImmediate(turn)))
  setImmediate(turn)
  expect(await countDay(terminal, first!, [{ epoch: 1, seq: 120 }])).toEqual({
    total: { businessDay: first, orders: 120, ordersMinor: 144_000, cancellations: 0, refundsMinor: 0 },
  })
  counting = false
  expect(turns).toBeGreaterThanOrEqual(2)

  let portions = 0
  const { journal } = terminal.store
  const ofDayAfter: typeof journal.ofDayAfter = (...args) => (portions++, journal.ofDayAfter(...args))
  const watched = { ...terminal, store: { ...terminal.store, journal: { ...journal, ofDayAfter } } }
  const differs = { days: [], heads: [] } as { days: object[]; heads: [] }
  const store = {
    compareTotals: async (request: { days: readonly object[] }) => {
      differs.days = request.days.map((total) => ({ ...total, orders: 1, agrees: false }))
      return differs
    },
  } as unknown as Parameters<typeof compareTotals>[1]
  const counted: number[] = []
  for (const ahead of [1, 1, 1, 2.1, 2.1]) {
    day.ahead = ahead
    await compareTotals(watched, store)
    counted.push(portions)
  }
  expect(counted).toEqual([3, 3, 3, 6, 6])
  expect(terminal.settings.control().differing).toMatchObject([{ businessDay: first }])
})

test('a journal that was changed is told to the central store, with the heads of its chains', async () => {
  const first = await onDays()
  await sellTea(first.client)
  await synced(first.client)
  await first.close()
  const db = new SqliteDatabase(join(first.folder, 'terminal.db'))
  keyDatabase(db, Buffer.from(readFileSync(join(first.folder, 'database.key'), 'utf8').trim(), 'hex'))
  db.exec("UPDATE orders SET state = 'cancelled', state_source = 'terminal'")
  db.close()
  const { client, day } = await onDays({ folder: first.folder })
  day.ahead = 1
  for (let i = 0; i < 2; i++) await synced(client)
  const { journal, control } = await client.safety.status()
  expect(journal.broken).toMatchObject({ seq: 1, what: 'state' })
  expect(control).toMatchObject({ agreedThrough: null, differing: [], differingHeads: 0 })
  const { alarms } = await central.json<AlarmsAnswer>(`${PATHS.alarms}?after=0`)
  expect(alarms).toMatchObject([{ kind: 'chain_broken', seq: 1, details: { reported: 'state' } }])
})

test('an order that comes back where another has its place is told again: no order is without a fact', async () => {
  const { folder, close } = await onDays()
  await close()
  const copy = join(newFolder(), 'copy')
  cpSync(folder, copy, { recursive: true })
  const lost = await openTerminal({ folder })
  for (let i = 0; i < 2; i++) await sellTea(lost.client)
  await synced(lost.client)
  await lost.close()
  rmSync(folder, { recursive: true })
  cpSync(copy, folder, { recursive: true })
  const offline = await openTerminal({ folder, centralUrl: 'http://127.0.0.1:9' })
  await sellTea(offline.client)
  await offline.close()
  const again = await openTerminal({ folder })
  for (let i = 0; i < 3; i++) await synced(again.client)
  expect(await again.client.order.list({ query: '', olderThan: null })).toHaveLength(3)
  expect(await central.json(PATHS.statistics)).toMatchObject({ orders: 3 })
  expect(await again.client.sync.status()).toMatchObject({ unsent: 0, refused: 0 })
  await again.close()
  const key = Buffer.from(readFileSync(join(folder, 'database.key'), 'utf8').trim(), 'hex')
  expect(auditFolder(folder, key)).toMatchObject({ ok: true, value: { orders: 3, faults: [] } })
})

test.each([-3_650, 0, 3_650])(
  'a clock that is %s days off is told of, and sells and syncs as any other',
  async (days) => {
    const offMs = days * 86_400_000
    const clock: Clock = { nowMs: () => Date.now() + offMs, monotonicMs: systemClock.monotonicMs }
    const { client } = await openTerminal({ clock })
    expect((await client.sync.status()).clockSkewMs).toBeNull()
    await synced(client)
    await sellTea(client)
    await synced(client)
    const { clockSkewMs, unsent, refused } = await client.sync.status()
    expect({ unsent, refused }).toEqual({ unsent: 0, refused: 0 })
    expect(Math.abs(clockSkewMs! - offMs)).toBeLessThan(10_000)
  },
)
