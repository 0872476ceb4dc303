import type { Database } from 'better-sqlite3'
import { frozen } from '../domain/frozen.ts'

/** Named values as JSON. What they may be is the reader's to check: a value that does not fit counts as absent. */
export interface SettingsTable {
  /** Nobody can change what is given; as long as nothing else stands in the database it is the same value. */
  get(key: string): unknown
  set(key: string, value: unknown): void
}

/** @param noted told of the name of each value that is set; it counts only once the transaction has committed. */
export function settingsTable(db: Database, noted: (key: string) => void = () => {}): SettingsTable {
  const select = db.prepare<[string], string>('SELECT value FROM settings WHERE key = ?').pluck()
  const upsert = db.prepare(
    'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  )
  // The same few are asked for dozens of times for each order, and to parse them takes longer than to read them.
  const parsed = new Map<string, { readonly text: string; readonly value: unknown }>()
  return {
    get(key) {
      const text = select.get(key)
      if (text === undefined) return undefined
      const known = parsed.get(key)
      if (known?.text === text) return known.value
      const value: unknown = frozen(JSON.parse(text))
      parsed.set(key, { text, value })
      return value
    },
    set(key, value) {
      upsert.run(key, JSON.stringify(value))
      noted(key)
    },
  }
}
