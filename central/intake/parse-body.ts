import { FactBodySchema } from '../../contract/fact-body.ts'
import { MAX_FACT_LENGTH } from '../../contract/facts.ts'
import type { FactBody } from '../../domain/fact.ts'
import { fail, ok, type Result } from '../../domain/result.ts'

export type BodyError = 'fact.body_malformed' | 'fact.kind_unknown'

const KINDS: readonly string[] = FactBodySchema.options.map((option) => option.shape.kind.value)
const SHOWN_CHARACTERS = 80

/** Reads a fact's body; the details name the first place that is wrong, such as order.lines.0.quantity. */
export function parseBody(body: string): Result<FactBody, BodyError> {
  if (body.length > MAX_FACT_LENGTH) return fail('fact.body_malformed', { limit: MAX_FACT_LENGTH, length: body.length })
  let json: unknown
  try {
    json = JSON.parse(body)
  } catch {
    return fail('fact.body_malformed', { where: '', what: 'not JSON' })
  }
  const kind = typeof json === 'object' && json !== null && 'kind' in json ? json.kind : undefined
  if (typeof kind === 'string' && !KINDS.includes(kind))
    return fail('fact.kind_unknown', { kind: kind.slice(0, SHOWN_CHARACTERS) })
  const parsed = FactBodySchema.safeParse(json)
  if (parsed.success) return ok(parsed.data)
  const issue = parsed.error.issues[0]
  return fail('fact.body_malformed', {
    where: (issue?.path.join('.') ?? '').slice(0, SHOWN_CHARACTERS),
    what: (issue?.message ?? '').slice(0, SHOWN_CHARACTERS),
  })
}
