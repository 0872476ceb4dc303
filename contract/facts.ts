import { z } from 'zod'
import type { ControlTotal } from '../domain/fact.ts'
import { BusinessDay, EpochMs, Id, OrderStateSchema, Sha256, Signature } from './values.ts'

/** Facts on their way to the central store and what it says of them, over HTTP or by a courier. */

export const MAX_FACTS_PER_PUSH = 100
export const MAX_PUSH_BYTES = 256 * 1024
/** A single fact may be longer than a push should be: an order of many lines. In UTF-16 units, as JavaScript counts. */
export const MAX_FACT_LENGTH = 1024 * 1024
export const STATES_PER_PAGE = 500
export const OWN_FACTS_PER_PAGE = 100
export const MAX_CONTROL_DAYS = 31
export const MAX_CONTROL_HEADS = 100
/** Epochs are chosen by terminals, with a random part. */
const Epoch = z.int().min(1)
const Seq = z.int().min(1)

/** One of `errors.ts`, or of a newer central store's: a terminal that does not know it shows it as it is. */
const Code = z.string().min(1).max(64)

/**
 * A fact's `previousHash` is FIRST_PREVIOUS_HASH for the first of an epoch, else the SHA-256 (lower-case hex) of the
 * fact before it: of its `previousHash` followed by its `bodyHash`, as 128 characters of ASCII.
 */
export const FactEnvelope = z.object({
  seq: z.int().min(1),
  bodyHash: Sha256,
  previousHash: Sha256,
  wallMs: EpochMs,
  bootId: Id,
  monotonicMs: z.int().min(0),
  body: z.string().min(2).max(MAX_FACT_LENGTH),
  /** Empty only from a terminal that knew no signatures yet. */
  signature: Signature.or(z.literal('')).default(''),
})
export const PushRequest = z.object({
  epoch: z.int().min(1),
  facts: z.array(FactEnvelope).min(1).max(MAX_FACTS_PER_PUSH),
})
/** `refused` names its reason; the queue goes on after it. */
export const Verdict = z.object({
  seq: z.int().min(1),
  outcome: z.enum(['accepted', 'refused']),
  code: Code.optional(),
  details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})
export const PushAnswer = z.object({
  incarnation: Id,
  /** The highest sequence up to which nothing is missing; sent after it was committed. */
  acknowledgedSeq: z.int().min(0),
  verdicts: z.array(Verdict),
})

export const StatesQuery = z.object({
  after: z.coerce.number().int().min(0),
  /** Since version 2: which incarnation the terminal last talked with, and what that had acknowledged of its newest epoch. */
  incarnation: Id.optional(),
  epoch: z.coerce.number().int().min(1).optional(),
  acknowledgedSeq: z.coerce.number().int().min(0).optional(),
})
export const EpochHead = z.object({
  epoch: Epoch,
  acknowledgedSeq: z.int().min(0),
  /** The chain after that fact; FIRST_PREVIOUS_HASH where there is none. */
  chainHead: Sha256,
})
export const OrderStateRow = z.object({
  orderId: Id,
  state: OrderStateSchema,
  code: Code.optional(),
  details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  atMs: EpochMs,
})
/** States of this terminal's orders in the order they changed; follow `next` until `complete`. */
export const StatesAnswer = z.object({
  next: z.int().min(0),
  complete: z.boolean(),
  states: z.array(OrderStateRow),
  /** The highest sequence of the terminal's newest epoch that this store has: lower than it once said, it was restored. */
  acknowledgedSeq: z.int().min(0),
  /** Since version 2: which store answers, and how far it is in each epoch of this terminal. */
  incarnation: Id.optional(),
  epochs: z.array(EpochHead).optional(),
})

/** The terminal's own facts as the store has them, for one whose data was damaged; follow `next` until `complete`. */
export const OwnFactsQuery = z.object({
  epoch: z.coerce.number().int().min(1),
  after: z.coerce.number().int().min(0),
})
export const OwnFact = FactEnvelope.extend({ verdict: Verdict })
export const OwnFactsAnswer = z.object({
  next: z.int().min(0),
  complete: z.boolean(),
  facts: z.array(OwnFact).max(OWN_FACTS_PER_PAGE),
})

export const ControlTotalSchema = z.object({
  businessDay: BusinessDay,
  orders: z.int().min(0),
  ordersMinor: z.int().min(0),
  cancellations: z.int().min(0),
  refundsMinor: z.int().min(0),
}) satisfies z.ZodType<ControlTotal>

/** Where the terminal found its own journal changed; a row that no fact tells of has no place: both are 0. */
export const BrokenJournal = z.object({
  epoch: z.int().min(0),
  seq: z.int().min(0),
  what: z.string().min(1).max(64),
})
/**
 * What the terminal counts of its own days, from the facts up to `heads`, all of which the store has: it is compared as
 * of there, however late it comes.
 */
export const ControlRequest = z.object({
  /** Counts the terminal's requests: one below the newest is outdated. Missing from older terminals, as `incarnation`. */
  number: z.int().min(1).optional(),
  /** The store's, as the terminal last heard of it. */
  incarnation: Id.optional(),
  days: z.array(ControlTotalSchema).max(MAX_CONTROL_DAYS),
  heads: z.array(z.object({ epoch: Epoch, seq: Seq, chainHead: Sha256 })).max(MAX_CONTROL_HEADS),
  /** Null once all of the journal was verified; missing while that is under way, and from older terminals. */
  broken: BrokenJournal.nullable().optional(),
})
/** What the store counts of the same; it keeps where the two differ, for its admins. */
export const ControlAnswer = z.object({
  days: z.array(ControlTotalSchema.extend({ agrees: z.boolean() })),
  heads: z.array(z.object({ epoch: Epoch, seq: Seq, agrees: z.boolean() })),
  /** It came too late to change anything; `newest` is the highest number that the store has of this terminal. */
  outdated: z.boolean().optional(),
  newest: z.int().min(0).optional(),
  /** Other days that the store wants to compare again: it has an alarm of them. */
  wanted: z.array(BusinessDay).max(MAX_CONTROL_DAYS).optional(),
})

export type FactEnvelope = z.infer<typeof FactEnvelope>
export type PushRequest = z.infer<typeof PushRequest>
export type PushAnswer = z.infer<typeof PushAnswer>
export type Verdict = z.infer<typeof Verdict>
export type StatesQuery = z.infer<typeof StatesQuery>
export type StatesAnswer = z.infer<typeof StatesAnswer>
export type OrderStateRow = z.infer<typeof OrderStateRow>
export type EpochHead = z.infer<typeof EpochHead>
export type OwnFact = z.infer<typeof OwnFact>
export type OwnFactsAnswer = z.infer<typeof OwnFactsAnswer>
export type ControlRequest = z.infer<typeof ControlRequest>
export type ControlAnswer = z.infer<typeof ControlAnswer>
