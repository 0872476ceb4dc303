import { spawn } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { CartView } from '../../contract/cart.ts'
import type { PlacedOrder } from '../../contract/terminal.ts'
import type { CartChange } from '../../domain/cart-change.ts'
import { diskShim, NO_SHIM, syncCounter } from '../support/disk-shim.ts'
import { newFolder } from '../support/folders.ts'
import { enrolFolder, newTestId, openStore } from '../support/terminal.ts'
import { startTerminal, type TerminalProcess } from '../support/terminal-process.ts'

// Processes are started and killed here, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

async function change(terminal: TerminalProcess, ...changes: CartChange[]): Promise<CartView> {
  const { orderId } = await terminal.call<CartView>('cart.get')
  return terminal.call<CartView>('cart.apply', { changeId: newTestId(), orderId, changes })
}

function tea(quantity = 1): CartChange {
  return { kind: 'add', lineId: newTestId(), sku: 'TEA', quantity }
}

async function sell(terminal: TerminalProcess): Promise<PlacedOrder> {
  const { orderId } = await change(terminal, tea(2))
  return terminal.call<PlacedOrder>('order.placeCash', { orderId, tenderedMinor: 50_000 })
}

/** An empty cart has another id with each start. */
function asKept(before: CartView, after: CartView): CartView {
  return { ...before, orderId: after.orderId, revision: after.revision }
}

describe('syncs to the disk', () => {
  test('each change of the cart and each order is synced before it is answered', async (context) => {
    if (diskShim() === null) return context.skip(NO_SHIM)
    const counter = syncCounter()
    const terminal = await startTerminal(enrolFolder(newFolder()), counter.env)
    for (let order = 0; order < 12; order++) {
      const { orderId } = await terminal.call<CartView>('cart.get')
      const before = counter.count()
      await change(terminal, tea())
      const changed = counter.count()
      expect(changed).toBeGreaterThan(before)
      await terminal.call('order.placeCash', { orderId, tenderedMinor: 50_000 })
      expect(counter.count()).toBeGreaterThan(changed)
    }
    await terminal.close()
  })

  test('the count tells a full sync from the one that loses orders in a power cut', async (context) => {
    if (diskShim() === null) return context.skip(NO_SHIM)
    expect(await syncsOf('FULL', 20)).toBeGreaterThanOrEqual(20)
    expect(await syncsOf('NORMAL', 20)).toBeLessThan(5)
  })

  async function syncsOf(level: string, commits: number): Promise<number> {
    const counter = syncCounter()
    const program = join(import.meta.dirname, '../support/commit-child.ts')
    const child = spawn(process.execPath, [program, join(newFolder(), 'a.db'), level, String(commits)], {
      env: { ...process.env, ...counter.env },
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    onTestFinished(() => void child.kill('SIGKILL'))
    await once(child.stdout, 'data')
    const before = counter.count()
    child.stdin.write('go\n')
    await once(child.stdout, 'data')
    return counter.count() - before
  }
})

describe('SIGKILL', () => {
  test('after any change of the open cart leaves the cart as it was answered', async () => {
    const folder = enrolFolder(newFolder())
    const [first, second] = [tea(3), { ...tea(250), sku: 'BEEF' }]
    const steps: ((cart: CartView) => CartChange[])[] = [
      () => [first],
      () => [second, tea()],
      (cart) => [{ kind: 'set-quantity', lineId: cart.lines[0]!.lineId, quantity: 9 }],
      (cart) => [{ kind: 'remove', lineId: cart.lines[1]!.lineId }],
      () => [{ kind: 'clear' }],
    ]
    let removed: CartView['lines'][number] | undefined
    steps.splice(4, 0, () => [{ kind: 'restore', line: removed!, index: 0 }])
    let expected: CartView | undefined
    for (const step of steps) {
      const terminal = await startTerminal(folder)
      const cart = await terminal.call<CartView>('cart.get')
      if (expected) expect(cart).toEqual(asKept(expected, cart))
      removed = cart.lines[1] ?? removed
      expected = await change(terminal, ...step(cart))
      await terminal.kill()
    }
    const terminal = await startTerminal(folder)
    const cart = await terminal.call<CartView>('cart.get')
    expect(cart).toEqual(asKept(expected!, cart))
    await terminal.close()
  })

  test('right after an order was answered keeps the order, its number, its fact and the next cart', async () => {
    const folder = enrolFolder(newFolder())
    let terminal = await startTerminal(folder)
    const placed = [await sell(terminal), await sell(terminal)]
    await terminal.kill()
    terminal = await startTerminal(folder)
    const cart = await terminal.call<CartView>('cart.get')
    expect(cart.lines).toEqual([])
    expect(placed.map(({ orderId }) => orderId)).not.toContain(cart.orderId)
    // Whoever lost the answer asks again and is told the same.
    for (const order of placed)
      expect(await terminal.call('order.placeCash', { orderId: order.orderId, tenderedMinor: 9_999 })).toEqual(order)
    const third = await sell(terminal)
    expect(new Set([...placed, third].map(({ number }) => number)).size).toBe(3)
    await terminal.kill()
    const store = openStore(folder)
    const facts = store.outbox.waiting(10, 1_000_000)
    expect(facts.map(({ seq, subjectId }) => [seq, subjectId])).toEqual(
      [...placed, third].map(({ orderId }, i) => [i + 1, orderId]),
    )
    store.close()
  })

  test('at any write of an order leaves the whole order or none of it', async (context) => {
    const library = diskShim()
    if (library === null) return context.skip(NO_SHIM)
    const folder = enrolFolder(newFolder())
    const mark = join(newFolder(), 'switch')
    const env = { LD_PRELOAD: library, FULL_FOLDER: folder, FULL_SWITCH: mark }
    const outcomes = new Set<string>()
    for (const writes of [0, 1, 2, 4, 7, 12, 18, 10_000]) {
      const terminal = await startTerminal(folder, env)
      const { orderId } = await change(terminal, tea())
      writeFileSync(mark, `kill ${writes}`)
      const placing = terminal.call('order.placeCash', { orderId, tenderedMinor: 50_000 })
      outcomes.add(await placing.then(() => 'placed', codeOf))
      await terminal.kill()
      rmSync(mark)
      wholeOrNothing(folder, orderId)
    }
    // Otherwise it was not killed in the middle.
    expect([...outcomes]).toEqual(['process.ended', 'placed'])
  })

  test('at any moment between cart and answer leaves the whole order or none of it', async () => {
    expect.hasAssertions()
    const folder = enrolFolder(newFolder())
    for (let attempt = 0; attempt < 3; attempt++) {
      const terminal = await startTerminal(folder)
      const { orderId } = await change(terminal, tea())
      const placing = terminal.call('order.placeCash', { orderId, tenderedMinor: 50_000 }).catch(() => undefined)
      // A different moment each time: so many other questions are answered first.
      for (let i = 0; i < attempt; i++) await terminal.call('cart.get')
      await terminal.kill()
      await placing
      wholeOrNothing(folder, orderId)
    }
  })
})

describe('a disk that fills up', () => {
  test('at any write of a change or an order refuses it whole or keeps it whole', async (context) => {
    const library = diskShim()
    if (library === null) return context.skip(NO_SHIM)
    const folder = enrolFolder(newFolder())
    const mark = join(newFolder(), 'switch')
    const terminal = await startTerminal(folder, { LD_PRELOAD: library, FULL_FOLDER: folder, FULL_SWITCH: mark })
    const spoilt = async (writes: number, call: () => Promise<unknown>) => {
      writeFileSync(mark, `full ${writes}`)
      const outcome = await call().then(() => 'done', codeOf)
      rmSync(mark)
      return outcome
    }
    const outcomes: string[] = []
    for (let writes = 0; outcomes.filter((outcome) => outcome === 'done').length < 6; writes++) {
      const before = await terminal.call<CartView>('cart.get')
      const changed = await spoilt(writes, () => change(terminal, tea()))
      const cart = await terminal.call<CartView>('cart.get')
      expect(cart.revision).toBe(before.revision + (changed === 'done' ? 1 : 0))
      await change(terminal, tea())
      const { orderId } = cart
      outcomes.push(await spoilt(writes, () => terminal.call('order.placeCash', { orderId, tenderedMinor: 50_000 })))
      wholeOrNothing(folder, orderId)
      expect(await terminal.call('order.placeCash', { orderId, tenderedMinor: 50_000 })).toMatchObject({
        number: cart.nextNumber,
      })
    }
    expect(new Set(outcomes)).toEqual(new Set(['disk.full', 'done']))
    expect(outcomes.indexOf('done')).toBeGreaterThan(3)
    await terminal.close()
  })
})

const codeOf = (error: Error) => error.message

/** An order, its fact, its number and the cart it was made of agree. */
function wholeOrNothing(folder: string, orderId: string): void {
  const store = openStore(folder)
  const order = store.orders.get(orderId)
  const facts = store.outbox.waiting(1_000, 10_000_000)
  expect(facts.filter(({ subjectId }) => subjectId === orderId)).toHaveLength(order ? 1 : 0)
  expect(facts.map(({ seq }) => seq)).toEqual(facts.map((_, i) => i + 1))
  expect(store.cart.get()!.orderId === orderId).toBe(!order)
  const orders = store.orders.olderThan(null, 1_000)
  const day = orders[0]?.order.businessDay
  if (day !== undefined) expect(store.orders.nextRunning(day)).toBe(orders.length + 1)
  store.close()
}
