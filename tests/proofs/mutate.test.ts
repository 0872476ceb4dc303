import { expect, test } from 'vitest'
import { mutateJson } from '../../proofs/mutate/mutate-json.ts'
import { seeded } from '../../proofs/support/seeded.ts'
import { runProof } from '../support/run-proof.ts'

interface Mutate {
  readonly toStore: { readonly messages: number; readonly changes: number }
  readonly toTerminal: { readonly messages: number; readonly changes: number }
  readonly broken: readonly string[]
}

test('spoilt messages crash neither side, and change nothing by half', async () => {
  const { exitCode, result } = await runProof<Mutate>('mutate', '--messages', '400', '--from', '3', '--json')
  expect(result.broken).toEqual([])
  expect(result).toMatchObject({ toStore: { messages: 400 }, toTerminal: { messages: 400 } })
  // Some of them are taken in, so that more than the first check is tried.
  expect(result.toStore.changes).toBeGreaterThan(20)
  expect(result.toTerminal.changes).toBeGreaterThan(5)
  expect(exitCode).toBe(0)
}, 120_000)

test('a message is spoilt the same way for the same seed, and mostly is JSON still', () => {
  const text = JSON.stringify({ epoch: 1, facts: [{ seq: 1, body: 'b' }], name: 'n', flag: true })
  const spoilt = (seed: number) => mutateJson(text, seeded(seed))
  const all = Array.from({ length: 500 }, (_, seed) => spoilt(seed))
  expect(all).toEqual(Array.from({ length: 500 }, (_, seed) => spoilt(seed)))
  const readable = all.filter((one) => {
    try {
      return JSON.parse(one) !== undefined
    } catch {
      return false
    }
  })
  expect(readable.length).toBeGreaterThan(400)
  expect(all.filter((one) => one !== text).length).toBeGreaterThan(400)
  expect(all.some((one) => /"(epoch|facts|name|flag)":.*"\1":/.test(one))).toBe(true)
  expect(all.some((one) => one.includes('"__proto__":'))).toBe(true)
})
