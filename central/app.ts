import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import swagger from '@fastify/swagger'
import Fastify from 'fastify'
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod'
import { PATHS, PROTOCOL_VERSION } from '../contract/central.ts'
import { finishAnswers } from './http/answers.ts'
import { createGuards } from './http/guards.ts'
import { speakProtocol } from './http/protocol.ts'
import { problem, ProblemError, problemHandler, sendProblem } from './http/problem.ts'
import { MAX_BODY_BYTES, takeCompressedBodies } from './http/request-bodies.ts'
import { catalogueRoutes } from './routes/catalogue.ts'
import type { App, AppOptions, RouteContext } from './routes/context.ts'
import { controlRoutes } from './routes/control.ts'
import { courierRoutes } from './routes/courier.ts'
import { enrolmentRoutes } from './routes/enrolment.ts'
import { factRoutes } from './routes/facts.ts'
import { orderRoutes } from './routes/orders.ts'
import { serviceRoutes } from './routes/service.ts'
import { isDamage } from './store/damage.ts'
import { createSnapshots } from './store/snapshot.ts'

/** The central store's HTTP interface over an open store; it listens nowhere yet. */
export async function buildApp(options: AppOptions): Promise<App> {
  const app: App = Fastify({
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: 60_000,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (_error, _request, reply) => void sendProblem(reply, 'request.malformed', { where: 'url' }),
    clientErrorHandler: refuseConnection,
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  const { damage } = options.store
  app.setErrorHandler(
    problemHandler((error) => {
      // What people have to do about damage is said once, in words.
      if (isDamage(error)) damage.note(error.message)
      else options.onFailure(error)
    }),
  )
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, 'request.not_found'))
  takeCompressedBodies(app)
  finishAnswers(app)
  finishBeforeClosing(app)
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Okryu Counter central store', version: String(PROTOCOL_VERSION) },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    },
    transform: jsonSchemaTransform,
  })
  const context: RouteContext = {
    ...options,
    guards: createGuards(options.store.db, options.adminToken),
    snapshots: createSnapshots(options.store),
  }
  addRoutes(app, context)
  app.get(PATHS.openapi, { schema: { summary: 'This description' } }, async () => app.swagger())
  await app.ready()
  return app
}

/** Every route for terminals and admins; whoever carries them in another way than HTTP begins here. */
export function addRoutes(app: App, context: RouteContext): void {
  speakProtocol(app, context.store)
  refuseWhereDamaged(app, context.store)
  const all = [serviceRoutes, enrolmentRoutes, catalogueRoutes, factRoutes, courierRoutes, controlRoutes, orderRoutes]
  for (const routes of all) routes(app, context)
}

/** What a damaged database takes may be gone with it, and what it says may be wrong. */
function refuseWhereDamaged(app: App, { damage }: RouteContext['store']): void {
  app.addHook('onRequest', async () => {
    if (damage.found() !== undefined) throw new ProblemError('store.damaged')
  })
}

/** Connections are cut at the end, kept-alive ones too, so that requests under way are waited for before. */
function finishBeforeClosing(app: App): void {
  let underWay = 0
  let finished = (): void => undefined
  app.server.on('request', (_request: IncomingMessage, response: ServerResponse) => {
    underWay += 1
    response.once('close', () => {
      underWay -= 1
      if (underWay === 0) finished()
    })
  })
  app.addHook('preClose', async () => {
    if (underWay > 0) await new Promise<void>((resolve) => (finished = resolve))
  })
}

/** What came was no HTTP, or came too slowly: there is no request that could be answered in the usual way. */
function refuseConnection(_error: Error, socket: Socket): void {
  if (!socket.writable) return
  const body = JSON.stringify(problem('request.malformed'))
  const head = `HTTP/1.1 400 Bad Request\r\ncontent-type: application/problem+json\r\nconnection: close\r\n`
  socket.end(`${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
}
