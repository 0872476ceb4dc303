import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { Readable, Transform } from 'node:stream'
import { createGunzip, gzipSync } from 'node:zlib'
import * as zlib from 'node:zlib'
import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '../../contract/central.ts'

/** An answer of the central store, not read yet; its body is decompressed on the way. */
export interface HttpAnswer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: Readable
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST'
  readonly url: URL
  readonly token?: string | undefined
  /** Sent as JSON, compressed where it is worth it. */
  readonly json?: unknown
  readonly signal: AbortSignal
}

/** Carries a request to the central store and its answer back. @throws where there is no answer. */
export type Carrier = (request: HttpRequest) => Promise<HttpAnswer>

/** Nothing heard for this long: the connection is given up. */
const SILENCE_MS = 15_000
const COMPRESS_FROM_BYTES = 1_024

/** Electron's Node may be older than this program's own and lack zstd: asked at run time. */
const createUnzstd: (() => Transform) | undefined = (zlib as { createZstdDecompress?: () => Transform })
  .createZstdDecompress

/** @throws where there is no answer: refused, reset, silent, aborted. */
export function httpRequest(request: HttpRequest): Promise<HttpAnswer> {
  const body = request.json === undefined ? undefined : Buffer.from(JSON.stringify(request.json))
  const packed = body && body.length >= COMPRESS_FROM_BYTES ? gzipSync(body) : undefined
  const headers: Record<string, string | number> = {
    accept: 'application/json',
    'accept-encoding': createUnzstd ? 'zstd, gzip' : 'gzip',
    [PROTOCOL_HEADER]: String(PROTOCOL_VERSION),
  }
  if (request.token !== undefined) headers['authorization'] = `Bearer ${request.token}`
  if (body) {
    headers['content-type'] = 'application/json'
    headers['content-length'] = (packed ?? body).length
    if (packed) headers['content-encoding'] = 'gzip'
  }
  const send = request.url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const { method, signal, url } = request
    const outgoing = send(url, { method, headers, signal, timeout: SILENCE_MS }, (answer) => {
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: decompressed(answer) })
    })
    outgoing.on('timeout', () => outgoing.destroy(new Error('the central store is silent')))
    outgoing.on('error', reject)
    outgoing.end(packed ?? body)
  })
}

function decompressed(answer: IncomingMessage): Readable {
  const encoding = answer.headers['content-encoding']
  const unpack = encoding === 'gzip' ? createGunzip() : encoding === 'zstd' && createUnzstd ? createUnzstd() : undefined
  if (!unpack) return answer
  answer.on('error', (error) => unpack.destroy(error))
  return answer.pipe(unpack)
}

/**
 * The whole body, where it is not larger than it may be.
 * @throws where it is larger, or the connection breaks.
 */
export async function readAll(body: Readable, mostBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > mostBytes) {
      body.destroy()
      throw new Error(`the answer is larger than ${mostBytes} bytes`)
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
