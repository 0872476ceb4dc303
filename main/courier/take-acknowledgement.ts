import { setImmediate as othersFirst } from 'node:timers/promises'
import {
  AcknowledgementLine,
  storeKeyText,
  type AcknowledgementHead,
  type AcknowledgementHeader,
  type CourierRange,
} from '../../contract/courier.ts'
import type { ControlAnswer, EpochHead, OrderStateRow, Verdict } from '../../contract/facts.ts'
import type { ChangesAnswer } from '../../contract/central.ts'
import { FIRST_PREVIOUS_HASH } from '../../domain/fact.ts'
import { fail, ok, type Result } from '../../domain/result.ts'
import { linesOf, openBundle, type BundleError } from '../../trust/bundle.ts'
import { chainHead, sha256Hex } from '../../trust/hash.ts'
import type { StickEntry } from '../../trust/carry.ts'
import type { CourierFile } from '../../trust/stick.ts'
import type { TerminalContext } from '../context.ts'
import { announceCatalogue, takeChanges } from '../sync/catalogue.ts'
import { compareStore } from '../sync/compare-store.ts'
import { isNews, noteThatStoreCompares, takeComparison } from '../sync/compared.ts'
import type { NumberedRequest } from '../sync/control.ts'
import { settle } from '../sync/settle.ts'
import { takeStates } from '../sync/states.ts'
import { publishSync } from '../sync/status.ts'
import { courierRecord, saveCourierRecord } from './record.ts'
import { enrolledIdentity } from './write-stick.ts'

export type TakeError =
  BundleError | 'courier.foreign' | 'courier.old' | 'terminal.not_enrolled' | 'courier.needs_network'

export type TakenAcknowledgement = Pick<
  StickEntry,
  'facts' | 'fresh' | 'refused' | 'states' | 'products' | 'more' | 'catalogueNeedsNetwork'
>

interface Parts {
  readonly head: AcknowledgementHead
  readonly refused: ReadonlyMap<number, ReadonlyMap<number, Verdict>>
  readonly states: readonly OrderStateRow[]
  readonly pages: readonly ChangesAnswer[]
  /** What the bundle asked to be compared, with the answer. */
  readonly compared: { readonly asked: NumberedRequest; readonly answer: ControlAnswer } | undefined
}

/** Orders are taken meanwhile: each portion is as short as one that comes over the network. */
const AT_ONCE = 100

/**
 * Takes the central store's answer in: it alone ends the waiting of facts, and it brings what a round over the network
 * would have brought. Everything is checked before anything is changed; cut off in between, it can be taken in again.
 */
export async function takeAcknowledgement(
  context: TerminalContext,
  { head: fileHead, bytes }: CourierFile,
): Promise<Result<TakenAcknowledgement, TakeError>> {
  const { header } = fileHead
  const identity = enrolledIdentity(context)
  if (!identity.ok) return identity
  if (header.kind !== 'acknowledgement') return fail('courier.not_a_bundle', { kind: header.kind })
  const { terminalId, storeKeys, incarnation } = identity.value
  if (header.storeKeyId !== sha256Hex(storeKeyText(storeKeys))) return fail('courier.foreign', { what: 'store' })
  if (header.terminalId !== terminalId)
    return fail('courier.foreign', { what: 'terminal', terminalNumber: header.terminalNumber })
  const plain = await openBundle(fileHead, bytes, storeKeys.signing, context.keys.sealing)
  if (!plain.ok) return plain
  const parts = await partsOf(plain.value)
  if (!parts) return fail('courier.altered', { what: 'content' })
  if (isOld(context, header, parts, incarnation)) return fail('courier.old')
  const brought = await takeParts(context, header, parts)
  saveCourierRecord(context, { acknowledged: { atMs: context.clock.nowMs(), acknowledgementId: header.bundleId } })
  context.log('courier.acknowledged', { ...header.counts })
  publishSync(context)
  const { catalogue, states } = parts.head
  const catalogueNeedsNetwork = catalogue.kind === 'needs_network'
  const more = !states.complete || !(catalogue.complete || catalogueNeedsNetwork)
  return ok({ ...header.counts, ...brought, more, catalogueNeedsNetwork })
}

async function partsOf(plain: Buffer): Promise<Parts | undefined> {
  let head: AcknowledgementHead | undefined
  const refused = new Map<number, Map<number, Verdict>>()
  const states: OrderStateRow[] = []
  const pages: ChangesAnswer[] = []
  let compared: Parts['compared']
  for (const text of linesOf(plain)) {
    const line = lineOf(text)
    if (!line || (line.part === 'head') === (head !== undefined)) return undefined
    if (line.part === 'head') head = line
    else if (line.part === 'states') states.push(...line.states)
    else if (line.part === 'catalogue') pages.push(line.page)
    else if (line.part === 'control') compared = comparedOf(line)
    else {
      const ofEpoch = refused.get(line.epoch) ?? new Map<number, Verdict>()
      for (const verdict of line.verdicts) ofEpoch.set(verdict.seq, verdict)
      refused.set(line.epoch, ofEpoch)
    }
    await othersFirst()
  }
  return head && { head, refused, states, pages, compared }
}

function comparedOf({ asked, answer }: Extract<AcknowledgementLine, { part: 'control' }>): Parts['compared'] {
  const { number } = asked
  return number === undefined ? undefined : { asked: { ...asked, number }, answer }
}

function lineOf(text: string): AcknowledgementLine | undefined {
  try {
    return AcknowledgementLine.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/**
 * Another incarnation is news only to a terminal that still knows the one it answered: since then it may have heard of
 * a later one over the network. Of the same incarnation, an answer is old where it was taken in, or says nothing new.
 */
function isOld(
  context: TerminalContext,
  { bundleId, answers, incarnation }: AcknowledgementHeader,
  parts: Parts,
  known: string,
): boolean {
  const { made, acknowledged } = courierRecord(context)
  if (acknowledged?.acknowledgementId === bundleId) return true
  if (incarnation !== known) return answers.incarnation !== known
  if (answers.bundleId === made?.bundleId) return false
  const { settled, states } = parts.head
  const isSettled = settled.every(({ epoch, toSeq }) => toSeq <= context.store.outbox.acknowledgedSeq(epoch))
  const asked = parts.compared?.asked
  const isCompared = !asked || asked.days.length === 0 || !isNews(context, asked)
  return isSettled && isCompared && states.next <= context.settings.statesCursor() && !bringsCatalogue(context, parts)
}

async function takeParts(context: TerminalContext, header: AcknowledgementHeader, parts: Parts) {
  const { head } = parts
  compareStore(context, {
    acknowledgedSeq: 0,
    incarnation: header.incarnation,
    epochs: headsFor(context, header.incarnation, head.epochs),
  })
  for (const range of head.settled)
    if (isOfThese(context, header, head, range.epoch)) await settleRange(context, range, parts.refused.get(range.epoch))
  if (head.compares) noteThatStoreCompares(context)
  if (parts.compared) takeComparison(context, parts.compared.asked, parts.compared.answer)
  return { states: await takeAllStates(context, parts), products: await takeCatalogue(context, parts) }
}

/** @returns how many there were. The cursor moves with the last of them: cut off before, they all come again. */
async function takeAllStates(context: TerminalContext, { head, states }: Parts): Promise<number> {
  const { after, next } = head.states
  const { settings } = context
  const cursor = settings.statesCursor()
  if (after > cursor || next <= cursor) return 0
  for (let at = 0; at < states.length; at += AT_ONCE) {
    takeStates(context, { states: states.slice(at, at + AT_ONCE), next: settings.statesCursor() })
    await othersFirst()
  }
  takeStates(context, { states: [], next: Math.max(next, settings.statesCursor()) })
  return states.length
}

/**
 * Whether it is about the facts that stand here. Where data was put back after a stick was written, others may stand in
 * their places: that is not so for the newest bundle of this data, nor where the store's chain is the one that is here.
 */
function isOfThese(
  context: TerminalContext,
  { answers }: AcknowledgementHeader,
  { epochs }: Parts['head'],
  epoch: number,
): boolean {
  if (answers.bundleId === courierRecord(context).made?.bundleId) return true
  const there = epochs.find((head) => head.epoch === epoch)
  const here = there && context.store.journal.get(epoch, there.acknowledgedSeq)
  return here !== undefined && chainHead(here.previousHash, here.bodyHash) === there?.chainHead
}

/** What is settled already stays as it is. Behind a gap nothing is: the gap is what the next bundle begins with. */
async function settleRange(
  context: TerminalContext,
  { epoch, fromSeq, toSeq }: CourierRange,
  refused: ReadonlyMap<number, Verdict> | undefined,
): Promise<void> {
  let seq = context.store.outbox.acknowledgedSeq(epoch) + 1
  if (fromSeq > seq) return
  for (; seq <= toSeq; seq += AT_ONCE) {
    const seqs = Array.from({ length: Math.min(AT_ONCE, toSeq - seq + 1) }, (_, index) => seq + index)
    settle(
      context,
      epoch,
      seqs.map((one) => refused?.get(one) ?? { seq: one, outcome: 'accepted' }),
    )
    await othersFirst()
  }
}

/**
 * How far the store is, as the sync compares it. Of the same incarnation an answer may have been on its way for days,
 * while the network told more: what is known to be acknowledged is not taken back by it.
 */
function headsFor({ settings, store }: TerminalContext, incarnation: string, heads: readonly EpochHead[]): EpochHead[] {
  if (incarnation !== settings.identity()?.incarnation) return [...heads]
  const told = heads.filter(({ epoch, acknowledgedSeq }) => acknowledgedSeq >= store.outbox.acknowledgedSeq(epoch))
  const later = store.journal.epochs().filter(({ epoch }) => !told.some((head) => head.epoch === epoch))
  return [
    ...told,
    ...later.map(({ epoch }) => {
      const acknowledgedSeq = store.outbox.acknowledgedSeq(epoch)
      const last = store.journal.get(epoch, acknowledgedSeq)
      const head = last ? chainHead(last.previousHash, last.bodyHash) : FIRST_PREVIOUS_HASH
      return { epoch, acknowledgedSeq, chainHead: head }
    }),
  ]
}

/**
 * Whether its catalogue leads on from the one that is here. What it names as `since` does, also to a lower version: the
 * store knows nothing of this one, since it was put back. Otherwise a higher version that is older was lost there since.
 */
function bringsCatalogue({ settings }: TerminalContext, { head, pages: [first] }: Parts): boolean {
  const { kind, since, next } = head.catalogue
  const { version, asOfMs } = settings.catalogue()
  if (!first || kind === 'needs_network') return false
  if (settings.catalogueStale()) return kind === 'whole'
  if (since === version) return kind === 'whole' || next > version
  return next > version && first.asOfMs >= (asOfMs ?? 0) && (kind === 'whole' || since < version)
}

/** @returns how many products it changed. */
async function takeCatalogue(context: TerminalContext, parts: Parts): Promise<number> {
  if (!bringsCatalogue(context, parts)) return 0
  const { settings, store } = context
  const isWhole = parts.head.catalogue.kind === 'whole'
  const taken = isWhole ? parts.pages : parts.pages.filter((page) => page.next > settings.catalogue().version)
  if (isWhole) {
    store.transaction(() => {
      store.catalogue.clear()
      for (const page of taken) takeChanges(context, page)
      settings.saveCatalogueStale(false)
    })
  } else {
    for (const page of taken) {
      // A round over the network may have brought more meanwhile.
      if (page.next > settings.catalogue().version) store.transaction(() => takeChanges(context, page))
      await othersFirst()
    }
  }
  if (taken.length > 0) announceCatalogue(context)
  return taken.reduce((sum, { products, removedSkus }) => sum + products.length + removedSkus.length, 0)
}
