import { decryptPage, isAuthentic, USABLE_BYTES, type EncryptedPage, type PageSource } from './encrypted-pages.ts'

/** Rows as they stand on SQLite's pages (https://www.sqlite.org/fileformat2.html), read without its trees. */

export type Value = number | string | Buffer | null

export interface StoredRecord {
  readonly values: readonly Value[]
  /** Whether every page it stands on is what was written, to the last bit. */
  isAuthentic(): boolean
}

const TABLE_LEAF = 0x0d
const INDEX_LEAF = 0x0a
/** Tables without row ids keep rows on these as well. */
const INDEX_INTERIOR = 0x02
const FIRST_PAGE_HEADER_BYTES = 100
const MOST_PAYLOAD_BYTES = 8 * 1024 * 1024
const MOST_COLUMNS = 64

/** The rows of one page that can be read, whichever table they are of. A damaged row costs only itself. */
export function* recordsOf(key: Uint8Array, page: EncryptedPage, pages: PageSource): Generator<StoredRecord> {
  const plain = decryptPage(key, page)
  const start = page.pageNumber === 1 ? FIRST_PAGE_HEADER_BYTES : 0
  const kind = plain[start]
  if (kind !== TABLE_LEAF && kind !== INDEX_LEAF && kind !== INDEX_INTERIOR) return
  const pointersAt = start + (kind === INDEX_INTERIOR ? 12 : 8)
  const cells = Math.min(plain.readUInt16BE(start + 3), Math.floor((USABLE_BYTES - pointersAt) / 2))
  for (let i = 0; i < cells; i++) {
    try {
      const record = recordAt(key, plain, plain.readUInt16BE(pointersAt + 2 * i), kind, page, pages)
      if (record) yield record
    } catch (error) {
      // A length or a place that points nowhere: what was written there is lost.
      if (!(error instanceof RangeError)) throw error
    }
  }
}

function recordAt(
  key: Uint8Array,
  plain: Buffer,
  cellAt: number,
  kind: number,
  page: EncryptedPage,
  pages: PageSource,
): StoredRecord | undefined {
  let at = kind === INDEX_INTERIOR ? cellAt + 4 : cellAt
  const length = varint(plain, at)
  at = length.next
  if (kind === TABLE_LEAF) at = varint(plain, at).next
  if (length.value < 2 || length.value > MOST_PAYLOAD_BYTES) return undefined
  const local = localBytes(length.value, kind === TABLE_LEAF)
  if (at + local > USABLE_BYTES) return undefined
  const used = [page]
  const parts = [plain.subarray(at, at + local)]
  let left = length.value - local
  let next = left > 0 ? plain.readUInt32BE(at + local) : 0
  while (left > 0) {
    const more = next === 0 ? undefined : pages.newest(next)
    if (!more) return undefined
    const text = decryptPage(key, more)
    const taken = Math.min(left, USABLE_BYTES - 4)
    parts.push(text.subarray(4, 4 + taken))
    used.push(more)
    left -= taken
    next = text.readUInt32BE(0)
  }
  const values = decodeRecord(Buffer.concat(parts))
  return values && { values, isAuthentic: () => used.every((one) => isAuthentic(key, one)) }
}

/** How much of a row stands on its own page; the rest follows on pages of its own. */
function localBytes(payload: number, ofTable: boolean): number {
  const most = ofTable ? USABLE_BYTES - 35 : Math.floor(((USABLE_BYTES - 12) * 64) / 255) - 23
  if (payload <= most) return payload
  const least = Math.floor(((USABLE_BYTES - 12) * 32) / 255) - 23
  const rest = least + ((payload - least) % (USABLE_BYTES - 4))
  return rest <= most ? rest : least
}

function decodeRecord(payload: Buffer): Value[] | undefined {
  const header = varint(payload, 0)
  if (header.value > payload.length) return undefined
  const kinds: number[] = []
  for (let at = header.next; at < header.value;) {
    const kind = varint(payload, at)
    kinds.push(kind.value)
    at = kind.next
    if (kinds.length > MOST_COLUMNS) return undefined
  }
  const values: Value[] = []
  let at = header.value
  for (const kind of kinds) {
    const size = sizeOf(kind)
    if (at + size > payload.length) return undefined
    values.push(decodeValue(payload, at, kind, size))
    at += size
  }
  return values
}

const INTEGER_BYTES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0]

function sizeOf(kind: number): number {
  return kind < 12 ? (INTEGER_BYTES[kind] ?? 0) : Math.floor((kind - 12) / 2)
}

function decodeValue(payload: Buffer, at: number, kind: number, size: number): Value {
  if (kind === 0) return null
  if (kind === 8 || kind === 9) return kind - 8
  if (kind === 7) return payload.readDoubleBE(at)
  if (kind === 6) return Number(payload.readBigInt64BE(at))
  if (kind < 6) return payload.readIntBE(at, size)
  const bytes = payload.subarray(at, at + size)
  return kind % 2 === 1 ? bytes.toString('utf8') : Buffer.from(bytes)
}

function varint(bytes: Buffer, at: number): { readonly value: number; readonly next: number } {
  let value = 0
  for (let i = 0; i < 8; i++) {
    const byte = bytes.readUInt8(at + i)
    value = value * 128 + (byte & 0x7f)
    if (byte < 128) return { value, next: at + i + 1 }
  }
  return { value: value * 256 + bytes.readUInt8(at + 8), next: at + 9 }
}
