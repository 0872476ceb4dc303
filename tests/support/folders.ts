import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

const made: string[] = []

afterAll(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** An empty folder, removed after the tests of a file. */
export function newFolder(): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'okryu-test-'))
  made.push(folder)
  return folder
}
