import type { Readable } from 'node:stream'
import type { z } from 'zod'
import {
  ChangesAnswer,
  EnrolAnswer,
  INCARNATION_HEADER,
  PATHS,
  Problem,
  PROTOCOL_VERSION,
  TerminalKeysAnswer,
  type EnrolRequest,
  type TerminalKeysRequest,
} from '../../contract/central.ts'
import {
  ControlAnswer,
  OwnFactsAnswer,
  PushAnswer,
  StatesAnswer,
  type ControlRequest,
  type PushRequest,
  type StatesQuery,
} from '../../contract/facts.ts'
import { MAX_COURIER_FILE_BYTES } from '../../contract/courier.ts'
import { httpRequest, readAll, type Carrier, type HttpAnswer, type HttpRequest } from './http.ts'

/** The central store as a terminal sees it. Every call may throw a CentralError. */
export interface CentralClient {
  enrol(request: EnrolRequest): Promise<EnrolAnswer>
  /** Names the keys of a terminal that was enrolled before there were any. */
  nameKeys(request: TerminalKeysRequest): Promise<TerminalKeysAnswer>
  /** A compressed SQLite file, decompressed on the way; the caller writes it down. */
  snapshot(): Promise<Readable>
  changes(since: number): Promise<CataloguePage>
  picture(hash: string): Promise<{ readonly mediaType: string; readonly bytes: Buffer }>
  push(request: PushRequest): Promise<PushAnswer>
  states(query: StatesQuery): Promise<StatesAnswer>
  /** What the store has of this terminal's own facts. */
  ownFacts(epoch: number, after: number): Promise<OwnFactsAnswer>
  compareTotals(request: ControlRequest): Promise<ControlAnswer>
  /** Carries a courier's bundle, this terminal's or another's. @returns the acknowledgement bundle. */
  carry(bundle: Uint8Array): Promise<Buffer>
}

/** With the incarnation of the store that gave it; a store of version 1 names none. */
export interface CataloguePage extends ChangesAnswer {
  readonly incarnation: string | undefined
}

/** What a terminal has learned of the store it talks with; kept from round to round. */
export interface StoreTraits {
  protocol: number
  zstd: boolean
  /** Told what time it is at the store, with each answer that says so. */
  readonly heardTime: (storeMs: number) => void
}

export function unknownStore(heardTime: StoreTraits['heardTime'] = () => {}): StoreTraits {
  return { protocol: PROTOCOL_VERSION, zstd: false, heardTime }
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
/** A bundle of weeks is taken in fact by fact before it is answered. */
const CARRY_LIMIT_MS = 15 * 60_000

type Asked = Pick<HttpRequest, 'method' | 'json' | 'bytes' | 'silenceMs'>
type Query = Readonly<Record<string, string | number | undefined>>

export function centralClient(
  baseUrl: string,
  token: () => string | undefined,
  signal: AbortSignal,
  carrier: Carrier = httpRequest,
  traits: StoreTraits = unknownStore(),
): CentralClient {
  const once = async (request: Asked, path: string, query: Query, limitMs: number): Promise<HttpAnswer> => {
    const url = new URL(baseUrl.replace(/\/$/, '') + path)
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(name, String(value))
    const limited = AbortSignal.any([signal, AbortSignal.timeout(limitMs)])
    const { protocol, zstd } = traits
    const answer = await reaching(carrier({ ...request, protocol, zstd, url, token: token(), signal: limited }))
    const storeMs = Date.parse(String(answer.headers['date'] ?? ''))
    if (Number.isFinite(storeMs)) traits.heardTime(storeMs)
    traits.zstd = /\bzstd\b/.test(String(answer.headers['accept-encoding'] ?? ''))
    if (answer.status >= 200 && answer.status < 300) return answer
    throw problemOf(await reaching(readAll(answer.body, MOST_JSON_BYTES)), answer.status)
  }
  const ask = async (request: Asked, path: string, query: Query = {}, limitMs = CALL_LIMIT_MS) => {
    try {
      return await once(request, path, query, limitMs)
    } catch (error) {
      // An older store says what it speaks; the terminal goes on in that version.
      const newest = newestSpoken(error)
      if (newest === undefined || newest >= traits.protocol) throw error
      traits.protocol = newest
      return await once(request, path, query, limitMs)
    }
  }
  const json = async <Schema extends z.ZodType>(schema: Schema, ...request: Parameters<typeof ask>) => {
    const answer = await ask(...request)
    return parsed(schema, await reaching(readAll(answer.body, MOST_JSON_BYTES)))
  }
  return {
    enrol: (request) => json(EnrolAnswer, { method: 'POST', json: request }, PATHS.enrol),
    nameKeys: (request) => json(TerminalKeysAnswer, { method: 'POST', json: request }, PATHS.terminalKeys),
    snapshot: async () => (await ask({ method: 'GET' }, PATHS.snapshot, {}, SNAPSHOT_LIMIT_MS)).body,
    async changes(since) {
      const answer = await ask({ method: 'GET' }, PATHS.changes, { since })
      const page = parsed(ChangesAnswer, await reaching(readAll(answer.body, MOST_JSON_BYTES)))
      return { ...page, incarnation: textOf(answer.headers[INCARNATION_HEADER]) }
    },
    async picture(hash) {
      const answer = await ask({ method: 'GET' }, PATHS.picture.replace(':hash', hash))
      const bytes = await reaching(readAll(answer.body, MOST_PICTURE_BYTES))
      return { mediaType: answer.headers['content-type'] ?? 'application/octet-stream', bytes }
    },
    push: (request) => json(PushAnswer, { method: 'POST', json: request }, PATHS.facts),
    states: (query) => json(StatesAnswer, { method: 'GET' }, PATHS.states, query),
    ownFacts: (epoch, after) => json(OwnFactsAnswer, { method: 'GET' }, PATHS.facts, { epoch, after }),
    compareTotals: (request) => json(ControlAnswer, { method: 'POST', json: request }, PATHS.controlTotals),
    async carry(bundle) {
      const request = { method: 'POST', bytes: bundle, silenceMs: CARRY_LIMIT_MS } as const
      const answer = await ask(request, PATHS.courier, {}, CARRY_LIMIT_MS)
      return reaching(readAll(answer.body, MAX_COURIER_FILE_BYTES))
    },
  }
}

function textOf(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' && header !== '' ? header : undefined
}

function newestSpoken(error: unknown): number | undefined {
  if (!(error instanceof CentralError) || error.code !== 'protocol.unsupported') return undefined
  const newest = error.details['newest']
  return typeof newest === 'number' && newest >= 1 ? newest : undefined
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
