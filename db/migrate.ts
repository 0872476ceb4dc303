import type { Database } from 'better-sqlite3'
import { fail, ok, type Result } from '../domain/result.ts'
import { foundation } from './migrations/0001-foundation.ts'
import { journal } from './migrations/0002-journal.ts'
import { counter } from './migrations/0003-counter.ts'

export interface Migration {
  readonly version: number
  readonly sql: string
}

/** In the order of their versions, without gap. Up only. */
export const MIGRATIONS: readonly Migration[] = [foundation, journal, counter]

/**
 * Brings a database to the newest schema: each migration and its version number in one transaction.
 * @returns `start.newer_database` where a newer program has written it; nothing is changed then.
 */
export function migrate(
  db: Database,
  migrations: readonly Migration[] = MIGRATIONS,
): Result<{ readonly version: number }, 'start.newer_database'> {
  const newest = migrations.at(-1)?.version ?? 0
  const found = db.pragma('user_version', { simple: true }) as number
  if (found > newest) return fail('start.newer_database', { found, known: newest })
  for (const migration of migrations.filter(({ version }) => version > found)) {
    db.transaction(() => {
      db.exec(migration.sql)
      db.pragma(`user_version = ${migration.version}`)
    }).immediate()
  }
  return ok({ version: newest })
}
