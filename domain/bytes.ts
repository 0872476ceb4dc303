/** Bytes of a compact form, written one value after the other. Nothing throws: what has no form is remembered. */
export class ByteWriter {
  readonly #bytes: number[] = []
  #failed = false

  /** @returns undefined where one of the values had no form. */
  take(): Uint8Array | undefined {
    return this.#failed ? undefined : Uint8Array.from(this.#bytes)
  }

  fail(): void {
    this.#failed = true
  }

  raw(bytes: Iterable<number>): void {
    for (const byte of bytes) this.#bytes.push(byte)
  }

  /** An integer from 0 to 2^53 - 1, seven bits a byte, the lowest first; the highest bit says that more follow. */
  varint(value: number): void {
    if (!Number.isSafeInteger(value) || value < 0) return this.fail()
    let rest = value
    while (rest >= 128) {
      this.#bytes.push((rest % 128) + 128)
      rest = Math.floor(rest / 128)
    }
    this.#bytes.push(rest)
  }

  /** An integer of either sign, small where it is near 0. */
  difference(value: number): void {
    this.varint(value < 0 ? -2 * value - 1 : 2 * value)
  }

  /** UTF-8 behind its length. A text with a NUL has no form: databases end a text there. */
  text(text: string): void {
    const bytes = utf8Bytes(text)
    if (bytes === undefined || bytes.includes(0)) return this.fail()
    this.varint(bytes.length)
    this.raw(bytes)
  }
}

/** Longest varint of a safe integer. */
const MAX_VARINT_BYTES = 8

/**
 * Reads what `ByteWriter` wrote, and only that: every value has one form, so that the same bytes are the same content.
 * After a failure every value is 0 or empty; ask `isWhole` before believing any of them.
 */
export class ByteReader {
  readonly #bytes: Uint8Array
  #at = 0
  #failed = false

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  /** Everything was read, nothing stands behind it, and nothing was wrong. */
  get isWhole(): boolean {
    return !this.#failed && this.#at === this.#bytes.length
  }

  get hasFailed(): boolean {
    return this.#failed
  }

  raw(length: number): Uint8Array {
    if (this.#failed || length > this.#bytes.length - this.#at) return this.fail(new Uint8Array(0))
    this.#at += length
    return this.#bytes.subarray(this.#at - length, this.#at)
  }

  /** Takes the next byte if it is this one. */
  skip(byte: number): boolean {
    if (this.#failed || this.#bytes[this.#at] !== byte) return false
    this.#at++
    return true
  }

  /** An integer within limits; outside them, or written longer than need be, it is a failure. */
  varint(min: number, max: number): number {
    let value = 0
    for (let place = 0; place < MAX_VARINT_BYTES; place++) {
      const byte = this.raw(1)[0]
      if (byte === undefined) return 0
      value += (byte % 128) * 128 ** place
      if (byte >= 128) continue
      const isShortest = byte > 0 || place === 0
      return isShortest ? this.within(value, min, max) : this.fail(0)
    }
    return this.fail(0)
  }

  /** `base` and what a difference adds to it, within limits. */
  from(base: number, min: number, max: number): number {
    const coded = this.varint(0, Number.MAX_SAFE_INTEGER)
    return this.within(base + (coded % 2 === 1 ? -(coded + 1) / 2 : coded / 2), min, max)
  }

  /** @param maxUnits of UTF-16, as JavaScript counts a text's length; at least one is needed. */
  text(maxUnits: number): string {
    // A unit of UTF-16 takes at most three bytes of UTF-8.
    const text = utf8Text(this.raw(this.varint(1, maxUnits * 3)))
    if (text?.includes('\0')) return this.fail('')
    return text !== undefined && text.length <= maxUnits ? text : this.fail('')
  }

  within(value: number, min: number, max: number): number {
    return Number.isSafeInteger(value) && value >= min && value <= max ? value : this.fail(0)
  }

  fail<Value>(value: Value): Value {
    this.#failed = true
    return value
  }
}

/** @returns undefined for half a surrogate pair, which has no UTF-8. */
function utf8Bytes(text: string): number[] | undefined {
  try {
    const coded = encodeURIComponent(text).matchAll(/%(..)|(.)/g)
    return Array.from(coded, ([, hex, sign]) => (hex === undefined ? sign!.charCodeAt(0) : parseInt(hex, 16)))
  } catch {
    return undefined
  }
}

/** @returns undefined for whatever is no UTF-8, overlong forms and surrogates among it. */
function utf8Text(bytes: Uint8Array): string | undefined {
  try {
    return decodeURIComponent(Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''))
  } catch {
    return undefined
  }
}
