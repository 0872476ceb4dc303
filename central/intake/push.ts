import { z } from 'zod'
import { FactEnvelope, MAX_FACTS_PER_PUSH, PushRequest } from '../../contract/facts.ts'

const MAX_NAME_LENGTH = 200
const Name = z.string().max(MAX_NAME_LENGTH)

/**
 * A fact as it comes, wider than a fact should be: one that was damaged where it was kept is refused with its verdict,
 * so that it does not stop the queue behind it.
 */
export const IncomingFact = FactEnvelope.extend({
  bodyHash: Name,
  previousHash: Name,
  wallMs: z.int(),
  bootId: Name,
  monotonicMs: z.int(),
  body: z.string(),
  signature: Name.default(''),
})

export const IncomingPush = PushRequest.extend({ facts: z.array(IncomingFact).min(1).max(MAX_FACTS_PER_PUSH) })

export type Envelope = z.infer<typeof IncomingFact>

/** Facts of one terminal, as it sent them. */
export interface Push {
  readonly terminalId: string
  readonly epoch: number
  /** In any order, with or without repeats. */
  readonly facts: readonly Envelope[]
  /**
   * The carrier proved that the terminal itself wrote these very bytes (a signed bundle), so that a fact in them that
   * is altered was altered at the terminal, and asking for it again would bring nothing else.
   */
  readonly asWritten?: boolean
}
