import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ROOT } from './console.ts'

/** Formats every source file in place. */
const prettier = join(ROOT, 'node_modules', 'prettier', 'bin', 'prettier.cjs')
process.exitCode =
  spawnSync(process.execPath, [prettier, '--write', '--log-level', 'warn', ROOT], { stdio: 'inherit' }).status ?? 1
