import { CancellationSchema, OrderSchema } from '../../contract/values.ts'
import type { JournalEntry } from '../../db/journal.ts'
import type { Salvaged } from '../../db/salvage.ts'
import { businessDayOf, factMessage, FIRST_PREVIOUS_HASH, subjectOf } from '../../domain/fact.ts'
import { chainHead } from '../../trust/hash.ts'
import { verifySignature } from '../../trust/signing.ts'
import type { TerminalContext } from '../context.ts'
import { appendText, beginEpoch, today } from '../journal/append.ts'
import type { Witness } from '../journal/witness.ts'
import { missingFacts, type Known } from './missing.ts'
import { missingBefore, REPORT, stillMissing, type MissingFacts, type RecoveryReport } from './report.ts'
import { bodyOf, keepWaiting, takeIn } from './take-in.ts'

type PutBack = Pick<RecoveryReport, 'salvagedOrders' | 'requeuedFacts' | 'missing'>

const MOST_NUMBERS_SKIPPED = 2_000
/** More than a counter takes orders in a day, where nobody knows how many there were. */
const UNCOUNTED_NUMBERS = 1_000

export interface LastSeen {
  /** The newest fact that the damaged database is known to have had. */
  readonly witness: Witness | undefined
  /** Nothing says how many facts there were. */
  readonly uncounted: boolean
}

/**
 * Puts the facts that were read out of a damaged database back into the one that takes its place, with their orders and
 * cancellations, and begins a new epoch. Facts that continue the journal keep their place; the others are told again in
 * the new epoch: the central store knows an order by its id and its bytes, wherever it stands. In a transaction.
 */
export function putBackFacts(context: TerminalContext, salvaged: Salvaged, { witness, uncounted }: LastSeen): PutBack {
  const entries = genuineEntries(context, salvaged)
  const [kept, homeless] = keepPlaces(context, entries)
  const before = countOrders(kept.map(({ body }) => body), context) // prettier-ignore
  const documents = documentBodies(context, salvaged, homeless)
  const known: Known = { entries, documents, witness }
  const missing = missingNow(context, salvaged, known)
  const highest = Math.max(witness?.epoch ?? 0, presentEpoch(salvaged), ...entries.map(({ epoch }) => epoch))
  beginEpoch(context, 'restored', highest)
  const again = ordersFirst([...homeless.map(({ body }) => body), ...documents])
  const salvagedOrders = before + countOrders(again, context)
  keepWaiting(context, again)
  const requeuedFacts = again.filter((text) => tellAgain(context, text)).length
  // The numbers of orders that are gone stand on receipts that people hold.
  const lost = missing.reduce((sum, { fromSeq, toSeq }) => sum + toSeq - fromSeq + 1, 0)
  const skipped = Math.min(lost + (uncounted ? UNCOUNTED_NUMBERS : 0), MOST_NUMBERS_SKIPPED)
  for (let i = 0; i < skipped; i++) context.store.orders.takeRunning(today(context))
  return { salvagedOrders, requeuedFacts, missing }
}

/** What this recovery cannot find, and what those before it could not. */
function missingNow({ store }: TerminalContext, { settings }: Salvaged, known: Known): MissingFacts[] {
  const { journal } = store
  const places = new Set(known.entries.map(({ epoch, seq }) => `${epoch}/${seq}`))
  const newest = settings.get(REPORT)
  const before = missingBefore([store.settings.get(REPORT), newest === undefined ? undefined : JSON.parse(newest)])
  const isThere = (epoch: number, seq: number) => places.has(`${epoch}/${seq}`) || journal.get(epoch, seq) !== undefined
  return stillMissing([...before, ...missingFacts(journal, known)], isThere)
}

/** What nobody can tell as this terminal any more, as it does not know who it was. */
export function missingOfNobody({ journal }: Salvaged, witness: Witness | undefined): MissingFacts[] {
  const places = [...journal, ...(witness ? [witness] : [])]
  return stillMissing(places.map(({ epoch, seq }) => ({ epoch, fromSeq: 1, toSeq: seq })), () => false) // prettier-ignore
}

/** Each place once. What stands in the columns beside a body is not signed, but follows from it. */
function genuineEntries(context: TerminalContext, { journal }: Salvaged): JournalEntry[] {
  const found = new Map<string, JournalEntry>()
  for (const entry of journal) {
    const body = isGenuine(context, entry) ? bodyOf(entry.body) : undefined
    if (!body) continue
    const about = { kind: body.kind, subjectId: subjectOf(body), businessDay: businessDayOf(body) }
    found.set(`${entry.epoch}/${entry.seq}`, { ...entry, ...about })
  }
  return [...found.values()]
}

function isGenuine({ settings, keys }: TerminalContext, entry: JournalEntry): boolean {
  if (entry.signature === '') return true
  const message = factMessage(settings.identity()?.terminalId ?? '', entry.epoch, entry)
  return verifySignature(keys.signing.publicKey, message, entry.signature)
}

/** Nobody can cancel what was not ordered yet; and where an epoch began is told by the epoch itself. */
function ordersFirst(bodies: readonly string[]): string[] {
  const isOf = (kind: string) => (body: string) => body.startsWith(`{"kind":"${kind}"`)
  const told = bodies.filter((body) => !isOf('epoch.begun')(body))
  return [...told.filter(isOf('order.placed')), ...told.filter((body) => !isOf('order.placed')(body))]
}

/** @returns those that stand where they stood, and those that have no place any more. */
function keepPlaces({ store }: TerminalContext, entries: readonly JournalEntry[]): [JournalEntry[], JournalEntry[]] {
  const kept: JournalEntry[] = []
  const homeless: JournalEntry[] = []
  for (const entry of entries) {
    const there = store.journal.get(entry.epoch, entry.seq)
    if (there?.bodyHash === entry.bodyHash) continue
    const last = store.journal.newest(entry.epoch)
    const head = last ? chainHead(last.previousHash, last.bodyHash) : FIRST_PREVIOUS_HASH
    const continues = entry.seq === (last?.seq ?? 0) + 1 && entry.previousHash === head
    if (continues) store.journal.append(entry)
    ;(continues ? kept : homeless).push(entry)
  }
  return [kept, homeless]
}

/** Orders and cancellations of which only the row was left, as the bodies their facts had. */
function documentBodies({ store }: TerminalContext, salvaged: Salvaged, homeless: readonly JournalEntry[]): string[] {
  const told = new Set(homeless.map(({ body }) => body))
  const orders = [...salvaged.orders]
    .filter(([orderId, text]) => !store.orders.get(orderId) && OrderSchema.safeParse(JSON.parse(text)).success)
    .map(([, text]) => `{"kind":"order.placed","order":${text}}`)
  const cancellations = [...salvaged.cancellations]
    .filter(([id, text]) => !store.orders.cancellation(id) && CancellationSchema.safeParse(JSON.parse(text)).success)
    .map(([, text]) => `{"kind":"order.cancelled","cancellation":${text}}`)
  return [...orders.toSorted(), ...cancellations.toSorted()].filter((body) => !told.has(body))
}

/** @returns how many orders of these bodies were lacking and are there now. */
function countOrders(bodies: readonly string[], context: TerminalContext): number {
  let count = 0
  for (const text of bodies) {
    const body = bodyOf(text)
    if (body && takeIn(context, body) && body.kind === 'order.placed') count += 1
  }
  return count
}

function tellAgain(context: TerminalContext, text: string): boolean {
  const body = bodyOf(text)
  if (body) appendText(context, body, text)
  return body !== undefined
}

/** The epoch the damaged database was in, which may have had no fact that could be read. */
function presentEpoch({ settings }: Salvaged): number {
  const identity = settings.get('identity')
  const epoch: unknown = identity === undefined ? 0 : (JSON.parse(identity) as { epoch?: unknown }).epoch
  return typeof epoch === 'number' && Number.isSafeInteger(epoch) ? epoch : 0
}
