import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { ChangesAnswer, PATHS } from '../../../contract/central.ts'
import { PushAnswer } from '../../../contract/facts.ts'
import type { Product } from '../../../domain/product.ts'
import { CentralError } from '../../../main/sync/central-client.ts'
import { sha256Hex } from '../../../trust/hash.ts'
import type { Answer } from './answer.ts'
import type { TerminalSite } from './terminal-site.ts'

const NEWEST = 10

/** The terminal's database as one look from beside shows it. */
interface Look {
  readonly version: number
  /** What no answer may ever change: the newest orders as they were made, and how many things were done in all. */
  readonly own: string
  readonly journal: number
  readonly waiting: ReadonlySet<string>
  readonly products: ReadonlyMap<string, Product>
}

/** The answer that was spoilt, and how things stood when it was given. */
export interface Spoilt {
  readonly path: string
  readonly answer: Answer
  /** The facts that it answers. */
  readonly sent: ReadonlySet<number>
  readonly before: Look
  /** Whether the terminal asked for something else afterwards. */
  wentOn: boolean
}

export interface Judge {
  look(): Look
  /** What is wrong after a round. @param error what the round ended with. */
  judge(spoilt: Spoilt | undefined, error: unknown): Promise<string | undefined>
  /** Compares all that was ever done here with what it was at the last call; takes longer the more there is. */
  wrongOwn(): string | undefined
}

export function judgeOf(site: TerminalSite): Judge {
  const { beside } = site
  const own = digest(beside, [
    `SELECT order_id, number, placed_at_ms, total_minor, document FROM orders ORDER BY placed_at_ms DESC LIMIT ${NEWEST}`,
    'SELECT (SELECT count(*) FROM orders), (SELECT count(*) FROM cancellations)',
  ])
  const journal = beside.prepare<[], number>('SELECT count(*) FROM journal').pluck()
  const waiting = beside
    .prepare<[], string>("SELECT epoch || '/' || seq FROM outbox WHERE acknowledged_at_ms IS NULL")
    .pluck()
  const lookAnew = (version: number): Look => ({
    version,
    own: own(),
    journal: journal.get()!,
    waiting: new Set(waiting.all()),
    products: new Map(site.service.context.terminal.store.catalogue.page('', 10_000).map((one) => [one.sku, one])),
  })
  let last: Look | undefined
  const look = (): Look => {
    const version = beside.pragma('data_version', { simple: true }) as number
    return (last = last?.version === version ? last : lookAnew(version))
  }
  const wrongOwn = ownKeeper(beside)
  return {
    look,
    wrongOwn,
    async judge(spoilt, error) {
      if (error !== undefined && !(error instanceof CentralError)) return `it failed with ${(error as Error).stack}`
      if (error instanceof CentralError && (typeof error.code !== 'string' || error.code === ''))
        return 'it failed without a code'
      if (!spoilt) return undefined
      const after = look()
      if (after.version === spoilt.before.version) return undefined
      return wrongChange(spoilt, after, error) ?? halfEnrolled(site) ?? (await unshowable(site))
    },
  }
}

/** Orders and cancellations as they were made, and the journal: more may come, and nothing becomes another. */
function ownKeeper(db: Database): () => string | undefined {
  const rows = [
    'SELECT order_id, number, running, placed_at_ms, business_day, total_minor, document FROM orders',
    'SELECT * FROM cancellations',
    'SELECT * FROM journal',
  ].map((query) => db.prepare(query).raw())
  let known: ReadonlySet<string> = new Set()
  return () => {
    const now = new Set(rows.flatMap((query) => query.all().map((row) => sha256Hex(JSON.stringify(row)))))
    const isKept = [...known].every((row) => now.has(row))
    known = now
    return isKept ? undefined : 'an order, a cancellation or a fact became another'
  }
}

function wrongChange(spoilt: Spoilt, after: Look, error: unknown): string | undefined {
  const { before, path, answer, wentOn } = spoilt
  // What it gets back of its own is more than it had, and looked at by whoever asked for it.
  if (after.own !== before.own && !path.endsWith('?own')) return 'an order or a cancellation became another'
  if (after.journal < before.journal) return 'the journal became shorter'
  const said = saidBy(answer)
  // Whatever came after it was asked for was right, and changed what it should.
  if (wentOn) return undefined
  if (error !== undefined && said === undefined)
    return `what it could not use (${(error as CentralError).code}) changed its data`
  if (path === PATHS.facts) return wrongAcknowledgements(spoilt, after, said)
  return path === PATHS.changes ? wrongProducts(before, after, said) : undefined
}

function saidBy({ status, body }: Answer): unknown {
  if (status < 200 || status >= 300) return undefined
  try {
    return JSON.parse(body.toString()) as unknown
  } catch {
    return undefined
  }
}

/** Only what was asked about, and the answer names, is acknowledged. */
function wrongAcknowledgements({ before, sent }: Spoilt, after: Look, said: unknown): string | undefined {
  const { data } = PushAnswer.safeParse(said)
  const named = new Set(data?.verdicts.map(({ seq }) => seq).filter((seq) => sent.has(seq)))
  for (const place of before.waiting)
    if (!after.waiting.has(place) && !named.has(Number(place.split('/')[1])))
      return `${place} counts as acknowledged, but the answer does not name it`
  return undefined
}

/** All of a page's products are taken in and taken out, or none. */
function wrongProducts(before: Look, after: Look, said: unknown): string | undefined {
  const { data } = ChangesAnswer.safeParse(said)
  if (!data) return 'a page of changes that is none changed its data'
  const expected = new Map(before.products)
  for (const product of data.products) expected.set(product.sku, product)
  for (const sku of data.removedSkus) expected.delete(sku)
  const sorted = (products: ReadonlyMap<string, Product>) =>
    JSON.stringify(
      [...products.values()]
        .map((one) => ({ ...one, name: null, producer: null }))
        .toSorted((a, b) => (a.sku < b.sku ? -1 : 1)),
    )
  return sorted(expected) === sorted(after.products) ? undefined : 'a page of changes was taken in by half'
}

function halfEnrolled({ service }: TerminalSite): string | undefined {
  const { settings } = service.context.terminal
  return (settings.identity() === undefined) === (settings.shop() === undefined) ? undefined : 'it is enrolled by half'
}

async function unshowable(site: TerminalSite): Promise<string | undefined> {
  try {
    await site.look()
    return undefined
  } catch (error) {
    return `what it took in cannot be shown: ${(error as Error).stack}`
  }
}

function digest(db: Database, queries: readonly string[]): () => string {
  const statements = queries.map((query) => db.prepare(query).raw())
  return () => {
    const hash = createHash('sha256')
    for (const statement of statements) hash.update(JSON.stringify(statement.all()))
    return hash.digest('hex')
  }
}
