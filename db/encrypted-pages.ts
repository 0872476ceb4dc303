import { createDecipheriv } from 'node:crypto'
import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs'
import { FRAME_HEADER_BYTES, readLog, type LogFrame } from './write-ahead-log.ts'

/**
 * Pages of an encrypted database, read without SQLite: it gives up at the first page that is damaged, and after a
 * damaged place of the write-ahead log it reads nothing more. Each page ends with a nonce and a tag: ChaCha20 hides
 * what stands before them, Poly1305 says whether it is still what was written.
 */

export const PAGE_BYTES = 4_096
const NONCE_BYTES = 16
const TAG_BYTES = 16
/** What of a page SQLite itself may use. */
export const USABLE_BYTES = PAGE_BYTES - NONCE_BYTES - TAG_BYTES
/** At the beginning of the first page stands what must be known before it can be read. */
const PLAIN_HEADER_BYTES = 24

export interface EncryptedPage {
  readonly pageNumber: number
  readonly bytes: Buffer
}

export interface PageSource {
  /** Every version of every page: the database's own first, then those of the write-ahead log, oldest first. */
  all(): Generator<EncryptedPage>
  /** The newest version of a page. */
  newest(pageNumber: number): EncryptedPage | undefined
  close(): void
}

/** Opens a database and its write-ahead log, whatever state they are in; only to be read. */
export function openPages(file: string): PageSource {
  const database = openForReading(file)
  const log = openForReading(`${file}-wal`)
  const frames = log === undefined ? [] : readLog(`${file}-wal`).frames
  const newestFrame = new Map(frames.map((frame) => [frame.pageNumber, frame]))
  const pageCount = database === undefined ? 0 : Math.ceil(fstatSync(database).size / PAGE_BYTES)
  const ofDatabase = (pageNumber: number) =>
    database === undefined ? undefined : readPage(database, (pageNumber - 1) * PAGE_BYTES, pageNumber)
  const ofLog = (frame: LogFrame) =>
    log === undefined ? undefined : readPage(log, frame.offset + FRAME_HEADER_BYTES, frame.pageNumber)
  return {
    *all() {
      for (let pageNumber = 1; pageNumber <= pageCount; pageNumber++) {
        const page = ofDatabase(pageNumber)
        if (page) yield page
      }
      for (const frame of frames) {
        const page = ofLog(frame)
        if (page) yield page
      }
    },
    newest(pageNumber) {
      const frame = newestFrame.get(pageNumber)
      return frame ? ofLog(frame) : ofDatabase(pageNumber)
    },
    close() {
      for (const handle of [database, log]) if (handle !== undefined) closeSync(handle)
    },
  }
}

function openForReading(file: string): number | undefined {
  return existsSync(file) ? openSync(file, 'r') : undefined
}

/** @returns undefined for a page that is cut off or that the disk refuses to read. */
function readPage(handle: number, offset: number, pageNumber: number): EncryptedPage | undefined {
  const bytes = Buffer.alloc(PAGE_BYTES)
  try {
    return readSync(handle, bytes, 0, PAGE_BYTES, offset) === PAGE_BYTES ? { pageNumber, bytes } : undefined
  } catch {
    return undefined
  }
}

/** What the page says, whether or not it is what was written: one wrong bit in it stays one wrong bit. */
export function decryptPage(key: Uint8Array, page: EncryptedPage): Buffer {
  const { nonce, counter, oneTimeKey } = pageKeys(key, page)
  const from = page.pageNumber === 1 ? PLAIN_HEADER_BYTES : 0
  const hidden = page.bytes.subarray(from, USABLE_BYTES)
  return Buffer.concat([page.bytes.subarray(0, from), chacha20(oneTimeKey.subarray(32), counter + 1, nonce, hidden)])
}

/** Whether a page is what was written under this number and key, to the last bit. */
export function isAuthentic(key: Uint8Array, page: EncryptedPage): boolean {
  const tagAt = USABLE_BYTES + NONCE_BYTES
  const expected = poly1305(pageKeys(key, page).oneTimeKey.subarray(0, 32), page.bytes.subarray(0, tagAt))
  return expected.equals(page.bytes.subarray(tagAt))
}

function pageKeys(key: Uint8Array, { pageNumber, bytes }: EncryptedPage) {
  const nonce = bytes.subarray(USABLE_BYTES, USABLE_BYTES + NONCE_BYTES)
  const counter = (nonce.readUInt32LE(12) ^ pageNumber) >>> 0
  return { nonce, counter, oneTimeKey: chacha20(key, counter, nonce, Buffer.alloc(64)) }
}

function chacha20(key: Uint8Array, counter: number, nonce: Buffer, data: Buffer): Buffer {
  const start = Buffer.alloc(16)
  start.writeUInt32LE(counter >>> 0, 0)
  nonce.copy(start, 4, 0, 12)
  return createDecipheriv('chacha20', key, start).update(data)
}

const PRIME = (1n << 130n) - 5n
const CLAMP = 0x0ffffffc0ffffffc0ffffffc0fffffffn

/** RFC 8439, 2.5; Node has it only as a part of a sealing that pages do not use. */
function poly1305(oneTimeKey: Buffer, message: Buffer): Buffer {
  const r = littleEndian(oneTimeKey.subarray(0, 16)) & CLAMP
  let sum = 0n
  for (let at = 0; at < message.length; at += 16) {
    const block = message.subarray(at, at + 16)
    sum = ((sum + littleEndian(block) + (1n << BigInt(8 * block.length))) * r) % PRIME
  }
  const tag = Buffer.alloc(16)
  const total = sum + littleEndian(oneTimeKey.subarray(16, 32))
  tag.writeBigUInt64LE(BigInt.asUintN(64, total), 0)
  tag.writeBigUInt64LE(BigInt.asUintN(64, total >> 64n), 8)
  return tag
}

function littleEndian(bytes: Buffer): bigint {
  if (bytes.length === 16) return bytes.readBigUInt64LE(0) | (bytes.readBigUInt64LE(8) << 64n)
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n)
}
