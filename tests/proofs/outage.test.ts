import { expect, test } from 'vitest'
import { runProof } from '../support/run-proof.ts'

interface Outage {
  readonly orders: number
  readonly fullMs: { readonly median: number }
  readonly ratio: { readonly median: number }
  readonly drainSeconds: number
  readonly soldWhileDraining: number
  readonly backups: number
  readonly broken: readonly string[]
}

test('a day without a network: orders are taken as fast at its end, and all of them arrive once', async () => {
  const { result } = await runProof<Outage>('outage', '--orders', '400', '--days', '1', '--json')
  expect(result.orders).toBe(400)
  // So few orders on a machine that does other things tell an order of magnitude; the long run tells the fifth.
  expect(result.ratio.median).toBeLessThan(2)
  expect(result.fullMs.median).toBeGreaterThan(0)
  expect(result.drainSeconds).toBeLessThan(60)
  expect(result.soldWhileDraining).toBeGreaterThan(0)
  expect(result.backups).toBeGreaterThan(0)
  expect(result.broken.filter((what) => !what.startsWith('an order takes'))).toEqual([])
}, 120_000)
