import { BASE41_SIGNS, decodeBase41, encodeBase41 } from './base41.ts'
import { invariant } from './result.ts'

/**
 * What the QR codes of a receipt say: `OKRYU1:2/3:1A2B3C:…` is the second of three codes of the content whose digest
 * begins with 1A2B3C, so that codes of two receipts are never put together.
 */
export interface PaperCode {
  /** 1 for the first. */
  readonly part: number
  readonly count: number
  /** Six hex digits, in capitals. */
  readonly digest: string
  readonly bytes: Uint8Array
}

/** More codes than this are a nuisance to scan; an order so long is printed without them. */
export const MAX_CODES = 6
/** Version 17 of QR codes with error correction M: 85 modules, of 4 dots each on the narrow paper. */
export const MAX_CODE_CHARACTERS = 734
export const DIGEST_DIGITS = 6

const PREFIX = 'OKRYU1:'
const HEAD_CHARACTERS = `${PREFIX}1/1:`.length + DIGEST_DIGITS + 1
/** Two bytes are three characters. */
const MAX_PART_BYTES = Math.floor((MAX_CODE_CHARACTERS - HEAD_CHARACTERS) / 3) * 2

const PATTERN = new RegExp(
  `^${PREFIX}([1-${MAX_CODES}])/([1-${MAX_CODES}]):([0-9A-F]{${DIGEST_DIGITS}}):([${BASE41_SIGNS.replace('-', '')}-]+)$`,
)

/**
 * The texts of the codes, all of about the same size.
 * @param digest of the bytes, `DIGEST_DIGITS` hex digits.
 * @returns none where the bytes need more than `MAX_CODES`.
 */
export function paperCodes(bytes: Uint8Array, digest: string): string[] {
  invariant(bytes.length > 0 && digest.length === DIGEST_DIGITS, 'codes need content and its digest')
  const count = Math.ceil(bytes.length / MAX_PART_BYTES)
  if (count > MAX_CODES) return []
  // An even number of bytes in all parts but the last, so that a character lost in one shows in that one.
  const partBytes = Math.ceil(bytes.length / count / 2) * 2
  return Array.from({ length: count }, (_, i) => {
    const part = encodeBase41(bytes.subarray(i * partBytes, (i + 1) * partBytes))
    return `${PREFIX}${i + 1}/${count}:${digest.toUpperCase()}:${part}`
  })
}

/** Whether a scan is meant to be one of these codes, read well or badly. */
export function isPaperCode(text: string): boolean {
  return text.trimStart().toUpperCase().startsWith(PREFIX)
}

/**
 * Reads one code as a scanner types it: small letters and blanks do no harm.
 * @returns undefined for whatever is none, or was read badly.
 */
export function readPaperCode(text: string): PaperCode | undefined {
  if (text.length > MAX_CODE_CHARACTERS * 2) return undefined
  const match = PATTERN.exec(text.replaceAll(/\s/g, '').toUpperCase())
  const [, part, count, digest = '', signs = ''] = match ?? []
  const bytes = decodeBase41(signs)
  if (!match || bytes === undefined || Number(part) > Number(count)) return undefined
  return { part: Number(part), count: Number(count), digest, bytes }
}
