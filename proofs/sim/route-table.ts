import type { Readable } from 'node:stream'
import { z } from 'zod'
import { finishAnswers } from '../../central/http/answers.ts'
import { problemHandler, ProblemError } from '../../central/http/problem.ts'
import type { App } from '../../central/routes/context.ts'

/** A request as it crosses the simulated network: text or bytes, never objects. */
export interface CrossingRequest {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array | undefined
}

export interface CrossingAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array | Readable
}

interface Reply {
  status: number
  readonly headers: Record<string, string>
  sent: unknown
}

type Hook = (request: unknown, reply: unknown, payload?: unknown) => unknown

interface Route {
  readonly method: string | readonly string[]
  readonly url: string
  readonly onRequest?: Hook
  readonly preValidation?: Hook
  readonly schema?: Partial<Record<'body' | 'querystring' | 'params', z.ZodType>> & {
    readonly response?: Readonly<Record<string, z.ZodType>>
  }
  readonly handler: (request: unknown, reply: unknown) => unknown
}

/**
 * Carries requests into the central store's own routes, in Fastify's order of steps: hooks, token, shape of the body,
 * handler, shape of the answer. Sockets and streams are left out, which is most of what an HTTP request costs.
 */
export class RouteTable {
  readonly #routes: Route[] = []
  readonly #hooks = new Map<string, Hook[]>()
  readonly #onFailure: (error: Error) => void

  constructor(onFailure: (error: Error) => void) {
    this.#onFailure = onFailure
    finishAnswers(this.app())
  }

  /** What routes are added to, as to Fastify. */
  app(): App {
    const add = (method: string) => (url: string, options: object, handler?: Route['handler']) =>
      this.#routes.push({ method, url, ...options, ...(handler ? { handler } : {}) } as Route)
    const app = {
      get: add('GET'),
      post: add('POST'),
      put: add('PUT'),
      route: (route: Route) => this.#routes.push(route),
      addHook: (name: string, hook: Hook) => this.#hooks.set(name, [...(this.#hooks.get(name) ?? []), hook]),
      addContentTypeParser: () => undefined,
    }
    return app as unknown as App
  }

  async answer(crossing: CrossingRequest): Promise<CrossingAnswer> {
    const reply: Reply = { status: 200, headers: {}, sent: undefined }
    const handle = replyOf(reply)
    const request: Record<string, unknown> = { ...crossing, url: crossing.path, query: crossing.query }
    try {
      for (const hook of this.#hooks.get('onRequest') ?? []) await hook(request, handle)
      const { route, params } = this.#find(crossing)
      request['params'] = params
      await route.onRequest?.(request, handle)
      request['body'] = bodyOf(crossing)
      await route.preValidation?.(request, handle)
      validate(request, route)
      const result = await route.handler(request, handle)
      if (result !== handle) reply.sent = serialised(result, route, reply.status)
    } catch (error) {
      problemHandler(this.#onFailure)(error as Error, request as never, handle as never)
    }
    let payload = typeof reply.sent === 'object' && isPlain(reply.sent) ? JSON.stringify(reply.sent) : reply.sent
    for (const hook of this.#hooks.get('onSend') ?? []) payload = await hook(request, handle, payload)
    return { status: reply.status, headers: reply.headers, body: (payload ?? '') as CrossingAnswer['body'] }
  }

  #find({ method, path }: CrossingRequest): { route: Route; params: Record<string, string> } {
    for (const route of this.#routes) {
      if (![route.method].flat().includes(method)) continue
      const params = matched(route.url, path)
      if (params) return { route, params }
    }
    throw new ProblemError('request.not_found')
  }
}

function matched(url: string, path: string): Record<string, string> | undefined {
  const wanted = url.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    if (part.startsWith(':')) params[part.slice(1)] = given[index]!
    else if (part !== given[index]) return undefined
  }
  return params
}

function bodyOf({ body, headers }: CrossingRequest): unknown {
  if (body === undefined || typeof body !== 'string') return body
  if (!(headers['content-type'] ?? '').startsWith('application/json')) return body
  try {
    return JSON.parse(body)
  } catch {
    throw new ProblemError('request.malformed', { what: 'not JSON' })
  }
}

function validate(request: Record<string, unknown>, { schema }: Route): void {
  for (const [where, name] of [
    ['params', 'params'],
    ['body', 'body'],
    ['querystring', 'query'],
  ] as const) {
    const result = schema?.[where]?.safeParse(request[name])
    if (!result) continue
    if (!result.success) {
      const issue = result.error.issues[0]
      throw new ProblemError('request.malformed', { where: `/${issue?.path.join('/')}`, what: issue?.message ?? '' })
    }
    request[name] = result.data
  }
}

function serialised(result: unknown, { schema }: Route, status: number): unknown {
  const shape = schema?.response?.[status]
  return shape instanceof z.ZodType ? JSON.stringify(shape.parse(result)) : result
}

function isPlain(sent: object | null): boolean {
  return sent !== null && !(sent instanceof Uint8Array) && !('pipe' in sent)
}

/** The part of Fastify's reply that routes and hooks use. */
function replyOf(reply: Reply) {
  const handle = {
    code: (status: number) => ((reply.status = status), handle),
    header: (name: string, value: unknown) => ((reply.headers[name.toLowerCase()] = String(value)), handle),
    type: (value: string) => ((reply.headers['content-type'] = value), handle),
    removeHeader: (name: string) => (delete reply.headers[name.toLowerCase()], handle),
    hasHeader: (name: string) => Object.hasOwn(reply.headers, name.toLowerCase()),
    getHeader: (name: string) => reply.headers[name.toLowerCase()],
    serializer: () => handle,
    send: (payload?: unknown) => ((reply.sent = payload), handle),
  }
  return handle
}
