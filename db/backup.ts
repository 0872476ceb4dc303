import SqliteDatabase, { type Database } from 'better-sqlite3'
import { keyDatabase, keyLiteral } from './open.ts'

/** Pictures beyond this are left out: the central store has them all, and each backup would carry them again. */
const MOST_PICTURE_BYTES = 32 * 1024 * 1024

interface SchemaObject {
  readonly type: 'table' | 'index' | 'trigger' | 'view'
  readonly name: string
  readonly sql: string
}

/**
 * Copies a database that others are working on into a new file under the same key: one moment of it, whole, without
 * keeping any of them waiting. Run it outside the thread that takes orders. The file is not synced yet.
 * @param target must not exist.
 */
export function writeBackup(source: string, target: string, key: Uint8Array): void {
  const db = new SqliteDatabase(target)
  try {
    keyDatabase(db, key)
    // Until it has been synced and verified it counts for nothing, so nothing of it need survive a crash.
    db.pragma('journal_mode = OFF')
    db.pragma('synchronous = OFF')
    db.prepare(`ATTACH DATABASE ? AS live KEY ${keyLiteral(key)}`).run(source)
    db.transaction(() => copyAll(db)).deferred()
    db.exec('DETACH DATABASE live')
  } finally {
    db.close()
  }
}

function copyAll(db: Database): void {
  const schema = db
    .prepare<[], SchemaObject>(
      "SELECT type, name, sql FROM live.sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'",
    )
    .all()
  const of = (...types: SchemaObject['type'][]) => schema.filter(({ type }) => types.includes(type))
  for (const table of of('table')) db.exec(table.sql)
  for (const { name } of of('table')) {
    if (name === 'pictures' && pictureBytes(db) > MOST_PICTURE_BYTES) continue
    db.exec(`INSERT INTO main."${name}" SELECT * FROM live."${name}"`)
  }
  // Triggers last: what they forbid or do has been done to these rows already.
  for (const { sql } of of('index', 'view', 'trigger')) db.exec(sql)
  db.pragma(`main.user_version = ${db.pragma('live.user_version', { simple: true }) as number}`)
}

function pictureBytes(db: Database): number {
  return db.prepare<[], number>('SELECT coalesce(sum(length(bytes)), 0) FROM live.pictures').pluck().get() ?? 0
}
