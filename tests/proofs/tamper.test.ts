import { expect, test } from 'vitest'
import { runProof } from '../support/run-proof.ts'

test('whatever somebody with the key changes in the journal or the orders is noticed', async () => {
  const { exitCode, result, stderr } = await runProof<{
    broken: string[]
    found: Record<string, object>
    started: object
  }>(...(['tamper', '--trials', '600', '--json'] as const))
  expect(stderr).toBe('')
  expect(result.broken).toEqual([])
  expect(exitCode).toBe(0)
  expect(Object.keys(result.found)).toHaveLength(22)
  expect(Object.keys(result.started)).toHaveLength(22)
})
