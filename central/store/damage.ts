import Database from 'better-sqlite3'

/** A database that no longer gives back what was written. */

/** Money and who it came from: these are looked through first. */
const FIRST = ['store', 'terminals', 'epochs', 'orders', 'cancellations', 'facts', 'paper_orders']

export function isDamage(error: unknown): boolean {
  const { code } = error as { code?: unknown }
  return typeof code === 'string' && (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT'))
}

/** Reads every page that is in use. @returns what is wrong with one, or undefined. */
export function faultOf(database: Database.Database): string | undefined {
  try {
    const found = String(database.pragma('quick_check(1)', { simple: true }))
    return found === 'ok' ? undefined : found
  } catch (error) {
    if (isDamage(error)) return (error as Error).message
    throw error
  }
}

/** The same, table by table over a connection of its own, so that no long read keeps the write-ahead log from ending. */
export function faultIn(file: string): string | undefined {
  const database = new Database(file, { readonly: true })
  try {
    const all = database.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all()
    const tables = [...FIRST.filter((name) => all.includes(name)), ...all.filter((name) => !FIRST.includes(name))]
    for (const table of tables) {
      const found = String(database.pragma(`quick_check('${table}')`, { simple: true }))
      if (found !== 'ok') return `${table}: ${found}`
    }
    return undefined
  } catch (error) {
    if (isDamage(error)) return (error as Error).message
    throw error
  } finally {
    database.close()
  }
}

/** Remembers that damage was met, wherever it was. */
export interface Damage {
  /** What was found first. */
  found(): string | undefined
  note(what: string): void
  /** Told once, also where it was met before. */
  whenFound(told: (what: string) => void): void
}

export function createDamage(): Damage {
  let found: string | undefined
  let tell: (what: string) => void = () => undefined
  return {
    found: () => found,
    note(what) {
      if (found !== undefined) return
      found = what
      tell(what)
    },
    whenFound(told) {
      tell = told
      if (found !== undefined) told(found)
    },
  }
}
