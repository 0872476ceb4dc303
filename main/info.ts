import type { CardStatus, TerminalInfo } from '../contract/terminal.ts'
import type { CardAttempt } from '../db/card-attempts.ts'
import { publish, type TerminalContext } from './context.ts'
import { orderPaidBy, placedOrder } from './ordering.ts'

/** An intent that nobody waits for any more (the program or the disk gave way meanwhile) is unknown: it is asked about. */
export function cardStatus(context: TerminalContext, attempt: CardAttempt): CardStatus {
  const { attemptId, orderId, amountMinor } = attempt
  const isCutOff = attempt.outcome === 'intent' && !context.live.chargesUnderWay.has(attemptId)
  const outcome = isCutOff ? 'unknown' : attempt.outcome
  const order = outcome === 'authorised' ? orderPaidBy(context, attempt) : undefined
  return { attemptId, orderId, amountMinor, outcome, placed: order ? placedOrder(order) : null }
}

export function terminalInfo(context: TerminalContext): TerminalInfo {
  const { settings, store, reader } = context
  const identity = settings.identity()
  const outstanding = store.cards.outstanding()
  return {
    version: context.version,
    enrolled: identity !== undefined,
    terminalNumber: identity?.terminalNumber ?? null,
    shop: settings.shop() ?? null,
    settings: settings.settings(),
    takesCards: reader !== undefined,
    simulatedReader: reader?.simulated ? settings.simulatedAnswer() : null,
    outstandingCard: outstanding ? cardStatus(context, outstanding) : null,
  }
}

export function publishInfo(context: TerminalContext): void {
  publish(context, { type: 'info', info: terminalInfo(context) })
}
