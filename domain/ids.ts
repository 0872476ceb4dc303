import { invariant } from './result.ts'

const HEX = [...Array(256).keys()].map((byte) => byte.toString(16).padStart(2, '0'))

/**
 * A UUID of version 7 (RFC 9562): sortable by the millisecond it was made in.
 * @param atMs UTC epoch milliseconds, 0 to 2^48 - 1.
 * @param random 10 fresh random bytes.
 */
export function uuidv7(atMs: number, random: Uint8Array): string {
  invariant(Number.isSafeInteger(atMs) && atMs >= 0 && atMs < 2 ** 48, 'a UUIDv7 takes 48 bits of milliseconds')
  invariant(random.length === 10, 'a UUIDv7 takes 10 random bytes')
  const bytes = new Uint8Array(16)
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(atMs / 2 ** (8 * (5 - i))) % 256
  bytes.set(random, 6)
  bytes[6] = 0x70 | (bytes[6]! & 0x0f)
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  const hex = Array.from(bytes, (byte) => HEX[byte]!).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

export const UUID_PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
