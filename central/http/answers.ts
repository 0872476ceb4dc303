import { promisify } from 'node:util'
import * as zlib from 'node:zlib'
import type { FastifyInstance } from 'fastify'

/** Smaller answers gain nothing by it. */
const COMPRESS_FROM_BYTES = 4 * 1024

export type Encoding = 'zstd' | 'gzip' | 'identity'

const gzip = promisify(zlib.gzip)

/** Compresses large answers as the asker can read them. */
export function finishAnswers(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    reply.header('x-content-type-options', 'nosniff')
    if (typeof payload !== 'string' || reply.hasHeader('content-encoding')) return payload
    reply.header('vary', 'accept-encoding')
    if (payload.length < COMPRESS_FROM_BYTES) return payload
    const encoding = bestEncoding(request.headers['accept-encoding'])
    if (encoding === 'identity') return payload
    reply.removeHeader('content-length').header('content-encoding', encoding)
    return encoding === 'zstd' ? promisify(zlib.zstdCompress)(payload) : gzip(payload)
  })
}

/** The encoding that both sides have: zstd before gzip. */
export function bestEncoding(accepted: string | string[] | undefined): Encoding {
  const offered = String(accepted ?? '')
    .toLowerCase()
    .split(',')
    .map((part) => part.trim().split(/\s*;\s*/))
  const takes = (encoding: string): boolean =>
    offered.some(([name, weight]) => name === encoding && !/^q=0(\.0*)?$/.test(weight ?? ''))
  if (takes('zstd') && typeof zlib.zstdCompress === 'function') return 'zstd'
  return takes('gzip') ? 'gzip' : 'identity'
}
