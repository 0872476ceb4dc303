import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..', '..')
const DAY = join(ROOT, 'tests/fixtures/online-retail/2010-12-01.csv.gz')

async function replay(...args: string[]): Promise<{ code: number; out: Record<string, unknown> }> {
  const run = promisify(execFile)(process.execPath, [join(ROOT, 'scripts/replay.ts'), ...args], { maxBuffer: 2 ** 26 })
  const { stdout, code } = await run.then(
    ({ stdout }) => ({ stdout, code: 0 }),
    (error: { stdout: string; code: number }) => error,
  )
  return { code, out: JSON.parse(stdout) as Record<string, unknown> }
}

test('a real day of invoices reaches the central store to the last penny, every line accounted for', async () => {
  const { code, out } = await replay('--file', DAY)
  expect(out).toMatchObject({
    agrees: true,
    invoices: 143,
    lines: { read: 3108, unaccounted: 0 },
    lost: 0,
    doubled: 0,
    refusedByCentral: 0,
    // Summed from the file itself: positive prices and quantities of invoices that are no cancellations.
    ordered: { invoicesMinor: 5_896_079, terminalMinor: 5_896_079, centralMinor: 5_896_079 },
  })
  expect(code).toBe(0)
}, 120_000)

test('a file that is not there is named, and nothing is started', async () => {
  const { code, out } = await replay('--file', join(ROOT, 'no-such-file.csv'))
  expect(out).toMatchObject({ error: { code: 'replay.file_missing' } })
  expect(code).toBe(2)
})
