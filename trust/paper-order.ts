import type { CompactOrder } from '../domain/compact-order.ts'
import { decodeCompactOrder } from '../domain/compact-read.ts'
import { DIGEST_DIGITS, MAX_CODES, paperCodes, readPaperCode, type PaperCode } from '../domain/paper-codes.ts'
import { fail, ok, type Result } from '../domain/result.ts'
import { sha256Hex } from './hash.ts'
import { verifySignature, type SigningKey } from './signing.ts'

/** An order as it was read from the codes of a receipt. Believe it only after `checkPaperOrder`. */
export interface PaperOrder {
  readonly compact: CompactOrder
  /** What the terminal signed: the compact order. */
  readonly bytes: Uint8Array
  /** As base64url. */
  readonly signature: string
  /** The codes as the receipt has them, each once, however they were scanned. */
  readonly texts: readonly string[]
}

const SIGNATURE_BYTES = 64
/** A clerk may scan a code more than once, but not for ever. */
const MAX_TEXTS = 10 * MAX_CODES

/**
 * The texts of a receipt's codes: the compact order and the terminal's signature of it.
 * @returns none where they would be more codes than a receipt has room for.
 */
export function signPaperOrder(key: SigningKey, compact: Uint8Array): string[] {
  const signature = Buffer.from(key.sign(paperMessage(compact)), 'base64url')
  const content = Buffer.concat([compact, signature])
  return paperCodes(content, digestOf(content))
}

/**
 * Puts an order together again from the texts of its codes, in any order, some perhaps twice.
 * `paper.parts_missing` says in `part` and `count` which one to scan next.
 */
export function readPaperOrder(
  texts: readonly string[],
): Result<PaperOrder, 'paper.malformed' | 'paper.parts_missing' | 'paper.parts_mixed'> {
  if (texts.length === 0 || texts.length > MAX_TEXTS) return fail('paper.malformed')
  const parts = new Map<number, PaperCode>()
  for (const text of texts) {
    const code = readPaperCode(text)
    if (code === undefined) return fail('paper.malformed')
    const [first = code] = parts.values()
    if (code.digest !== first.digest || code.count !== first.count) return fail('paper.parts_mixed')
    // Scanned again, a code replaces what was read badly before; the digest tells whether all is right in the end.
    parts.set(code.part, code)
  }
  const [first] = parts.values()
  const numbers = Array.from({ length: first!.count }, (_, i) => i + 1)
  const missing = numbers.find((part) => !parts.has(part))
  if (missing !== undefined) return fail('paper.parts_missing', { part: missing, count: first!.count })
  return readContent(Buffer.concat(numbers.map((part) => parts.get(part)!.bytes)), first!.digest)
}

function readContent(content: Uint8Array, digest: string): Result<PaperOrder, 'paper.malformed'> {
  if (content.length <= SIGNATURE_BYTES || digestOf(content) !== digest) return fail('paper.malformed')
  const bytes = content.subarray(0, -SIGNATURE_BYTES)
  const signature = Buffer.from(content.subarray(-SIGNATURE_BYTES)).toString('base64url')
  const compact = decodeCompactOrder(bytes)
  return compact.ok ? ok({ compact: compact.value, bytes, signature, texts: paperCodes(content, digest) }) : compact
}

/** Whether the terminal that has this key signed the order. */
export function checkPaperOrder(read: Pick<PaperOrder, 'bytes' | 'signature'>, publicKey: string): boolean {
  return verifySignature(publicKey, paperMessage(read.bytes), read.signature)
}

/** The name keeps a signed order from ever being taken for something else that the terminal signs. */
function paperMessage(compact: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from('okryu-paper:1\n'), compact])
}

function digestOf(content: Uint8Array): string {
  return sha256Hex(content).slice(0, DIGEST_DIGITS).toUpperCase()
}
