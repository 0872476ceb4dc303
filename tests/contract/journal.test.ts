import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { createRouterClient } from '@orpc/server'
import { expect, test } from 'vitest'
import { keyDatabase } from '../../db/open.ts'
import type { FactBody } from '../../domain/fact.ts'
import { receiptDocument } from '../../main/ordering.ts'
import { ROOT } from '../../scripts/console.ts'
import { auditFolder } from '../../main/journal/audit.ts'
import { chainHead } from '../../trust/hash.ts'
import { add, apply, overEachCarrier, type Opened } from '../support/each-carrier.ts'
import { newFolder } from '../support/folders.ts'
import { enrolFolder, eventually, hurriedTimer, newTestId, openService } from '../support/terminal.ts'

/** What people do at the counter stands in the journal, and what is done to the journal is found. */

function factsOf({ service }: Pick<Opened, 'service'>): FactBody[] {
  const { store } = service.context.terminal
  return store.journal.from(1, 1, 1_000).map(({ body }) => JSON.parse(body) as FactBody)
}

function verify(folder: string) {
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(ROOT, 'scripts/verify.ts'), '--data', folder, '--json'],
    { encoding: 'utf8' },
  )
  return { status, said: JSON.parse(stdout) as { ok?: boolean; facts?: number; faults?: object[]; error?: object } }
}

overEachCarrier((open) => {
  test('goods taken out of a cart are told with what they were worth; goods put in are not', async () => {
    const opened = await open()
    const { client } = opened
    const tea = await apply(client, add('TEA', 5))
    const lineId = tea.lines[0]!.lineId
    await apply(client, { kind: 'set-quantity', lineId, quantity: 7 })
    await apply(client, { kind: 'set-quantity', lineId, quantity: 2 })
    await apply(client, add('BEEF', 500))
    await apply(client, { kind: 'clear' })
    const line = { lineId, sku: 'TEA', priceMinor: 1_200 }
    expect(factsOf(opened)).toMatchObject([
      { kind: 'cart.voided', orderId: tea.orderId, lines: [{ ...line, quantity: 5 }] },
      {
        kind: 'cart.voided',
        lines: [
          { ...line, quantity: 2 },
          { sku: 'BEEF', quantity: 500, priceMinor: 33_333 },
        ],
      },
    ])
  })

  test('reprints and changed settings are told; settings that stay as they were are not', async () => {
    const opened = await open()
    const { client } = opened
    const printer = { kind: 'file' as const, path: join(newFolder(), 'printer') }
    await client.settings.change({ printer, paper: '58' })
    await client.settings.change({ paper: '58' })
    const { orderId } = await apply(client, add('TEA'))
    await client.order.placeCash({ orderId, tenderedMinor: 1_200 })
    await client.order.reprint({ orderId })
    expect(factsOf(opened)).toMatchObject([
      {
        kind: 'settings.changed',
        changes: [
          { name: 'printer', value: JSON.stringify(printer) },
          { name: 'paper', value: '"58"' },
        ],
      },
      { kind: 'order.placed' },
      { kind: 'receipt.reprinted', orderId },
    ])
  })
})

overEachCarrier((open) => {
  test('the receipt carries the head of the journal as it was with its order, and so does every copy', async () => {
    const { client, service } = await open()
    const { terminal } = service.context
    const { orderId } = await apply(client, add('TEA'))
    await client.order.placeCash({ orderId, tenderedMinor: 1_200 })
    const { previousHash, bodyHash } = terminal.store.journal.ofOrder(orderId)!
    await apply(client, add('TEA'))
    const { order } = terminal.store.orders.get(orderId)!
    const head = chainHead(previousHash, bodyHash).slice(0, 12)
    for (const copy of [false, true]) expect(receiptDocument(terminal, order, copy).journalHead).toBe(head)
  })

  test('a journal that is whole is verified after the start, and a row that was changed is in view', async () => {
    const { client, service, folder } = await open()
    const { orderId, lines } = await apply(client, add('TEA', 3))
    await client.order.placeCash({ orderId, tenderedMinor: 5_000 })
    const part = [{ lineId: lines[0]!.lineId, quantity: 1 }]
    await client.order.cancel({ orderId, cancellationId: newTestId(), lines: part })
    await service.close()
    const again = await open({ folder, timer: hurriedTimer })
    const journal = async () => (await again.client.safety.status()).journal
    await eventually(journal, ({ complete }) => complete)
    expect(await journal()).toEqual({ checked: 2, total: 2, complete: true, broken: null })
    await again.service.close()
    expect(verify(folder)).toMatchObject({ status: 0, said: { ok: true, facts: 2, faults: [] } })

    const db = new SqliteDatabase(join(folder, 'terminal.db'))
    keyDatabase(db, Buffer.from(readFileSync(join(folder, 'database.key'), 'utf8').trim(), 'hex'))
    db.exec('UPDATE orders SET refunded_minor = 0')
    db.close()
    const faults = [{ what: 'refund', epoch: 1, seq: 1, orderId, detail: '' }]
    expect(verify(folder)).toMatchObject({ status: 1, said: { ok: false, faults } })
  })
})

const keyOf = (folder: string) => Buffer.from(readFileSync(join(folder, 'database.key'), 'utf8').trim(), 'hex')

function change(folder: string, sql: string): void {
  const db = new SqliteDatabase(join(folder, 'terminal.db'))
  keyDatabase(db, keyOf(folder))
  db.exec(sql)
  db.close()
}

const ONE_ORDER = 'order_id = (SELECT min(order_id) FROM orders)'
/** What somebody with the key may write, and as what it is told of; `shown` where it is not mended at the start. */
const EDITS = [
  {
    name: 'a refund made up whole, with its order cancelled',
    sql: `INSERT INTO cancellations SELECT 'made-up', order_id, placed_at_ms, total_minor, json_object(
        'cancellationId', 'made-up', 'orderId', order_id, 'cancelledAtMs', placed_at_ms, 'businessDay', business_day,
        'lines', json_array(json_object('lineId', document ->> '$.lines[0].lineId',
          'quantity', document -> '$.lines[0].quantity', 'refundMinor', total_minor)), 'refundMinor', total_minor)
        FROM orders WHERE ${ONE_ORDER};
      UPDATE orders SET refunded_minor = total_minor, state = 'cancelled' WHERE ${ONE_ORDER}`,
    what: 'cancellation_without_fact',
    shown: true,
  },
  {
    name: 'an order made up',
    sql: `INSERT INTO orders SELECT 'made-up', number, running, placed_at_ms, business_day, total_minor, refunded_minor,
        document, state, state_source, state_at_ms, refusal FROM orders WHERE ${ONE_ORDER}`,
    what: 'order_without_fact',
    shown: true,
  },
  { name: 'a state', sql: "UPDATE orders SET state = 'cancelled'", what: 'state', shown: true },
  { name: 'a running number', sql: 'UPDATE orders SET running = 3 - running', what: 'order', shown: true },
  { name: 'a number', sql: "UPDATE orders SET number = '12-9999-9'", what: 'order', shown: false },
  { name: 'a day', sql: "UPDATE orders SET business_day = '2020-01-01'", what: 'order', shown: false },
  { name: 'a time', sql: 'UPDATE orders SET placed_at_ms = 1', what: 'order', shown: false },
  { name: 'the row that is to be sent', sql: 'DELETE FROM outbox WHERE seq = 2', what: 'delivery', shown: false },
  {
    name: 'the day of a fact',
    sql: "DROP TRIGGER journal_changes_nothing; UPDATE journal SET business_day = '2020-01-01' WHERE seq = 2",
    what: 'columns',
    shown: true,
  },
]

test.each(EDITS)('changed behind the terminal, $name is found', async ({ sql, what, shown }) => {
  const folder = enrolFolder(newFolder())
  const service = openService(folder)
  const client = createRouterClient(service.router, { context: service.context })
  for (let i = 0; i < 2; i++) {
    const { orderId } = await apply(client, add('TEA'))
    await client.order.placeCash({ orderId, tenderedMinor: 1_200 })
  }
  await service.close()
  const audited = () => auditFolder(folder, keyOf(folder))
  expect(audited()).toMatchObject({ ok: true, value: { orders: 2, faults: [] } })
  change(folder, sql)
  const found = audited()
  expect(found.ok && found.value.faults.map((fault) => fault.what)).toContain(what)

  const again = openService(folder)
  const status = createRouterClient(again.router, { context: again.context }).safety.status
  if (shown) await eventually(status, ({ journal }) => journal.broken?.what === what)
  else expect((await status()).recovery).toMatchObject({ cause: 'rows' })
  await again.close()
})

test('a folder without a terminal, or of one that was never enrolled, is told of in words', () => {
  expect(verify(newFolder())).toMatchObject({ status: 2, said: { error: { code: 'verify.missing' } } })
})
