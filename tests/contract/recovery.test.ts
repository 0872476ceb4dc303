import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { takeBackFacts } from '../../main/recovery/take-back.ts'
import { apply } from '../support/each-carrier.ts'
import { businessIn, crash, factsOf, flip, open } from '../support/damaged-terminal.ts'
import { newFolder } from '../support/folders.ts'
import { enrolFolder } from '../support/terminal.ts'

describe('a damaged database', () => {
  test('gives way to the backup, with every order since in its place, the open cart, and no number given twice', async () => {
    const folder = enrolFolder(newFolder())
    const { terminal, sold } = await businessIn(folder)
    await terminal.add()
    const cart = await apply(terminal.client, { kind: 'set-note', lineId: null, note: '뒷문으로' })
    const { lines } = cart
    const facts = factsOf(terminal)
    await terminal.close()
    flip(join(folder, 'terminal.db'), 4_096 * 3 + 100)
    const again = open(folder)
    expect(again.report()).toMatchObject({
      ...{ cause: 'pages', restoredFrom: 'backup', salvagedOrders: 3, requeuedFacts: 0, missing: [], seenAtMs: null },
    })
    expect((await again.orderIds()).toSorted()).toEqual(sold.toSorted())
    const kept = await again.client.cart.get()
    expect(kept).toMatchObject({ lines, note: '뒷문으로' })
    expect(kept.orderId).not.toBe(cart.orderId)
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
    expect(again.report()).toMatchObject({ cause: 'log', salvagedOrders: 3, missing: [] })
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
