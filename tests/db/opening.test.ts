import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import SqliteDatabase, { type Database } from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../db/open.ts'
import { migrate, MIGRATIONS, type Migration } from '../../db/migrate.ts'
import { openTerminalService } from '../../main/service.ts'
import { noLog } from '../../main/ports/log.ts'
import { newFolder } from '../support/folders.ts'
import { enrolFolder, openService, openStore } from '../support/terminal.ts'
import { startTerminal } from '../support/terminal-process.ts'

function start(folder: string) {
  return openTerminalService({ dataFolder: folder, version: '0.0.0', log: noLog })
}

/** The database as the program sees it, for a test to do to it what the program never does. */
function openRaw(folder: string): Database {
  const key = Buffer.from(readFileSync(join(folder, 'database.key'), 'utf8').trim(), 'hex')
  const opened = openDatabase(join(folder, 'terminal.db'), key)
  if (!opened.ok) throw new Error(opened.code)
  return opened.value
}

function bytesOf(folder: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => name !== 'terminal.lock')
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name)).toString('base64')]))
}

function schemaOf(db: Database): unknown[] {
  return db.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all()
}

describe('a database', () => {
  test('is opened with a full sync of every commit, foreign keys, and a log that is moved in idle moments', () => {
    const db = openRaw(enrolFolder(newFolder()))
    const pragma = (name: string) => db.pragma(name, { simple: true })
    expect(pragma('journal_mode')).toBe('wal')
    expect(pragma('synchronous')).toBe(2)
    expect(pragma('foreign_keys')).toBe(1)
    expect(pragma('wal_autocheckpoint')).toBe(0)
    expect(pragma('user_version')).toBe(MIGRATIONS.at(-1)!.version)
    expect(pragma('integrity_check')).toBe('ok')
    db.close()
  })

  test('has strict tables only, so that no text ends up as an amount', () => {
    const db = openRaw(enrolFolder(newFolder()))
    const tables = db.prepare("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'").all() as {
      name: string
      strict: number
    }[]
    const own = tables.filter(({ name }) => !name.startsWith('sqlite_'))
    expect(own.length).toBeGreaterThan(8)
    expect(own.filter(({ strict }) => strict !== 1)).toEqual([])
    db.close()
  })

  test('of a newer program is refused and left byte for byte as it was', () => {
    const folder = enrolFolder(newFolder())
    const db = openRaw(folder)
    db.exec('CREATE TABLE of_the_future (something TEXT) STRICT; PRAGMA user_version = 99')
    db.close()
    const before = bytesOf(folder)
    expect(start(folder)).toMatchObject({ ok: false, code: 'start.newer_database', details: { found: 99 } })
    expect(bytesOf(folder)).toEqual(before)
  })

  test('that is damaged is set aside as it is, and the terminal opens with what can still be read', () => {
    const folder = enrolFolder(newFolder())
    const file = join(folder, 'terminal.db')
    truncateSync(file, readFileSync(file).length - 4_096)
    const damaged = readFileSync(file)
    const opened = start(folder)
    if (!opened.ok) throw new Error(opened.code)
    const { settings } = opened.value.context.terminal
    expect(settings.identity()).toMatchObject({ terminalNumber: 12 })
    const [aside] = readdirSync(join(folder, 'damaged'))
    expect(readFileSync(join(folder, 'damaged', aside!, 'terminal.db'))).toEqual(damaged)
    return opened.value.close()
  })
})

describe('a migration', () => {
  const good: Migration = { version: 1, sql: 'CREATE TABLE first (a INTEGER) STRICT; INSERT INTO first VALUES (1)' }
  const bad: Migration = {
    version: 2,
    sql: 'CREATE TABLE second (a INTEGER) STRICT; DELETE FROM first; INSERT INTO nowhere VALUES (1)',
  }

  test('that fails half-way leaves data, schema and version as the one before it left them', () => {
    const db = new SqliteDatabase(join(newFolder(), 'a.db'))
    expect(() => migrate(db, [good, bad])).toThrow('nowhere')
    expect(db.pragma('user_version', { simple: true })).toBe(1)
    expect(schemaOf(db)).toMatchObject([{ name: 'first' }])
    expect(db.prepare('SELECT a FROM first').pluck().all()).toEqual([1])
    // Mended, it goes on from there.
    expect(migrate(db, [good, { version: 2, sql: 'CREATE TABLE second (a INTEGER) STRICT' }])).toMatchObject({
      ok: true,
    })
    expect(schemaOf(db)).toMatchObject([{ name: 'first' }, { name: 'second' }])
    db.close()
  })

  test('runs once: a second start changes nothing', () => {
    const folder = enrolFolder(newFolder())
    const [before, after] = [1, 2].map(() => {
      const db = openRaw(folder)
      const schema = schemaOf(db)
      db.close()
      return schema
    })
    expect(after).toEqual(before)
  })

  test('the versions have no gap, so that no schema is skipped', () => {
    expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, i) => i + 1))
  })
})

describe('a data folder', () => {
  test('belongs to one process: a second is refused, and after SIGKILL of the first it opens again', async () => {
    const folder = enrolFolder(newFolder())
    const first = await startTerminal(folder)
    expect(start(folder)).toMatchObject({ ok: false, code: 'start.locked' })
    await expect(startTerminal(folder)).rejects.toThrow('start.locked')
    // The refused ones have let go of nothing and taken nothing.
    expect(await first.call('cart.get')).toMatchObject({ lines: [] })
    await first.kill()
    const opened = start(folder)
    expect(opened.ok).toBe(true)
    if (opened.ok) await opened.value.close()
  })

  test('is free again after an orderly end, also for a start that was refused for another reason', async () => {
    const folder = enrolFolder(newFolder())
    const key = readFileSync(join(folder, 'database.key'))
    writeFileSync(join(folder, 'database.key'), 'wrong')
    expect(start(folder)).toMatchObject({ code: 'start.key_wrong' })
    writeFileSync(join(folder, 'database.key'), key)
    for (let i = 0; i < 2; i++) {
      const service = openService(folder)
      expect(start(folder)).toMatchObject({ ok: false, code: 'start.locked' })
      await service.close()
    }
  })

  test('below a file, or that is a file, cannot be written to', () => {
    const file = join(newFolder(), 'a-file')
    writeFileSync(file, 'words')
    for (const folder of [file, join(file, 'data'), join(file, 'a', 'b')])
      expect(start(folder)).toMatchObject({ ok: false, code: 'start.not_writable' })
    expect(readFileSync(file, 'utf8')).toBe('words')
  })

  test('with a folder where its database should be cannot be used', () => {
    const folder = newFolder()
    mkdirSync(join(folder, 'terminal.lock'))
    expect(start(folder)).toMatchObject({ ok: false, code: 'start.not_writable' })
    rmSync(join(folder, 'terminal.lock'), { recursive: true })
    mkdirSync(join(folder, 'terminal.db'))
    writeFileSync(join(folder, 'database.key'), 'ab'.repeat(32))
    expect(start(folder)).toMatchObject({ ok: false, code: 'start.not_writable' })
  })

  test('that may only be read is refused in words, empty or with an order in it', (context) => {
    const [empty, used] = [newFolder(), enrolFolder(newFolder())]
    for (const folder of [empty, used]) {
      const undo = makeReadOnly(folder)
      if (!undo) return context.skip('as root, only a mount can be made read-only, and this machine allows none')
      onTestFinished(undo)
      const before = bytesOf(folder)
      expect(start(folder)).toMatchObject({ ok: false, code: 'start.not_writable' })
      expect(bytesOf(folder)).toEqual(before)
      undo()
    }
    const store = openStore(used)
    expect(store.catalogue.count()).toBeGreaterThan(0)
    store.close()
  })
})

/** @returns how to undo it; undefined where this machine does not let us. */
function makeReadOnly(folder: string): (() => void) | undefined {
  if (process.platform === 'win32') return undefined
  if (process.getuid?.() !== 0) {
    chmodSync(folder, 0o500)
    return () => chmodSync(folder, 0o700)
  }
  // Permissions do not bind root; a read-only mount does.
  const mount = (...args: string[]) => spawnSync('mount', args).status === 0
  if (!mount('--bind', folder, folder)) return undefined
  const undo = () => void spawnSync('umount', ['--lazy', folder])
  if (mount('-o', 'remount,bind,ro', folder)) return undo
  undo()
  return undefined
}
