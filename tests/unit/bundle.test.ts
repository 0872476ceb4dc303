import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { courierMessage, MAX_COURIER_FILE_BYTES, MAX_HEADER_BYTES, MAX_SEALED_BYTES } from '../../contract/courier.ts'
import {
  HEAD_BYTES,
  linesOf,
  makeBundle,
  openBundle,
  pack,
  readHead,
  type Compression,
  type NewHeader,
  type Packed,
} from '../../trust/bundle.ts'
import { sealingKey } from '../../trust/sealing.ts'
import { signingKey } from '../../trust/signing.ts'

const ID = '019a0000-0000-7000-8000-000000000001'
const terminal = signingKey(randomBytes(32))
const store = sealingKey(randomBytes(32))
const header: NewHeader = {
  kind: 'facts',
  terminalId: ID,
  terminalNumber: 12,
  storeKeyId: 'a'.repeat(64),
  bundleId: ID,
  madeAtMs: 1_760_000_000_000,
  day: '2026-11-03',
  ranges: [{ epoch: 1, fromSeq: 1, toSeq: 3 }],
  statesCursor: 0,
  catalogueVersion: 7,
  wholeCatalogue: false,
  incarnation: ID,
}
const lines = ['{"seq":1}\n', '{"seq":2,"name":"강령록차"}\n', '{"seq":3}\n']
const keys = () => ({ sender: terminal, receiver: store.publicKey, ephemeralSeed: randomBytes(32) })

async function bundle(compression?: Compression): Promise<Buffer> {
  return makeBundle(header, await pack(lines, compression), keys())
}

/** As whoever is handed a file reads it: the code of what is wrong, or its lines. */
async function read(file: Buffer, sender = terminal.publicKey): Promise<string | string[]> {
  const head = readHead(file.subarray(0, HEAD_BYTES), file.length)
  if (!head.ok) return head.code
  const plain = await openBundle(head.value, file, sender, store)
  return plain.ok ? [...linesOf(plain.value)] : plain.code
}

/** A file whose signed header says what it likes. */
async function forged(change: (header: Record<string, unknown>) => unknown, keepSignature = false): Promise<Buffer> {
  const file = await bundle()
  const [magic, line, signature] = file.toString('latin1', 0, HEAD_BYTES).split('\n')
  const rest = file.subarray(magic!.length + line!.length + signature!.length + 3)
  const said = JSON.stringify(change(JSON.parse(line!) as Record<string, unknown>))
  const signed = keepSignature ? signature : terminal.sign(courierMessage(said))
  return Buffer.concat([Buffer.from(`${courierMessage(said)}\n${signed}\n`), rest])
}

describe.each(['gzip', 'zstd'] as const)('a bundle in %s', (compression) => {
  test('gives back what was put into it, to its receiver alone', async () => {
    const file = await bundle(compression)
    expect(await read(file)).toEqual(lines.map((line) => line.trimEnd()))
    expect(file.includes('강령록차')).toBe(false)
  })

  test('that unpacks to more than its header says is given up before it fills the memory', async () => {
    const zeros = Buffer.alloc(64 * 1024 * 1024)
    const bomb: Packed = { ...(await pack([zeros.toString('latin1')], compression)), plainBytes: 1_000 }
    expect(await read(makeBundle(header, bomb, keys()))).toBe('courier.too_large')
  })
})

test('a bundle may hold nothing', async () => {
  expect(await read(makeBundle(header, await pack([]), keys()))).toEqual([])
})

test('a file that ends anywhere before its end is half copied', async () => {
  const file = await bundle()
  for (let length = 0; length < file.length; length++)
    expect(await read(file.subarray(0, length)), `${length} bytes`).toBe('courier.half_copied')
})

test('one flipped bit anywhere is found', async () => {
  const file = await bundle()
  const found = new Set<unknown>()
  for (let bit = 0; bit < file.length * 8; bit++) {
    const flipped = Buffer.from(file)
    flipped[bit >> 3]! ^= 1 << (bit & 7)
    const outcome = await read(flipped)
    expect(typeof outcome, `bit ${bit}: ${String(outcome)}`).toBe('string')
    found.add(outcome)
  }
  expect(found).toContain('courier.altered')
})

describe('a file is refused by its code where it', () => {
  const other = signingKey(randomBytes(32))

  test.each<[string, string, () => Buffer | Promise<Buffer>]>([
    ['is no bundle', 'courier.not_a_bundle', () => Buffer.from('PK\x03\x04 holiday pictures')],
    ['is a bundle of a later version', 'courier.version_unknown', () => forged((h) => ({ ...h, version: 2 }))],
    ['has something behind its end', 'courier.altered', async () => Buffer.concat([await bundle(), Buffer.alloc(1)])],
    ['has another header than was signed', 'courier.altered', () => forged((h) => ({ ...h, madeAtMs: 1 }), true)],
    ['has a header of another shape', 'courier.altered', () => forged((h) => ({ ...h, ranges: 'all' }))],
    [
      'says that it unpacks to more than may be',
      'courier.too_large',
      () => forged((h) => ({ ...h, plainBytes: 2 ** 29 })),
    ],
    [
      'says that it holds more than may be',
      'courier.too_large',
      () => forged((h) => ({ ...h, sealedBytes: MAX_SEALED_BYTES + 1 })),
    ],
    [
      'has content that was not signed for',
      'courier.altered',
      () => forged((h) => ({ ...h, sealedHash: '0'.repeat(64) })),
    ],
    [
      'was sealed for another bundle',
      'courier.altered',
      () => forged((h) => ({ ...h, bundleId: ID.replace('1', '2') })),
    ],
    [
      'has a header without an end',
      'courier.too_large',
      () => Buffer.concat([Buffer.from('okryu-courier\n'), Buffer.alloc(MAX_HEADER_BYTES + 200, 0x20)]),
    ],
    [
      'unpacks to less than it says',
      'courier.altered',
      () => makeBundle(header, { compression: 'gzip', plainBytes: 100, bytes: gzipSync('short') }, keys()),
    ],
    [
      'is not what it says once it is open',
      'courier.altered',
      () => makeBundle(header, { compression: 'gzip', plainBytes: 100, bytes: randomBytes(80) }, keys()),
    ],
  ])('%s', async (_what, code, file) => {
    expect(await read(await file())).toBe(code)
  })

  test('comes from somebody else', async () => {
    expect(await read(await bundle(), other.publicKey)).toBe('courier.altered')
  })

  test('is larger than any bundle, whatever is in it', () => {
    expect(readHead(Buffer.alloc(0), MAX_COURIER_FILE_BYTES + 1)).toMatchObject({ code: 'courier.too_large' })
  })
})
