import { ORDERS_PER_PAGE } from '../../contract/limits.ts'
import { orderSummary } from '../ordering.ts'
import { syncStatus } from '../sync/status.ts'
import { contract } from './contract.ts'

const status = contract.sync.status.handler(({ context }) => syncStatus(context.terminal))

const now = contract.sync.now.handler(({ context }) => {
  context.sync.now()
  return syncStatus(context.terminal)
})

const enrol = contract.sync.enrol.handler(({ context, input }) => {
  context.terminal.live.enrolmentCode = input.code
  context.sync.now()
  return syncStatus(context.terminal)
})

const refused = contract.sync.refused.handler(({ context }) =>
  context.terminal.store.orders.refused(ORDERS_PER_PAGE).map(orderSummary),
)

export const sync = { status, now, enrol, refused }
