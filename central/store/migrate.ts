import type Database from 'better-sqlite3'
import { StartError } from '../start-error.ts'
import { START } from './migrations/0001-start.ts'
import { SIGNED } from './migrations/0002-signed.ts'
import { VERSIONS } from './migrations/0003-versions.ts'
import { ALARMS_TOLD } from './migrations/0004-alarms-told.ts'
import { NUMBERS } from './migrations/0005-numbers.ts'

/** In the order of their numbers; a migration that was released never changes. */
const MIGRATIONS = [START, SIGNED, VERSIONS, ALARMS_TOLD, NUMBERS]

/** @throws StartError `data.newer` where a newer program made the database; it is asked before anything is written. */
export function refuseNewer(database: Database.Database, file: string): void {
  const found = versionOf(database)
  if (found > MIGRATIONS.length) throw new StartError('data.newer', { file, found, known: MIGRATIONS.length })
}

/** Brings a database to this program's version, each step with its number in one transaction. */
export function migrate(database: Database.Database): void {
  const found = versionOf(database)
  for (const [index, statements] of MIGRATIONS.entries()) {
    if (index < found) continue
    database
      .transaction(() => {
        database.exec(statements)
        database.pragma(`user_version = ${index + 1}`)
      })
      .immediate()
  }
}

/** 0: nothing was ever made in it. */
export function versionOf(database: Database.Database): number {
  return database.pragma('user_version', { simple: true }) as number
}
