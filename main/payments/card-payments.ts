import type { CardStatus } from '../../contract/terminal.ts'
import type { CardAttempt } from '../../db/card-attempts.ts'
import { fail, invariant, ok, type Result } from '../../domain/result.ts'
import type { TerminalContext } from '../context.ts'
import { cardStatus, publishInfo } from '../info.ts'
import { placeable, placeOrder, type PlaceError } from '../ordering.ts'
import type { ReaderPort, ReaderResult } from './reader-port.ts'

export type CardError = 'card.reader_missing' | 'card.reader_busy' | 'card.unknown_outstanding'

/**
 * Pays the open cart by card. The intent is on the disk before the reader is asked, so that a crash in between is
 * found at the next start and asked about, never charged again.
 * @param attemptId the same for every question about this payment; asked again, it is answered as before.
 */
export async function payByCard(
  context: TerminalContext,
  wanted: { readonly orderId: string; readonly attemptId: string },
): Promise<Result<CardStatus, CardError | PlaceError>> {
  const { cards } = context.store
  const known = cards.get(wanted.attemptId)
  if (known) return known.outcome === 'intent' ? fail('card.reader_busy') : ok(cardStatus(context, known))
  if (!context.reader) return fail('card.reader_missing')
  const outstanding = cards.outstanding()
  if (outstanding) return fail(outstanding.outcome === 'intent' ? 'card.reader_busy' : 'card.unknown_outstanding')
  const cart = placeable(context, wanted.orderId)
  if (!cart.ok) return cart
  cards.begin(wanted.attemptId, wanted.orderId, cart.value.totalMinor, context.clock.nowMs())
  publishInfo(context)
  const result = await context.reader.authorise(wanted.attemptId, cart.value.totalMinor)
  return ok(settle(context, cards.get(wanted.attemptId)!, result))
}

/** Asks the reader what became of a payment whose outcome is not known. */
export async function askCard(
  context: TerminalContext,
  attemptId: string,
): Promise<Result<CardStatus, 'card.no_attempt' | 'card.reader_missing' | 'card.reader_busy'>> {
  const { cards } = context.store
  const attempt = cards.get(attemptId)
  if (!attempt) return fail('card.no_attempt')
  if (attempt.outcome === 'intent') return fail('card.reader_busy')
  if (attempt.outcome !== 'unknown') return ok(cardStatus(context, attempt))
  const reader: ReaderPort | undefined = context.reader
  if (!reader) return fail('card.reader_missing')
  return ok(settle(context, attempt, await reader.status(attemptId)))
}

function settle(context: TerminalContext, attempt: CardAttempt, result: ReaderResult): CardStatus {
  const { cards } = context.store
  const { attemptId, orderId, amountMinor } = attempt
  if (result.outcome !== 'authorised') {
    cards.settle(attemptId, result.outcome, null, null)
  } else if (cards.get(attemptId)?.outcome !== 'authorised') {
    const { authorisation, last4 } = result
    const cart = placeable(context, orderId)
    // The cart cannot have changed: it is closed to changes while a payment of it is outstanding.
    invariant(cart.ok && cart.value.totalMinor === amountMinor, 'what was charged is what is ordered')
    placeOrder(context, cart.value, [{ tender: 'card', amountMinor, attemptId, authorisation, last4 }], () =>
      cards.settle(attemptId, 'authorised', authorisation, last4),
    )
  }
  publishInfo(context)
  return cardStatus(context, cards.get(attemptId)!)
}
