import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import type { StoredOrder } from '../../db/orders.ts'
import { quantityLeft } from '../../domain/give-back.ts'
import type { Cancellation } from '../../domain/order.ts'
import { paperRefusals } from '../../main/paper-refusals.ts'
import type { CentralSite } from './central-site.ts'
import { connectionsIn } from './environment.ts'
import type { TerminalSite } from './terminal-site.ts'
import type { SeenCancellation, SeenOrder, Witness } from './witness.ts'

/** Sentences about one seed are for a person; more of a kind say nothing new. */
const MOST_OF_A_KIND = 5
/** What an epoch that reads in two ways rightly raises. */
const OF_PARTED_EPOCHS = new Set(['same_place_other_body', 'head_differs', 'chain_broken'])

interface CentralOrder {
  order_id: string
  total_minor: number
  refusal_code: string | null
}

interface Alarm {
  readonly kind: string
  readonly terminalId: string
  readonly epoch: number
  readonly seq: number
  readonly details: string
}

interface ChainLink {
  seq: number
  body_hash: string
  previous_hash: string
}

/** What was promised and does not hold, in words; nothing where all of it does. */
export function brokenPromises(central: CentralSite, sites: readonly TerminalSite[], witness: Witness): string[] {
  const store = connectionTo(central.folder, central.file)
  return [
    ...limited(sites.flatMap(drained)),
    ...limited(ordersStandOnce(store, sites, witness)),
    ...limited(cancellationsStandOnce(store, witness)),
    ...limited(refusedOnlyPoison(store, witness)),
    ...limited(sites.flatMap((site) => sameChains(site, store))),
    ...limited(sites.flatMap((site) => paidOrdersStand(site, store, witness))),
    ...limited(sites.flatMap((site) => nothingElseThere(site, store))),
    ...limited(stockAgrees(store)),
    ...limited(noFalseAlarm(store, sites)),
    ...limited(catalogueAgrees(sites, store)),
  ]
}

function limited(sentences: readonly string[]): readonly string[] {
  if (sentences.length <= MOST_OF_A_KIND) return sentences
  return [...sentences.slice(0, MOST_OF_A_KIND), `… and ${sentences.length - MOST_OF_A_KIND} more like these`]
}

function connectionTo(folder: string, file: string): Database {
  const connection = connectionsIn(folder).find(({ name }) => name === file)
  if (!connection) throw new Error(`${file} is not open`)
  return connection
}

function drained(site: TerminalSite): string[] {
  const terminal = site.service?.context.terminal
  const waiting = terminal?.store.outbox.countWaiting() ?? 0
  return waiting === 0 ? [] : [`${site.name} still has ${waiting} facts unsent: ${terminal?.live.sync.lastError}`]
}

function ordersStandOnce(store: Database, sites: readonly TerminalSite[], witness: Witness): string[] {
  const standing = new Map<string, CentralOrder[]>()
  const rows = store.prepare('SELECT order_id, total_minor, refusal_code FROM orders').all() as CentralOrder[]
  for (const row of rows) standing.set(row.order_id, [...(standing.get(row.order_id) ?? []), row])
  const broken = [...witness.orders.values()].flatMap((seen) =>
    orderStands(seen, standing.get(seen.orderId) ?? [], isExcused(seen, sites)),
  )
  for (const orderId of standing.keys())
    if (!witness.orders.has(orderId)) broken.push(`order ${orderId} stands in the central store, but nobody took it`)
  return broken
}

/**
 * There was a moment at which nobody had it; or those who read it from paper since say that the central store does not
 * take it.
 */
function isExcused({ gone, orderId, carriedBy }: SeenOrder, sites: readonly TerminalSite[]): boolean {
  if (gone) return true
  const carriers = sites.filter(({ name }) => carriedBy.has(name))
  return carriers.some(({ service }) =>
    paperRefusals(service!.context.terminal).some((refusal) => refusal.orderId === orderId),
  )
}

function orderStands(seen: SeenOrder, rows: readonly CentralOrder[], excused: boolean): string[] {
  const { orderId, terminal } = seen
  if (rows.length > 1) return [`order ${orderId} of ${terminal} stands ${rows.length} times`]
  const [row] = rows
  if (seen.outcome === 'done' && !row && !excused) return [`order ${orderId} of ${terminal} was done, and is lost`]
  if (seen.outcome === 'not-done' && row && !seen.soldAgain)
    return [`order ${orderId} of ${terminal} was refused to the clerk, but stands`]
  if (seen.outcome === 'done' && row && row.total_minor !== seen.totalMinor && !seen.soldAgain)
    return [`order ${orderId} of ${terminal} stands with ${row.total_minor} instead of ${seen.totalMinor}`]
  return []
}

function cancellationsStandOnce(store: Database, witness: Witness): string[] {
  const rows = store.prepare('SELECT cancellation_id AS id, refund_minor AS refundMinor FROM cancellations').all()
  const standing = new Map<string, number[]>()
  for (const { id, refundMinor } of rows as { id: string; refundMinor: number }[])
    standing.set(id, [...(standing.get(id) ?? []), refundMinor])
  const broken = [...witness.cancellations.values()].flatMap((seen) =>
    cancellationStands(seen, standing.get(seen.cancellationId) ?? [], isOfOther(seen, witness)),
  )
  for (const id of standing.keys())
    if (!witness.cancellations.has(id)) broken.push(`cancellation ${id} stands, but nobody asked for it`)
  return broken
}

/** It may be of the sale that the central store did not keep. */
function isOfOther({ gone, orderId }: SeenCancellation, witness: Witness): boolean {
  return gone || witness.orders.get(orderId)?.gone || witness.orders.get(orderId)?.soldAgain || false
}

function cancellationStands(seen: SeenCancellation, refunds: readonly number[], excused: boolean): string[] {
  const name = `cancellation ${seen.cancellationId} of ${seen.terminal}`
  if (refunds.length > 1) return [`${name} stands ${refunds.length} times`]
  if (seen.outcome === 'done' && refunds.length === 0 && !excused) return [`${name} was done, and is lost`]
  if (seen.outcome === 'not-done' && refunds.length === 1) return [`${name} was refused to the clerk, but stands`]
  if (seen.outcome === 'done' && refunds.length > 0 && refunds[0] !== seen.refundMinor)
    return [`${name} stands with ${refunds[0]} instead of ${seen.refundMinor}`]
  return []
}

/**
 * Whatever was not made to be refused is accepted, and what was made so is not; except where the store was put back
 * and knows nothing any more of the catalogue that an order names.
 */
function refusedOnlyPoison(store: Database, witness: Witness): string[] {
  const rows = store.prepare('SELECT order_id, total_minor, refusal_code FROM orders').all() as CentralOrder[]
  const alarms = store.prepare("SELECT details FROM alarms WHERE kind = 'price_unproven'").pluck().all() as string[]
  const flagged = new Set(alarms.map((details) => (JSON.parse(details) as { orderId: string }).orderId))
  return rows.flatMap(({ order_id: orderId, refusal_code: code }) => {
    const { poisoned = false, soldAgain = false } = witness.orders.get(orderId) ?? {}
    if (poisoned === (code !== null) || soldAgain || flagged.has(orderId)) return []
    return [poisoned ? `order ${orderId} had a false price, and was accepted` : `order ${orderId} was refused: ${code}`]
  })
}

/** Each epoch's sequence has no gap and no break, and holds the same on both sides. */
function sameChains(site: TerminalSite, store: Database): string[] {
  const terminal = connectionTo(site.folder, site.file)
  const identity = site.service?.context.terminal.settings.identity()
  if (!identity) return [`${site.name} never was enrolled`]
  const epochs = terminal.prepare('SELECT DISTINCT epoch FROM journal').pluck().all() as number[]
  return epochs.flatMap((epoch) => {
    const here = terminal
      .prepare('SELECT seq, body_hash, previous_hash FROM journal WHERE epoch = ? ORDER BY seq')
      .all(epoch) as ChainLink[]
    const there = store
      .prepare('SELECT seq, body_hash, previous_hash FROM facts WHERE terminal_id = ? AND epoch = ? ORDER BY seq')
      .all(identity.terminalId, epoch) as ChainLink[]
    const name = `${site.name} epoch ${epoch}`
    const broken = chainBreaks(`${name} here`, here)
    // Data that was put back tells other things in places that are taken: such an epoch then reads in two ways.
    if (site.partedEpochs.has(epoch)) return broken
    broken.push(...chainBreaks(`${name} there`, there))
    const same = here.length === there.length && here.every((link, at) => link.body_hash === there[at]?.body_hash)
    if (!same) broken.push(`${name}: ${here.length} facts here and ${there.length} there, or others`)
    return broken
  })
}

function chainBreaks(name: string, links: readonly ChainLink[]): string[] {
  let head = '0'.repeat(64)
  for (const [index, link] of links.entries()) {
    if (link.seq !== index + 1) return [`${name}: sequence ${link.seq} follows ${index}`]
    if (link.previous_hash !== head) return [`${name}: the chain breaks at ${link.seq}`]
    head = createHash('sha256')
      .update(link.previous_hash + link.body_hash)
      .digest('hex')
  }
  return []
}

/** An order that was paid is paid for ever: on its terminal too it is there, with its money, in a state after that. */
function paidOrdersStand(site: TerminalSite, store: Database, witness: Witness): string[] {
  const orders = site.service?.context.terminal.store.orders
  const refused = store.prepare('SELECT refusal_code FROM orders WHERE order_id = ?').pluck()
  return [...witness.orders.values()].flatMap((seen) => {
    const { terminal, orderId, outcome, totalMinor, totals, soldAgain } = seen
    if (terminal !== site.name || outcome !== 'done') return []
    const stored = orders?.get(orderId)
    if (!stored) return seen.gone || seen.carriedBy.size > 0 ? [] : [`order ${orderId} is no longer on ${site.name}`]
    const paidMinor = stored.order.payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
    if (soldAgain) return keptApart(stored, paidMinor, totals.has(paidMinor), store)
    if (paidMinor !== totalMinor) return [`order ${orderId} on ${site.name} has ${paidMinor} of ${totalMinor} paid`]
    if (stored.state === 'placed' || stored.state === 'sent') return [`order ${orderId} on ${site.name} waits for ever`]
    if (!refundsAgree(stored, orders!.cancellations(orderId)))
      return [`order ${orderId} on ${site.name} does not show what was given back of it: ${stored.state}`]
    const isHidden = stored.refusal === null && stored.state !== 'cancelled'
    if (isHidden && typeof refused.get(orderId) === 'string')
      return [`order ${orderId} on ${site.name} does not show what the central store said of it`]
    return []
  })
}

/** Of two sales under one id the terminal shows the one that the central store has, or says that its own is refused. */
function keptApart({ order, refusal }: StoredOrder, paidMinor: number, isSeen: boolean, store: Database): string[] {
  const there = store.prepare('SELECT total_minor FROM orders WHERE order_id = ?').pluck().get(order.orderId)
  if (refusal?.code === 'order.same_id_other_body' || (isSeen && there === paidMinor)) return []
  return [
    `order ${order.orderId} was sold twice: ${paidMinor} here, ${String(there)} in the central store, and none is told`,
  ]
}

/** The sum given back is that of its cancellations, and where nothing is left of the order, it says so. */
function refundsAgree(stored: StoredOrder, cancellations: readonly Cancellation[]): boolean {
  const sum = cancellations.reduce((total, { refundMinor }) => total + refundMinor, 0)
  const isEmpty = stored.order.lines.every((line) => quantityLeft(line, cancellations) === 0)
  return stored.refundedMinor === sum && isEmpty === ['cancelled', 'returned'].includes(stored.state)
}

/** What a terminal shows as an order is one in the central store. */
function nothingElseThere(site: TerminalSite, store: Database): string[] {
  const stands = store.prepare('SELECT 1 FROM orders WHERE order_id = ?').pluck()
  const here = connectionTo(site.folder, site.file).prepare('SELECT order_id FROM orders').pluck().all() as string[]
  return here.flatMap((orderId) => (stands.get(orderId) ? [] : [`order ${orderId} stands on ${site.name} alone`]))
}

/** What is left of counted goods is what there was, without what was sold, and with what was taken back. */
function stockAgrees(store: Database): string[] {
  const sold = new Map<string, number>()
  const bodies = store
    .prepare(
      "SELECT body FROM paper_orders UNION ALL SELECT body FROM (SELECT body FROM facts WHERE outcome = 'accepted' ORDER BY terminal_id, epoch, seq)",
    )
    .pluck()
    .all() as string[]
  const refused = new Set(store.prepare('SELECT order_id FROM orders WHERE refusal_code IS NOT NULL').pluck().all())
  const skuOf = new Map<string, string>()
  const move = (sku: string, quantity: number) => sold.set(sku, (sold.get(sku) ?? 0) + quantity)
  const seen = new Set<string>()
  const parsed = bodies.map((body) => JSON.parse(body))
  for (const body of parsed) {
    if (body.kind !== 'order.placed' || seen.has(body.order.orderId)) continue
    seen.add(body.order.orderId)
    for (const { lineId, sku, quantity } of body.order.lines) {
      skuOf.set(`${body.order.orderId}/${lineId}`, sku)
      if (!refused.has(body.order.orderId)) move(sku, quantity)
    }
  }
  for (const body of parsed) {
    if (body.kind !== 'order.cancelled' || seen.has(body.cancellation.cancellationId)) continue
    const { orderId, cancellationId, lines } = body.cancellation
    seen.add(cancellationId)
    if (!refused.has(orderId))
      for (const { lineId, quantity } of lines) move(skuOf.get(`${orderId}/${lineId}`) ?? '', -quantity)
  }
  const left = store.prepare('SELECT sku, on_hand AS onHand FROM stock WHERE on_hand IS NOT NULL').all()
  return (left as { sku: string; onHand: number }[]).flatMap(({ sku, onHand }) => {
    const expected = 1_000 - (sold.get(sku) ?? 0)
    return onHand === expected ? [] : [`stock of ${sku} is ${onHand} instead of ${expected}`]
  })
}

/** Every terminal has the prices of the central store. */
function catalogueAgrees(sites: readonly TerminalSite[], store: Database): string[] {
  const there = store
    .prepare('SELECT sku, price_minor FROM product_versions WHERE until_version IS NULL AND removed = 0 ORDER BY sku')
    .raw()
    .all()
  const expected = JSON.stringify(there)
  return sites.flatMap((site) => {
    const here = connectionTo(site.folder, site.file)
      .prepare('SELECT sku, price_minor FROM products ORDER BY sku')
      .raw()
      .all()
    return JSON.stringify(here) === expected
      ? []
      : [`the catalogue of ${site.name} is another than the central store's`]
  })
}

/**
 * Nobody tampered with anything, so nobody must be told that somebody did. That data was put back is told, and what
 * then stands in one place in two ways.
 */
function noFalseAlarm(store: Database, sites: readonly TerminalSite[]): string[] {
  const siteOf = new Map(
    sites.map((site) => [site.service?.context.terminal.settings.identity()?.terminalId, site] as const),
  )
  const alarms = store
    .prepare<[], Alarm>(
      "SELECT kind, terminal_id AS terminalId, epoch, seq, details FROM alarms WHERE settled_at_ms IS NULL AND kind NOT IN ('restored', 'price_unproven')",
    )
    .all()
  return alarms.flatMap(({ kind, terminalId, epoch, seq, details }) => {
    const site = siteOf.get(terminalId)
    if (OF_PARTED_EPOCHS.has(kind) && site?.partedEpochs.has(epoch)) return []
    if (kind === 'terminal_put_back' && site?.hasLostData) return []
    return [`false alarm: ${kind} of ${site?.name} ${epoch}/${seq} ${details}`]
  })
}
