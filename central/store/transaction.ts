import { sql } from 'kysely'
import type { Db } from './tables.ts'

/**
 * Runs `work` in one transaction that holds the write lock from its first statement on, so that what it reads stays
 * true until it commits, also where another process (an import) writes to the same file.
 */
export async function inTransaction<Value>(db: Db, work: (trx: Db) => Promise<Value>): Promise<Value> {
  return db.connection().execute(async (connection) => {
    await sql`BEGIN IMMEDIATE`.execute(connection)
    try {
      const value = await work(connection)
      await sql`COMMIT`.execute(connection)
      return value
    } catch (error) {
      // A full disk has SQLite roll back by itself, and then there is nothing left to roll back.
      await sql`ROLLBACK`.execute(connection).catch(() => undefined)
      throw error
    }
  })
}

/** Rows or values in portions that stay below the number of parameters a database takes in one statement. */
export function portions<Item>(items: readonly Item[], size: number): Item[][] {
  const found: Item[][] = []
  for (let start = 0; start < items.length; start += size) found.push(items.slice(start, start + size))
  return found
}
