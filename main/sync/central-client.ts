import type { Readable } from 'node:stream'
import type { z } from 'zod'
import { ChangesAnswer, EnrolAnswer, PATHS, Problem, type EnrolRequest } from '../../contract/central.ts'
import { PushAnswer, StatesAnswer, type PushRequest } from '../../contract/facts.ts'
import { httpRequest, readAll, type Carrier, type HttpRequest } from './http.ts'

/** The central store as a terminal sees it. Every call may throw a CentralError. */
export interface CentralClient {
  enrol(request: EnrolRequest): Promise<EnrolAnswer>
  /** A compressed SQLite file, decompressed on the way; the caller writes it down. */
  snapshot(): Promise<Readable>
  changes(since: number): Promise<ChangesAnswer>
  picture(hash: string): Promise<{ readonly mediaType: string; readonly bytes: Buffer }>
  push(request: PushRequest): Promise<PushAnswer>
  states(after: number): Promise<StatesAnswer>
}

/** Why a call came to nothing: `unreachable`, `answer.malformed`, or the central store's own code. */
export class CentralError extends Error {
  readonly code: string
  readonly details: Readonly<Record<string, string | number>>

  constructor(code: CentralError['code'], message: string, details: CentralError['details'] = {}) {
    super(message)
    this.code = code
    this.details = details
  }
}

/** However busily an answer drips, the round goes on or fails: nothing may hold up the sync for ever. */
const CALL_LIMIT_MS = 60_000
const SNAPSHOT_LIMIT_MS = 15 * 60_000
const MOST_JSON_BYTES = 32 * 1024 * 1024
const MOST_PICTURE_BYTES = 1024 * 1024

export function centralClient(
  baseUrl: string,
  token: () => string | undefined,
  signal: AbortSignal,
  carry: Carrier = httpRequest,
): CentralClient {
  const ask = async (
    request: Pick<HttpRequest, 'method' | 'json'>,
    path: string,
    query: Record<string, number> = {},
    limitMs = CALL_LIMIT_MS,
  ) => {
    const url = new URL(baseUrl.replace(/\/$/, '') + path)
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value))
    const limited = AbortSignal.any([signal, AbortSignal.timeout(limitMs)])
    const answer = await reaching(carry({ ...request, url, token: token(), signal: limited }))
    if (answer.status >= 200 && answer.status < 300) return answer
    throw problemOf(await reaching(readAll(answer.body, MOST_JSON_BYTES)), answer.status)
  }
  const json = async <Schema extends z.ZodType>(schema: Schema, ...request: Parameters<typeof ask>) => {
    const answer = await ask(...request)
    return parsed(schema, await reaching(readAll(answer.body, MOST_JSON_BYTES)))
  }
  return {
    enrol: (request) => json(EnrolAnswer, { method: 'POST', json: request }, PATHS.enrol),
    snapshot: async () => (await ask({ method: 'GET' }, PATHS.snapshot, {}, SNAPSHOT_LIMIT_MS)).body,
    changes: (since) => json(ChangesAnswer, { method: 'GET' }, PATHS.changes, { since }),
    async picture(hash) {
      const answer = await ask({ method: 'GET' }, PATHS.picture.replace(':hash', hash))
      const bytes = await reaching(readAll(answer.body, MOST_PICTURE_BYTES))
      return { mediaType: answer.headers['content-type'] ?? 'application/octet-stream', bytes }
    },
    push: (request) => json(PushAnswer, { method: 'POST', json: request }, PATHS.facts),
    states: (after) => json(StatesAnswer, { method: 'GET' }, PATHS.states, { after }),
  }
}

async function reaching<Value>(promise: Promise<Value>): Promise<Value> {
  try {
    return await promise
  } catch (error) {
    throw new CentralError('unreachable', error instanceof Error ? error.message : String(error))
  }
}

function parsed<Schema extends z.ZodType>(schema: Schema, bytes: Buffer): z.infer<Schema> {
  const result = schema.safeParse(jsonOf(bytes))
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new CentralError('answer.malformed', `${issue?.path.join('.')}: ${issue?.message}`)
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}

function problemOf(bytes: Buffer, status: number): CentralError {
  const problem = Problem.safeParse(jsonOf(bytes))
  if (problem.success) return new CentralError(problem.data.code, problem.data.detail, problem.data.details)
  return new CentralError('answer.malformed', `status ${status} without a reason`)
}
