import { terminalInfo } from '../info.ts'
import { cartView, openCart } from '../ordering.ts'
import { printingStatus } from '../printing/status.ts'
import { safetyStatus } from '../safety.ts'
import { syncStatus } from '../sync/status.ts'
import { contract } from './contract.ts'

export const info = contract.info.handler(({ context }) => terminalInfo(context.terminal))

export const watch = contract.watch.handler(async function* ({ context, signal }) {
  const { terminal } = context
  // Subscribed before the first slices are read, so that nothing falls in between.
  const changes = terminal.events.subscribe('event', signal ? { signal } : {})
  yield { type: 'info', info: terminalInfo(terminal) } as const
  yield { type: 'cart', cart: cartView(terminal, openCart(terminal)) } as const
  yield { type: 'sync', sync: syncStatus(terminal) } as const
  yield { type: 'printing', printing: printingStatus(terminal) } as const
  yield { type: 'safety', safety: safetyStatus(terminal) } as const
  yield { type: 'catalogue', version: terminal.settings.catalogue().version } as const
  yield* changes
})
