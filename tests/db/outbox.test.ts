import { fc } from '../support/property.ts'
import { expect, test } from 'vitest'
import { FIRST_PREVIOUS_HASH } from '../../domain/fact.ts'
import type { JournalEntry } from '../../db/journal.ts'
import { newFolder } from '../support/folders.ts'
import { openStore } from '../support/terminal.ts'

type Step =
  | { readonly kind: 'append'; readonly bytes: number }
  | { readonly kind: 'acknowledge'; readonly count: number }
  | { readonly kind: 'rewind'; readonly back: number }
  | { readonly kind: 'new-epoch' }

const steps = fc.array(
  fc.oneof(
    {
      arbitrary: fc.record({ kind: fc.constant('append' as const), bytes: fc.integer({ min: 2, max: 400 }) }),
      weight: 6,
    },
    {
      arbitrary: fc.record({ kind: fc.constant('acknowledge' as const), count: fc.integer({ min: 1, max: 5 }) }),
      weight: 3,
    },
    fc.record({ kind: fc.constant('rewind' as const), back: fc.integer({ min: 1, max: 6 }) }),
    fc.constant<Step>({ kind: 'new-epoch' }),
  ),
  { maxLength: 40 },
)

test('whatever is appended, acknowledged and queued again: nothing unsent is lost, and it goes out in order', () => {
  const store = openStore(newFolder())
  const { journal, outbox } = store
  const headSeq = (of: number) => journal.newest(of)?.seq ?? 0
  let epoch = 0
  const runs = fc.asyncProperty(
    steps,
    fc.integer({ min: 1, max: 5 }),
    fc.integer({ min: 1, max: 900 }),
    async (list, limit, bytes) => {
      // Each run in epochs of its own, with all before acknowledged.
      epoch += 1
      const first = epoch
      const all = new Map<number, JournalEntry[]>([[epoch, []]])
      const waiting = new Set<JournalEntry>()
      for (const step of list) {
        switch (step.kind) {
          case 'append': {
            expect(headSeq(epoch)).toBe(all.get(epoch)!.length)
            const entry = entryOf(epoch, headSeq(epoch) + 1, step.bytes)
            store.transaction(() => journal.append(entry))
            all.get(epoch)!.push(entry)
            waiting.add(entry)
            break
          }
          case 'acknowledge':
            for (const entry of [...waiting].slice(0, step.count)) {
              outbox.acknowledge(entry.epoch, entry.seq, '{}', 1_000)
              waiting.delete(entry)
            }
            break
          case 'rewind': {
            const back = Math.max(0, headSeq(epoch) - step.back)
            outbox.rewind(epoch, back)
            for (const entry of all.get(epoch)!.filter(({ seq }) => seq > back)) waiting.add(entry)
            break
          }
          case 'new-epoch':
            epoch += 1
            all.set(epoch, [])
        }
        const ordered = [...waiting].toSorted((a, b) => a.epoch - b.epoch || a.seq - b.seq)
        waiting.clear()
        for (const entry of ordered) waiting.add(entry)
        expect(outbox.countWaiting()).toBe(waiting.size)
        expect(outbox.countWaitingOrders()).toBe(ordered.filter(({ kind }) => kind !== 'settings.changed').length)
        const batch = outbox.waiting(limit, bytes)
        expect(batch).toEqual(ordered.slice(0, batch.length))
        expect(batch.length).toBeLessThanOrEqual(limit)
        expect(batch.length > 0).toBe(waiting.size > 0)
        expect(new Set(batch.map((entry) => entry.epoch)).size).toBeLessThanOrEqual(1)
        if (batch.length > 1) expect(batch.reduce((sum, { body }) => sum + body.length, 0)).toBeLessThanOrEqual(bytes)
      }
      for (const entry of waiting) outbox.acknowledge(entry.epoch, entry.seq, '{}', 1_000)
      for (let one = first; one <= epoch; one++) expect(headSeq(one)).toBe(all.get(one)!.length)
      expect(outbox.countWaiting()).toBe(0)
    },
  )
  return fc.assert(runs, { numRuns: 60 }).finally(() => store.close())
})

const KINDS = ['order.placed', 'settings.changed', 'order.cancelled', 'paper.carried', 'settings.changed']

test('orders that wait are counted rightly, also where a transaction was taken back and where gaps were filled', () => {
  const store = openStore(newFolder())
  const { journal, outbox } = store
  const order = (seq: number) => ({ ...entryOf(1, seq, 2), kind: 'order.placed' })
  const other = (seq: number) => ({ ...entryOf(1, seq, 2), kind: 'settings.changed' })
  store.transaction(() => {
    journal.append(order(1))
    journal.append(order(4))
  })
  expect(outbox.countWaitingOrders()).toBe(2)
  const takeBack = () =>
    store.transaction(() => {
      journal.append(order(5))
      expect(outbox.countWaitingOrders()).toBe(3)
      throw new Error('the disk is full')
    })
  expect(takeBack).toThrow('the disk is full')
  store.transaction(() => journal.append(other(5)))
  expect(outbox.countWaitingOrders()).toBe(2)
  store.transaction(() => journal.putBack(order(2), '{}', 1_000))
  outbox.rewind(1, 0)
  expect(outbox.countWaitingOrders()).toBe(3)
  outbox.acknowledge(1, 1, '{}', 1_000)
  expect(outbox.countWaitingOrders()).toBe(2)
  store.close()
})

function entryOf(epoch: number, seq: number, bytes: number): JournalEntry {
  const hash = seq.toString(16).padStart(64, '0')
  return {
    ...{
      epoch,
      seq,
      kind: KINDS[bytes % KINDS.length]!,
      subjectId: `subject-${seq}`,
      businessDay: '2026-11-21',
      body: 'x'.repeat(bytes),
    },
    ...{
      bodyHash: hash,
      previousHash: FIRST_PREVIOUS_HASH,
      wallMs: 1,
      bootId: 'boot',
      monotonicMs: seq,
      signature: '',
    },
  }
}
