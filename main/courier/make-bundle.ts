import { setImmediate as othersFirst } from 'node:timers/promises'
import {
  bundleName,
  countFacts,
  MAX_RANGES,
  MAX_SEALED_BYTES,
  storeKeyText,
  type CourierRange,
  type FactLine,
  type FactsHeader,
} from '../../contract/courier.ts'
import type { StoreKeys } from '../../contract/central.ts'
import type { JournalEntry } from '../../db/journal.ts'
import { fits, makeBundle, pack } from '../../trust/bundle.ts'
import { sha256Hex } from '../../trust/hash.ts'
import { freshId, type TerminalContext } from '../context.ts'
import { today } from '../journal/append.ts'
import type { Identity } from '../settings.ts'
import type { NumberedRequest } from '../sync/control.ts'
import { countForBundle } from './count-days.ts'

/** Half of what a reader takes, some 80,000 orders: a terminal's memory is smaller than a store's. */
const MOST_PLAIN_BYTES = 128 * 1024 * 1024
const FACTS_AT_ONCE = 100

export type EnrolledIdentity = Identity & { readonly storeKeys: StoreKeys }

/** What a bundle says of where this terminal stands, so that a bundle made earlier is known to be as good still. */
export type Standing = Pick<
  FactsHeader,
  | 'terminalId'
  | 'terminalNumber'
  | 'storeKeyId'
  | 'day'
  | 'statesCursor'
  | 'catalogueVersion'
  | 'wholeCatalogue'
  | 'incarnation'
>

export function standing(context: TerminalContext, identity: EnrolledIdentity): Standing {
  const { settings } = context
  return {
    terminalId: identity.terminalId,
    terminalNumber: identity.terminalNumber,
    storeKeyId: sha256Hex(storeKeyText(identity.storeKeys)),
    day: today(context),
    statesCursor: settings.statesCursor(),
    catalogueVersion: settings.catalogue().version,
    wholeCatalogue: settings.catalogueStale(),
    incarnation: identity.incarnation,
  }
}

/**
 * What waits for the central store: of each epoch everything from the first fact that it has not acknowledged. The
 * present epoch is named also where nothing waits: a store that has less of it than it once said was restored.
 */
export function waitingRanges({ settings, store }: TerminalContext): CourierRange[] {
  const present = settings.identity()?.epoch
  return store.journal.epochs().flatMap(({ epoch, seq }) => {
    const fromSeq = store.outbox.acknowledgedSeq(epoch) + 1
    return fromSeq <= seq || epoch === present ? [{ epoch, fromSeq, toSeq: seq }] : []
  })
}

export interface MadeBundle {
  readonly bundleId: string
  readonly name: string
  readonly file: Buffer
  readonly ranges: readonly CourierRange[]
  readonly leftFacts: number
}

/** Makes a bundle of what waits, oldest first, as much of it as fits; the rest goes with the next one. */
export async function makeFactsBundle(
  context: TerminalContext,
  identity: EnrolledIdentity,
  waiting: readonly CourierRange[],
): Promise<MadeBundle> {
  const { keys, random, clock } = context
  for (let mostBytes = MOST_PLAIN_BYTES; ;) {
    const ranges: CourierRange[] = []
    const asked: NumberedRequest[] = []
    const packed = await pack(contentLines(context, waiting.slice(0, MAX_RANGES), mostBytes, { ranges, asked }))
    if (!fits(packed)) {
      // It could not be compressed as facts usually can: with as much less it fits.
      mostBytes = Math.floor((packed.plainBytes * MAX_SEALED_BYTES * 0.9) / packed.bytes.length)
      continue
    }
    const bundleId = freshId(context)
    const stands = standing(context, identity)
    const control = asked.length > 0 ? { control: true } : {}
    const header = { kind: 'facts' as const, ...stands, bundleId, madeAtMs: clock.nowMs(), ranges, ...control }
    const file = makeBundle(header, packed, {
      sender: keys.signing,
      receiver: identity.storeKeys.sealing,
      ephemeralSeed: random.bytes(32),
    })
    const leftFacts = countFacts(waiting) - countFacts(ranges)
    return { bundleId, name: bundleName(stands.terminalNumber, stands.day), file, ranges, leftFacts }
  }
}

interface Content {
  /** Of the facts that found room. */
  readonly ranges: CourierRange[]
  /** What the store is asked to compare, if anything. */
  readonly asked: NumberedRequest[]
}

/** @param content is told what there is. */
async function* contentLines(
  context: TerminalContext,
  waiting: readonly CourierRange[],
  mostBytes: number,
  content: Content,
): AsyncGenerator<string> {
  yield* factLines(context, waiting, mostBytes, content.ranges)
  const request = await countForBundle(context, content.ranges)
  if (!request) return
  content.asked.push(request)
  yield `${JSON.stringify({ part: 'control', request })}\n`
}

/** @param taken is told which of the facts found room. */
async function* factLines(
  { store }: TerminalContext,
  ranges: readonly CourierRange[],
  mostBytes: number,
  taken: CourierRange[],
): AsyncGenerator<string> {
  let bytes = 0
  for (const { epoch, fromSeq, toSeq } of ranges) {
    if (fromSeq > toSeq) taken.push({ epoch, fromSeq, toSeq })
    for (let seq = fromSeq; seq <= toSeq;) {
      for (const entry of store.journal.from(epoch, seq, Math.min(FACTS_AT_ONCE, toSeq - seq + 1))) {
        const line = `${JSON.stringify(lineOf(entry))}\n`
        bytes += Buffer.byteLength(line)
        if (bytes > mostBytes) return
        yield line
        const last = taken.at(-1)
        if (last?.epoch === epoch) last.toSeq = entry.seq
        else taken.push({ epoch, fromSeq: entry.seq, toSeq: entry.seq })
        seq = entry.seq + 1
      }
      await othersFirst()
    }
  }
}

function lineOf(entry: JournalEntry): FactLine {
  const { epoch, seq, bodyHash, previousHash, wallMs, bootId, monotonicMs, body, signature } = entry
  return { epoch, seq, bodyHash, previousHash, wallMs, bootId, monotonicMs, body, signature }
}
