import type { Seeded } from '../support/seeded.ts'

/** Changes that know nothing of what the bytes mean: a bad line, a bad disk, a wrong encoding. */
export function mutateBytes(bytes: Buffer, chance: Seeded): Buffer {
  if (bytes.length === 0) return Buffer.from(chance.bytes(1 + chance.int(40)))
  const [from, until] = range(bytes.length, chance)
  switch (chance.int(9)) {
    case 0:
    case 1:
      return flipped(bytes, chance)
    case 2:
      return bytes.subarray(0, chance.int(bytes.length))
    case 3:
      return Buffer.concat([bytes.subarray(0, from), bytes.subarray(until)])
    case 4:
      return Buffer.concat([bytes.subarray(0, until), bytes.subarray(from)])
    case 5:
      return Buffer.concat([bytes.subarray(0, from), chance.bytes(1 + chance.int(20)), bytes.subarray(from)])
    case 6:
      return Buffer.concat([bytes, chance.chance(0.5) ? bytes : Buffer.from(chance.bytes(chance.int(50)))])
    case 7:
      return Buffer.concat([bytes.subarray(until), bytes.subarray(from, until), bytes.subarray(0, from)])
    default:
      return otherwiseEncoded(bytes, chance)
  }
}

function range(length: number, chance: Seeded): [number, number] {
  const from = chance.int(length)
  return [from, Math.min(length, from + 1 + chance.int(64))]
}

function flipped(bytes: Buffer, chance: Seeded): Buffer {
  const copy = Buffer.from(bytes)
  for (let flips = 1 + chance.int(4); flips > 0; flips--) {
    const at = chance.int(copy.length)
    copy[at] = copy[at]! ^ (1 << chance.int(8))
  }
  return copy
}

function otherwiseEncoded(bytes: Buffer, chance: Seeded): Buffer {
  switch (chance.int(4)) {
    case 0:
      return Buffer.from(bytes.toString('utf8'), 'utf16le')
    case 1:
      return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes])
    case 2:
      return Buffer.from(bytes.toString('utf8'), 'latin1')
    default:
      return Buffer.from(bytes.toString('base64'))
  }
}
