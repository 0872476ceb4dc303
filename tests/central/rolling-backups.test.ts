import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keepBackups, outdatedBackups, type BackupTrouble } from '../../central/store/rolling-backups.ts'
import { PATHS } from '../../contract/central.ts'
import { TEST_PRODUCTS, TestStore } from '../support/central-store.ts'
import { firstLine, spawnCentral } from '../support/run-central.ts'
import { StubTerminal } from '../support/terminal-stub.ts'

/** The backups that a store makes of itself, on real files. */

const HOUR_MS = 3_600_000
const [TEA] = TEST_PRODUCTS as [(typeof TEST_PRODUCTS)[0]]
const BACKUP = /^central-\d{8}T\d{9}Z\.db$/

let store: TestStore
let folder: string

beforeEach(async () => {
  store = await TestStore.withProducts()
  folder = join(store.dataDir, 'backups')
})
afterEach(() => store.remove())

async function backUpOnce(): Promise<BackupTrouble[]> {
  const troubles: BackupTrouble[] = []
  const backups = keepBackups(store.central.store, { folder, everyMs: HOUR_MS }, (trouble) => troubles.push(trouble))
  await backups.idle()
  await backups.stop()
  return troubles
}

function names(): string[] {
  return readdirSync(folder).toSorted()
}

test('npm run central makes one at its start, from which the store goes on with every order', async () => {
  const terminal = await StubTerminal.enrol(store)
  terminal.place([{ product: TEA, quantity: 2 }])
  await terminal.push()
  await store.central.close()
  const running = spawnCentral('cli', ['--data', store.dataDir, '--port', '0', '--json'])
  try {
    await firstLine(running)
    await vi.waitFor(() => expect(names()).toEqual([expect.stringMatching(BACKUP)]), { timeout: 20_000, interval: 100 })
  } finally {
    running.kill('SIGKILL')
    await once(running, 'exit')
  }
  const [name] = names() as [string]
  if (process.platform !== 'win32') expect(statSync(join(folder, name)).mode & 0o077).toBe(0)
  for (const ending of ['', '-wal', '-shm']) rmSync(join(store.dataDir, `central.db${ending}`), { force: true })
  copyFileSync(join(folder, name), join(store.dataDir, 'central.db'))
  await store.open()
  expect(store.central.putBack).toBe(true)
  expect(await store.statistics()).toMatchObject({ orders: 1 })
})

test('a backup is made again and again while requests are answered', async () => {
  const backups = keepBackups(store.central.store, { folder, everyMs: 200 }, (trouble) => expect.fail(trouble.why))
  const made = () => names().filter((name) => BACKUP.test(name))
  await vi.waitFor(() => expect(made().length).toBeGreaterThan(1), { timeout: 20_000, interval: 50 })
  expect((await store.call(PATHS.health)).status).toBe(200)
  await backups.stop()
  const kept = names()
  expect(kept, 'and nothing half made').toEqual(made())
  for (const name of kept) {
    const database = new Database(join(folder, name), { readonly: true })
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    database.close()
  }
})

test('what an interrupted one left is taken away, and other people’s files are left alone', async () => {
  mkdirSync(folder)
  writeFileSync(join(folder, 'central-20260101T000000000Z.db.partial'), 'half')
  writeFileSync(join(folder, 'mine.db'), 'mine')
  expect(await backUpOnce()).toEqual([])
  expect(names()).toEqual([expect.stringMatching(BACKUP), 'mine.db'])
  expect(readFileSync(join(folder, 'mine.db'), 'utf8')).toBe('mine')
})

test('the newest three stay, and one of each of the last seven days; the clock may have been set back', async () => {
  const at = (day: number, hour: number) => `central-202701${String(day).padStart(2, '0')}T${hour + 10}0000000Z.db`
  const all = Array.from({ length: 10 }, (_, day) => [0, 1, 2, 3].map((hour) => at(day + 1, hour))).flat()
  const gone = new Set(outdatedBackups([...all, 'mine.db']))
  const kept = all.filter((name) => !gone.has(name))
  expect(kept).toEqual([...[4, 5, 6, 7, 8, 9].map((day) => at(day, 3)), at(10, 1), at(10, 2), at(10, 3)])
  mkdirSync(folder)
  for (const name of all) writeFileSync(join(folder, name), 'of a clock that was ahead')
  expect(await backUpOnce()).toEqual([])
  expect(
    names().filter((name) => !all.includes(name)),
    'the one that was just made',
  ).toHaveLength(1)
  expect(names()).toHaveLength(kept.length + 1)
})

test('where none can be made it is said why, and the store goes on', async () => {
  writeFileSync(folder, 'a file stands in the way')
  expect(await backUpOnce()).toMatchObject([{ why: 'failed', folder }])
  expect((await store.call(PATHS.health)).status).toBe(200)
})

test('a disk with too little room is not filled, and it is said how much is needed', async () => {
  const file = join(store.dataDir, 'large.db')
  writeFileSync(file, '')
  truncateSync(file, 8 * 2 ** 40)
  const troubles: BackupTrouble[] = []
  const { damage, dataDir } = store.central.store
  const backups = keepBackups({ damage, dataDir, file }, { folder, everyMs: HOUR_MS }, (told) => troubles.push(told))
  await backups.idle()
  await backups.stop()
  expect(troubles).toMatchObject([{ why: 'low_space', folder, neededMb: 16 * 2 ** 20 }])
  expect(names()).toEqual([])
})

test('a damaged store gets no backup that could be taken for a sound one, and says that it is damaged', async () => {
  expect(await backUpOnce()).toEqual([])
  const before = names()
  const file = join(store.dataDir, 'central.db')
  const database = new Database(file)
  database.pragma('wal_checkpoint(TRUNCATE)')
  const root = database.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'facts'").pluck().get() as number
  database.close()
  const bytes = readFileSync(file)
  bytes.fill(0xa5, (root - 1) * 4096, root * 4096)
  writeFileSync(file, bytes)
  expect(await backUpOnce()).toEqual([])
  expect(names()).toEqual(before)
  expect((await store.call(PATHS.health)).status).toBe(503)
})
