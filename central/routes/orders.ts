import { z } from 'zod'
import { PATHS, SetOrderStateRequest } from '../../contract/central.ts'
import { OrderStateRow, StatesAnswer, StatesQuery } from '../../contract/facts.ts'
import { Id } from '../../contract/values.ts'
import type { App, RouteContext } from './context.ts'
import { ProblemError } from '../http/problem.ts'
import { responses, WITH_TOKEN } from '../http/responses.ts'
import { noticeRestore } from '../store/incarnation.ts'
import { setOrderState, statesAfter } from '../store/orders.ts'
import { noteHeard } from '../store/terminals.ts'

export function orderRoutes(app: App, { store, guards, now }: RouteContext): void {
  app.get(
    PATHS.states,
    {
      schema: {
        summary: "States of the asking terminal's orders after its cursor",
        security: WITH_TOKEN,
        querystring: StatesQuery,
        response: responses(StatesAnswer),
      },
    },
    async (request) => {
      const terminal = await guards.terminal(request)
      await noteHeard(store.db, terminal, now())
      await noticeRestore(store.db, terminal.terminal_id, request.query, now())
      const answer = await statesAfter(store.db, terminal, request.query.after)
      return { ...answer, incarnation: store.incarnation() }
    },
  )

  app.route({
    method: ['PUT', 'POST'],
    url: PATHS.orderState,
    onRequest: guards.admin,
    schema: {
      summary: 'Goods are ready, on the way or handed over; needs the admin token',
      security: WITH_TOKEN,
      params: z.object({ orderId: Id }),
      body: SetOrderStateRequest,
      response: responses(OrderStateRow),
    },
    handler: async (request) => {
      const moved = await setOrderState(store.db, request.params.orderId, request.body.state, now())
      if (!moved.ok) throw new ProblemError(moved.code, moved.details)
      return moved.value
    },
  })
}
