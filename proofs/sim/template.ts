import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openTerminalStore } from '../../db/store.ts'
import { databaseKey } from '../../main/security/database-key.ts'
import { fastFolder } from '../support/fast-folder.ts'
import { seeded } from '../support/seeded.ts'

export interface Template {
  readonly database: string
  readonly key: string
}

let made: Template | undefined

/** An empty terminal's database at the newest schema, made once in a process. */
export function terminalTemplate(): Template {
  if (made) return made
  const folder = mkdtempSync(join(fastFolder(), 'okryu-sim-template-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const template = { database: join(folder, 'terminal.db'), key: join(folder, 'database.key') }
  const random = seeded(0)
  const key = databaseKey(template.key, { bytes: (count) => random.bytes(count), fraction: () => random.next() }, true)
  if (!key.ok) throw new Error(key.code)
  const opened = openTerminalStore(template.database, key.value)
  if (!opened.ok) throw new Error(opened.code)
  opened.value.close()
  made = template
  return template
}
