import { expect, test } from 'vitest'
import { buildShim, NO_SHIM } from '../../proofs/disk/shim.ts'
import { newFolder } from '../support/folders.ts'
import { runProof } from '../support/run-proof.ts'

interface DiskFault {
  readonly calls: Readonly<Record<'counter' | 'recovery' | 'central', number>>
  readonly runs: number
  readonly faults: number
  readonly acknowledged: number
  readonly told: Readonly<Record<string, number>>
  readonly broken: readonly string[]
}

const isBuilt = buildShim(newFolder()) !== null

test('a call to the disk that fails costs no order, at a counter, in a recovery or at a central store', async (context) => {
  if (!isBuilt) return context.skip(NO_SHIM)
  const { exitCode, result } = await runProof<DiskFault>('diskfault', '--every', '41', '--json')
  expect(result.broken).toEqual([])
  const calls = Object.values(result.calls)
  for (const count of calls) expect(count).toBeGreaterThan(200)
  expect(result.runs).toBe(4 * calls.reduce((sum, count) => sum + Math.ceil(count / 41), 0))
  // Otherwise nothing was spoilt, or nobody was told.
  expect(result.faults).toBeGreaterThan(result.runs)
  for (const code of ['done', 'disk.full', 'disk.failed', 'start.disk_full', 'start.not_writable'])
    expect(result.told[code]).toBeGreaterThan(5)
  expect(exitCode).toBe(0)
}, 300_000)

test('an option that is none ends with a sentence and 2', async () => {
  const { exitCode, stderr } = await runProof('diskfault', '--every', '0')
  expect(exitCode).toBe(2)
  expect(stderr).toContain('--every takes a whole number')
})
