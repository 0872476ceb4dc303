import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { OwnFact } from '../../contract/facts.ts'
import type { Timer } from '../../main/ports/timer.ts'
import { writeMarker, readMarker } from '../../main/recovery/damage.ts'
import { markRecoverySeen, recoveryReport } from '../../main/recovery/report.ts'
import { takeBackFacts } from '../../main/recovery/take-back.ts'
import { newFolder } from '../support/folders.ts'
import { enrolFolder, newTestId, openService } from '../support/terminal.ts'

/** A terminal whose files a test damages: it sold before, and is opened again. */

const NO_TIMER: Timer = { after: () => ({ cancel() {} }) }

function open(folder: string) {
  let hasEnded = false
  const service = openService(folder, { timer: NO_TIMER, endProcess: () => (hasEnded = true) })
  let closing: Promise<void> | undefined
  const close = () => (closing ??= service.close())
  // One whose database is gone under it does not close in order either; a program ends itself then.
  onTestFinished(() => (hasEnded ? undefined : close()))
  const client = createRouterClient(service.router, { context: service.context })
  const add = async () => {
    const { orderId } = await client.cart.get()
    const change = { kind: 'add', lineId: newTestId(), sku: 'TEA', quantity: 2 } as const
    await client.cart.apply({ changeId: newTestId(), orderId, changes: [change] })
    return { orderId, lineId: change.lineId }
  }
  const sell = async () => client.order.placeCash({ orderId: (await add()).orderId, tenderedMinor: 5_000 })
  const cancel = async (orderId: string) => {
    const { order } = await client.order.get({ orderId })
    const lines = [{ lineId: order.lines[0]!.lineId, quantity: 1 }]
    return client.order.cancel({ orderId, cancellationId: newTestId(), lines })
  }
  const orderIds = async () => (await client.order.list({ query: '', olderThan: null })).map(({ orderId }) => orderId)
  const backUp = async () => expect(await service.context.backups.now()).toMatchObject({ outcome: 'done' })
  const context = service.context.terminal
  return {
    client,
    close,
    add,
    sell,
    cancel,
    orderIds,
    backUp,
    context,
    report: () => recoveryReport(context),
    hasEnded: () => hasEnded,
  }
}

type Terminal = ReturnType<typeof open>

/** Two orders in a backup and three since. */
async function businessIn(folder: string): Promise<{ terminal: Terminal; sold: string[] }> {
  const terminal = open(folder)
  const sold: string[] = []
  for (let i = 0; i < 2; i++) sold.push((await terminal.sell()).orderId)
  await terminal.backUp()
  for (let i = 0; i < 3; i++) sold.push((await terminal.sell()).orderId)
  return { terminal, sold }
}

/** The folder as a crash leaves it. */
function crash(folder: string): string {
  const copy = newFolder()
  cpSync(folder, copy, { recursive: true })
  return copy
}

function flip(file: string, at: number): void {
  const bytes = readFileSync(file)
  bytes[at]! ^= 1
  writeFileSync(file, bytes)
}

function factsOf({ context }: Terminal): OwnFact[] {
  return context.store.journal
    .from(1, 1, 100)
    .map((entry) => ({ ...entry, verdict: { seq: entry.seq, outcome: 'accepted' } }))
}

describe('a damaged database', () => {
  test('gives way to the backup, with every order since in its place, the open cart, and no number given twice', async () => {
    const folder = enrolFolder(newFolder())
    const { terminal, sold } = await businessIn(folder)
    const cart = await terminal.add()
    const facts = factsOf(terminal)
    await terminal.close()
    flip(join(folder, 'terminal.db'), 4_096 * 3 + 100)
    const again = open(folder)
    expect(again.report()).toMatchObject({
      ...{ cause: 'pages', restoredFrom: 'backup', salvagedOrders: 3, requeuedFacts: 0, missing: [], seenAtMs: null },
    })
    expect((await again.orderIds()).toSorted()).toEqual(sold.toSorted())
    expect((await again.client.cart.get()).orderId).toBe(cart.orderId)
    expect(factsOf(again)).toEqual(facts)
    expect((await again.sell()).number).toBe('12-0006-2')
  })

  test('whose first page is gone is told from a wrong key', async () => {
    const folder = enrolFolder(newFolder())
    const { terminal, sold } = await businessIn(folder)
    await terminal.close()
    flip(join(folder, 'terminal.db'), 50)
    const again = open(folder)
    expect(again.report()).toMatchObject({ cause: 'unreadable', salvagedOrders: 3, missing: [] })
    expect(await again.orderIds()).toHaveLength(sold.length)
  })

  test('is set aside byte for byte, and goes on in a new epoch that says so first', async () => {
    const folder = enrolFolder(newFolder())
    const { terminal } = await businessIn(folder)
    await terminal.close()
    flip(join(folder, 'terminal.db'), 4_096 * 3 + 100)
    const damaged = readFileSync(join(folder, 'terminal.db'))
    const again = open(folder)
    const { damagedFolder } = again.report()!
    expect(readFileSync(join(folder, damagedFolder, 'terminal.db'))).toEqual(damaged)
    const { epoch } = again.context.settings.identity()!
    expect(epoch).toBeGreaterThan(1)
    expect(JSON.parse(again.context.store.journal.get(epoch, 1)!.body)).toMatchObject({
      ...{ kind: 'epoch.begun', reason: 'restored', previous: { epoch: 1, seq: 5 } },
    })
  })

  test('without any backup begins anew as the same terminal, with all that can be read', async () => {
    const folder = enrolFolder(newFolder())
    const terminal = open(folder)
    const { orderId } = await terminal.sell()
    await terminal.cancel(orderId)
    const before = await terminal.client.order.get({ orderId })
    const facts = factsOf(terminal)
    await terminal.close()
    flip(join(folder, 'terminal.db'), 50)
    const again = open(folder)
    expect(again.report()).toMatchObject({ restoredFrom: 'nothing', salvagedOrders: 1, missing: [] })
    expect(again.context.settings.identity()).toMatchObject({ terminalNumber: 12 })
    expect(await again.client.order.get({ orderId })).toEqual(before)
    expect(factsOf(again)).toEqual(facts)
  })

  test('takes the next backup where the newest is damaged as well', async () => {
    const folder = enrolFolder(newFolder())
    const { terminal, sold } = await businessIn(folder)
    await terminal.backUp()
    await terminal.close()
    const newest = readdirSync(join(folder, 'backups')).toSorted().at(-1)!
    for (const name of ['terminal.db', join('backups', newest)]) flip(join(folder, name), 4_096 * 4 + 100)
    const again = open(folder)
    expect(again.report()).toMatchObject({ restoredFrom: 'backup', salvagedOrders: 3 })
    expect(await again.orderIds()).toHaveLength(sold.length)
    expect(readdirSync(join(folder, 'backups'))).not.toContain(newest)
    expect(existsSync(join(folder, again.report()!.damagedFolder, newest))).toBe(true)
  })

  test('prints nothing again that was printed, and keeps what was still to be printed', async () => {
    const folder = enrolFolder(newFolder())
    const terminal = open(folder)
    const printer = { kind: 'file', path: join(newFolder(), 'absent', 'receipts') } as const
    await terminal.client.settings.change({ printer })
    await terminal.sell()
    await terminal.sell()
    await terminal.backUp()
    const [first, second] = terminal.context.store.printQueue.pending()
    terminal.context.store.printQueue.markPrinted(first!.jobId)
    await terminal.sell()
    const third = terminal.context.store.printQueue.pending().at(-1)!
    await terminal.close()
    flip(join(folder, 'terminal.db'), 50)
    const pending = open(folder).context.store.printQueue.pending()
    expect(pending.map(({ jobId }) => jobId).toSorted()).toEqual([second!.jobId, third.jobId].toSorted())
  })

  test('never brings a paid cart back', async () => {
    const folder = enrolFolder(newFolder())
    const terminal = open(folder)
    const { orderId } = await terminal.add()
    await terminal.backUp()
    await terminal.client.order.placeCash({ orderId, tenderedMinor: 5_000 })
    await terminal.close()
    flip(join(folder, 'terminal.db'), 50)
    const again = open(folder)
    expect(await again.orderIds()).toEqual([orderId])
    expect(await again.client.cart.get()).toMatchObject({ lines: [] })
    expect((await again.client.cart.get()).orderId).not.toBe(orderId)
  })
})

describe('commits that are lost', () => {
  test('in the middle of the log are found by the witness, and read where SQLite stops', async () => {
    const folder = enrolFolder(newFolder())
    const { terminal, sold } = await businessIn(folder)
    const crashed = crash(folder)
    await terminal.close()
    flip(join(crashed, 'terminal.db-wal'), 32 + 24 + 500)
    const again = open(crashed)
    expect(again.report()).toMatchObject({ cause: 'behind', salvagedOrders: 3, missing: [] })
    expect((await again.orderIds()).toSorted()).toEqual(sold.toSorted())
  })

  test('that the witness knows nothing of are found by what stands in the log behind the damage', async () => {
    const folder = enrolFolder(newFolder())
    const { terminal, sold } = await businessIn(folder)
    const crashed = crash(folder)
    await terminal.close()
    rmSync(join(crashed, 'journal.head'))
    flip(join(crashed, 'terminal.db-wal'), 32 + 24 + 500)
    const again = open(crashed)
    expect(again.report()).toMatchObject({ cause: 'log', missing: [] })
    expect(await again.orderIds()).toHaveLength(sold.length)
  })

  test('with the whole log are named, and come back from whoever still has them', async () => {
    const folder = enrolFolder(newFolder())
    const { terminal, sold } = await businessIn(folder)
    const cancelled = sold.at(-1)!
    await terminal.cancel(cancelled)
    const facts = factsOf(terminal)
    const crashed = crash(folder)
    await terminal.close()
    for (const name of ['terminal.db', 'terminal.db-wal']) rmSync(join(crashed, name))
    const again = open(crashed)
    expect(again.report()).toMatchObject({
      ...{ cause: 'missing', restoredFrom: 'backup', salvagedOrders: 0, missing: [{ epoch: 1, fromSeq: 3, toSeq: 6 }] },
    })
    expect(await again.orderIds()).toHaveLength(2)
    // Numbers that stand on receipts are not given a second time.
    expect((await again.sell()).number > '12-0005').toBe(true)
    expect(takeBackFacts(again.context, 1, facts.slice(0, 4))).toBe(2)
    expect(again.report()).toMatchObject({ fetchedBack: 2, missing: [{ epoch: 1, fromSeq: 5, toSeq: 6 }] })
    expect(takeBackFacts(again.context, 1, facts)).toBe(2)
    expect(takeBackFacts(again.context, 1, facts)).toBe(0)
    expect(again.report()).toMatchObject({ fetchedBack: 3, missing: [] })
    expect(await again.orderIds()).toEqual(expect.arrayContaining(sold))
    expect(await again.client.order.get({ orderId: cancelled })).toMatchObject({ refundedMinor: 1_200 })
  })

  test('facts that are not this terminal’s own are not taken back', async () => {
    const folder = enrolFolder(newFolder())
    const { terminal } = await businessIn(folder)
    const facts = factsOf(terminal)
    await terminal.close()
    for (const name of ['terminal.db', 'journal.head']) rmSync(join(folder, name))
    const again = open(folder)
    const forged = { ...facts[2]!, signature: facts[1]!.signature }
    const changed = { ...facts[2]!, body: facts[2]!.body.replace('강령록차', '백두산차') }
    for (const fact of [forged, changed]) expect(takeBackFacts(again.context, 1, [fact])).toBe(0)
    expect(await again.orderIds()).toHaveLength(2)
  })
})

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
})
