import {
  AlarmsAnswer,
  AlarmsQuery,
  HealthAnswer,
  OLDEST_PROTOCOL_VERSION,
  PATHS,
  PROTOCOL_VERSION,
  StatisticsAnswer,
  TimeAnswer,
} from '../../contract/central.ts'
import type { App, RouteContext } from './context.ts'
import { responses, WITH_TOKEN } from '../http/responses.ts'
import { storeRow } from '../store/identity.ts'
import { alarmsAfter } from '../store/alarms.ts'
import { statistics } from '../store/statistics.ts'

export function serviceRoutes(app: App, { store, guards, now }: RouteContext): void {
  app.get(
    PATHS.health,
    { schema: { summary: 'Whether the store works', response: responses(HealthAnswer) } },
    async () => {
      const row = await storeRow(store.db)
      return {
        status: 'ok' as const,
        incarnation: row.incarnation,
        catalogueVersion: row.catalogue_version,
        protocol: PROTOCOL_VERSION,
        oldestProtocol: OLDEST_PROTOCOL_VERSION,
      }
    },
  )

  app.get(PATHS.time, { schema: { summary: "The store's clock", response: responses(TimeAnswer) } }, async () => ({
    nowMs: now(),
  }))

  app.get(
    PATHS.statistics,
    {
      onRequest: guards.admin,
      schema: {
        summary: 'Counts and sums; needs the admin token',
        security: WITH_TOKEN,
        response: responses(StatisticsAnswer),
      },
    },
    async () => statistics(store.db, now()),
  )

  app.get(
    PATHS.alarms,
    {
      onRequest: guards.admin,
      schema: {
        summary: 'What people should look at, oldest first; needs the admin token',
        security: WITH_TOKEN,
        querystring: AlarmsQuery,
        response: responses(AlarmsAnswer),
      },
    },
    async ({ query }) => alarmsAfter(store.db, query.after),
  )
}
