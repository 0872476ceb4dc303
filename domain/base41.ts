/**
 * Bytes as text that survives a scanner which types it as a keyboard, and that a QR code packs tightly.
 *
 * As Base45 (RFC 9285), two bytes are three of the 45 signs of a QR code's alphanumeric mode. But 41 signs are enough
 * for that (41³ > 2¹⁶), so the four that get lost or changed on the way are left out: the space, which is trimmed and
 * joined; `%` and `*`, which scanners and search fields have their own meanings for; and `/`, which stands between the
 * numbers of a code. No sign differs from another only by its case, so a scanner that types in small letters does no
 * harm.
 */
export const BASE41_SIGNS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$+-.:'

const BASE = BASE41_SIGNS.length

export function encodeBase41(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 2) {
    const high = bytes[i]!
    const low = bytes[i + 1]
    text += low === undefined ? signs(high, 2) : signs(high * 256 + low, 3)
  }
  return text
}

function signs(value: number, count: number): string {
  let text = ''
  for (let place = count - 1; place >= 0; place--) text += BASE41_SIGNS[Math.floor(value / BASE ** place) % BASE]
  return text
}

/** @returns undefined for whatever `encodeBase41` does not write. */
export function decodeBase41(text: string): Uint8Array | undefined {
  if (text.length % 3 === 1) return undefined
  const bytes: number[] = []
  for (let i = 0; i < text.length; i += 3) {
    const group = text.slice(i, i + 3)
    const value = valueOf(group)
    if (value === undefined || value >= (group.length === 3 ? 65_536 : 256)) return undefined
    if (group.length === 3) bytes.push(Math.floor(value / 256))
    bytes.push(value % 256)
  }
  return Uint8Array.from(bytes)
}

function valueOf(group: string): number | undefined {
  let value = 0
  for (const sign of group) {
    const digit = BASE41_SIGNS.indexOf(sign)
    if (digit < 0) return undefined
    value = value * BASE + digit
  }
  return value
}
