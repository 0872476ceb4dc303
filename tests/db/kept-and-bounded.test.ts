import { statSync } from 'node:fs'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { expect, test } from 'vitest'
import { SNAPSHOT_TABLES } from '../../contract/central.ts'
import { isUnfitData } from '../../db/open.ts'
import { systemTimer } from '../../main/ports/timer.ts'
import { newFolder } from '../support/folders.ts'
import { enrolFolder, newTestId, openService, openStore, PRODUCTS, SHOP } from '../support/terminal.ts'

test.each([
  ['a price below nothing', 'price_minor = -1'],
  ['barcodes that are no list', "barcodes = 'not json'"],
  ['a unit nobody sells by', "unit = 'barrel'"],
])('a snapshot with %s is refused whole, and the old catalogue serves on', (_what, damage) => {
  const folder = newFolder()
  const store = openStore(folder)
  store.transaction(() => store.catalogue.upsert(PRODUCTS, [], []))
  const file = join(folder, 'snapshot')
  const snapshot = new SqliteDatabase(file)
  snapshot.exec(SNAPSHOT_TABLES)
  snapshot.prepare('INSERT INTO snapshot VALUES (9, 0, ?)').run(JSON.stringify(SHOP))
  snapshot.exec(`INSERT INTO products VALUES ('A', 'ㄱ', 'a', '', '', 'c', 1, 'piece', '[]', NULL, NULL, NULL, 0),
    ('B', 'ㄴ', 'b', '', '', 'c', 1, 'piece', '[]', NULL, NULL, NULL, 0)`)
  snapshot.exec(`UPDATE products SET ${damage} WHERE sku = 'B'`)
  snapshot.close()
  let thrown: unknown
  try {
    store.catalogue.replaceFrom(file, () => undefined)
  } catch (error) {
    thrown = error
  }
  expect(isUnfitData(thrown)).toBe(true)
  expect(store.catalogue.product('A')).toBeUndefined()
  expect(store.catalogue.count()).toBe(PRODUCTS.length)
  store.close()
})

test('without a network the write-ahead log is moved into the database all the same', async () => {
  const folder = newFolder()
  enrolFolder(folder)
  const due: (() => void)[] = []
  const after = (delayMs: number, run: () => void) => {
    if (delayMs < 10_000) return systemTimer.after(delayMs, run)
    due.push(run)
    return { cancel() {} }
  }
  const service = openService(folder, { timer: { after } })
  const { store } = service.context.terminal
  const size = () => statSync(join(folder, 'terminal.db')).size
  const before = size()
  store.settings.set('ballast', 'x'.repeat(500_000))
  expect(size()).toBe(before)
  for (const run of due.splice(0)) run()
  expect(size()).toBeGreaterThan(before + 400_000)
  expect(due.length).toBeGreaterThan(0)
  await service.close()
})

test('a printer that was away for days puts fifty jobs into the status, and says how many there are', async () => {
  const folder = newFolder()
  enrolFolder(folder)
  const service = openService(folder)
  const { terminal } = service.context
  for (let at = 0; at < 60; at++) {
    const job = { jobId: newTestId(), orderId: null, label: `${at}`, document: '{}', paper: '80' as const }
    terminal.store.printQueue.add(job, at)
  }
  const { printingStatus } = await import('../../main/printing/status.ts')
  const status = printingStatus(terminal)
  expect(status.jobs.map(({ label }) => label)).toEqual([...Array(50).keys()].map(String))
  expect(status.pending).toBe(60)
  await service.close()
})
