import type { CardStatus } from '../../contract/terminal.ts'
import type { Stores } from './feature-stores.ts'

/** A card payment whose outcome nobody knows yet; its order may not be changed or paid otherwise until it is. */
export function isOutstanding(card: CardStatus | null | undefined): card is CardStatus {
  return card?.outcome === 'intent' || card?.outcome === 'unknown'
}

/** Says so, and true, while the reader is at work: the order it charges for must stay as it is. */
export function tellCardBusy({ notice, pay, terminal }: Stores): boolean {
  const { phase } = pay.getState()
  const isBusy =
    phase === 'card-waiting' || phase === 'card-asking' || isOutstanding(terminal.getState().info?.outstandingCard)
  if (isBusy) notice.getState().show({ kind: 'card-busy' })
  return isBusy
}
