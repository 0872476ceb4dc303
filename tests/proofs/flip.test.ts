import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const PROOF = join(import.meta.dirname, '..', '..', 'proofs', 'flip.ts')

function flip(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROOF, ...args], { encoding: 'utf8' })
  return { status, stderr, result: stdout === '' ? undefined : (JSON.parse(stdout) as Record<string, unknown>) }
}

test('damage of any kind is found or did no harm, and the terminal sells again', { timeout: 120_000 }, () => {
  const { status, result } = flip('--trials', '30', '--from', '20', '--json')
  expect(result).toMatchObject({ proof: 'flip', trials: 30, unnoticed: 0, broken: [] })
  expect(Number(result?.['recovered'])).toBeGreaterThan(5)
  expect(status).toBe(0)
})

test('an option that it does not know is refused in words', () => {
  const { status, stderr, result } = flip('--trials', 'many')
  expect(stderr).toContain('--trials takes a whole number')
  expect(result).toBeUndefined()
  expect(status).toBe(2)
})
