import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Problem } from '../../contract/central.ts'
import { isDamage } from '../store/damage.ts'
import { ERRORS, type ErrorCode } from '../../contract/errors.ts'
import { TITLES } from './titles.ts'

export type Details = Readonly<Record<string, string | number>>

/** Ends a request with a problem of a stable code; thrown, because Fastify's hooks have no other way out. */
export class ProblemError extends Error {
  readonly code: ErrorCode
  readonly details: Details | undefined

  constructor(code: ErrorCode, details?: Details) {
    super(code)
    this.name = 'ProblemError'
    this.code = code
    this.details = details
  }
}

export function problem(code: ErrorCode, details?: Details): Problem {
  const title = TITLES[code] ?? code
  const said = Object.entries(details ?? {}).map(([name, value]) => `${name}: ${value}`)
  return {
    type: `urn:okryu:problem:${code}`,
    title,
    status: ERRORS[code],
    code,
    detail: said.length === 0 ? title : `${title} (${said.join(', ')})`,
    ...(details === undefined ? {} : { details: { ...details } }),
  }
}

export function sendProblem(reply: FastifyReply, code: ErrorCode, details?: Details): FastifyReply {
  return reply
    .code(ERRORS[code])
    .type('application/problem+json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(problem(code, details))
}

/** Every failure becomes a problem; only those of this program's own making are told to `onFailure`. */
export function problemHandler(onFailure: (error: Error) => void) {
  return (error: Error, _request: FastifyRequest, reply: FastifyReply): void => {
    if (error instanceof ProblemError) void sendProblem(reply, error.code, error.details)
    else if (hasZodFastifySchemaValidationErrors(error)) void sendProblem(reply, 'request.malformed', firstIssue(error))
    else void sendProblem(reply, ...codeOf(error, onFailure))
  }
}

function firstIssue(error: { validation: { instancePath: string; message?: string | undefined }[] }): Details {
  const [issue] = error.validation
  return { where: (issue?.instancePath ?? '').slice(0, 200), what: (issue?.message ?? '').slice(0, 200) }
}

function codeOf(error: Error, onFailure: (error: Error) => void): [ErrorCode, Details?] {
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return ['request.too_large']
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500)
    return ['request.malformed', { what: error.message.slice(0, 200) }]
  // Whoever asked is gone before the first byte: nobody reads this answer, and nothing has failed here.
  if (code !== 'ERR_STREAM_PREMATURE_CLOSE') onFailure(error)
  if (isDamage(error)) return ['store.damaged']
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') return ['disk.full']
  return ['internal.failure']
}
