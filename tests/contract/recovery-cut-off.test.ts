import { copyFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readMarker, writeMarker } from '../../main/recovery/damage.ts'
import { markRecoverySeen } from '../../main/recovery/report.ts'
import { businessIn, crash, flip, open } from '../support/damaged-terminal.ts'
import { newFolder } from '../support/folders.ts'
import { startHeadless } from '../support/headless.ts'
import { connectSocket, enrolFolder, eventually, type TerminalClient } from '../support/terminal.ts'

describe('a recovery', () => {
  test('is told until a person has read of it', async () => {
    const folder = enrolFolder(newFolder())
    const { terminal } = await businessIn(folder)
    await terminal.close()
    flip(join(folder, 'terminal.db'), 50)
    const again = open(folder)
    markRecoverySeen(again.context)
    const seen = again.report()!
    expect(seen.seenAtMs).toBeGreaterThanOrEqual(seen.atMs)
    await again.close()
    expect(open(folder).report()).toEqual(seen)
  })

  test.each([
    ['before the first file was out of the way', 'setting-aside', []],
    ['between the database and its log', 'setting-aside', ['terminal.db']],
    ['before another database was in its place', 'restoring', ['terminal.db', 'terminal.db-wal', 'journal.head']],
  ] as const)('that a power cut ended %s is gone through with', async (_when, phase, moved) => {
    const folder = enrolFolder(newFolder())
    const { terminal, sold } = await businessIn(folder)
    const crashed = crash(folder)
    await terminal.close()
    const aside = join(crashed, 'damaged', 'then')
    mkdirSync(aside, { recursive: true })
    for (const name of moved) renameSync(join(crashed, name), join(aside, name))
    writeMarker(crashed, { cause: 'pages', phase, damagedFolder: join('damaged', 'then') })
    const again = open(crashed)
    expect(again.report()).toMatchObject({ damagedFolder: join('damaged', 'then'), missing: [] })
    expect(await again.orderIds()).toHaveLength(sold.length)
    expect(readMarker(crashed)).toBeUndefined()
  })

  test('that a power cut left a file of under two names restores it all the same', async () => {
    const folder = enrolFolder(newFolder())
    const { terminal, sold } = await businessIn(folder)
    await terminal.close()
    flip(join(folder, 'terminal.db'), 50)
    const aside = join(folder, 'damaged', 'then')
    mkdirSync(aside, { recursive: true })
    copyFileSync(join(folder, 'terminal.db'), join(aside, 'terminal.db'))
    writeMarker(folder, { cause: 'unreadable', phase: 'setting-aside', damagedFolder: join('damaged', 'then') })
    const again = open(folder)
    expect(again.report()).toMatchObject({ salvagedOrders: 3, missing: [] })
    expect(await again.orderIds()).toHaveLength(sold.length)
  })

  test('that had come to its end is not begun again', async () => {
    const folder = enrolFolder(newFolder())
    const { terminal, sold } = await businessIn(folder)
    await terminal.close()
    writeMarker(folder, { cause: 'pages', phase: 'restoring', damagedFolder: join('damaged', 'then') })
    const again = open(folder)
    expect(again.report()).toBeUndefined()
    expect(await again.orderIds()).toHaveLength(sold.length)
    expect(readMarker(folder)).toBeUndefined()
  })

  test('damage that is met while selling ends the program, and the next start restores it', async () => {
    const folder = enrolFolder(newFolder())
    const { terminal, sold } = await businessIn(folder)
    await terminal.close()
    const running = open(folder)
    const file = join(folder, 'terminal.db')
    // Beyond the first pages, which stand in the cache since the start.
    const bytes = readFileSync(file)
    bytes.fill(0, 4_096 * 2)
    writeFileSync(file, bytes)
    await expect(running.client.catalogue.products({ afterSku: '' })).rejects.toThrow('malformed')
    expect(running.hasEnded()).toBe(true)
    expect(readMarker(folder)).toMatchObject({ phase: 'asked' })
    const crashed = crash(folder)
    const again = open(crashed)
    expect(again.report()).toMatchObject({ restoredFrom: 'backup' })
    expect(await again.orderIds()).toEqual(expect.arrayContaining(sold.slice(0, 2)))
    expect(readMarker(crashed)).toBeUndefined()
  })

  test('the cabinet starts a terminal again that ended over damage, and it sells on', async () => {
    const folder = enrolFolder(newFolder())
    const { terminal, sold } = await businessIn(folder)
    await terminal.close()
    const cabinet = await startHeadless(['--data', folder])
    const call = async <Value>(run: (client: TerminalClient) => Promise<Value>) => {
      const { client, close } = await connectSocket(cabinet.url, cabinet.token)
      return run(client).finally(close)
    }
    const file = join(folder, 'terminal.db')
    const bytes = readFileSync(file)
    bytes.fill(0, 4_096 * 2)
    writeFileSync(file, bytes)
    await expect(call((client) => client.catalogue.products({ afterSku: '' }))).rejects.toThrow(/./)
    const orders = await eventually(
      () => call((client) => client.order.list({ query: '', olderThan: null })).catch(() => undefined),
      (list) => list !== undefined,
    )
    expect(orders!.map(({ orderId }) => orderId)).toEqual(expect.arrayContaining(sold.slice(0, 2)))
    expect(await call((client) => client.catalogue.products({ afterSku: '' }))).toMatchObject({ version: 7 })
  })
})
