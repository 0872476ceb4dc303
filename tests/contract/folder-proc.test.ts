import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from '../../scripts/console.ts'

/** A file system that takes no folder, and tells so in a way that Node tries again for ever. */
const NOWHERE = '/proc/nowhere/data'
const PATIENCE_MS = 20_000

function start(source: string) {
  return spawnSync(process.execPath, ['--input-type=module', '-e', source], {
    ...{ cwd: ROOT, encoding: 'utf8', timeout: PATIENCE_MS },
  })
}

test.skipIf(!existsSync('/proc/self'))('a terminal whose folder cannot be made says so instead of hanging', () => {
  const { stdout, signal } = start(`
    const { openTerminalService } = await import('${join(ROOT, 'main', 'service.ts')}')
    console.log(openTerminalService({ dataFolder: '${NOWHERE}', version: '0.0.0' }).code)
  `)
  expect({ signal, stdout: stdout.trim() }).toEqual({ signal: null, stdout: 'start.not_writable' })
})

test.skipIf(!existsSync('/proc/self'))('a cabinet whose folder cannot be made says so instead of hanging', () => {
  const { stdout, signal } = start(`
    const { prepareStart } = await import('${join(ROOT, 'main', 'electron', 'prepare-start.ts')}')
    console.log(JSON.stringify(prepareStart({ dataFolder: '${NOWHERE}' }, { has: () => true }, '0.0.0', null)))
  `)
  expect({ signal, stdout: stdout.includes('start.not_writable') }).toEqual({ signal: null, stdout: true })
})

test.skipIf(!existsSync('/proc/self'))('a central store whose folder cannot be made says so instead of hanging', () => {
  const { stdout, signal } = start(`
    const { openStore } = await import('${join(ROOT, 'central', 'store', 'open.ts')}')
    try { openStore('${NOWHERE}') } catch (error) { console.log(error.code) }
  `)
  expect({ signal, stdout: stdout.trim() }).toEqual({ signal: null, stdout: 'data.not_writable' })
})
