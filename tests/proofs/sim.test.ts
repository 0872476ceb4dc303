import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Figures } from '../../proofs/sim/figures.ts'
import { PLANTED_BUGS } from '../../proofs/sim/planted-bugs.ts'
import { ROOT } from '../../scripts/console.ts'
import { runProof } from '../support/run-proof.ts'

/** A short run of the simulation; the long one is `npm run sim`. It rules time and chance of the process it runs in. */
function sim(...options: readonly (string | number)[]) {
  return runProof<Figures>('sim', ...options.map(String), '--json')
}

test('nothing is lost or doubled whatever goes wrong, and the same seeds run the same way again', async () => {
  const shape = ['--days', 4, '--terminals', 4] as const
  const first = await sim('--from', 1, '--seeds', 8, ...shape)
  expect(first.result.broken).toEqual([])
  expect(first.exitCode).toBe(0)
  expect(first.result.orders).toBeGreaterThan(100)
  const again = await sim('--from', 1, '--seeds', 8, ...shape, '--workers', 2)
  expect(again.result.traceHash).toBe(first.result.traceHash)
  const other = await sim('--from', 2, '--seeds', 8, ...shape)
  expect(other.result.traceHash, 'other seeds are other lives').not.toBe(first.result.traceHash)
}, 300_000)

test.each([
  'a repeated fact is not recognised',
  'the cart stays open after it became an order',
  'the terminal gives up after three attempts',
])('a product in which %s is found out', { timeout: 120_000 }, async (bug) => {
  const { exitCode, result } = await sim('--bug', bug, '--seeds', 60)
  expect(exitCode).toBe(1)
  expect(result.broken).toHaveLength(1)
})

test.each(Object.entries(PLANTED_BUGS))('the text that "%s" changes stands in the product once', (_bug, plants) => {
  for (const { file, from } of plants)
    expect(readFileSync(join(ROOT, file), 'utf8').split(from), `${file}: ${from}`).toHaveLength(2)
})

test('options that are not understood are told in a sentence, with what there is', async () => {
  for (const [option, value, sentence] of [
    ['--seed', '4', '--from'],
    ['--terminals', 'many', '--terminals takes a whole number'],
    ['--bug', 'none', 'the cart stays open'],
  ] as const) {
    const { exitCode, stderr } = await sim(option, value)
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(sentence)])
  }
})
