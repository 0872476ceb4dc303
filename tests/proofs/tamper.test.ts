import { expect, test } from 'vitest'
import { runProof } from '../support/run-proof.ts'

interface Tamper {
  readonly trace: string
  readonly found: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly started: Readonly<Record<string, string>>
  readonly onlyStore: readonly string[]
  readonly unnoticed: readonly string[]
  readonly broken: readonly string[]
}

const KINDS = 33
const tamper = (from: number, trials: number) =>
  runProof<Tamper>('tamper', '--from', String(from), '--trials', String(trials), '--json')

test('whatever somebody with all keys changes is noticed here, or by an alarm of the central store', async () => {
  const { exitCode, result, stderr } = await tamper(1, 3 * KINDS)
  expect(stderr).toBe('')
  expect(result.broken).toEqual([])
  expect(exitCode).toBe(0)
  expect(Object.keys(result.found)).toHaveLength(KINDS)
  expect(Object.keys(result.started)).toHaveLength(KINDS)
  // What the terminal's own key signed anew is known to the store alone.
  expect(result.onlyStore).toHaveLength(7)
  expect(result.found['end cut off, the witness too']).toEqual({ 'store: terminal_put_back': 3 })
  expect(result.unnoticed.toSorted()).toEqual([
    'order that only the terminal has seen made smaller and signed anew',
    'refusal made up',
    'state edited as if the store had said it',
    'verdict of the store edited',
  ])
}, 120_000)

test('a seed makes the same change of the same data each time, and another seed another', async () => {
  const [one, again, other] = await Promise.all([tamper(11, 1), tamper(11, 1), tamper(11 + KINDS, 1)])
  expect(again.result).toEqual(one.result)
  expect(Object.keys(other.result.found)).toEqual(Object.keys(one.result.found))
  expect(other.result.trace).not.toBe(one.result.trace)
}, 60_000)
