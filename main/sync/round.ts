import { createHash } from 'node:crypto'
import { MAX_FACTS_PER_PUSH, MAX_PUSH_BYTES, type OrderStateRow, type Verdict } from '../../contract/facts.ts'
import type { Refusal } from '../../db/orders.ts'
import { canBecome } from '../../domain/order.ts'
import { freshId, publish, type TerminalContext } from '../context.ts'
import { terminalInfo } from '../info.ts'
import { publishCart, publishOrder } from '../ordering.ts'
import { CentralError, type CentralClient } from './central-client.ts'
import { takeSnapshot } from './snapshot.ts'
import { publishSync } from './status.ts'

const KEEP_ACKNOWLEDGED_MS = 90 * 24 * 3_600_000
const PICTURES_AT_ONCE = 8
const PICTURE_TYPES = ['image/svg+xml', 'image/png', 'image/jpeg', 'image/webp']

export interface RoundOptions {
  /** What the terminal calls itself at enrolment. */
  readonly terminalName: string
  readonly enrolmentCode: string | undefined
  /** Where a snapshot is kept while it is downloaded. */
  readonly snapshotFile: string
  readonly signal: AbortSignal
}

/**
 * One talk with the central store: orders first, then what it knows that the terminal does not.
 * @throws CentralError at the first thing that fails; all before it is kept, and the next round goes on from there.
 */
export async function syncRound(context: TerminalContext, client: CentralClient, options: RoundOptions): Promise<void> {
  await enrol(context, client, options)
  await pushFacts(context, client)
  await pullCatalogue(context, client, options.snapshotFile)
  if (await pullStates(context, client)) {
    await pushFacts(context, client)
    await pullStates(context, client)
  }
  await pullPictures(context, client, options.signal)
  const nowMs = context.clock.nowMs()
  context.settings.saveLastSync(nowMs)
  context.store.outbox.prune(nowMs - KEEP_ACKNOWLEDGED_MS)
  context.store.printQueue.prune(nowMs - KEEP_ACKNOWLEDGED_MS)
}

async function enrol(context: TerminalContext, client: CentralClient, options: RoundOptions): Promise<void> {
  const { settings } = context
  if (settings.identity()) return
  if (options.enrolmentCode === undefined)
    throw new CentralError('terminal.not_enrolled', 'no enrolment code was given')
  const answer = await client.enrol({
    code: options.enrolmentCode,
    name: options.terminalName,
    installationId: settings.installationId(() => freshId(context)),
  })
  const { shop, ...identity } = answer
  context.store.transaction(() => {
    settings.saveIdentity(identity)
    settings.saveShop(shop)
  })
  context.log('terminal.enrolled', { terminalNumber: identity.terminalNumber })
  publish(context, { type: 'info', info: terminalInfo(context) })
  publishCart(context)
}

async function pushFacts(context: TerminalContext, client: CentralClient): Promise<void> {
  let rewound = false
  for (;;) {
    const batch = context.store.outbox.waiting(MAX_FACTS_PER_PUSH, MAX_PUSH_BYTES)
    const first = batch[0]
    if (!first) return
    const facts = batch.map(({ seq, bodyHash, previousHash, wallMs, bootId, monotonicMs, body }) => ({
      ...{ seq, bodyHash, previousHash, wallMs, bootId, monotonicMs, body, signature: '' },
    }))
    try {
      const answer = await client.push({ epoch: first.epoch, facts })
      const settled = answer.verdicts.filter(({ seq }) => seq <= answer.acknowledgedSeq)
      if (!settled.some(({ seq }) => seq === first.seq))
        throw new CentralError('answer.malformed', 'the oldest fact was not acknowledged')
      settle(context, first.epoch, settled)
    } catch (error) {
      // It lost what it had acknowledged, or never had it: whatever it lacks is sent again, once a round.
      const acknowledgedSeq = gapOf(error)
      if (acknowledgedSeq === undefined || rewound) throw error
      rewound = true
      context.store.transaction(() => {
        context.store.outbox.rewind(first.epoch, acknowledgedSeq)
        context.settings.saveStatesCursor(0)
      })
      context.log('sync.rewound', { acknowledgedSeq })
    }
  }
}

function gapOf(error: unknown): number | undefined {
  if (!(error instanceof CentralError) || error.code !== 'facts.gap') return undefined
  const acknowledgedSeq = error.details['acknowledgedSeq']
  return typeof acknowledgedSeq === 'number' ? acknowledgedSeq : undefined
}

function settle(context: TerminalContext, epoch: number, verdicts: readonly Verdict[]): void {
  const { store } = context
  const nowMs = context.clock.nowMs()
  const touched = new Set<string>()
  store.transaction(() => {
    for (const verdict of verdicts) {
      const fact = store.outbox.subjectOf(epoch, verdict.seq)
      if (!fact) continue
      store.outbox.acknowledge(epoch, verdict.seq, JSON.stringify(verdict), nowMs)
      const orderId = fact.kind === 'order.placed' ? fact.subjectId : store.orders.cancellation(fact.subjectId)?.orderId
      if (orderId === undefined) continue
      touched.add(orderId)
      settleOrder(context, orderId, fact.kind, verdict, nowMs)
    }
  })
  for (const orderId of touched) publishOrder(context, orderId)
  publishSync(context)
}

function settleOrder(context: TerminalContext, orderId: string, kind: string, verdict: Verdict, nowMs: number): void {
  const { orders } = context.store
  const stored = orders.get(orderId)
  if (!stored) return
  const refusal = refusalOf(verdict)
  if (kind === 'order.placed') {
    const state = refusal ? 'refused' : 'accepted'
    if (canBecome(stored.state, state)) orders.setState(orderId, state, 'central', nowMs, refusal)
  } else if (refusal) {
    // The order stands there as it did, whatever this terminal made of it, and the clerk must see that.
    if (stored.state === 'cancelled') orders.setState(orderId, 'accepted', 'central', nowMs, refusal)
    else orders.setState(orderId, stored.state, stored.stateSource, stored.stateAtMs, refusal)
  }
}

function refusalOf(verdict: Pick<Verdict, 'code' | 'details'> & { outcome?: Verdict['outcome'] }): Refusal | undefined {
  if (verdict.outcome === 'accepted' || verdict.code === undefined) return undefined
  return verdict.details ? { code: verdict.code, details: verdict.details } : { code: verdict.code }
}

async function pullCatalogue(context: TerminalContext, client: CentralClient, snapshotFile: string): Promise<void> {
  const { settings, store } = context
  const before = settings.catalogue().version
  if (before === 0) await takeSnapshot(context, client, snapshotFile)
  for (;;) {
    const since = settings.catalogue().version
    let page
    try {
      page = await client.changes(since)
    } catch (error) {
      if (!(error instanceof CentralError) || !error.code.startsWith('catalogue.cursor_')) throw error
      await takeSnapshot(context, client, snapshotFile)
      break
    }
    store.transaction(() => {
      store.catalogue.upsert(page.products, page.removedSkus, page.categories)
      const changed = page.products.length + page.removedSkus.length > 0
      const products = changed ? store.catalogue.count() : settings.catalogue().products
      settings.saveCatalogue({ version: page.next, asOfMs: page.asOfMs, products })
      settings.saveShop(page.shop)
    })
    if (page.complete) break
    mustLeadOn(since, page.next)
  }
  if (settings.catalogue().version !== before) announceCatalogue(context)
}

function announceCatalogue(context: TerminalContext): void {
  publish(context, { type: 'catalogue', version: context.settings.catalogue().version })
  publish(context, { type: 'info', info: terminalInfo(context) })
  publishSync(context)
}

/** @returns whether the store has less than it once acknowledged: what it lost is queued again, and its states are asked for anew. */
async function pullStates(context: TerminalContext, client: CentralClient): Promise<boolean> {
  const { settings, store } = context
  for (;;) {
    const after = settings.statesCursor()
    const answer = await client.states(after)
    if (rewindTo(context, answer.acknowledgedSeq)) return true
    store.transaction(() => {
      for (const row of answer.states) takeState(context, row)
      settings.saveStatesCursor(answer.next)
    })
    for (const { orderId } of answer.states) publishOrder(context, orderId)
    if (answer.complete) return false
    mustLeadOn(after, answer.next)
  }
}

/** A central store restored from a backup has forgotten the newest facts; this terminal still has them. */
function rewindTo(context: TerminalContext, acknowledgedSeq: number): boolean {
  const { settings, store } = context
  const epoch = settings.identity()?.epoch
  if (epoch === undefined || acknowledgedSeq >= store.outbox.acknowledgedSeq(epoch)) return false
  store.transaction(() => {
    store.outbox.rewind(epoch, acknowledgedSeq)
    settings.saveStatesCursor(0)
  })
  context.log('sync.rewound', { acknowledgedSeq })
  return true
}

/** More is said to follow, but from the same place: asking again would never end. */
function mustLeadOn(from: number, next: number): void {
  if (next <= from) throw new CentralError('answer.malformed', `there is more after ${from}, but it begins at ${next}`)
}

function takeState(context: TerminalContext, row: OrderStateRow): void {
  const { orders } = context.store
  const stored = orders.get(row.orderId)
  if (!stored) return
  // Cancelled here while it was being handed over there: the goods are out, so the central store's word holds.
  const overruled = stored.state === 'cancelled' && stored.stateSource === 'terminal' && row.state === 'returned'
  if (!overruled && !canBecome(stored.state, row.state)) return
  // A cancellation that was refused earlier stays in view, wherever its order goes.
  orders.setState(row.orderId, row.state, 'central', row.atMs, refusalOf(row) ?? stored.refusal ?? undefined)
}

async function pullPictures(context: TerminalContext, client: CentralClient, signal: AbortSignal): Promise<void> {
  const { catalogue } = context.store
  const unavailable = new Set<string>()
  let fetched = 0
  for (;;) {
    const wanted = catalogue
      .missingPictures(PICTURES_AT_ONCE + unavailable.size)
      .filter((hash) => !unavailable.has(hash))
    if (wanted.length === 0 || signal.aborted) break
    await Promise.all(
      wanted.slice(0, PICTURES_AT_ONCE).map(async (hash) => {
        if (await pullPicture(context, client, hash)) fetched += 1
        else unavailable.add(hash)
      }),
    )
  }
  if (fetched > 0) announceCatalogue(context)
}

async function pullPicture(context: TerminalContext, client: CentralClient, hash: string): Promise<boolean> {
  try {
    const { mediaType, bytes } = await client.picture(hash)
    const genuine = createHash('sha256').update(bytes).digest('hex') === hash
    if (!genuine || !PICTURE_TYPES.includes(mediaType)) return false
    context.store.catalogue.addPicture({ hash, mediaType, bytes })
    return true
  } catch (error) {
    if (error instanceof CentralError && error.code === 'picture.unknown') return false
    throw error
  }
}
