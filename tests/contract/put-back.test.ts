import { createRouterClient } from '@orpc/server'
import { expect, onTestFinished, test } from 'vitest'
import type { JournalEntry } from '../../db/journal.ts'
import type { Salvaged } from '../../db/salvage.ts'
import type { TerminalContext } from '../../main/context.ts'
import { putBackFacts } from '../../main/recovery/put-back.ts'
import { bodyOf, keepWaiting, takeIn, takeInWaiting } from '../../main/recovery/take-in.ts'
import type { Witness } from '../../main/journal/witness.ts'
import type { Cancellation } from '../../domain/order.ts'
import { chainHead } from '../../trust/hash.ts'
import { newFolder } from '../support/folders.ts'
import { enrolFolder, newTestId, openService } from '../support/terminal.ts'

/** Five orders, the fourth with a cancellation; a terminal with the same keys that knows none of them. */
async function soldAndEmptied() {
  const folder = enrolFolder(newFolder())
  const service = openService(folder, { timer: { after: () => ({ cancel() {} }) } })
  onTestFinished(() => service.close())
  const client = createRouterClient(service.router, { context: service.context })
  const { store } = service.context.terminal
  const orderIds: string[] = []
  for (let i = 0; i < 5; i++) {
    const { orderId } = await client.cart.get()
    const lineId = newTestId()
    const change = { kind: 'add', lineId, sku: 'TEA', quantity: 2 } as const
    await client.cart.apply({ changeId: newTestId(), orderId, changes: [change] })
    await client.order.placeCash({ orderId, tenderedMinor: 5_000 })
    orderIds.push(orderId)
    if (i !== 3) continue
    await client.order.cancel({ orderId, cancellationId: newTestId(), lines: [{ lineId, quantity: 1 }] })
  }
  const entries = store.journal.from(1, 1, 9)
  const last = entries.at(-1)!
  const witness = { epoch: 1, seq: last.seq, chainHead: chainHead(last.previousHash, last.bodyHash) }
  const emptied = emptyTwin(service.context.terminal)
  return { entries, witness, orderIds, emptied, documentOf: (orderId: string) => store.orders.raw(orderId)!.document }
}

function emptyTwin(original: TerminalContext): TerminalContext {
  const service = openService(newFolder(), { timer: { after: () => ({ cancel() {} }) } })
  onTestFinished(() => service.close())
  const twin = { ...service.context.terminal, keys: original.keys }
  twin.settings.saveIdentity(original.settings.identity()!)
  twin.settings.saveShop(original.settings.shop()!)
  return twin
}

function salvaged(journal: readonly JournalEntry[], orders: Readonly<Record<string, string>> = {}): Salvaged {
  return {
    ...{ journal, orders: new Map(Object.entries(orders)), cancellations: new Map(), settings: new Map() },
    ...{ cards: [], printJobs: [], cart: undefined },
  }
}

function putBack(terminal: TerminalContext, found: Salvaged, witness?: Witness) {
  const outcome = terminal.store.transaction(() => putBackFacts(terminal, found, { witness, uncounted: false }))
  const { epoch } = terminal.settings.identity()!
  const again = terminal.store.journal.from(epoch, 1, 99)
  return { ...outcome, kept: terminal.store.journal.from(1, 1, 99), again }
}

test('facts behind a gap are told again in the new epoch, byte for byte, and the gap is named', async () => {
  const { entries, witness, emptied } = await soldAndEmptied()
  const found = entries.filter(({ seq }) => seq !== 3)
  const { kept, again, ...outcome } = putBack(emptied, salvaged(found), witness)
  expect(outcome).toEqual({ salvagedOrders: 4, requeuedFacts: 3, missing: [{ epoch: 1, fromSeq: 3, toSeq: 3 }] })
  expect(kept).toEqual(entries.slice(0, 2))
  expect(again.map(({ kind }) => kind)).toEqual(['epoch.begun', 'order.placed', 'order.placed', 'order.cancelled'])
  expect(again.slice(1).map(({ body }) => body)).toEqual([entries[3]!.body, entries[5]!.body, entries[4]!.body])
})

test('an order of which only its row is left is told before its cancellation, and nothing is missing', async () => {
  const { entries, witness, orderIds, emptied, documentOf } = await soldAndEmptied()
  const orderId = orderIds[3]!
  const found = entries.filter(({ seq }) => seq !== 4)
  const { again, missing } = putBack(emptied, salvaged(found, { [orderId]: documentOf(orderId) }), witness)
  expect(missing).toEqual([])
  expect(again.map(({ kind }) => kind)).toEqual(['epoch.begun', 'order.placed', 'order.placed', 'order.cancelled'])
  expect(emptied.store.orders.get(orderId)).toMatchObject({ refundedMinor: 1_200 })
  expect(again.map(({ body }) => body)).toContain(entries[3]!.body)
})

test('a row that is not what stood in a gap does not fill it', async () => {
  const { entries, witness, orderIds, emptied, documentOf } = await soldAndEmptied()
  const found = entries.filter(({ seq }) => seq !== 4)
  const other = documentOf(orderIds[3]!).replace('강령록차', '백두산차')
  expect(putBack(emptied, salvaged(found, { [orderIds[3]!]: other }), witness).missing).toHaveLength(1)
})

test('of a damaged entry only what is hashed and signed is believed', async () => {
  const { entries, emptied } = await soldAndEmptied()
  const [first, second] = entries as [JournalEntry, JournalEntry]
  const renamed = { ...first, subjectId: newTestId(), kind: 'order.cancelled', businessDay: '1999-01-01' }
  const forged = { ...second, signature: first.signature }
  const { kept } = putBack(emptied, salvaged([renamed, forged]))
  expect(kept).toEqual([first])
})

test('cancellations that wait for their orders wait on when another recovery brings more', async () => {
  const { entries, orderIds, emptied } = await soldAndEmptied()
  const cancelled = entries.find(({ kind }) => kind === 'order.cancelled')!
  const { cancellation } = JSON.parse(cancelled.body) as { cancellation: Cancellation }
  const other = { ...cancellation, cancellationId: newTestId(), orderId: orderIds[0]! }
  const bodies = [cancelled.body, JSON.stringify({ kind: 'order.cancelled', cancellation: other })]
  const { store } = emptied
  for (const body of bodies) store.transaction(() => keepWaiting(emptied, [body]))
  for (const { body } of entries.filter(({ kind }) => kind === 'order.placed'))
    store.transaction(() => takeIn(emptied, bodyOf(body)!))
  store.transaction(() => takeInWaiting(emptied))
  expect(store.orders.cancellation(cancellation.cancellationId)).toEqual(cancellation)
  expect(store.orders.cancellation(other.cancellationId)).toEqual(other)
})

test.each([
  ['a new id', 'declined'],
  ['its own id while a card may have been charged for it', 'unknown'],
] as const)('an open cart has %s', async (_, outcome) => {
  const { emptied } = await soldAndEmptied()
  const [orderId, attemptId] = [newTestId(), newTestId()]
  const { cart, cards } = emptied.store
  cart.begin(orderId)
  cards.begin(attemptId, orderId, 1_200, 0)
  cards.settle(attemptId, outcome, null, null)
  putBack(emptied, salvaged([]))
  expect(cart.get()!.orderId === orderId).toBe(outcome === 'unknown')
})

test('what the witness saw and nobody can read is missing, and its numbers are not given again', async () => {
  const { witness, emptied } = await soldAndEmptied()
  const { missing, again } = putBack(emptied, salvaged([]), witness)
  expect(missing).toEqual([{ epoch: 1, fromSeq: 1, toSeq: 6 }])
  expect(again[0]!.epoch).toBeGreaterThan(1)
  expect(emptied.store.orders.nextRunning(again[0]!.businessDay)).toBe(7)
})
