import { isPaying } from './pay-store.ts'
import type { Stores } from './feature-stores.ts'

/** Takes a notice away as soon as what it was about is over, so that none stands above what it is not about. */
export function endNotices({ notice, order, pay }: Pick<Stores, 'notice' | 'order' | 'pay'>): void {
  order.subscribe(({ cart }, { cart: before }) => {
    if (cart && cart.lines.length > 0 && cart !== before) {
      notice.getState().end((body) => body.kind === 'failure' && body.failure.code === 'order.empty')
    }
  })
  pay.subscribe(({ last, phase }, before) => {
    // An order was saved: whatever was said while it was being taken is of the past.
    if (last && last.orderId !== before.last?.orderId) notice.getState().end((body) => body.kind !== 'reprinting')
    if (isPaying(before.phase) && !isPaying(phase)) notice.getState().end((body) => body.kind === 'card-busy')
  })
}
