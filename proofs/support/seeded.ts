/** A stream of chance that repeats itself for the same seed, on every machine. Not for secrets. */
export interface Seeded {
  /** At least 0 and below 1. */
  next(): number
  /** A whole number, at least 0 and below `count`. */
  int(count: number): number
  pick<Item>(items: readonly Item[]): Item
  /** True in `probability` of all cases; 0 is never, 1 always. */
  chance(probability: number): boolean
  bytes(count: number): Uint8Array
  /** A stream of its own under a name, independent of how much was drawn from this one. */
  fork(label: string): Seeded
}

const WORD = 2 ** 32

/** The 32-bit FNV-1a of a text, so that streams with other names do not resemble each other. */
function hashOf(text: string, start: number): number {
  let hash = (2166136261 ^ start) >>> 0
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 16777619) >>> 0
  return hash
}

/** Spreads a small number over 32 bits (the finaliser of MurmurHash3). */
function mixed(value: number): number {
  let bits = value >>> 0
  bits = Math.imul(bits ^ (bits >>> 16), 2246822507)
  bits = Math.imul(bits ^ (bits >>> 13), 3266489909)
  return (bits ^ (bits >>> 16)) >>> 0
}

/** @param seed a whole number, 0 or more; the same seed gives the same stream. (sfc32, 128 bits of state.) */
export function seeded(seed: number): Seeded {
  if (!Number.isSafeInteger(seed) || seed < 0) throw new Error(`a seed is a whole number, 0 or more, not ${seed}`)
  return stream(mixed(seed), mixed(Math.floor(seed / WORD) + 0x9e3779b9))
}

function stream(low: number, high: number): Seeded {
  let a = low | 0
  let b = high | 0
  let c = mixed(low ^ 0x85ebca6b) | 0
  let counter = 1
  const word = (): number => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  for (let warmUp = 0; warmUp < 12; warmUp++) word()
  const next = (): number => word() / WORD
  const int = (count: number): number => {
    if (!(count >= 1)) throw new Error(`one of ${count} cannot be chosen`)
    return Math.floor(next() * count)
  }
  return {
    next,
    int,
    pick: (items) => items[int(items.length)] as (typeof items)[number],
    chance: (probability) => next() < probability,
    bytes: (count) => Uint8Array.from({ length: count }, () => word() & 0xff),
    fork: (label) => stream(hashOf(label, low), hashOf(label, mixed(high ^ 0xc2b2ae35))),
  }
}
