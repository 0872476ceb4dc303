import { randomBytes } from 'node:crypto'
import type { ChangesAnswer } from '../../contract/central.ts'
import {
  MAX_CATALOGUE_BYTES,
  MAX_STATES_BYTES,
  storeKeyText,
  type AcknowledgementHead,
  type AcknowledgementLine,
} from '../../contract/courier.ts'
import type { ControlAnswer, ControlRequest, EpochHead, Verdict } from '../../contract/facts.ts'
import { SEED_BYTES } from '../../trust/signing.ts'
import { makeBundle, pack } from '../../trust/bundle.ts'
import { sha256Hex } from '../../trust/hash.ts'
import { changesSince } from '../store/catalogue-read.ts'
import { readHeads } from '../store/epochs.ts'
import { newId, shopOf, storeRow } from '../store/identity.ts'
import { noteLostCatalogue } from '../store/incarnation.ts'
import { statesAfter } from '../store/orders.ts'
import { publishStock } from '../store/stock.ts'
import { storeKeysOf, storeSecretsOf } from '../store/store-keys.ts'
import type { Db, StoreRow } from '../store/tables.ts'
import { readLostVersions } from '../store/version-gaps.ts'
import type { ReadBundle } from './read-bundle.ts'

export interface CourierOptions {
  readonly db: Db
  readonly now: () => number
  /** How often, at most, stock that orders changed is told to terminals. */
  readonly stockIntervalMs: number
}

/** What the intake said of a bundle's facts. */
export interface Taken {
  /** Facts of the bundle that the store has now, and those among them that were new to it. */
  readonly facts: number
  readonly fresh: number
  /** By epoch: the verdicts that are refusals; of the other facts that the store has it accepted each. */
  readonly refused: ReadonlyMap<number, readonly Verdict[]>
  /** None were missing before them. */
  readonly complete: boolean
  readonly compared?: { readonly asked: ControlRequest; readonly answer: ControlAnswer }
}

const VERDICTS_PER_LINE = 500

/** Says to a terminal what the store has of it, and brings along what a round over the network would have brought. */
export async function acknowledge(options: CourierOptions, bundle: ReadBundle, taken: Taken): Promise<Buffer> {
  const { db, now, stockIntervalMs } = options
  const { header, terminal } = bundle
  await publishStock(db, now(), stockIntervalMs)
  const store = await storeRow(db)
  const isOther = header.incarnation !== store.incarnation
  const states = await statesFor(db, bundle, isOther ? 0 : header.statesCursor)
  const catalogue = await catalogueFor(options, store, bundle, isOther || header.wholeCatalogue)
  const epochs = await readHeads(db, terminal.terminal_id)
  const head: AcknowledgementHead = {
    part: 'head',
    epochs,
    settled: settledRanges(bundle, epochs),
    states: states.span,
    catalogue: catalogue.span,
    shop: shopOf(store),
    compares: true,
  }
  const compared = taken.compared ? [{ part: 'control' as const, ...taken.compared }] : []
  const lines = [head, ...verdictLines(taken), ...compared, ...states.lines, ...catalogue.lines]
  const refused = [...taken.refused.values()].reduce((sum, verdicts) => sum + verdicts.length, 0)
  const packed = await pack(
    lines.map((line: AcknowledgementLine) => `${JSON.stringify(line)}\n`),
    header.compression,
  )
  return makeBundle(
    {
      kind: 'acknowledgement',
      terminalId: header.terminalId,
      terminalNumber: header.terminalNumber,
      storeKeyId: sha256Hex(storeKeyText(storeKeysOf(store))),
      bundleId: newId(now()),
      madeAtMs: now(),
      day: header.day,
      answers: { bundleId: header.bundleId, incarnation: header.incarnation },
      incarnation: store.incarnation,
      counts: { facts: taken.facts, fresh: taken.fresh, refused },
    },
    packed,
    {
      sender: storeSecretsOf(store).signing,
      receiver: terminal.sealing_key,
      ephemeralSeed: randomBytes(SEED_BYTES),
    },
  )
}

function settledRanges({ header }: ReadBundle, epochs: readonly EpochHead[]): AcknowledgementHead['settled'] {
  return header.ranges.flatMap(({ epoch, fromSeq, toSeq }) => {
    const acknowledgedSeq = epochs.find((head) => head.epoch === epoch)?.acknowledgedSeq ?? 0
    const end = Math.min(toSeq, acknowledgedSeq)
    return end < fromSeq ? [] : [{ epoch, fromSeq, toSeq: end }]
  })
}

function verdictLines({ refused }: Taken): AcknowledgementLine[] {
  return [...refused].flatMap(([epoch, verdicts]) => {
    const lines: AcknowledgementLine[] = []
    for (let at = 0; at < verdicts.length; at += VERDICTS_PER_LINE)
      lines.push({ part: 'verdicts', epoch, verdicts: verdicts.slice(at, at + VERDICTS_PER_LINE) })
    return lines
  })
}

async function statesFor(db: Db, { terminal }: ReadBundle, after: number) {
  const lines: AcknowledgementLine[] = []
  let length = 0
  for (let from = after; ;) {
    const { next, complete, states } = await statesAfter(db, terminal, from)
    if (states.length > 0) lines.push({ part: 'states', states })
    length += JSON.stringify(states).length
    if (complete || length > MAX_STATES_BYTES) return { lines, span: { after, next, complete } }
    from = next
  }
}

/**
 * Whole pages, each a version that the catalogue once had. In place of what the terminal has comes everything or
 * nothing: a part of a catalogue would take goods off its screens that are still sold.
 */
async function catalogueFor(
  { db, now }: CourierOptions,
  store: StoreRow,
  { header, terminal }: ReadBundle,
  wantsWhole: boolean,
) {
  const { catalogueVersion: version } = header
  const isLost = !wantsWhole && (await readLostVersions(db, [version]))(version)
  // As over the network.
  if (isLost) await noteLostCatalogue(db, terminal.terminal_id, now())
  const isWhole = wantsWhole || isLost
  const since = wantsWhole ? 0 : version
  const none = { since: version, next: version, complete: false }
  const lines: AcknowledgementLine[] = []
  let length = 0
  for (let from = isWhole ? 0 : version; ;) {
    const page = await changesSince(db, from)
    // A store that was restored meanwhile: the next acknowledgement will know better.
    if (!page.ok) return { lines: [], span: { kind: 'changes' as const, ...none } }
    const answer: ChangesAnswer = { ...page.value, asOfMs: now(), shop: shopOf(store) }
    length += JSON.stringify(answer).length
    const isTooMuch = length > MAX_CATALOGUE_BYTES
    if (isTooMuch && isWhole) return { lines: [], span: { kind: 'needs_network' as const, ...none } }
    if (isTooMuch && lines.length > 0)
      return { lines, span: { kind: 'changes' as const, since, next: from, complete: false } }
    lines.push({ part: 'catalogue', page: answer })
    const { next, complete } = answer
    if (complete)
      return { lines, span: { kind: isWhole ? ('whole' as const) : ('changes' as const), since, next, complete } }
    from = next
  }
}
