import { setTimeout } from 'node:timers/promises'
import { CompiledQuery } from 'kysely'
import type { Db } from './tables.ts'

/** How long a write waits, in all, for an import that another process is committing. */
const PATIENCE_MS = 30_000
const PAUSE_MS = 20

/** Those that every write needs are put together once. */
const BEGIN = CompiledQuery.raw('BEGIN IMMEDIATE')
const COMMIT = CompiledQuery.raw('COMMIT')
const ROLLBACK = CompiledQuery.raw('ROLLBACK')
const COUNT_COMMIT = CompiledQuery.raw(
  'UPDATE store SET commits = commits + 1 RETURNING incarnation, commits, highest_number AS highestNumber',
) as CompiledQuery<StoreHead>

/** Where a store stands after a commit. */
export interface StoreHead {
  readonly incarnation: string
  readonly commits: number
  readonly highestNumber: number
}

const listeners = new WeakMap<Db, (head: StoreHead) => void>()

/** Has a function told of every commit to a database, once it is on the disk. */
export function onCommit(db: Db, told: (head: StoreHead) => void): void {
  listeners.set(db, told)
}

/**
 * Runs `work` in one transaction that holds the write lock from its first statement on, so that what it reads stays
 * true until it commits, also where another process (an import) writes to the same file. While it waits for that
 * lock the connection is free for those who only read.
 */
export async function inTransaction<Value>(db: Db, work: (trx: Db) => Promise<Value>): Promise<Value> {
  const startedMs = performance.now()
  for (;;) {
    const done = await tryOnce(db, work)
    if (done.begun) return done.value
    if (performance.now() - startedMs > PATIENCE_MS) throw done.error
    await setTimeout(PAUSE_MS)
  }
}

type Attempt<Value> =
  { readonly begun: true; readonly value: Value } | { readonly begun: false; readonly error: unknown }

async function tryOnce<Value>(db: Db, work: (trx: Db) => Promise<Value>): Promise<Attempt<Value>> {
  return db.connection().execute(async (connection) => {
    try {
      await connection.executeQuery(BEGIN)
    } catch (error) {
      if (isBusy(error)) return { begun: false, error }
      throw error
    }
    try {
      const value = await work(connection)
      const [head] = (await connection.executeQuery(COUNT_COMMIT)).rows
      await connection.executeQuery(COMMIT)
      if (head) listeners.get(db)?.(head)
      return { begun: true, value }
    } catch (error) {
      // A full disk has SQLite roll back by itself, and then there is nothing left to roll back.
      await connection.executeQuery(ROLLBACK).catch(() => undefined)
      throw error
    }
  })
}

function isBusy(error: unknown): boolean {
  const code = (error as { code?: unknown }).code
  return typeof code === 'string' && code.startsWith('SQLITE_BUSY')
}

/** Rows or values in portions that stay below the number of parameters a database takes in one statement. */
export function portions<Item>(items: readonly Item[], size: number): Item[][] {
  const found: Item[][] = []
  for (let start = 0; start < items.length; start += size) found.push(items.slice(start, start + size))
  return found
}
