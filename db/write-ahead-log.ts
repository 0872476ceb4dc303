import { existsSync, readFileSync } from 'node:fs'

/** SQLite's write-ahead log, read as a file (https://www.sqlite.org/walformat.html). */

const HEADER_BYTES = 32
export const FRAME_HEADER_BYTES = 24
const PAGE_BYTES = 4_096
const FRAME_BYTES = FRAME_HEADER_BYTES + PAGE_BYTES
/** The lowest bit says whether checksums are over big-endian words. */
const MAGIC = 0x377f0682

export interface LogFrame {
  readonly offset: number
  readonly pageNumber: number
  readonly isCommit: boolean
}

export interface WriteAheadLog {
  /** Those of the present round of the log, up to its last commit, also behind a damaged place. */
  readonly frames: readonly LogFrame[]
  /** How many of them SQLite reads: up to the last commit before the first checksum that is wrong. */
  readonly readableFrames: number
  /** Commits that SQLite does not read. A power cut can leave one that nobody was told of; two are damage. */
  readonly unreadCommits: number
}

const NOTHING: WriteAheadLog = { frames: [], readableFrames: 0, unreadCommits: 0 }

export function readLog(file: string): WriteAheadLog {
  if (!existsSync(file)) return NOTHING
  const bytes = readFileSync(file)
  const count = Math.floor((bytes.length - HEADER_BYTES) / FRAME_BYTES)
  if (count < 1) return NOTHING
  const salt = presentSalt(bytes, count)
  const frames: LogFrame[] = []
  for (let i = 0; i < count; i++) {
    const offset = HEADER_BYTES + i * FRAME_BYTES
    if (saltOf(bytes, offset) !== salt) continue
    frames.push({ offset, pageNumber: bytes.readUInt32BE(offset), isCommit: bytes.readUInt32BE(offset + 4) !== 0 })
  }
  const committed = frames.slice(0, frames.findLastIndex((frame) => frame.isCommit) + 1)
  const readableFrames = countReadable(bytes, count)
  const unread = committed.filter(({ offset }) => offset >= HEADER_BYTES + readableFrames * FRAME_BYTES)
  return { frames: committed, readableFrames, unreadCommits: unread.filter((frame) => frame.isCommit).length }
}

function saltOf(bytes: Buffer, frameOffset: number): bigint {
  return bytes.readBigUInt64BE(frameOffset + 8)
}

/** The header's; where the header is damaged, that of most of the first frames, which are always of the present round. */
function presentSalt(bytes: Buffer, count: number): bigint {
  if (headerChecksum(bytes)) return bytes.readBigUInt64BE(16)
  const first = Array.from({ length: Math.min(3, count) }, (_, i) => saltOf(bytes, HEADER_BYTES + i * FRAME_BYTES))
  return first.find((salt, i) => first.indexOf(salt) !== i) ?? first[0]!
}

function headerChecksum(bytes: Buffer): Checksum | undefined {
  if ((bytes.readUInt32BE(0) & ~1) !== MAGIC) return undefined
  const sum = addChecksum([0, 0], bytes, 0, 24)
  return sum[0] === bytes.readUInt32BE(24) && sum[1] === bytes.readUInt32BE(28) ? sum : undefined
}

type Checksum = readonly [number, number]

function addChecksum([first, second]: Checksum, bytes: Buffer, from: number, to: number): Checksum {
  const bigEndian = (bytes[3]! & 1) === 1
  let [a, b] = [first, second]
  for (let at = from; at < to; at += 8) {
    a = (a + b + (bigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at))) >>> 0
    b = (b + a + (bigEndian ? bytes.readUInt32BE(at + 4) : bytes.readUInt32LE(at + 4))) >>> 0
  }
  return [a, b]
}

function countReadable(bytes: Buffer, count: number): number {
  let sum = headerChecksum(bytes)
  if (!sum) return 0
  const salt = bytes.readBigUInt64BE(16)
  let readable = 0
  for (let i = 0; i < count; i++) {
    const offset = HEADER_BYTES + i * FRAME_BYTES
    sum = addChecksum(sum, bytes, offset, offset + 8)
    sum = addChecksum(sum, bytes, offset + FRAME_HEADER_BYTES, offset + FRAME_BYTES)
    const fits = sum[0] === bytes.readUInt32BE(offset + 16) && sum[1] === bytes.readUInt32BE(offset + 20)
    if (!fits || saltOf(bytes, offset) !== salt) break
    if (bytes.readUInt32BE(offset + 4) !== 0) readable = i + 1
  }
  return readable
}
