import SqliteDatabase from 'better-sqlite3'

/** Commits as often as it is told with a chosen `synchronous`: shows that counted syncs tell the levels apart. */

const [file, level, commits] = process.argv.slice(2)
const db = new SqliteDatabase(file!)
db.pragma('journal_mode = WAL')
db.pragma(`synchronous = ${level}`)
db.exec('CREATE TABLE a (b INTEGER)')
process.stdin.once('data', () => {
  const insert = db.prepare('INSERT INTO a VALUES (1)')
  for (let i = 0; i < Number(commits); i++) insert.run()
  process.stdout.write('done\n')
})
process.stdin.once('end', () => process.exit(0))
process.stdout.write('ready\n')
