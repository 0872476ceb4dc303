import { createHash, timingSafeEqual } from 'node:crypto'
import { chainInput } from '../domain/fact.ts'

/** SHA-256 of bytes, or of a text's UTF-8 bytes, as lower-case hex. */
export function sha256Hex(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/** The head of a chain after a fact: what the fact behind it has to name as its `previousHash`. */
export function chainHead(previousHash: string, bodyHash: string): string {
  return sha256Hex(chainInput(previousHash, bodyHash))
}

/** Compares in a time that says nothing about how much of the text was right. */
export function sameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(Buffer.from(sha256Hex(given), 'hex'), Buffer.from(sha256Hex(expected), 'hex'))
}
