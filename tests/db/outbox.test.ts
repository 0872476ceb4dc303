import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FIRST_PREVIOUS_HASH } from '../../domain/fact.ts'
import type { OutboxEntry } from '../../db/outbox.ts'
import { newFolder } from '../support/folders.ts'
import { openStore } from '../support/terminal.ts'

type Step =
  | { readonly kind: 'append'; readonly bytes: number }
  | { readonly kind: 'acknowledge'; readonly count: number }
  | { readonly kind: 'rewind'; readonly back: number }
  | { readonly kind: 'prune' }
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
    fc.constant<Step>({ kind: 'prune' }),
    fc.constant<Step>({ kind: 'new-epoch' }),
  ),
  { maxLength: 40 },
)

test('whatever is appended, acknowledged, queued again and dropped: nothing unsent is lost, and it goes out in order', () => {
  const store = openStore(newFolder())
  const { outbox } = store
  let epoch = 0
  const runs = fc.asyncProperty(
    steps,
    fc.integer({ min: 1, max: 5 }),
    fc.integer({ min: 1, max: 900 }),
    async (list, limit, bytes) => {
      // Each run in epochs of its own, with all before acknowledged.
      epoch += 1
      const first = epoch
      const all = new Map<number, OutboxEntry[]>([[epoch, []]])
      const waiting = new Set<OutboxEntry>()
      for (const step of list) {
        switch (step.kind) {
          case 'append': {
            const head = outbox.head(epoch)
            expect(head.seq).toBe(all.get(epoch)!.length)
            const entry = entryOf(epoch, head.seq + 1, step.bytes)
            outbox.append(entry)
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
            const back = Math.max(0, outbox.head(epoch).seq - step.back)
            outbox.rewind(epoch, back)
            for (const entry of all.get(epoch)!.filter(({ seq }) => seq > back)) waiting.add(entry)
            break
          }
          case 'prune':
            outbox.prune(500)
            break
          case 'new-epoch':
            epoch += 1
            all.set(epoch, [])
        }
        const ordered = [...waiting].toSorted((a, b) => a.epoch - b.epoch || a.seq - b.seq)
        waiting.clear()
        for (const entry of ordered) waiting.add(entry)
        expect(outbox.countWaiting()).toBe(waiting.size)
        const batch = outbox.waiting(limit, bytes)
        expect(batch).toEqual(ordered.slice(0, batch.length))
        expect(batch.length).toBeLessThanOrEqual(limit)
        expect(batch.length > 0).toBe(waiting.size > 0)
        expect(new Set(batch.map((entry) => entry.epoch)).size).toBeLessThanOrEqual(1)
        if (batch.length > 1) expect(batch.reduce((sum, { body }) => sum + body.length, 0)).toBeLessThanOrEqual(bytes)
      }
      for (const entry of waiting) outbox.acknowledge(entry.epoch, entry.seq, '{}', 1_000)
      // What was acknowledged long ago goes, but never the newest of an epoch: the chain goes on from it.
      outbox.prune(2_000)
      for (let one = first; one <= epoch; one++) expect(outbox.head(one).seq).toBe(all.get(one)!.length)
      expect(outbox.countWaiting()).toBe(0)
    },
  )
  return fc.assert(runs, { numRuns: 60 }).finally(() => store.close())
})

function entryOf(epoch: number, seq: number, bytes: number): OutboxEntry {
  const hash = seq.toString(16).padStart(64, '0')
  return {
    ...{ epoch, seq, kind: 'order.placed', subjectId: `subject-${seq}`, body: 'x'.repeat(bytes) },
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
