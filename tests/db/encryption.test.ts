import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { beforeAll, describe, expect, test } from 'vitest'
import { terminalSettings } from '../../main/settings.ts'
import { openTerminalService } from '../../main/service.ts'
import { newFolder } from '../support/folders.ts'
import { enrolFolder, newTestId, openService, openStore, PRODUCTS } from '../support/terminal.ts'

/** A terminal with an order and an open cart; `before` looks at its files while it runs. */
async function sell(folder: string, before: (number: string) => void): Promise<void> {
  const service = openService(folder)
  const client = createRouterClient(service.router, { context: service.context })
  const add = async () => {
    const { orderId } = await client.cart.get()
    const change = { kind: 'add', lineId: newTestId(), sku: 'TEA', quantity: 2 } as const
    await client.cart.apply({ changeId: newTestId(), orderId, changes: [change] })
    return orderId
  }
  const orderId = await add()
  const { number } = await client.order.placeCash({ orderId, tenderedMinor: 5_000 })
  await add()
  before(number)
  await service.close()
}

function contentsOf(folder: string): Map<string, Buffer> {
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]))
}

function findings(files: ReadonlyMap<string, Buffer>, secrets: readonly string[]): string[] {
  return [...files].flatMap(([name, bytes]) =>
    secrets
      .filter((secret) => bytes.includes(secret) || bytes.includes(Buffer.from(secret, 'utf16le')))
      .map((secret) => `${name}: ${secret}`),
  )
}

describe('what lies on the disk', () => {
  const folder = newFolder()
  let running: Map<string, Buffer>
  let closed: Map<string, Buffer>
  let secrets: string[]

  beforeAll(async () => {
    enrolFolder(folder)
    await sell(folder, (number) => {
      running = contentsOf(folder)
      secrets = [
        number,
        '강령록차',
        'Green tea',
        'TEA"',
        'BEEF',
        '옥류 매장',
        'placeCash',
        'order.placed',
        'CREATE TABLE',
      ]
    })
    closed = contentsOf(folder)
    const store = openStore(folder)
    secrets.push(terminalSettings(store.settings).identity()!.token)
    store.close()
  })

  test('neither the database nor its log holds a word of what is in it', () => {
    expect(running.get('terminal.db-wal')!.length).toBeGreaterThan(4_096)
    expect(closed.get('terminal.db')!.length).toBeGreaterThan(4_096)
    // The lock is an empty database of its own, with a schema that says nothing.
    for (const files of [running, closed]) files.delete('terminal.lock')
    expect(findings(running, secrets)).toEqual([])
    expect(findings(closed, secrets)).toEqual([])
  })

  test('the files do not even say that they are SQLite', () => {
    for (const files of [running, closed])
      expect([...files].filter(([, bytes]) => bytes.includes('SQLite format'))).toEqual([])
  })

  test('the search would find a word that stood there', () => {
    expect(findings(new Map([['a', Buffer.from('x강령록차x')]]), secrets)).toEqual(['a: 강령록차'])
    expect(findings(new Map([['a', Buffer.from('order.placed', 'utf16le')]]), secrets)).toEqual(['a: order.placed'])
  })

  test('the key is readable by its owner alone, and not to be found in the database', () => {
    const key = closed.get('database.key')!.toString('utf8').trim()
    expect(key).toMatch(/^[0-9a-f]{64}$/)
    if (process.platform !== 'win32') expect(statSync(join(folder, 'database.key')).mode & 0o777).toBe(0o600)
    expect(closed.get('terminal.db')!.includes(Buffer.from(key, 'hex'))).toBe(false)
  })

  test('every terminal makes a key of its own', () => {
    const other = newFolder()
    enrolFolder(other)
    expect(contentsOf(other).get('database.key')).not.toEqual(closed.get('database.key'))
  })
})

describe('a key that does not fit', () => {
  const start = (folder: string) => openTerminalService({ dataFolder: folder, version: '0.0.0' })

  test.each([
    ['another terminal’s key', 'ab'.repeat(32), 'start.key_wrong'],
    ['a key cut short', 'ab'.repeat(31), 'start.key_wrong'],
    ['an empty key file', '', 'start.key_wrong'],
    ['no hexadecimal', 'z'.repeat(64), 'start.key_wrong'],
  ])('%s opens nothing and harms nothing', (_what, key, code) => {
    const folder = enrolFolder(newFolder())
    const right = readFileSync(join(folder, 'database.key'))
    const before = readFileSync(join(folder, 'terminal.db'))
    writeFileSync(join(folder, 'database.key'), key)
    expect(start(folder)).toMatchObject({ ok: false, code })
    expect(readFileSync(join(folder, 'terminal.db'))).toEqual(before)
    writeFileSync(join(folder, 'database.key'), right)
    expect(openStoreNames(folder)).toEqual(PRODUCTS.map((product) => product.sku).toSorted())
  })

  test('a missing key is never replaced by a new one', () => {
    const folder = enrolFolder(newFolder())
    const key = readFileSync(join(folder, 'database.key'))

    rmSync(join(folder, 'database.key'))
    expect(start(folder)).toMatchObject({ ok: false, code: 'start.key_missing' })
    expect(readdirSync(folder)).not.toContain('database.key')
    writeFileSync(join(folder, 'database.key'), key)
    expect(openStoreNames(folder)).toHaveLength(PRODUCTS.length)
  })

  function openStoreNames(folder: string): string[] {
    const store = openStore(folder)
    const names = store.catalogue.page('', 10).map((product) => product.sku)
    store.close()
    return names
  }
})
