import { copyFileSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openTerminalStore } from '../../db/store.ts'
import { databaseKey } from '../../main/security/database-key.ts'
import { connectionsIn } from './environment.ts'

const FILE = 'terminal.db'

/** Asks a terminal's database, and a copy of it where no program has it open, so that nothing of it changes. */
export function look<Row extends unknown[]>(folder: string, keyFile: string, sql: string): Row[] {
  const live = connectionsIn(folder).find(({ name }) => name === join(folder, FILE))
  if (live) return live.prepare<[], Row>(sql).raw().all()
  const copy = `${folder}.look.db`
  const key = databaseKey(keyFile, { bytes: () => new Uint8Array(), fraction: () => 0 }, false)
  if (!key.ok) throw new Error(key.code)
  copyFileSync(join(folder, FILE), copy)
  if (existsSync(join(folder, `${FILE}-wal`))) copyFileSync(join(folder, `${FILE}-wal`), `${copy}-wal`)
  const opened = openTerminalStore(copy, key.value)
  if (!opened.ok) throw new Error(`${folder} cannot be looked into: ${opened.code}`)
  try {
    const connection = connectionsIn(join(folder, '..')).find(({ name }) => name === copy)
    return connection!.prepare<[], Row>(sql).raw().all()
  } finally {
    opened.value.close()
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${copy}${suffix}`, { force: true })
  }
}
