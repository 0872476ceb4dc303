import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { expect, test } from 'vitest'
import { keyDatabase } from '../../db/open.ts'
import { readMarker } from '../../main/recovery/damage.ts'
import { recoveryReport } from '../../main/recovery/report.ts'
import { businessIn, open } from '../support/damaged-terminal.ts'
import { newFolder } from '../support/folders.ts'
import { manualTimer } from '../support/manual-timer.ts'
import { enrolFolder, eventually, openService } from '../support/terminal.ts'

/** Damage that only a look finds which would take too long before the start. */

function change(folder: string, sql: string): void {
  const db = new SqliteDatabase(join(folder, 'terminal.db'))
  keyDatabase(db, Buffer.from(readFileSync(join(folder, 'database.key'), 'utf8').trim(), 'hex'))
  db.exec(sql)
  db.close()
}

/** Opens a terminal and lets time pass until it ends itself. */
async function workUntilEnded(folder: string, meanwhile: () => void = () => {}): Promise<void> {
  const timer = manualTimer()
  let hasEnded = false
  const service = openService(folder, { timer, endProcess: () => (hasEnded = true) })
  expect(recoveryReport(service.context.terminal)).toBeUndefined()
  meanwhile()
  await eventually(
    async () => {
      timer.runAll()
      return hasEnded
    },
    (ended) => ended,
  )
  await service.close()
}

test('a record that was damaged after the start is found while it works, and the next start restores it', async () => {
  const folder = enrolFolder(newFolder())
  const { terminal, sold } = await businessIn(folder)
  await terminal.close()
  const damage = "DROP TRIGGER journal_changes_nothing; UPDATE journal SET body = body || ' ' WHERE seq = 2"
  await workUntilEnded(folder, () => change(folder, damage))
  expect(readMarker(folder)).toMatchObject({ phase: 'asked' })
  const again = open(folder)
  expect(again.report()).toMatchObject({ cause: 'journal', missing: [] })
  expect((await again.orderIds()).toSorted()).toEqual(sold.toSorted())
  expect(readMarker(folder)).toBeUndefined()
})

const LARGE_MB = 70

test('damage to a page of a large database is found while it works, and the next start restores it', async () => {
  const folder = enrolFolder(newFolder())
  const { terminal, sold } = await businessIn(folder)
  await terminal.close()
  const pictures = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${LARGE_MB})
    INSERT INTO pictures SELECT 'picture ' || i, 'image/webp', randomblob(1000000) FROM n`
  change(folder, pictures)
  const file = join(folder, 'terminal.db')
  expect(existsSync(`${file}-wal`)).toBe(false)
  const bytes = readFileSync(file)
  bytes[bytes.length >> 1]! ^= 1
  writeFileSync(file, bytes)
  await workUntilEnded(folder)
  const again = open(folder)
  expect(again.report()).toMatchObject({ cause: 'pages', restoredFrom: 'backup', missing: [] })
  expect((await again.orderIds()).toSorted()).toEqual(sold.toSorted())
}, 120_000)
