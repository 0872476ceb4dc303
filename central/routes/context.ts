import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Guards } from '../http/guards.ts'
import type { OpenStore } from '../store/open.ts'
import type { Snapshots } from '../store/snapshot.ts'

export interface AppOptions {
  readonly store: OpenStore
  readonly adminToken: string
  /** UTC epoch milliseconds. */
  readonly now: () => number
  /** Told of every failure that is this program's own. */
  readonly onFailure: (error: Error) => void
  /** How often, at most, stock that orders changed is told to terminals. */
  readonly stockIntervalMs: number
  /** How long the first push of a group waits for others to be committed with. */
  readonly commitWindowMs: number
}

/** What the routes work with. */
export interface RouteContext extends AppOptions {
  readonly guards: Guards
  readonly snapshots: Snapshots
}

export type App = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypeProvider>
