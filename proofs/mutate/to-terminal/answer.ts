import { createHash } from 'node:crypto'
import { PATHS } from '../../../contract/central.ts'
import { ERRORS } from '../../../contract/errors.ts'
import type { HttpRequest } from '../../../main/sync/http.ts'
import type { Seeded } from '../../support/seeded.ts'
import { mutateBytes } from '../mutate-bytes.ts'
import { mutateJson } from '../mutate-json.ts'
import { NASTY_VALUES } from '../nasty-values.ts'
import type { StoreSite } from '../store-site.ts'

/** An answer as it goes on the line, before it is compressed. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

export type Asked = Pick<HttpRequest, 'method' | 'url' | 'token' | 'json' | 'bytes' | 'protocol'>

/** Answers of a real store. The same question asked again is not carried out again as long as nothing was told it. */
export function genuineAnswers(site: StoreSite): (asked: Asked) => Promise<Answer> {
  const known = new Map<string, Answer>()
  return async ({ method, url, token, json, bytes, protocol }) => {
    const payload = bytes ? Buffer.from(bytes) : json === undefined ? undefined : Buffer.from(JSON.stringify(json))
    const question = [
      method,
      url.pathname + url.search,
      token,
      payload && createHash('sha256').update(payload).digest('hex'),
    ]
    const key = question.join(' ')
    const before = known.get(key)
    if (before) return before
    const answered = await site.app.inject({
      method,
      url: url.pathname + url.search,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...{ 'okryu-protocol': String(protocol), 'accept-encoding': 'identity' },
        ...(payload ? { 'content-type': bytes ? 'application/octet-stream' : 'application/json' } : {}),
      },
      ...(payload ? { payload } : {}),
    })
    const headers = Object.fromEntries(Object.entries(answered.headers).map(([name, value]) => [name, String(value)]))
    const answer = { status: answered.statusCode, headers, body: answered.rawPayload }
    // What a store was told may change all its other answers; only what is compared is nothing new to it.
    if (method === 'POST' && url.pathname !== PATHS.controlTotals) known.clear()
    known.set(key, answer)
    return answer
  }
}

const STATUSES = [
  100, 199, 200, 201, 204, 206, 301, 304, 400, 401, 403, 404, 409, 410, 413, 426, 429, 500, 502, 507, 599, 999,
]
const CODES = [...Object.keys(ERRORS), 'of.a.newer.store', '__proto__', '']
const DETAILS = ['acknowledgedSeq', 'oldest', 'newest', 'epoch', 'seq', 'limit', 'what']

export function spoiltAnswer(answer: Answer, chance: Seeded): Answer {
  switch (chance.int(12)) {
    case 0:
    case 1:
    case 2:
      return { ...answer, body: mutateBytes(answer.body, chance) }
    case 3:
      return { ...answer, status: chance.pick(STATUSES) }
    case 4:
      return spoiltHeaders(answer, chance)
    case 5:
      return problem(chance)
    case 6:
      return { ...answer, body: Buffer.from(chance.pick(NASTY_VALUES)) }
    default:
      return { ...answer, body: spoiltJson(answer.body, chance) }
  }
}

function spoiltJson(body: Buffer, chance: Seeded): Buffer {
  try {
    return Buffer.from(mutateJson(body.toString(), chance))
  } catch {
    // A picture or a snapshot.
    return mutateBytes(body, chance)
  }
}

function spoiltHeaders(answer: Answer, chance: Seeded): Answer {
  const name = chance.pick([
    'content-type',
    'accept-encoding',
    'okryu-protocol',
    'okryu-incarnation',
    'location',
    'date',
  ])
  const value = chance.pick([
    '',
    'zstd',
    'text/html',
    'image/svg+xml',
    '99',
    'not an id',
    'http://127.0.0.1:1/',
    'x'.repeat(5_000),
  ])
  return { ...answer, headers: { ...answer.headers, [name]: value } }
}

/** A problem with any code and details: right, wrong and hostile ones. */
function problem(chance: Seeded): Answer {
  const code = chance.pick(CODES)
  const status = chance.chance(0.5) ? chance.pick(STATUSES) : Number((ERRORS as Record<string, number>)[code] ?? 409)
  const named = JSON.stringify(chance.pick(DETAILS))
  const value = chance.chance(0.5) ? String(chance.int(60)) : chance.pick(NASTY_VALUES)
  const head = JSON.stringify({ type: 'urn:x', title: 'Title', status, code, detail: 'Detail' }).slice(0, -1)
  return {
    status,
    headers: { 'content-type': 'application/problem+json' },
    body: Buffer.from(`${head},"details":{${named}:${value}}}`),
  }
}
