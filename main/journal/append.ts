import { businessDay } from '../../domain/business-day.ts'
import {
  businessDayOf,
  factMessage,
  FIRST_PREVIOUS_HASH,
  subjectOf,
  type EpochBegun,
  type FactBody,
} from '../../domain/fact.ts'
import { invariant } from '../../domain/result.ts'
import type { JournalEntry } from '../../db/journal.ts'
import { chainHead, sha256Hex } from '../../trust/hash.ts'
import { renewCart } from '../cart-id.ts'
import type { TerminalContext } from '../context.ts'

/** Room for the random part of an epoch: two copies of one terminal's data do not come to the same number. */
const EPOCH_SPREAD = 2 ** 20

/** The day that what happens now belongs to. */
export function today(context: TerminalContext): string {
  const shop = context.settings.shop()
  return businessDay(context.clock.nowMs(), shop?.zoneOffsetMin ?? 0, shop?.cutOffMin ?? 0)
}

/**
 * Appends a fact to the journal, behind the newest of its epoch, signed, and queues it for the central store.
 * Call it in the transaction of what the fact tells, in an enrolled terminal.
 */
export function appendFact(context: TerminalContext, body: FactBody): JournalEntry {
  return appendText(context, body, JSON.stringify(body))
}

/** The same for a body that exists already, byte for byte: one that has to find another place. */
export function appendText(context: TerminalContext, body: FactBody, text: string): JournalEntry {
  const { settings, clock, store } = context
  const identity = settings.identity()
  invariant(identity, 'only an enrolled terminal has a journal')
  const { terminalId, epoch } = identity
  const last = store.journal.newest(epoch)
  const unsigned = {
    seq: (last?.seq ?? 0) + 1,
    bodyHash: sha256Hex(text),
    previousHash: last ? chainHead(last.previousHash, last.bodyHash) : FIRST_PREVIOUS_HASH,
    wallMs: clock.nowMs(),
    bootId: context.bootId,
    monotonicMs: clock.monotonicMs(),
  }
  const entry: JournalEntry = {
    ...unsigned,
    epoch,
    kind: body.kind,
    subjectId: subjectOf(body),
    businessDay: businessDayOf(body),
    body: text,
    signature: context.keys.signing.sign(factMessage(terminalId, epoch, unsigned)),
  }
  store.journal.append(entry)
  return entry
}

/**
 * Begins an epoch, with or without a network: no sequence is ever used twice, whatever copy of the data this is, and no
 * id of an order either.
 * Call it in a transaction.
 * @param aboveEpoch an epoch known from elsewhere (the central store, the witness) that the new one has to exceed.
 */
export function beginEpoch(context: TerminalContext, reason: EpochBegun['reason'], aboveEpoch = 0): void {
  const { settings, store, random } = context
  const identity = settings.identity()
  invariant(identity, 'only an enrolled terminal has epochs')
  const last = store.journal.newest(identity.epoch)
  const highest = Math.max(identity.epoch, aboveEpoch, ...store.journal.epochs().map(({ epoch }) => epoch))
  renewCart(context)
  settings.saveIdentity({ ...identity, epoch: highest + 1 + Math.floor(random.fraction() * EPOCH_SPREAD) })
  appendFact(context, {
    kind: 'epoch.begun',
    businessDay: today(context),
    reason,
    previous: {
      epoch: identity.epoch,
      seq: last?.seq ?? 0,
      chainHead: last ? chainHead(last.previousHash, last.bodyHash) : FIRST_PREVIOUS_HASH,
    },
  })
  context.log('epoch.begun', { reason, after: identity.epoch })
}
