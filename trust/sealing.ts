import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'
import { invariant } from '../domain/result.ts'

/**
 * X25519 (RFC 7748), HKDF-SHA256 (RFC 5869) and AES-256-GCM: bytes that one key alone can open, from a sender who is
 * known by a signature around them and not by this. Keys are their 32 bytes as base64url.
 */
export interface SealingKey {
  readonly publicKey: string
  /** What was sealed to this key; undefined where it was not, or where one bit of it differs. It never throws. */
  unseal(sealed: Sealed, associated: string): Buffer | undefined
}

export interface Sealed {
  /** Public half of a key that sealed this and nothing else. */
  readonly ephemeralKey: string
  /** The bytes that were sealed, as many, and 16 behind them. */
  readonly bytes: Uint8Array
}

const SEED_BYTES = 32
const KEY_BYTES = 32
const NONCE_BYTES = 12
export const TAG_BYTES = 16
const CIPHER = 'aes-256-gcm'
const PURPOSE = 'okryu-seal:1'
/** What stands before the 32 bytes of a private and of a public key in PKCS #8 and SPKI (RFC 8410). */
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b656e04220420', 'hex')
const PUBLIC_PREFIX = Buffer.from('302a300506032b656e032100', 'hex')

/** @param seed 32 random bytes; the same seed is the same key. */
export function sealingKey(seed: Uint8Array): SealingKey {
  const { key, publicKey } = privateKey(seed)
  return { publicKey, unseal: (sealed, associated) => unseal(key, publicKey, sealed, associated) }
}

/**
 * @param receiver the public key that can open it.
 * @param associated what the bytes belong to; opening them needs the same text.
 * @param ephemeralSeed 32 random bytes, used for this alone and then forgotten.
 * @throws where `receiver` is no key.
 */
export function seal(receiver: string, plain: Uint8Array, associated: string, ephemeralSeed: Uint8Array): Sealed {
  const { key, publicKey: ephemeralKey } = privateKey(ephemeralSeed)
  const to = publicKeyOf(receiver)
  invariant(to, 'the receiver has a key')
  const { secret, nonce } = derive(diffieHellman({ privateKey: key, publicKey: to }), ephemeralKey, receiver)
  const cipher = createCipheriv(CIPHER, secret, nonce)
  cipher.setAAD(Buffer.from(associated))
  return { ephemeralKey, bytes: Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]) }
}

function unseal(key: KeyObject, ownKey: string, { ephemeralKey, bytes }: Sealed, associated: string) {
  const from = publicKeyOf(ephemeralKey)
  if (!from || bytes.length < TAG_BYTES) return undefined
  try {
    const { secret, nonce } = derive(diffieHellman({ privateKey: key, publicKey: from }), ephemeralKey, ownKey)
    const decipher = createDecipheriv(CIPHER, secret, nonce)
    decipher.setAAD(Buffer.from(associated))
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()])
  } catch {
    return undefined
  }
}

/** The ephemeral key seals once, so that the nonce may come from the same secret as the key. */
function derive(shared: Buffer, ephemeralKey: string, receiver: string) {
  const salt = Buffer.from(`${ephemeralKey}\n${receiver}`)
  const derived = Buffer.from(hkdfSync('sha256', shared, salt, PURPOSE, KEY_BYTES + NONCE_BYTES))
  return { secret: derived.subarray(0, KEY_BYTES), nonce: derived.subarray(KEY_BYTES) }
}

function privateKey(seed: Uint8Array): { key: KeyObject; publicKey: string } {
  invariant(seed.length === SEED_BYTES, 'a sealing key has 32 bytes')
  const key = createPrivateKey({ key: Buffer.concat([PRIVATE_PREFIX, seed]), format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' })
  return { key, publicKey: spki.subarray(PUBLIC_PREFIX.length).toString('base64url') }
}

function publicKeyOf(text: string): KeyObject | undefined {
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.length !== KEY_BYTES) return undefined
  try {
    return createPublicKey({ key: Buffer.concat([PUBLIC_PREFIX, bytes]), format: 'der', type: 'spki' })
  } catch {
    return undefined
  }
}
