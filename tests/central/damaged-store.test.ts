import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { backUp } from '../../central/store/backup.ts'
import { checkInBackground } from '../../central/store/background.ts'
import { INCARNATION_HEADER, PATHS, type Problem } from '../../contract/central.ts'
import { TEST_PRODUCTS, TestStore } from '../support/central-store.ts'
import { firstLine, runCentral, spawnCentral } from '../support/run-central.ts'
import { StubTerminal } from '../support/terminal-stub.ts'

/** A database that is gone, or whose bytes are not what was written, on real files. */

const PAGE_BYTES = 4096
const [TEA] = TEST_PRODUCTS as [(typeof TEST_PRODUCTS)[0]]

let store: TestStore
let terminal: StubTerminal
const file = () => join(store.dataDir, 'central.db')

beforeEach(async () => {
  store = await TestStore.withProducts()
  terminal = await StubTerminal.enrol(store)
  terminal.place([{ product: TEA, quantity: 1 }])
  await terminal.push()
})
afterEach(() => store.remove())

function start(...more: string[]) {
  return runCentral('cli', ['--data', store.dataDir, '--port', '0', '--json', ...more])
}

/** Writes over every page of a table, as a disk that gives back other bytes does. */
function spoil(table: string): void {
  const database = new Database(file())
  database.pragma('wal_checkpoint(TRUNCATE)')
  const root = database.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(table) as number
  database.close()
  const handle = openSync(file(), 'r+')
  writeSync(handle, Buffer.alloc(PAGE_BYTES, 0xa5), 0, PAGE_BYTES, (root - 1) * PAGE_BYTES)
  closeSync(handle)
}

describe('a database that is gone while its folder tells that there was one', () => {
  test.each([
    ['deleted', () => rmSync(file())],
    ['empty', () => writeFileSync(file(), '')],
    [
      'deleted and its witness with it, but not its write-ahead log',
      () => {
        rmSync(file())
        rmSync(join(store.dataDir, 'central.head'))
        writeFileSync(`${file()}-wal`, 'x')
      },
    ],
    [
      'replaced by one that holds nothing',
      () => {
        rmSync(file())
        new Database(file()).exec('CREATE TABLE x (y); DROP TABLE x').close()
      },
    ],
  ])('%s: the store does not begin anew', async (_how, lose) => {
    await store.central.close()
    lose()
    const before = readdirSync(store.dataDir).toSorted()
    const { exitCode, stdout, stderr } = await start()
    expect([exitCode, JSON.parse(stdout)]).toMatchObject([2, { error: { code: 'data.lost' } }])
    expect(stderr).toContain(file())
    expect(stderr).toMatch(/backup/)
    expect(stderr).not.toMatch(/\{\w+\}|^\s+at /m)
    expect(readdirSync(store.dataDir).toSorted()).toEqual(before)
  })
})

describe('a database whose bytes changed', () => {
  test.each(['facts', 'orders', 'terminals', 'product_versions', 'facts_by_day'])(
    'in %s: the store does not start, and says what to do',
    async (table) => {
      await store.central.close()
      spoil(table)
      const { exitCode, stdout, stderr } = await start()
      expect([exitCode, JSON.parse(stdout)]).toMatchObject([2, { error: { code: 'data.damaged' } }])
      expect(stderr).toMatch(/damaged.*backup/)
      expect(stderr).not.toMatch(/^\s+at /m)
    },
  )

  test('while it runs: the first request that meets it is told so, then every one, and the log says what to do', async () => {
    await store.central.close()
    const running = spawnCentral('cli', ['--data', store.dataDir, '--port', '0', '--json', '--backup-hours', '0'])
    let log = ''
    running.stderr.setEncoding('utf8').on('data', (text: string) => (log += text))
    try {
      const { url, adminToken } = JSON.parse(await firstLine(running)) as { url: string; adminToken: string }
      const ask = async (path: string) => {
        const answer = await fetch(url + path, { headers: { authorization: `Bearer ${adminToken}` } })
        return { status: answer.status, code: ((await answer.json()) as Partial<Problem>).code }
      }
      expect(await ask(PATHS.health)).toEqual({ status: 200, code: undefined })
      spoil('product_versions')
      const damaged = { status: 503, code: 'store.damaged' }
      expect(await ask(PATHS.snapshot)).toEqual(damaged)
      expect(await ask(PATHS.health)).toEqual(damaged)
      expect(await ask(PATHS.statistics)).toEqual(damaged)
      await vi.waitFor(() => expect(log).toMatch(/is damaged[^]*Stop it[^]*backup/))
      expect(log.match(/is damaged/g)).toHaveLength(1)
    } finally {
      running.kill('SIGKILL')
    }
  })

  test('a large one starts at once, and is looked through while it works', async () => {
    await store.central.close()
    const database = new Database(file())
    database.exec(`CREATE TABLE ballast (bytes BLOB);
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 140)
      INSERT INTO ballast SELECT zeroblob(1000000) FROM n`)
    database.close()
    spoil('orders')
    await store.open()
    const health = () => store.call(PATHS.health)
    await vi.waitFor(async () => expect((await health()).status).toBe(503), { timeout: 30_000, interval: 100 })
    expect(await (await health()).json()).toMatchObject({ code: 'store.damaged' })
  }, 60_000)

  test('a check in the background notices what no request has met', async () => {
    spoil('alarms')
    await checkInBackground(store.central.store).done
    const answer = await store.call(PATHS.health)
    expect([answer.status, ((await answer.json()) as Problem).code]).toEqual([503, 'store.damaged'])
    expect(answer.headers.get('content-type')).toMatch(/problem\+json/)
    expect(answer.headers.get(INCARNATION_HEADER)).not.toBeNull()
    expect(await terminal.push()).toMatchObject({ code: 'store.damaged' })
  })

  test('a check in the background of a sound store finds nothing', async () => {
    await checkInBackground(store.central.store).done
    expect((await store.call(PATHS.health)).status).toBe(200)
  })

  test.each(['facts', 'facts_by_day'])(
    'in %s: a backup is refused, in words that do not send one in circles',
    async (table) => {
      await store.central.close()
      spoil(table)
      const backup = join(store.dataDir, 'kept.db')
      const { exitCode, stdout, stderr } = await start('--backup', backup)
      expect([exitCode, JSON.parse(stdout)]).toMatchObject([2, { error: { code: 'backup.damaged' } }])
      expect(stderr).toMatch(/again does not help/)
      expect(readdirSync(store.dataDir).filter((name) => name.startsWith('kept'))).toEqual([])
    },
  )
})

test('a backup that is put beside the write-ahead log of a store that was killed is not mixed with it', async () => {
  const backup = join(store.dataDir, 'kept.db')
  backUp(store.dataDir, backup)
  for (let i = 0; i < 40; i++) terminal.place([{ product: TEA, quantity: 1 }])
  await terminal.push()
  const log = join(store.dataDir, 'kept-wal')
  copyFileSync(`${file()}-wal`, log)
  await store.central.close()
  copyFileSync(backup, file())
  copyFileSync(log, `${file()}-wal`)
  await store.open()
  expect(store.central.putBack).toBe(true)
  expect(await store.statistics()).toMatchObject({ orders: 1 })
  expect(existsSync(`${file()}-wal.replaced`)).toBe(true)
  expect(await terminal.push()).toMatchObject({ acknowledgedSeq: 41 })
})

test.skipIf(process.platform === 'win32')('nobody but its owner reads the store', async () => {
  const dataDir = join(store.dataDir, 'new')
  for (const again of [false, true]) {
    if (again)
      for (const [name, mode] of Object.entries({ '.': 0o755, 'central.db': 0o644 }))
        chmodSync(join(dataDir, name), mode)
    const running = spawnCentral('cli', ['--data', dataDir, '--port', '0', '--json', '--backup-hours', '0'])
    try {
      await firstLine(running)
      if (!again) expect(statSync(join(dataDir, 'central.db-wal')).isFile()).toBe(true)
      const modes = ['', ...readdirSync(dataDir)].map((name) => [name, statSync(join(dataDir, name)).mode & 0o077])
      expect(modes.length).toBeGreaterThan(4)
      expect(
        modes.filter(([, mode]) => mode !== 0),
        again ? 'also those made before' : '',
      ).toEqual([])
    } finally {
      running.kill('SIGKILL')
      await once(running, 'exit')
    }
  }
})
