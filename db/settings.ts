import type { Database } from 'better-sqlite3'

/** Named values as JSON. What they may be is the reader's to check: a value that does not fit counts as absent. */
export interface SettingsTable {
  get(key: string): unknown
  set(key: string, value: unknown): void
}

export function settingsTable(db: Database): SettingsTable {
  const select = db.prepare<[string], string>('SELECT value FROM settings WHERE key = ?').pluck()
  const upsert = db.prepare(
    'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  )
  return {
    get(key) {
      const value = select.get(key)
      return value === undefined ? undefined : JSON.parse(value)
    },
    set(key, value) {
      upsert.run(key, JSON.stringify(value))
    },
  }
}
