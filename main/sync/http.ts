import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { Readable, Transform } from 'node:stream'
import { createGunzip, gzipSync } from 'node:zlib'
import * as zlib from 'node:zlib'
import { PROTOCOL_HEADER } from '../../contract/central.ts'

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
  /** Sent as it is, in place of JSON. */
  readonly bytes?: Uint8Array
  /** The version of the protocol that the request is written in. */
  readonly protocol: number
  /** The other side has said that it reads zstd; every store reads gzip. */
  readonly zstd: boolean
  readonly signal: AbortSignal
  /** How long the other side may say nothing, where it has more to do than usual. */
  readonly silenceMs?: number
}

/** Carries a request to the central store and its answer back. @throws where there is no answer. */
export type Carrier = (request: HttpRequest) => Promise<HttpAnswer>

/** Nothing heard for this long: the connection is given up. */
const SILENCE_MS = 15_000
const COMPRESS_FROM_BYTES = 1_024

/** Electron's Node may be older than this program's own and lack zstd: asked at run time. */
const { createZstdDecompress: createUnzstd, zstdCompressSync } = zlib as {
  createZstdDecompress?: () => Transform
  zstdCompressSync?: (bytes: Buffer) => Buffer
}

/** @throws where there is no answer: refused, reset, silent, aborted. */
export function httpRequest(request: HttpRequest): Promise<HttpAnswer> {
  const body = bodyOf(request)
  const headers: Record<string, string | number> = {
    accept: 'application/json',
    'accept-encoding': createUnzstd ? 'zstd, gzip' : 'gzip',
    [PROTOCOL_HEADER]: String(request.protocol),
    ...body?.headers,
  }
  if (request.token !== undefined) headers['authorization'] = `Bearer ${request.token}`
  const send = request.url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const { method, signal, url } = request
    const outgoing = send(url, { method, headers, signal, timeout: request.silenceMs ?? SILENCE_MS }, (answer) => {
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: decompressed(answer) })
    })
    outgoing.on('timeout', () => outgoing.destroy(new Error('the central store is silent')))
    outgoing.on('error', reject)
    outgoing.end(body?.bytes)
  })
}

function bodyOf(request: HttpRequest) {
  if (request.bytes)
    return {
      bytes: request.bytes,
      headers: { 'content-type': 'application/octet-stream', 'content-length': request.bytes.length },
    }
  if (request.json === undefined) return undefined
  const plain = Buffer.from(JSON.stringify(request.json))
  if (plain.length < COMPRESS_FROM_BYTES)
    return { bytes: plain, headers: { 'content-type': 'application/json', 'content-length': plain.length } }
  const zstd = request.zstd && zstdCompressSync ? zstdCompressSync(plain) : undefined
  const bytes = zstd ?? gzipSync(plain)
  const encoding = zstd ? 'zstd' : 'gzip'
  return {
    bytes,
    headers: { 'content-type': 'application/json', 'content-encoding': encoding, 'content-length': bytes.length },
  }
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
