import { once } from 'node:events'
import type { Transform } from 'node:stream'
import { promisify } from 'node:util'
import * as zlib from 'node:zlib'
import {
  COURIER_MAGIC,
  COURIER_VERSION,
  courierMessage,
  CourierHeader,
  MAX_COURIER_FILE_BYTES,
  MAX_HEADER_BYTES,
  MAX_SEALED_BYTES,
  MAX_UNPACKED_BYTES,
  sealedFor,
  type AcknowledgementHeader,
  type FactsHeader,
} from '../contract/courier.ts'
import { fail, invariant, ok, type Result } from '../domain/result.ts'
import { sha256Hex } from './hash.ts'
import { seal, TAG_BYTES, type SealingKey } from './sealing.ts'
import { verifySignature, type SigningKey } from './signing.ts'

/** A courier's file as bytes: made, and taken apart again without trusting one of them. */

export type BundleError =
  'courier.not_a_bundle' | 'courier.half_copied' | 'courier.altered' | 'courier.too_large' | 'courier.version_unknown'

export type Compression = CourierHeader['compression']

const MAGIC_LINE = `${COURIER_MAGIC}\n`
const SIGNATURE_LENGTH = 86
const NEWLINE = 0x0a
/** So many first bytes of a file hold its header and signature, whatever the file is. */
export const HEAD_BYTES = MAGIC_LINE.length + MAX_HEADER_BYTES + 1 + SIGNATURE_LENGTH + 1

/** Electron's Node may be older than this program's own and lack zstd: asked at run time. */
const zstd = zlib as {
  createZstdCompress?: () => Transform
  zstdDecompress?: typeof zlib.gunzip
}

/** What this side can both write and read. */
export const BEST_COMPRESSION: Compression = zstd.createZstdCompress && zstd.zstdDecompress ? 'zstd' : 'gzip'

export interface Packed {
  readonly compression: Compression
  readonly plainBytes: number
  readonly bytes: Buffer
}

/** Compresses lines as they come, so that no more than the outcome is held in memory. Each line ends with a newline. */
export async function pack(
  lines: AsyncIterable<string> | Iterable<string>,
  compression: Compression = BEST_COMPRESSION,
): Promise<Packed> {
  const packer = compression === 'zstd' && zstd.createZstdCompress ? zstd.createZstdCompress() : zlib.createGzip()
  const chunks: Buffer[] = []
  packer.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = once(packer, 'end')
  let plainBytes = 0
  for await (const line of lines) {
    const bytes = Buffer.from(line)
    plainBytes += bytes.length
    if (!packer.write(bytes)) await once(packer, 'drain')
  }
  packer.end()
  await ended
  return { compression, plainBytes, bytes: Buffer.concat(chunks) }
}

type MadeHere = 'version' | 'compression' | 'plainBytes' | 'sealedBytes' | 'sealedHash' | 'ephemeralKey'
export type NewHeader = Omit<FactsHeader, MadeHere> | Omit<AcknowledgementHeader, MadeHere>

export interface BundleKeys {
  readonly sender: SigningKey
  /** The public sealing key of whom it is for. */
  readonly receiver: string
  /** 32 random bytes. */
  readonly ephemeralSeed: Uint8Array
}

/** @returns the whole file. What is packed must fit: at most MAX_UNPACKED_BYTES, in MAX_SEALED_BYTES. */
export function makeBundle(header: NewHeader, packed: Packed, keys: BundleKeys): Buffer {
  const sealed = seal(keys.receiver, packed.bytes, sealedFor(header), keys.ephemeralSeed)
  invariant(packed.plainBytes <= MAX_UNPACKED_BYTES && fits(packed), 'a bundle is as small as its reader asks')
  const line = JSON.stringify({
    version: COURIER_VERSION,
    ...header,
    compression: packed.compression,
    plainBytes: packed.plainBytes,
    sealedBytes: sealed.bytes.length,
    sealedHash: sha256Hex(sealed.bytes),
    ephemeralKey: sealed.ephemeralKey,
  })
  invariant(Buffer.byteLength(line) <= MAX_HEADER_BYTES, 'a header fits into its limit')
  const signature = keys.sender.sign(courierMessage(line))
  return Buffer.concat([Buffer.from(`${courierMessage(line)}\n${signature}\n`), sealed.bytes])
}

export function fits(packed: Packed): boolean {
  return packed.bytes.length + TAG_BYTES <= MAX_SEALED_BYTES
}

/** A header that was read but not believed yet: whoever believes it checks the signature first, with `openBundle`. */
export interface BundleHead {
  readonly header: CourierHeader
  readonly headerLine: string
  readonly signature: string
  /** Where the sealed bytes begin. */
  readonly sealedFrom: number
}

/**
 * @param start the file's first bytes: HEAD_BYTES of them, or all there are.
 * @param fileBytes how long the whole file is.
 */
export function readHead(start: Buffer, fileBytes: number): Result<BundleHead, BundleError> {
  if (fileBytes > MAX_COURIER_FILE_BYTES) return fail('courier.too_large', { bytes: fileBytes })
  const magic = start.subarray(0, MAGIC_LINE.length).toString('latin1')
  if (!MAGIC_LINE.startsWith(magic)) return fail('courier.not_a_bundle')
  const lineEnd = start.indexOf(NEWLINE, MAGIC_LINE.length)
  const isAll = start.length === fileBytes
  if (lineEnd < 0 || lineEnd - MAGIC_LINE.length > MAX_HEADER_BYTES)
    return fail(isAll && lineEnd < 0 && start.length < HEAD_BYTES ? 'courier.half_copied' : 'courier.too_large')
  const sealedFrom = lineEnd + 1 + SIGNATURE_LENGTH + 1
  if (fileBytes < sealedFrom) return fail('courier.half_copied')
  const headerLine = start.subarray(MAGIC_LINE.length, lineEnd).toString('utf8')
  const signature = start.subarray(lineEnd + 1, sealedFrom - 1).toString('latin1')
  // One file, one spelling: a signature that decodes to the same bytes but is written otherwise was altered too.
  const isSpeltAlike = Buffer.from(signature, 'base64url').toString('base64url') === signature
  if (!isSpeltAlike || start[sealedFrom - 1] !== NEWLINE) return fail('courier.altered', { what: 'signature' })
  const parsed = parseHeader(headerLine)
  if (!parsed.ok) return parsed
  const expectedBytes = sealedFrom + parsed.value.sealedBytes
  if (fileBytes < expectedBytes) return fail('courier.half_copied', { bytes: fileBytes, expectedBytes })
  if (fileBytes > expectedBytes) return fail('courier.altered', { what: 'length' })
  return ok({ header: parsed.value, headerLine, signature, sealedFrom })
}

function parseHeader(line: string): Result<CourierHeader, BundleError> {
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch {
    return fail('courier.altered', { what: 'header' })
  }
  const version = typeof json === 'object' && json !== null && 'version' in json ? json.version : undefined
  if (typeof version === 'number' && version !== COURIER_VERSION)
    return fail('courier.version_unknown', { version, known: COURIER_VERSION })
  const header = CourierHeader.safeParse(json)
  if (!header.success) return fail('courier.altered', { what: 'header' })
  const { sealedBytes, plainBytes } = header.data
  if (sealedBytes > MAX_SEALED_BYTES || plainBytes > MAX_UNPACKED_BYTES)
    return fail('courier.too_large', { sealedBytes, plainBytes })
  return ok(header.data)
}

/** Whether the owner of a public signing key wrote this header. */
export function isSignedBy(head: BundleHead, sender: string): boolean {
  return verifySignature(sender, courierMessage(head.headerLine), head.signature)
}

/**
 * Checks everything from the outside in: who signed it, whether the sealed bytes are the ones that were signed for,
 * and only then opens and unpacks them, no further than the header promised.
 * @param sender the public signing key of whom the header says that it comes from.
 */
export async function openBundle(
  head: BundleHead,
  file: Buffer,
  sender: string,
  receiver: SealingKey,
): Promise<Result<Buffer, BundleError>> {
  const { header } = head
  const bytes = file.subarray(head.sealedFrom)
  if (!isSignedBy(head, sender)) return fail('courier.altered', { what: 'signature' })
  if (sha256Hex(bytes) !== header.sealedHash) return fail('courier.altered', { what: 'content' })
  const packed = receiver.unseal({ ephemeralKey: header.ephemeralKey, bytes }, sealedFor(header))
  if (!packed) return fail('courier.altered', { what: 'seal' })
  return unpack(packed, header)
}

async function unpack(packed: Buffer, header: CourierHeader): Promise<Result<Buffer, BundleError>> {
  const { compression, plainBytes } = header
  const decompress = compression === 'zstd' ? zstd.zstdDecompress : zlib.gunzip
  if (!decompress) return fail('courier.version_unknown', { compression })
  try {
    const plain = await promisify<Buffer, zlib.ZlibOptions, Buffer>(decompress)(packed, {
      maxOutputLength: Math.max(1, plainBytes),
    })
    return plain.length === plainBytes ? ok(plain) : fail('courier.altered', { what: 'length' })
  } catch (error) {
    const isTooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
    return fail(isTooLarge ? 'courier.too_large' : 'courier.altered', { plainBytes })
  }
}

/** The lines of an unpacked bundle, one after the other. */
export function* linesOf(plain: Buffer): Generator<string> {
  for (let from = 0; from < plain.length;) {
    const end = plain.indexOf(NEWLINE, from)
    const to = end < 0 ? plain.length : end
    yield plain.toString('utf8', from, to)
    from = to + 1
  }
}
