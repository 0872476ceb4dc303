import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { describe, expect, onTestFinished, test } from 'vitest'
import { lookInto } from '../../db/check.ts'
import type { Clock } from '../../main/ports/clock.ts'
import { backupName, listBackups, outdatedBackups } from '../../main/recovery/backup-files.ts'
import { readMarker } from '../../main/recovery/damage.ts'
import { storageStatus } from '../../main/recovery/storage.ts'
import { newFolder } from '../support/folders.ts'
import { CentralError } from '../../main/sync/central-client.ts'
import { pullPictures } from '../../main/sync/pictures.ts'
import { manualTimer } from '../support/manual-timer.ts'
import { enrolFolder, eventually, newTestId, openService, openStore, PRODUCTS } from '../support/terminal.ts'

const DAY_MS = 86_400_000
const PLENTY_BYTES = 1e12

function keyOf(folder: string): Buffer {
  return Buffer.from(readFileSync(join(folder, 'database.key'), 'utf8').trim(), 'hex')
}

/** A terminal whose clock, disk and timer a test rules. */
function open(folder: string) {
  const state = { nowMs: Date.UTC(2026, 0, 10, 3), freeBytes: PLENTY_BYTES, ended: false }
  const timer = manualTimer()
  const clock: Clock = { nowMs: () => state.nowMs, monotonicMs: () => Math.floor(performance.now()) }
  const service = openService(folder, {
    timer,
    clock,
    disk: { freeBytes: async () => state.freeBytes },
    endProcess: () => (state.ended = true),
  })
  let closing: Promise<void> | undefined
  const close = () => (closing ??= service.close())
  onTestFinished(close)
  const client = createRouterClient(service.router, { context: service.context })
  const sell = async () => {
    const { orderId } = await client.cart.get()
    const change = { kind: 'add', lineId: newTestId(), sku: 'TEA', quantity: 1 } as const
    await client.cart.apply({ changeId: newTestId(), orderId, changes: [change] })
    return client.order.placeCash({ orderId, tenderedMinor: 5_000 })
  }
  const context = service.context.terminal
  /** Lets the keeper look once; it looks again only when it is done. */
  const look = async () => {
    timer.runAll()
    await eventually(() => timer.delays(), (delays) => delays.includes(30_000)) // prettier-ignore
  }
  return { state, service, context, sell, look, close, status: () => storageStatus(context) }
}

describe('a backup', () => {
  test('holds everything, under the same key, and is no file that says what is in it', async () => {
    const folder = enrolFolder(newFolder())
    const terminal = open(folder)
    const { orderId } = await terminal.sell()
    expect(await terminal.service.context.backups.now()).toMatchObject({ outcome: 'done' })
    const [backup] = listBackups(folder)
    expect(backup).toMatchObject({ epoch: 1, seq: 1, takenAtMs: terminal.state.nowMs })
    expect(terminal.status()).toMatchObject({ backups: 1, newestBackupAtMs: terminal.state.nowMs, backupFault: null })
    const bytes = readFileSync(join(folder, 'backups', backup!.name))
    expect(bytes.includes('order.placed')).toBe(false)
    expect(bytes.includes('SQLite format')).toBe(false)
    const restored = newFolder()
    copyFileSync(join(folder, 'backups', backup!.name), join(restored, 'terminal.db'))
    copyFileSync(join(folder, 'database.key'), join(restored, 'database.key'))
    const [copy, own] = [openStore(restored), terminal.context.store]
    expect(copy.orders.get(orderId)).toEqual(own.orders.get(orderId))
    expect(copy.journal.from(1, 1, 9)).toEqual(own.journal.from(1, 1, 9))
    expect(copy.catalogue.page('', 99)).toEqual(own.catalogue.page('', 99))
    expect(() => copy.transaction(() => copy.journal.append(own.journal.get(1, 1)!))).toThrow('UNIQUE')
    copy.close()
  })

  test('is one moment of a database that others write to meanwhile', async () => {
    const folder = enrolFolder(newFolder())
    const terminal = open(folder)
    const backup = terminal.service.context.backups.now()
    let seq = 0
    while (seq < 30) {
      await terminal.sell()
      seq = terminal.context.store.journal.newest(1)!.seq
    }
    expect(await backup).toMatchObject({ outcome: 'done' })
    const [file] = listBackups(folder)
    const sound = lookInto(join(folder, 'backups', file!.name), keyOf(folder), (copy) => [
      copy.pageFault(true),
      copy.rowFault(),
    ])
    expect(sound).toEqual({ ok: true, value: [undefined, undefined] })
  })

  test('of a damaged database is none: the program ends, so that the next start restores it', async () => {
    const folder = enrolFolder(newFolder())
    const terminal = open(folder)
    await terminal.sell()
    terminal.context.store.checkpoint()
    const file = join(folder, 'terminal.db')
    const bytes = readFileSync(file)
    bytes[4_096 * 3 + 9]! ^= 1
    writeFileSync(file, bytes)
    expect(await terminal.service.context.backups.now()).toMatchObject({ outcome: 'failed' })
    expect(terminal.state.ended).toBe(true)
    expect(readMarker(folder)).toMatchObject({ cause: 'pages', phase: 'asked' })
    expect(readdirSync(join(folder, 'backups'))).toEqual([])
  })

  test('that cannot be written is told in the status, and no order minds', async () => {
    const folder = enrolFolder(newFolder())
    writeFileSync(join(folder, 'backups'), 'no folder')
    const terminal = open(folder)
    expect(await terminal.service.context.backups.now()).toMatchObject({ outcome: 'failed' })
    expect(terminal.status()).toMatchObject({ backups: 0, backupFault: 'failed' })
    expect(await terminal.sell()).toMatchObject({ number: '12-0001-9' })
  })
})

describe('backups are made', () => {
  test('soon after enrolment, then in the first quiet moment of each day, and after some 200 facts', async () => {
    const folder = enrolFolder(newFolder())
    const terminal = open(folder)
    const count = () => listBackups(folder).length
    await terminal.look()
    expect(count()).toBe(1)
    await terminal.look()
    await terminal.look()
    expect(count()).toBe(1)
    terminal.state.nowMs += DAY_MS
    await terminal.sell()
    await terminal.look()
    expect(count(), 'not while somebody sells').toBe(1)
    await terminal.look()
    expect(count()).toBe(2)
    for (let i = 0; i < 200; i++) await terminal.sell()
    await terminal.look()
    expect(count()).toBe(2)
    await terminal.look()
    expect(count()).toBe(3)
    expect(listBackups(folder)[0]).toMatchObject({ seq: 201 })
  })

  test('not of a terminal that is not enrolled', async () => {
    const folder = newFolder()
    const terminal = open(folder)
    await terminal.look()
    expect(existsSync(join(folder, 'backups'))).toBe(false)
  })

  test('not with less than 200 MB free, which is told; again when there is room', async () => {
    const folder = enrolFolder(newFolder())
    const terminal = open(folder)
    terminal.state.freeBytes = 199_999_999
    await terminal.look()
    expect(terminal.status()).toMatchObject({ freeBytes: 199_999_999, lowSpace: true, backupFault: 'low_space' })
    expect(listBackups(folder)).toEqual([])
    expect(await terminal.sell()).toMatchObject({ number: '12-0001-9' })
    terminal.state.freeBytes = PLENTY_BYTES
    for (let i = 0; i <= 20; i++) await terminal.look()
    expect(terminal.status()).toMatchObject({ lowSpace: false, backups: 1, backupFault: null })
  })

  test('and pictures fetched only where there is room for orders as well', async () => {
    const folder = enrolFolder(newFolder())
    const terminal = open(folder)
    terminal.context.store.catalogue.upsert([{ ...PRODUCTS[0]!, pictureHash: 'ab'.repeat(32) }], [], [])
    const asked: string[] = []
    const picture = async (hash: string) => {
      asked.push(hash)
      throw new CentralError('unreachable', hash)
    }
    const pull = () => pullPictures(terminal.context, { picture }, new AbortController().signal)
    terminal.state.freeBytes = 199_999_999
    await terminal.look()
    await pull()
    expect(asked).toEqual([])
    terminal.state.freeBytes = PLENTY_BYTES
    await terminal.look()
    await expect(pull()).rejects.toThrow('ab')
  })

  test('and dropped when they are old, but never the newest three nor the newest of a day of the last seven', () => {
    const at = (day: number, hour: number, seq: number) => ({
      name: backupName(Date.UTC(2026, 0, day, hour), { epoch: 1, seq }),
      ...{ epoch: 1, seq, takenAtMs: Date.UTC(2026, 0, day, hour) },
    })
    const files = Array.from({ length: 12 }, (_, i) => [at(20 - i, 18, 240 - 2 * i), at(20 - i, 9, 239 - 2 * i)]).flat()
    const dropped = outdatedBackups(files)
    const kept = files.filter((file) => !dropped.includes(file))
    expect(kept.map(({ name }) => name.slice(9, 20))).toEqual([
      ...['20260120T18', '20260120T09', '20260119T18', '20260118T18', '20260117T18', '20260116T18'],
      ...['20260115T18', '20260114T18'],
    ])
    expect(outdatedBackups(files.slice(0, 3))).toEqual([])
  })

  test('in the order of their facts, whatever the wall clock said', () => {
    const folder = newFolder()
    mkdirSync(join(folder, 'backups'))
    const names = [
      backupName(Date.UTC(2036, 0, 1), { epoch: 1, seq: 5 }),
      backupName(Date.UTC(2026, 0, 1), { epoch: 1, seq: 90 }),
      backupName(Date.UTC(2016, 0, 1), { epoch: 7, seq: 1 }),
    ]
    for (const name of [...names, 'unfinished', 'notes.txt']) writeFileSync(join(folder, 'backups', name), '')
    expect(listBackups(folder).map(({ name }) => name)).toEqual(names.toReversed())
    rmSync(join(folder, 'backups'), { recursive: true })
    expect(readdirSync(folder)).toEqual([])
  })
})
