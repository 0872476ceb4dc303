import type { CardStatus } from '../../contract/terminal.ts'
import type { CardAttempt } from '../../db/card-attempts.ts'
import type { CardAttempted } from '../../domain/fact.ts'
import { fail, invariant, ok, type Result } from '../../domain/result.ts'
import { underNewId } from '../cart-id.ts'
import type { TerminalContext } from '../context.ts'
import { cardStatus, publishInfo } from '../info.ts'
import { appendFact, today } from '../journal/append.ts'
import { openCart, orderPaidBy, placeable, placeOrder, publishCart, type PlaceError } from '../ordering.ts'
import { takeOutOfCart } from '../recovery/take-in.ts'
import { publishSync } from '../sync/status.ts'
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
  const { chargesUnderWay } = context.live
  const { attemptId } = wanted
  const known = cards.get(attemptId)
  if (known && !chargesUnderWay.has(attemptId)) return ok(cardStatus(context, known))
  if (chargesUnderWay.size > 0) return fail('card.reader_busy')
  if (!context.reader) return fail('card.reader_missing')
  if (cards.outstanding()) return fail('card.unknown_outstanding')
  const paid = placeable(context, wanted.orderId)
  if (!paid.ok) return paid
  const {
    totalMinor,
    cart: { orderId },
  } = paid.value
  context.store.transaction(() => {
    cards.begin(attemptId, orderId, totalMinor, context.clock.nowMs())
    tell(context, { attemptId, orderId, amountMinor: totalMinor }, 'intent')
  })
  chargesUnderWay.add(attemptId)
  publishPayment(context)
  try {
    return ok(settle(context, attemptId, await context.reader.authorise(attemptId, totalMinor)))
  } finally {
    chargesUnderWay.delete(attemptId)
    publishPayment(context)
  }
}

/** Asks the reader what became of a payment whose outcome is not known. */
export async function askCard(
  context: TerminalContext,
  attemptId: string,
): Promise<Result<CardStatus, 'card.no_attempt' | 'card.reader_missing' | 'card.reader_busy'>> {
  const { cards } = context.store
  const attempt = cards.get(attemptId)
  if (!attempt) return fail('card.no_attempt')
  if (context.live.chargesUnderWay.has(attemptId)) return fail('card.reader_busy')
  if (isSettled(attempt)) return ok(cardStatus(context, attempt))
  const reader: ReaderPort | undefined = context.reader
  if (!reader) return fail('card.reader_missing')
  const status = settle(context, attemptId, await reader.status(attemptId))
  publishPayment(context)
  return ok(status)
}

/** Each question and each answer is a record that waits for the central store. */
function publishPayment(context: TerminalContext): void {
  publishInfo(context)
  publishSync(context)
}

function isSettled(attempt: CardAttempt): boolean {
  return attempt.outcome === 'authorised' || attempt.outcome === 'declined'
}

function settle(context: TerminalContext, attemptId: string, result: ReaderResult): CardStatus {
  const { cards } = context.store
  const attempt = cards.get(attemptId)
  invariant(attempt, 'what the reader is asked about was written down before')
  // Somebody else asked as well and was answered first: what is known for certain stays.
  if (isSettled(attempt)) return cardStatus(context, attempt)
  if (result.outcome === 'authorised') placeCharged(context, attempt, result)
  else if (attempt.outcome !== result.outcome) noteOutcome(context, attempt, result.outcome)
  return cardStatus(context, cards.get(attemptId)!)
}

function placeCharged(
  context: TerminalContext,
  attempt: CardAttempt,
  { authorisation, last4 }: Extract<ReaderResult, { outcome: 'authorised' }>,
): void {
  const { attemptId, orderId, amountMinor } = attempt
  const order = orderPaidBy(context, attempt)
  // This data was put back from a copy, and the order came back from the central store before the reader was asked.
  if (order) return noteOutcome(context, attempt, 'authorised', { authorisation, last4 })
  // It came back paid otherwise: what was charged beside that is an order of its own.
  if (context.store.orders.get(orderId)) renewChargedCart(context)
  const cart = placeable(context, orderId)
  // The cart cannot have changed: it is closed to changes while a payment of it is outstanding.
  invariant(cart.ok && cart.value.totalMinor === amountMinor, 'what was charged is what is ordered')
  placeOrder(context, cart.value, [{ tender: 'card', amountMinor, attemptId, authorisation, last4 }], () => {
    context.store.cards.settle(attemptId, 'authorised', authorisation, last4)
    tell(context, attempt, 'authorised')
  })
}

/** An outcome that places no order. The goods of one that came back meanwhile were kept in the cart until now. */
function noteOutcome(
  context: TerminalContext,
  attempt: CardAttempt,
  outcome: ReaderResult['outcome'],
  of: { readonly authorisation: string | null; readonly last4: string | null } = { authorisation: null, last4: null },
): void {
  const { store } = context
  const stored = store.orders.get(attempt.orderId)
  store.transaction(() => {
    store.cards.settle(attempt.attemptId, outcome, of.authorisation, of.last4)
    tell(context, attempt, outcome)
    if (stored) takeOutOfCart(context, stored.order)
  })
  if (stored) publishCart(context)
}

function renewChargedCart(context: TerminalContext): void {
  const { store } = context
  store.transaction(() => store.cart.put(underNewId(context, openCart(context)), undefined))
}

/** Every question about somebody's money is in the journal, also those that came to nothing. */
function tell(
  context: TerminalContext,
  { attemptId, orderId, amountMinor }: Pick<CardAttempt, 'attemptId' | 'orderId' | 'amountMinor'>,
  outcome: CardAttempted['outcome'],
): void {
  appendFact(context, {
    ...{ kind: 'card.attempted', orderId, businessDay: today(context) },
    ...{ attemptId, amountMinor, outcome },
  })
}
