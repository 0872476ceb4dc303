import { Transform, type Readable } from 'node:stream'
import * as zlib from 'node:zlib'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { PATHS } from '../../contract/central.ts'
import { MAX_COURIER_FILE_BYTES } from '../../contract/courier.ts'
import { ProblemError } from './problem.ts'

/** What a request may measure on the wire: the longest fact, even where its text cannot be compressed. */
export const MAX_WIRE_BYTES = 4 * 1024 * 1024
/** What it may measure once it is unpacked; Fastify counts it. */
export const MAX_BODY_BYTES = 8 * 1024 * 1024

interface Unpacked extends Readable {
  /** Fastify compares it with `content-length`. */
  receivedEncodedLength?: number
}

/** Unpacks compressed request bodies, within limits on both sides of the unpacking. */
export function takeCompressedBodies(app: FastifyInstance): void {
  app.addHook('preParsing', async (request, _reply, payload) => {
    if (Number(request.headers['content-length'] ?? 0) > mostWireBytes(request))
      throw new ProblemError('request.too_large')
    return unpack(request, payload as Readable)
  })
}

/** A courier brings at once what others send in a thousand requests. */
function mostWireBytes({ routeOptions }: FastifyRequest): number {
  return routeOptions.url === PATHS.courier ? MAX_COURIER_FILE_BYTES : MAX_WIRE_BYTES
}

function unpack(request: FastifyRequest, payload: Readable): Readable {
  const unpacker = unpackerFor(request.headers['content-encoding'] ?? 'identity')
  const unpacked: Unpacked = unpacker
  unpacked.receivedEncodedLength = 0
  let wireBytes = 0
  const mostBytes = mostWireBytes(request)
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      wireBytes += chunk.length
      unpacked.receivedEncodedLength = wireBytes
      done(wireBytes > mostBytes ? new ProblemError('request.too_large') : null, chunk)
    },
  })
  // Nobody reads the body of a GET, or of a type that is not taken: an error nobody hears would end the process.
  unpacker.on('error', () => {})
  counted.on('error', (error) => unpacker.destroy(error))
  payload.on('error', (error) => unpacker.destroy(error))
  payload.pipe(counted).pipe(unpacker)
  return unpacked
}

function unpackerFor(encoding: string): Transform {
  switch (encoding.trim().toLowerCase()) {
    case 'identity':
      return new Transform({ transform: (chunk, _encoding, done) => done(null, chunk) })
    case 'gzip':
      return zlib.createGunzip()
    case 'zstd':
      // Older runtimes lack it, so it is looked for when it is asked for.
      if (typeof zlib.createZstdDecompress === 'function') return zlib.createZstdDecompress()
  }
  throw new ProblemError('request.malformed', { where: 'content-encoding', what: encoding.slice(0, 40) })
}
