import { z } from 'zod'
import { ChangesAnswer, Shop, type StoreKeys } from './central.ts'
import { ControlAnswer, ControlRequest, EpochHead, OrderStateRow, Verdict, type FactEnvelope } from './facts.ts'
import { BusinessDay, EpochMs, Id, PublicKey, Sha256 } from './values.ts'

/**
 * What a courier carries on a stick between a terminal without a network and the central store: a bundle of facts one
 * way, an acknowledgement the other. A file is the magic line, the header as one line of JSON, the sender's signature
 * of both as a line, and behind them bytes that only the receiver can open: lines of JSON, compressed, then sealed.
 */

export const COURIER_VERSION = 1
export const COURIER_MAGIC = 'okryu-courier'
export const BUNDLE_ENDING = '.courier'
export const ACKNOWLEDGEMENT_ENDING = '.ack'

export const MAX_HEADER_BYTES = 16 * 1024
export const MAX_SEALED_BYTES = 64 * 1024 * 1024
export const MAX_UNPACKED_BYTES = 256 * 1024 * 1024
/** Magic, header, signature and what they are about. */
export const MAX_COURIER_FILE_BYTES = MAX_SEALED_BYTES + MAX_HEADER_BYTES + 1024
/** A terminal begins a new epoch when its data was damaged: more than a few never wait at the same time. */
export const MAX_RANGES = 100
/** Of states, and of the catalogue, as JSON: what does not fit goes with the next acknowledgement. */
export const MAX_STATES_BYTES = 16 * 1024 * 1024
export const MAX_CATALOGUE_BYTES = 16 * 1024 * 1024

const Epoch = z.int().min(1)
const Count = z.int().min(0)

/** Facts of one epoch without gap, both ends included. */
export const CourierRange = z.object({ epoch: Epoch, fromSeq: z.int().min(1), toSeq: z.int().min(1) })

const common = {
  version: z.literal(COURIER_VERSION),
  /** The terminal whose facts these are, or whom the acknowledgement is for. */
  terminalId: Id,
  terminalNumber: z.int().min(1).max(99_999),
  /** `storeKeyId` of the central store it is for, or comes from. */
  storeKeyId: Sha256,
  bundleId: Id,
  madeAtMs: EpochMs,
  day: BusinessDay,
  compression: z.enum(['zstd', 'gzip']),
  plainBytes: Count,
  sealedBytes: Count,
  /** SHA-256 of the sealed bytes. */
  sealedHash: Sha256,
  /** X25519: the public half of the key that sealed this bundle alone. */
  ephemeralKey: PublicKey,
}

export const FactsHeader = z.object({
  ...common,
  kind: z.literal('facts'),
  ranges: z.array(CourierRange).max(MAX_RANGES),
  /** Where the terminal stands, so that the acknowledgement brings what comes after. */
  statesCursor: Count,
  catalogueVersion: Count,
  /** Its catalogue is of another incarnation of the store: changes would lead nowhere. */
  wholeCatalogue: z.boolean(),
  /** Which incarnation of the store it last heard of. */
  incarnation: Id,
  /** Behind the facts stands a ControlLine. */
  control: z.boolean().optional(),
})
/** What the terminal counts, once the store has the facts of this bundle. */
export const ControlLine = z.object({ part: z.literal('control'), request: ControlRequest })
export const AcknowledgementHeader = z.object({
  ...common,
  kind: z.literal('acknowledgement'),
  /** The bundle that it answers, and the incarnation that this one named. */
  answers: z.object({ bundleId: Id, incarnation: Id }),
  /** The store's own incarnation now. */
  incarnation: Id,
  /** Facts of that bundle that the store has, those among them that it did not have before, and those it refused. */
  counts: z.object({ facts: Count, fresh: Count, refused: Count }),
})
export const CourierHeader = z.discriminatedUnion('kind', [FactsHeader, AcknowledgementHeader])

/** The lines of an acknowledgement: first its head, then the others in any number and order. */
export const AcknowledgementHead = z.object({
  part: z.literal('head'),
  /** How far the store is in each epoch of this terminal. */
  epochs: z.array(EpochHead),
  /** Of these facts the store says that it accepted them, except those that `verdicts` name. */
  settled: z.array(CourierRange).max(MAX_RANGES),
  /** States after one cursor up to another; not all there are where it is not complete. */
  states: z.object({ after: Count, next: Count, complete: z.boolean() }),
  /**
   * `changes` lead from the version `since` to `next`; `whole` is everything, in place of what the terminal has, where
   * that is a version `since` that the store knows nothing of, or where everything was asked for (`since` 0); with
   * `needs_network` the terminal can only be helped by a snapshot, which is too large to be carried.
   */
  catalogue: z.object({
    kind: z.enum(['changes', 'whole', 'needs_network']),
    since: Count,
    next: Count,
    complete: z.boolean(),
  }),
  shop: Shop,
  /** The store takes bundles with a ControlLine. */
  compares: z.boolean().optional(),
})
export const AcknowledgementLine = z.discriminatedUnion('part', [
  AcknowledgementHead,
  z.object({ part: z.literal('verdicts'), epoch: Epoch, verdicts: z.array(Verdict) }),
  z.object({ part: z.literal('states'), states: z.array(OrderStateRow) }),
  z.object({ part: z.literal('catalogue'), page: ChangesAnswer }),
  /** The answer to the bundle's ControlLine, with what was asked. */
  z.object({ part: z.literal('control'), asked: ControlRequest, answer: ControlAnswer }),
])

/** What the SHA-256 of names a central store by its keys. */
export function storeKeyText(keys: StoreKeys): string {
  return ['okryu-store:1', keys.signing, keys.sealing].join('\n')
}

/** What the sender signs: the first two lines of the file. */
export function courierMessage(headerLine: string): string {
  return `${COURIER_MAGIC}\n${headerLine}`
}

/** What the sealed bytes belong to. */
export function sealedFor(header: { kind: string; terminalId: string; bundleId: string }): string {
  return [COURIER_MAGIC, header.kind, header.terminalId, header.bundleId].join('\n')
}

export function bundleName(terminalNumber: number, day: string): string {
  return `okryu-${terminalNumber}-${day}${BUNDLE_ENDING}`
}

export function countFacts(ranges: readonly CourierRange[]): number {
  return ranges.reduce((sum, { fromSeq, toSeq }) => sum + Math.max(0, toSeq - fromSeq + 1), 0)
}

export type CourierRange = z.infer<typeof CourierRange>
export type FactsHeader = z.infer<typeof FactsHeader>
export type AcknowledgementHeader = z.infer<typeof AcknowledgementHeader>
export type CourierHeader = z.infer<typeof CourierHeader>
/** A line of a bundle of facts, in the order of epochs and sequences. */
export type FactLine = FactEnvelope & { readonly epoch: number }
export type AcknowledgementHead = z.infer<typeof AcknowledgementHead>
export type AcknowledgementLine = z.infer<typeof AcknowledgementLine>
