import { cpSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import SqliteDatabase, { type Database } from 'better-sqlite3'
import type { JournalEntry } from '../../db/journal.ts'
import { keyDatabase } from '../../db/open.ts'
import type { Product } from '../../domain/product.ts'
import { invariant } from '../../domain/result.ts'
import { freshId } from '../../main/context.ts'
import type { Clock } from '../../main/ports/clock.ts'
import type { Random } from '../../main/ports/random.ts'
import { noLog } from '../../main/ports/log.ts'
import type { Timer } from '../../main/ports/timer.ts'
import { openTerminalService, type TerminalService } from '../../main/service.ts'
import { PRODUCTS } from '../support/shop.ts'
import type { Seeded } from '../support/seeded.ts'

/** A data folder as a crash leaves it in the midst of business, and all that was in it. */
export interface ShopFolder {
  readonly folder: string
  /** The database and its log as they were some orders earlier: a copy that somebody may put back. */
  readonly olderFolder: string
  readonly truth: Truth
}

export interface Truth {
  readonly journal: readonly JournalEntry[]
  readonly orders: ReadonlyMap<string, TrueOrder>
  readonly printedJobs: ReadonlySet<string>
  /** Every row of every table, by the table's name, for whoever claims that a change did no harm. */
  readonly rows: ReadonlyMap<string, string>
}

export interface TrueOrder {
  readonly document: string
  readonly number: string
  readonly totalMinor: number
  readonly refundedMinor: number
}

/** No time, no chance but the seed's: the same seed makes the same files, but for what encryption adds to them. */
export function portsOf(chance: Seeded) {
  const timer: Timer = { after: () => ({ cancel() {} }) }
  const random: Random = { bytes: (count) => chance.bytes(count), fraction: () => chance.next() }
  let nowMs = Date.UTC(2026, 9, 1)
  const clock: Clock = { nowMs: () => (nowMs += 7), monotonicMs: () => nowMs }
  return { timer, random, clock, log: noLog, version: '0.0.0' }
}

/** Orders before the first backup, between the two, until the older copy, and until the crash. */
const STAGES = [120, 60, 40, 60]
const MOST_AT_THE_END = 25
const CATALOGUE: readonly Product[] = Array.from({ length: 400 }, (_, i) => {
  const model = PRODUCTS[i % PRODUCTS.length]!
  return { ...model, sku: `${model.sku}-${i}`, stock: null }
})

/** Makes a shop's data by the real service: orders, some acknowledged, cancellations, receipts, backups, a log. */
export async function makeShopFolder(
  folder: string,
  olderFolder: string,
  chance: Seeded,
  stages: readonly number[] = STAGES,
): Promise<ShopFolder> {
  mkdirSync(folder, { recursive: true })
  const opened = openTerminalService({ ...portsOf(chance.fork('ports')), dataFolder: join(folder, 'live') })
  invariant(opened.ok, 'a new folder opens')
  const service = opened.value
  enrol(service)
  const sell = clerk(service, chance)
  for (const [stage, orders] of stages.entries()) {
    for (let i = 0; i < orders; i++) await sell()
    if (stage < 2) {
      const backup = await service.context.backups.now()
      invariant(backup.outcome === 'done', 'a sound database is backed up')
    }
    if (chance.chance(0.7)) service.context.terminal.store.checkpoint()
    if (stage === 2) cpSync(join(folder, 'live'), olderFolder, { recursive: true })
  }
  for (let i = chance.int(MOST_AT_THE_END); i > 0; i--) await sell()
  const truth = truthOf(join(folder, 'live'))
  const crashed = join(folder, 'crashed')
  cpSync(join(folder, 'live'), crashed, { recursive: true })
  await service.close()
  return { folder: crashed, olderFolder, truth }
}

function enrol({ context }: TerminalService): void {
  const { store, settings } = context.terminal
  const id = () => freshId(context.terminal)
  store.transaction(() => {
    settings.saveIdentity({
      ...{ terminalId: id(), terminalNumber: 7, epoch: 1, token: 'x'.repeat(32), incarnation: id() },
    })
    settings.saveShop({
      ...{ name: { ko: '매장', en: 'Shop' }, currency: { code: 'KPW', digits: 0 }, zoneOffsetMin: 540, cutOffMin: 0 },
      ...{ notesMinor: [100], demonstration: true },
    })
    settings.saveSettings({ ...settings.settings(), printer: { kind: 'file', path: '/dev/null' } })
    store.catalogue.upsert(CATALOGUE, [], [])
    settings.saveCatalogue({ version: 1, asOfMs: 0, products: CATALOGUE.length })
  })
}

/** One order after the other; now and then something is cancelled, acknowledged, or left in the cart. */
export function clerk(service: TerminalService, chance: Seeded): () => Promise<string> {
  const { terminal } = service.context
  const client = createRouterClient(service.router, { context: service.context })
  const id = () => freshId(terminal)
  const add = async (orderId: string) => {
    const lineId = id()
    const changes = [{ kind: 'add' as const, lineId, sku: chance.pick(CATALOGUE).sku, quantity: 1 + chance.int(900) }]
    await client.cart.apply({ changeId: id(), orderId, changes })
    return lineId
  }
  return async () => {
    const { orderId } = await client.cart.get()
    const lineId = await add(orderId)
    while (chance.chance(0.5)) await add(orderId)
    const { number } = await client.order.placeCash({ orderId, tenderedMinor: 9_000_000_000 })
    if (chance.chance(0.1)) {
      const lines = [{ lineId, quantity: 1 }]
      await client.order.cancel({ orderId, cancellationId: id(), lines })
    }
    if (chance.chance(0.2)) acknowledge(terminal.store)
    return number
  }
}

function acknowledge(store: TerminalService['context']['terminal']['store']): void {
  store.transaction(() => {
    for (const { epoch, seq } of store.outbox.waiting(10, 1_000_000))
      store.outbox.acknowledge(epoch, seq, JSON.stringify({ seq, outcome: 'accepted' }), 0)
  })
}

export function openRaw(folder: string): Database {
  const db = new SqliteDatabase(join(folder, 'terminal.db'), { readonly: true })
  keyDatabase(db, Buffer.from(readFileSync(join(folder, 'database.key'), 'utf8').trim(), 'hex'))
  return db
}

function truthOf(folder: string): Truth {
  const db = openRaw(folder)
  try {
    const journal = db
      .prepare<[], JournalEntry>(
        'SELECT epoch, seq, body, body_hash AS bodyHash, kind FROM journal ORDER BY epoch, seq',
      )
      .all()
    return {
      journal,
      orders: ordersOf(db),
      printedJobs: printedJobsOf(db),
      rows: rowsOf(db),
    }
  } finally {
    db.close()
  }
}

export function ordersOf(db: Database): Map<string, TrueOrder> {
  const rows = db
    .prepare<[], TrueOrder & { readonly orderId: string }>(
      `SELECT order_id AS orderId, number, document, total_minor AS totalMinor, refunded_minor AS refundedMinor FROM orders`,
    )
    .all()
  return new Map(rows.map(({ orderId, ...order }) => [orderId, order]))
}

function printedJobsOf(db: Database): Set<string> {
  return new Set(db.prepare<[], string>("SELECT job_id FROM print_jobs WHERE state = 'printed'").pluck().all())
}

export function rowsOf(db: Database): Map<string, string> {
  const tables = db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all()
  // An empty cart gets a new id at each start, and the ones it had are noted.
  const which = (name: string) =>
    name === 'open_cart' ? "WHERE lines <> '[]'" : name === 'settings' ? "WHERE key <> 'former-cart-ids'" : ''
  const rows = (name: string) =>
    db
      .prepare(`SELECT * FROM "${name}" ${which(name)}`)
      .raw()
      .all()
  return new Map(tables.map((name) => [name, JSON.stringify(rows(name))]))
}
