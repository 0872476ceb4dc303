import type { Fact } from '../../../domain/fact.ts'
import type { Seeded } from '../../support/seeded.ts'
import { mutateBytes } from '../mutate-bytes.ts'
import { mutateJson } from '../mutate-json.ts'
import { NASTY_VALUES } from '../nasty-values.ts'
import { packed } from '../packing.ts'

/** A request before it is spoilt. */
export interface Message {
  readonly what: 'facts' | 'enrolment' | 'keys' | 'control' | 'question' | 'bundle'
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly json?: unknown
}

/** A request as it goes on the line. */
export interface Wire {
  readonly what: Message['what']
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer | undefined
  /** The lines of a courier's bundle, which only its store can read. */
  readonly lines?: readonly string[]
  /** Nothing was done to it: the store has to take it. */
  readonly isGenuine: boolean
}

export function asItIs(message: Message): Wire {
  const { json, ...rest } = message
  return { ...rest, body: json === undefined ? undefined : Buffer.from(JSON.stringify(json)), isGenuine: true }
}

/**
 * @param rechain hashes, chains and signs facts anew, so that a change in a body is not noticed by its hash alone.
 */
export function spoilt(message: Message, chance: Seeded, rechain: (bodies: readonly string[]) => Fact[]): Wire {
  const wire = { ...asItIs(message), isGenuine: false }
  const text = wire.body?.toString() ?? ''
  if (text === '') return spoiltAround(wire, chance)
  switch (chance.int(10)) {
    case 0:
    case 1:
      return packedAs({ ...wire, body: mutateBytes(wire.body!, chance) }, chance)
    case 2: {
      const around = spoiltAround(wire, chance)
      return chance.chance(0.5) ? packedAs(around, chance) : around
    }
    case 3:
    case 4:
    case 5:
      if (message.what === 'facts') return packedAs({ ...wire, body: spoiltInside(message, chance, rechain) }, chance)
  }
  return packedAs({ ...wire, body: Buffer.from(mutateJson(text, chance)) }, chance)
}

function spoiltInside(message: Message, chance: Seeded, rechain: (bodies: readonly string[]) => Fact[]): Buffer {
  const push = message.json as { readonly epoch: number; readonly facts: readonly Fact[] }
  const at = chance.int(push.facts.length)
  const bodies = push.facts.map(({ body }, index) => (index === at ? spoiltBody(body, chance) : body))
  return Buffer.from(JSON.stringify({ epoch: push.epoch, facts: rechain(bodies) }))
}

function spoiltBody(body: string, chance: Seeded): string {
  if (chance.chance(0.1)) return mutateBytes(Buffer.from(body), chance).toString()
  return mutateJson(body, chance)
}

function packedAs(wire: Wire, chance: Seeded): Wire {
  const { encoding, body } = packed(wire.body!, chance)
  return {
    ...wire,
    body,
    headers: { ...wire.headers, ...(encoding === undefined ? {} : { 'content-encoding': encoding }) },
  }
}

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS']
const HEADERS = [
  'authorization',
  'okryu-protocol',
  'content-type',
  'accept-encoding',
  'content-encoding',
  'if-none-match',
]
const HEADER_VALUES = [
  ...['', '0', '3', '2.0', '1e0', 'NaN', '-1', '2, 1', 'gzip', 'text/plain', 'application/json; charset=utf-16'],
  ...[
    'multipart/form-data; boundary=x',
    'application/octet-stream',
    'Bearer',
    'Bearer  ',
    'Basic YTpi',
    '*',
    'a'.repeat(9_000),
  ],
]

/** The address, the method or the headers: everything but the body. */
function spoiltAround(wire: Wire, chance: Seeded): Wire {
  switch (chance.int(4)) {
    case 0:
      return { ...wire, method: chance.pick(METHODS) }
    case 1: {
      const { [chance.pick(Object.keys(wire.headers))]: _gone, ...headers } = wire.headers
      return { ...wire, headers }
    }
    case 2:
      return { ...wire, headers: { ...wire.headers, [chance.pick(HEADERS)]: chance.pick(HEADER_VALUES) } }
    default:
      return { ...wire, url: spoiltUrl(wire.url, chance) }
  }
}

function spoiltUrl(url: string, chance: Seeded): string {
  const value = encodeURIComponent(Buffer.from(chance.pick(NASTY_VALUES)).toString()).slice(0, 2_000)
  const [path, query = 'after=0'] = url.split('?') as [string, string?]
  switch (chance.int(4)) {
    case 0:
      return `${path}?${query.replace(/=[^&]*/, `=${value}`)}`
    case 1:
      return `${path}?${query}&${query}&__proto__=${value}`
    case 2:
      return `${path.slice(0, chance.int(path.length))}/${value}?${query}`
    default:
      return `${path}?${Array.from({ length: chance.int(300) }, () => query).join('&')}`
  }
}
