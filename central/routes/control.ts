import { PATHS } from '../../contract/central.ts'
import { ControlAnswer, ControlRequest } from '../../contract/facts.ts'
import type { App, RouteContext } from './context.ts'
import { responses, WITH_TOKEN } from '../http/responses.ts'
import { compareTotals } from '../store/control.ts'

export function controlRoutes(app: App, { store, guards, now }: RouteContext): void {
  app.post(
    PATHS.controlTotals,
    {
      onRequest: async (request) => void (await guards.terminal(request)),
      schema: {
        summary: 'What the asking terminal counts of its days, compared with what the store has; differences are kept',
        security: WITH_TOKEN,
        body: ControlRequest,
        response: responses(ControlAnswer),
      },
    },
    async (request) => {
      const { terminal_id: terminalId } = await guards.terminal(request)
      return compareTotals(store.db, terminalId, request.body, now())
    },
  )
}
