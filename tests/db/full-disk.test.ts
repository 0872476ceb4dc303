import { spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { CartView } from '../../contract/cart.ts'
import type { CardStatus, PlacedOrder, SyncStatus, TerminalInfo } from '../../contract/terminal.ts'
import { diskShim, NO_SHIM } from '../support/disk-shim.ts'
import { newFolder } from '../support/folders.ts'
import { enrolFolder, eventually, newTestId } from '../support/terminal.ts'
import { startTerminal, type TerminalProcess } from '../support/terminal-process.ts'

// Processes are started and killed here, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

/** A place for a data folder whose space can run out and come back. */
interface Disk {
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
  fill(): void
  free(): void
}

/** Any file system, with a library in between that says ENOSPC. */
function pretendedDisk(): Disk | string {
  const library = diskShim()
  if (library === null) return NO_SHIM
  const place = newFolder()
  const mark = join(place, 'full')
  const folder = join(place, 'data')
  mkdirSync(folder)
  return {
    folder,
    env: { LD_PRELOAD: library, FULL_FOLDER: folder, FULL_SWITCH: mark },
    fill: () => writeFileSync(mark, ''),
    free: () => rmSync(mark),
  }
}

/** A file system of two megabytes, filled to the last byte. */
function realDisk(): Disk | string {
  const place = newFolder()
  const mounted =
    process.platform === 'linux' &&
    process.getuid?.() === 0 &&
    spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'okryu-test', place]).status === 0
  if (!mounted) return 'needs the right to mount a small file system'
  onTestFinished(() => void spawnSync('umount', ['--lazy', place]))
  const [ballast, folder] = [join(place, 'ballast'), join(place, 'data')]
  mkdirSync(folder)
  return {
    folder,
    env: {},
    fill() {
      for (const size of [65_536, 4_096, 256, 16, 1]) {
        try {
          for (;;) appendFileSync(ballast, Buffer.alloc(size))
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
        }
      }
    },
    free: () => rmSync(ballast, { force: true }),
  }
}

async function change(terminal: TerminalProcess, quantity = 1): Promise<CartView> {
  const { orderId } = await terminal.call<CartView>('cart.get')
  const line = { kind: 'add', lineId: newTestId(), sku: 'BEEF', quantity }
  return terminal.call<CartView>('cart.apply', { changeId: newTestId(), orderId, changes: [line] })
}

async function sell(terminal: TerminalProcess): Promise<PlacedOrder> {
  const { orderId } = await change(terminal, 300)
  return terminal.call<PlacedOrder>('order.placeCash', { orderId, tenderedMinor: 50_000 })
}

const codeOf = (error: Error) => error.message

describe.each([
  ['a file system that is full', realDisk],
  ['a disk that takes no more', pretendedDisk],
])('%s', (_name, makeDisk) => {
  test('at the first start is told in words, and the same folder opens once there is space', async (context) => {
    const disk = makeDisk()
    if (typeof disk === 'string') return context.skip(disk)
    disk.fill()
    await expect(startTerminal(disk.folder, disk.env)).rejects.toThrow(/^start\.disk_full$/)
    // No half-written key lies there: it would open nothing, for ever.
    expect(readdirSync(disk.folder)).not.toContain('database.key')
    disk.free()
    const terminal = await startTerminal(disk.folder, disk.env)
    expect(await terminal.call('cart.get')).toMatchObject({ lines: [] })
    await terminal.close()
  })

  test('at a later start is told in words, and everything is there once there is space', async (context) => {
    const disk = makeDisk()
    if (typeof disk === 'string') return context.skip(disk)
    enrolFolder(disk.folder)
    const orders: PlacedOrder[] = []
    for (const end of ['close', 'kill'] as const) {
      const terminal = await startTerminal(disk.folder, disk.env)
      orders.push(await sell(terminal))
      const cart = await change(terminal)
      await terminal[end]()
      disk.fill()
      // A start that needs no new space succeeds, and then it is the next change that is refused.
      const failure = await startTerminal(disk.folder, disk.env).then(
        (started) =>
          change(started, 500)
            .then(() => started.close(), codeOf)
            .finally(() => started.kill()),
        codeOf,
      )
      expect(failure).toMatch(/^(start\.disk_full|disk\.full)$/)
      disk.free()
      const again = await startTerminal(disk.folder, disk.env)
      // Each start gives the open cart another id.
      expect({ ...((await again.call('cart.get')) as object), orderId: '' }).toEqual({
        ...(cart as object),
        orderId: '',
      })
      expect(await again.call('order.list', { query: '', olderThan: null })).toHaveLength(orders.length)
      await again.close()
    }
  })

  test('while selling refuses cart, order, card, cancellation and settings whole, then goes on', async (context) => {
    const disk = makeDisk()
    if (typeof disk === 'string') return context.skip(disk)
    enrolFolder(disk.folder)
    const terminal = await startTerminal(disk.folder, disk.env)
    const first = await sell(terminal)
    const cart = await change(terminal, 700)
    const detail = await terminal.call<{ order: { lines: { lineId: string }[] } }>('order.get', {
      orderId: first.orderId,
    })
    const settings = await terminal.call('info')
    disk.fill()
    const { orderId } = cart
    const attemptId = newTestId()
    const lines = [{ lineId: detail.order.lines[0]!.lineId, quantity: 100 }]
    const refused: [string, unknown][] = [
      ['order.placeCash', { orderId, tenderedMinor: 50_000 }],
      ['order.payByCard', { orderId, attemptId }],
      ['order.cancel', { orderId: first.orderId, cancellationId: newTestId(), lines }],
      ['settings.change', { language: 'en', printer: { kind: 'file', path: '/tmp/receipts' } }],
      ['settings.simulateReader', { answer: 'declined' }],
    ]
    for (const [path, input] of refused) await expect(terminal.call(path, input)).rejects.toThrow(/^disk\.full$/)
    await expect(change(terminal)).rejects.toThrow(/^disk\.full$/)
    // Nothing of any of it was kept.
    expect(await terminal.call('cart.get')).toEqual(cart)
    expect(await terminal.call('info')).toEqual(settings)
    expect(await terminal.call('order.get', { orderId: first.orderId })).toEqual(detail)
    expect(await terminal.call<SyncStatus>('sync.status')).toMatchObject({ unsent: 1 })
    disk.free()
    expect(await terminal.call('order.placeCash', { orderId, tenderedMinor: 50_000 })).toMatchObject({
      number: cart.nextNumber,
      totalMinor: 23_333,
    })
    expect(await terminal.call<SyncStatus>('sync.status')).toMatchObject({ unsent: 2 })
    await terminal.close()
  })

  test('while a card is being charged keeps the charge findable, and never charges twice', async (context) => {
    const disk = makeDisk()
    if (typeof disk === 'string') return context.skip(disk)
    enrolFolder(disk.folder)
    const hold = join(newFolder(), 'hold')
    writeFileSync(hold, '')
    const terminal = await startTerminal(disk.folder, { ...disk.env, HOLD_TIMERS: hold })
    const { orderId } = await change(terminal, 300)
    const attemptId = newTestId()
    const paying = terminal.call('order.payByCard', { orderId, attemptId }).then(() => 'paid', codeOf)
    const outcome = async () => (await terminal.call<TerminalInfo>('info')).outstandingCard?.outcome
    await eventually(outcome, (found) => found === 'intent')
    disk.fill()
    rmSync(hold)
    expect(await paying).toBe('disk.full')
    await expect(terminal.call('order.payByCard', { orderId, attemptId: newTestId() })).rejects.toThrow(/^card\./)
    disk.free()
    const asked = await terminal.call<CardStatus>('order.askCard', { attemptId })
    expect(asked).toMatchObject({ outcome: 'authorised', placed: { orderId, totalMinor: 10_000 } })
    expect(await terminal.call('order.list', { query: '', olderThan: null })).toHaveLength(1)
    await terminal.close()
  })

  test('an interrupted charge does not keep the terminal from starting', async (context) => {
    const disk = makeDisk()
    if (typeof disk === 'string') return context.skip(disk)
    enrolFolder(disk.folder)
    const hold = join(newFolder(), 'hold')
    writeFileSync(hold, '')
    const terminal = await startTerminal(disk.folder, { HOLD_TIMERS: hold })
    const { orderId } = await change(terminal, 300)
    const attemptId = newTestId()
    void terminal.call('order.payByCard', { orderId, attemptId }).catch(() => {})
    await eventually(
      () => terminal.call<TerminalInfo>('info'),
      (info) => info.outstandingCard !== null,
    )
    await terminal.kill()
    const again = await startTerminal(disk.folder, disk.env)
    expect(await again.call('info')).toMatchObject({ outstandingCard: { attemptId, outcome: 'unknown' } })
    disk.fill()
    await expect(again.call('order.askCard', { attemptId })).rejects.toThrow(/^disk\.full$/)
    await again.kill()
    // Whether it opens or says why not, it does not die without a word.
    const third = await startTerminal(disk.folder, disk.env).catch(codeOf)
    if (typeof third === 'string') expect(third).toBe('start.disk_full')
    else expect(await third.call('info')).toMatchObject({ outstandingCard: { attemptId, outcome: 'unknown' } })
    disk.free()
  })

  test('at an orderly end loses nothing', async (context) => {
    const disk = makeDisk()
    if (typeof disk === 'string') return context.skip(disk)
    enrolFolder(disk.folder)
    const terminal = await startTerminal(disk.folder, disk.env)
    const orders = [await sell(terminal), await sell(terminal)]
    disk.fill()
    await terminal.close()
    disk.free()
    const again = await startTerminal(disk.folder, disk.env)
    for (const order of orders)
      expect(await again.call('order.placeCash', { orderId: order.orderId, tenderedMinor: 0 })).toEqual(order)
    expect(existsSync(join(disk.folder, 'terminal.lock'))).toBe(true)
    await again.close()
  })
})

test('space that runs out while the key is written leaves no half of a key', async (context) => {
  const library = diskShim()
  if (library === null) return context.skip(NO_SHIM)
  const folder = newFolder()
  const mark = join(newFolder(), 'full')
  const env = { LD_PRELOAD: library, FULL_FOLDER: join(folder, 'database.key'), FULL_SWITCH: mark }
  writeFileSync(mark, '')
  await expect(startTerminal(folder, env)).rejects.toThrow(/^start\.disk_full$/)
  expect(readdirSync(folder).filter((name) => name.startsWith('database.key'))).toEqual([])
  rmSync(mark)
  await (await startTerminal(folder, env)).close()
})
