import { PATHS } from '../../contract/central.ts'
import { MAX_COURIER_FILE_BYTES } from '../../contract/courier.ts'
import type { Result } from '../../domain/result.ts'
import type { ReadError } from '../courier/read-bundle.ts'
import { takeBundle } from '../courier/take-bundle.ts'
import { ProblemError } from '../http/problem.ts'
import { WITH_TOKEN } from '../http/responses.ts'
import type { App, RouteContext } from './context.ts'

const BYTES = 'application/octet-stream'

/**
 * What a courier brought, handed over by any terminal or by an admin: the bundle itself says whose it is. One at a
 * time, because an unpacked bundle may fill much of the memory.
 */
export function courierRoutes(app: App, { store, guards, now, stockIntervalMs }: RouteContext): void {
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = (file: Buffer): Promise<Result<Buffer, ReadError>> => {
    const turn = last.then(() => takeBundle({ db: store.db, now, stockIntervalMs }, file))
    last = turn.catch(() => undefined)
    return turn
  }
  app.addContentTypeParser(BYTES, { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.post(
    PATHS.courier,
    {
      bodyLimit: MAX_COURIER_FILE_BYTES,
      onRequest: guards.reader,
      schema: {
        summary: "A courier's bundle in, its acknowledgement out; both are files of bytes",
        security: WITH_TOKEN,
        consumes: [BYTES],
        produces: [BYTES],
      },
    },
    async (request, reply) => {
      if (!Buffer.isBuffer(request.body)) throw new ProblemError('request.malformed', { expected: BYTES })
      const outcome = await inTurn(request.body)
      if (!outcome.ok) throw new ProblemError(outcome.code, outcome.details)
      return reply.type(BYTES).send(outcome.value)
    },
  )
}
