import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import type { Seeded } from '../support/seeded.ts'
import { mutateBytes } from './mutate-bytes.ts'

/** A body with the encoding that its header names, which need not be true. */
export interface Packed {
  readonly encoding: string | undefined
  readonly body: Buffer
}

const BOMB_BYTES = 96 * 1024 * 1024
const zeros = Buffer.alloc(BOMB_BYTES, 0x20)
/** Some hundred kilobytes on the line that want to be a hundred megabytes. */
const BOMBS: readonly Packed[] = [
  { encoding: 'gzip', body: gzipSync(zeros) },
  { encoding: 'zstd', body: zstdCompressSync(zeros) },
  { encoding: 'gzip', body: gzipSync(gzipSync(zeros)) },
]
const BOMB_PART = 0.0005
const NAMES = [
  'gzip',
  'zstd',
  'br',
  'deflate',
  'identity',
  'GZIP',
  'x-gzip',
  'gzip, gzip',
  'zstd,gzip',
  '',
  '*',
  'ｇzip',
]

/** Compresses a body as it should be, as it should not be, or not at all. */
export function packed(body: Buffer, chance: Seeded): Packed {
  if (chance.chance(BOMB_PART)) return chance.pick(BOMBS)
  if (chance.chance(0.8)) return { encoding: undefined, body }
  const encoding = chance.pick(NAMES)
  const bytes = chance.chance(0.3) ? body : compressed(chance.pick(NAMES.slice(0, 4)), body)
  return {
    encoding: chance.chance(0.5) ? encoding : 'gzip',
    body: chance.chance(0.3) ? mutateBytes(bytes, chance) : bytes,
  }
}

function compressed(encoding: string, body: Buffer): Buffer {
  if (encoding === 'gzip') return gzipSync(body)
  if (encoding === 'zstd') return zstdCompressSync(body)
  return encoding === 'br' ? brotliCompressSync(body) : deflateSync(body)
}
