import * as zlib from 'node:zlib'
import type { FastifyRequest } from 'fastify'
import {
  INCARNATION_HEADER,
  OLDEST_PROTOCOL_VERSION,
  PROTOCOL_HEADER,
  PROTOCOL_VERSION,
} from '../../contract/central.ts'
import type { App } from '../routes/context.ts'
import type { OpenStore } from '../store/open.ts'
import { ProblemError } from './problem.ts'

/** What a request's body may be packed with (RFC 7694). */
const TAKEN_ENCODINGS = typeof zlib.createZstdDecompress === 'function' ? 'zstd, gzip' : 'gzip'

/** Refuses versions that this store does not speak; every answer names the version, the incarnation and the encodings. */
export function speakProtocol(app: App, store: Pick<OpenStore, 'incarnation'>): void {
  app.addHook('onRequest', async (request) => {
    if (versionOf(request) === undefined)
      throw new ProblemError('protocol.unsupported', { oldest: OLDEST_PROTOCOL_VERSION, newest: PROTOCOL_VERSION })
  })
  app.addHook('onSend', async (request, reply, payload) => {
    reply
      .header(PROTOCOL_HEADER, String(versionOf(request) ?? PROTOCOL_VERSION))
      .header(INCARNATION_HEADER, store.incarnation())
      .header('accept-encoding', TAKEN_ENCODINGS)
    return payload
  })
}

/** The newest where the request names none; undefined where it names one that is not spoken here. */
function versionOf({ headers }: FastifyRequest): number | undefined {
  const named = headers[PROTOCOL_HEADER]
  if (named === undefined) return PROTOCOL_VERSION
  const version = Number(named)
  const spoken = version >= OLDEST_PROTOCOL_VERSION && version <= PROTOCOL_VERSION && String(version) === named
  return spoken && Number.isInteger(version) ? version : undefined
}
