import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { invariant } from '../domain/result.ts'

/** Ed25519 (RFC 8032). Keys are their 32 bytes, signatures their 64, both as base64url. */
export interface SigningKey {
  readonly publicKey: string
  /** @returns the signature of a text's UTF-8 bytes, or of bytes. */
  sign(message: string | Uint8Array): string
}

export const SEED_BYTES = 32
const SIGNATURE_BYTES = 64
/** What stands before the 32 bytes of a private and of a public key in PKCS #8 and SPKI (RFC 8410). */
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')
const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')
const MOST_KNOWN_KEYS = 200

/** @param seed 32 random bytes; the same seed is the same key. */
export function signingKey(seed: Uint8Array): SigningKey {
  invariant(seed.length === SEED_BYTES, 'a signing key has 32 bytes')
  const key = createPrivateKey({ key: Buffer.concat([PRIVATE_PREFIX, seed]), format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' })
  return {
    publicKey: spki.subarray(PUBLIC_PREFIX.length).toString('base64url'),
    sign: (message) => sign(null, Buffer.from(message), key).toString('base64url'),
  }
}

/** Whether a key's owner signed a message. False for whatever is no key or no signature; it never throws. */
export function verifySignature(publicKey: string, message: string | Uint8Array, signature: string): boolean {
  const bytes = Buffer.from(signature, 'base64url')
  const key = publicKeyOf(publicKey)
  return key !== undefined && bytes.length === SIGNATURE_BYTES && verify(null, Buffer.from(message), key, bytes)
}

/** Reading a key costs more than the check itself, and the same few keys come again and again. */
const known = new Map<string, KeyObject>()

function publicKeyOf(text: string): KeyObject | undefined {
  const found = known.get(text)
  if (found) return found
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.length !== SEED_BYTES) return undefined
  try {
    const key = createPublicKey({ key: Buffer.concat([PUBLIC_PREFIX, bytes]), format: 'der', type: 'spki' })
    if (known.size >= MOST_KNOWN_KEYS) known.clear()
    known.set(text, key)
    return key
  } catch {
    return undefined
  }
}
