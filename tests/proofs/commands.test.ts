import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from '../../scripts/console.ts'
import { runProof } from '../support/run-proof.ts'

/** What the proofs' commands say to whoever types them. */

const NUMBERS = {
  crash: 'kills',
  diskfault: 'every',
  flip: 'trials',
  mutate: 'messages',
  outage: 'orders',
  powercut: 'images',
  sim: 'seeds',
  tamper: 'trials',
}

function run(name: string, ...args: string[]) {
  return spawnSync(process.execPath, [join(ROOT, 'proofs', `${name}.ts`), ...args], { encoding: 'utf8' })
}

test.each(Object.entries(NUMBERS))(
  '%s --help says each option in words',
  (name, number) => {
    const { status, stdout, stderr } = run(name, '--help')
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toContain(`npm run ${name} -- [--${number} N]`)
    for (const [, option] of stdout.split('\n')[0]!.matchAll(/\[--(\w+)/g))
      expect(stdout).toMatch(new RegExp(`^  --${option} +\\w+ \\w+`, 'm'))
  },
  60_000,
)

test.each(Object.entries(NUMBERS))(
  '%s says which numbers it takes where one is below nothing',
  (name, number) => {
    for (const args of [[`--${number}`, '-5'], [`--${number}=-5`]]) {
      const { status, stdout, stderr } = run(name, ...args)
      expect([status, stdout]).toEqual([2, ''])
      expect(stderr).toMatch(new RegExp(`^--${number} takes a whole number from 1`, 'm'))
      expect(stderr).not.toMatch(/ambiguous|^\s+at /m)
    }
  },
  60_000,
)

test('the simulation names itself in its result', async () => {
  const { result } = await runProof<{ proof: string }>(
    'sim',
    '--seeds',
    '1',
    '--days',
    '1',
    '--terminals',
    '1',
    '--json',
  )
  expect(result.proof).toBe('sim')
}, 60_000)
