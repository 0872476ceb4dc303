import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { START } from '../../central/store/migrations/0001-start.ts'
import { SIGNED } from '../../central/store/migrations/0002-signed.ts'
import { VERSIONS } from '../../central/store/migrations/0003-versions.ts'
import { openStore, type OpenStore } from '../../central/store/open.ts'
import { foundStore } from '../../central/store/identity.ts'
import { readLostVersions } from '../../central/store/version-gaps.ts'
import { FIRST_PREVIOUS_HASH } from '../../domain/fact.ts'
import { TEST_SHOP } from '../support/central-store.ts'
import { sha256 } from '../support/terminal-stub.ts'

let dataDir: string
let store: OpenStore | undefined

beforeEach(() => {
  dataDir = mkdtempSync(join(realpathSync(tmpdir()), 'okryu-migrate-'))
})
afterEach(async () => {
  await store?.close()
  store = undefined
  rmSync(dataDir, { recursive: true, force: true })
})

const FACTS: readonly [string, string | null, string | null][] = [
  ['{"kind":"order.placed","order":{"orderId":"A","businessDay":"2026-11-20","totalMinor":700}}', null, null],
  [
    '{"kind":"order.placed","order":{"orderId":"B","businessDay":"2026-11-20","totalMinor":300}}',
    'order.sum_wrong',
    '{}',
  ],
  [
    '{"kind":"order.cancelled","cancellation":{"cancellationId":"C","businessDay":"2026-11-20","refundMinor":70}}',
    ...([null, null] as const),
  ],
  ['{"kind":"order.placed","order":{"totalMinor":1}}', 'fact.body_malformed', '{}'],
  ['not JSON', 'fact.body_malformed', '{}'],
  [
    '{"kind":"order.placed","order":{"orderId":"D","businessDay":"2026-11-20","totalMinor":1}}',
    ...(['fact.hash_wrong', '{"what":"body"}'] as const),
  ],
  [
    '{"kind":"order.placed","order":{"orderId":"E","businessDay":"2026-11-20","totalMinor":11}}',
    ...(['fact.hash_wrong', '{"what":"chain"}'] as const),
  ],
  ['{"kind":"settings.changed","businessDay":"2026-11-20"}', 'fact.kind_unknown', '{}'],
]

/** A database of the first version with a terminal, some of its facts and a fact that was put aside. */
function firstVersion(): void {
  const database = new Database(join(dataDir, 'central.db'))
  database.exec(START)
  database.pragma('user_version = 1')
  database
    .prepare('INSERT INTO store VALUES (1, ?, ?, 3, 2, 0)')
    .run('01900000-0000-7000-8000-000000000001', JSON.stringify(TEST_SHOP))
  database.prepare("INSERT INTO terminals VALUES ('T', 1, 'I', 'Counter', 'H', 1, 2, 1000)").run()
  database.prepare("INSERT INTO epochs VALUES ('T', 1, ?, ?)").run(FACTS.length, FIRST_PREVIOUS_HASH)
  const insert = database.prepare("INSERT INTO facts VALUES ('T', 1, ?, ?, ?, 0, 'B', 0, ?, 0, ?, ?, ?)")
  for (const [index, [body, code, details]] of FACTS.entries())
    insert.run(
      index + 1,
      sha256(body),
      FIRST_PREVIOUS_HASH,
      body,
      code === null ? 'accepted' : 'refused',
      code,
      details,
    )
  database.prepare("INSERT INTO fact_alarms VALUES ('T', 1, 1, 'other', 'a body', 77)").run()
  database.close()
}

test('a store of the first version keeps everything, gets keys, and its facts get their days', async () => {
  firstVersion()
  store = openStore(dataDir)
  const { db } = store
  const identity = await foundStore(db, TEST_SHOP, 5)
  expect(identity.incarnation).toBe('01900000-0000-7000-8000-000000000001')
  expect(await foundStore(db, TEST_SHOP, 6), 'the keys stay').toEqual(identity)
  const facts = await db.selectFrom('facts').selectAll().orderBy('seq').execute()
  expect(facts.map(({ body, code, signature }) => [body, code, signature])).toEqual(
    FACTS.map(([body, code]) => [body, code, '']),
  )
  const day = '2026-11-20'
  expect(facts.map((row) => [row.kind, row.subject_id, row.business_day, row.amount_minor])).toEqual([
    ['order.placed', 'A', day, 700],
    ['order.placed', 'B', day, 300],
    ['order.cancelled', 'C', day, 70],
    [null, null, null, null],
    [null, null, null, null],
    [null, null, null, null],
    ['order.placed', 'E', day, 11],
    [null, null, null, null],
  ])
  expect(await db.selectFrom('epochs').selectAll().execute()).toMatchObject([{ signed_from_seq: null }])
  expect(await db.selectFrom('terminals').selectAll().execute()).toMatchObject([
    { signing_key: null, sealing_key: null, heard_at_ms: 1000 },
  ])
  expect(await db.selectFrom('alarms').selectAll().execute()).toMatchObject([
    {
      ...{ kind: 'same_place_other_body', terminal_id: 'T', seq: 1, details: '{"bodyHash":"other"}', body: 'a body' },
      ...{ at_ms: 77, settled_at_ms: null },
    },
  ])
})

test('a store of the second version still knows which catalogue versions it lost', async () => {
  const database = new Database(join(dataDir, 'central.db'))
  database.exec(START)
  database.exec(SIGNED)
  database.pragma('user_version = 2')
  const insert = database.prepare(
    "INSERT INTO alarms (kind, terminal_id, epoch, seq, business_day, details, at_ms) VALUES (?, '', 0, 0, '', ?, 0)",
  )
  insert.run('restored', '{"by":"hand","before":"A","incarnation":"B","lostAfterVersion":3,"lostBeforeVersion":900}')
  insert.run('restored', '{"by":"hand","before":"B","incarnation":"C","lostAfterVersion":905,"lostBeforeVersion":990}')
  insert.run('restored', '{"by":"hand","before":"C","incarnation":"D","lostAfterVersion":0,"lostBeforeVersion":0}')
  insert.run('altered', '{"code":"fact.hash_wrong","envelope":"E","bodyHash":"H"}')
  database.close()
  store = openStore(dataDir)
  await foundStore(store.db, TEST_SHOP, 5)
  await store.db.updateTable('store').set({ catalogue_version: 1_000 }).execute()
  const versions = [3, 4, 899, 900, 905, 906, 989, 990, 1_000, 1_001]
  const isLost = await readLostVersions(store.db, versions)
  expect(versions.filter(isLost)).toEqual([4, 899, 906, 989, 1_001])
})

test('alarms of the third version keep when they were settled, and their history is appended to only', async () => {
  const database = new Database(join(dataDir, 'central.db'))
  for (const statements of [START, SIGNED, VERSIONS]) database.exec(statements)
  database.pragma('user_version = 3')
  const insert = database.prepare(
    "INSERT INTO alarms (kind, terminal_id, epoch, seq, business_day, details, at_ms, settled_at_ms) VALUES ('altered', 'T', 1, ?, '', '{}', 5, ?)",
  )
  insert.run(1, 9)
  insert.run(2, null)
  database.close()
  store = openStore(dataDir)
  const after = new Database(store.file)
  const history = after.prepare('SELECT alarm_id, at_ms, what, by_whom, why FROM alarm_history')
  expect(history.all()).toEqual([{ alarm_id: 1, at_ms: 9, what: 'settled', by_whom: '', why: '' }])
  expect(() => after.exec("UPDATE alarm_history SET why = 'nothing'")).toThrow('appended to only')
  expect(() => after.exec('DELETE FROM alarm_history')).toThrow('appended to only')
  after.close()
})

test('what is asked often is answered from an index, never by reading all', async () => {
  store = openStore(dataDir)
  const database = new Database(store.file, { readonly: true })
  const planOf = (query: string) =>
    database
      .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${query}`)
      .all()
      .map(({ detail }) => detail)
      .join(' | ')
  expect(
    planOf(`SELECT kind, COUNT(*), SUM(a) FROM (SELECT kind, subject_id, MIN(amount_minor) AS a FROM facts
      WHERE terminal_id = 'T' AND business_day = 'D' AND amount_minor IS NOT NULL GROUP BY kind, subject_id) GROUP BY kind`),
  ).toMatch(/SEARCH facts USING COVERING INDEX facts_by_day \(terminal_id=\? AND business_day=\?\)/)
  expect(
    planOf(`SELECT * FROM facts WHERE code = 'fact.kind_unknown' AND (terminal_id, epoch, seq) > ('T', 1, 1)
      ORDER BY terminal_id, epoch, seq LIMIT 100`),
  ).toMatch(/^SEARCH facts USING INDEX facts_refused \(code=\?/)
  expect(
    planOf(`SELECT * FROM alarms WHERE kind = 'altered' AND settled_at_ms IS NULL AND terminal_id IN ('T', 'U')`),
  ).toMatch(/^SEARCH alarms USING INDEX alarms_open \(kind=\? AND terminal_id=\?\)/)
  expect(planOf('SELECT * FROM alarms WHERE alarm_id > 5 ORDER BY alarm_id LIMIT 101')).toMatch(
    /^SEARCH alarms USING INTEGER PRIMARY KEY \(rowid>\?\)$/,
  )
  expect(planOf('SELECT COUNT(*) FROM terminals WHERE heard_at_ms < 5')).toMatch(
    /^SEARCH terminals USING COVERING INDEX terminals_by_heard/,
  )
  expect(
    planOf(`SELECT * FROM facts WHERE terminal_id = 'T' AND epoch = 1 AND seq > 5 ORDER BY seq LIMIT 100`),
  ).toMatch(/^SEARCH facts USING INDEX sqlite_autoindex_facts_1 \(terminal_id=\? AND epoch=\? AND seq>\?\)$/)
  database.close()
})
