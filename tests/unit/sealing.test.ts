import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { seal, sealingKey } from '../../trust/sealing.ts'

const store = sealingKey(randomBytes(32))
const plain = Buffer.from('주문 1,000건 / 1,000 orders')
const sealed = () => seal(store.publicKey, plain, 'bundle 1', randomBytes(32))

test('what is sealed to a key is opened by it, and looks different each time', () => {
  const [first, second] = [sealed(), sealed()]
  expect(store.unseal(first, 'bundle 1')).toEqual(plain)
  expect(store.unseal(second, 'bundle 1')).toEqual(plain)
  expect(Buffer.from(first.bytes).equals(Buffer.from(second.bytes))).toBe(false)
  expect(Buffer.from(first.bytes).includes(plain.subarray(0, 8))).toBe(false)
})

test('nothing at all can be sealed too', () => {
  const empty = seal(store.publicKey, Buffer.alloc(0), '', randomBytes(32))
  expect(store.unseal(empty, '')).toEqual(Buffer.alloc(0))
})

test('another key, another purpose, a missing end or one flipped bit opens nothing', () => {
  const good = sealed()
  expect(sealingKey(randomBytes(32)).unseal(good, 'bundle 1')).toBeUndefined()
  expect(store.unseal(good, 'bundle 2')).toBeUndefined()
  for (let length = 0; length < good.bytes.length; length++)
    expect(store.unseal({ ...good, bytes: good.bytes.subarray(0, length) }, 'bundle 1')).toBeUndefined()
  for (let bit = 0; bit < good.bytes.length * 8; bit++) {
    const bytes = Buffer.from(good.bytes)
    bytes[bit >> 3]! ^= 1 << (bit & 7)
    expect(store.unseal({ ...good, bytes }, 'bundle 1')).toBeUndefined()
  }
})

test.each([
  ['no key', ''],
  ['too short', 'AAAA'],
  ['no base64url', '!'.repeat(43)],
  ['a point of low order, with which everybody agrees on the same secret', Buffer.alloc(32).toString('base64url')],
])('a sender’s key that is %s opens nothing', (_what, ephemeralKey) => {
  expect(store.unseal({ ...sealed(), ephemeralKey }, 'bundle 1')).toBeUndefined()
})

test('the same seed is the same key', () => {
  const seed = randomBytes(32)
  const bundle = seal(sealingKey(seed).publicKey, plain, '', randomBytes(32))
  expect(sealingKey(seed).unseal(bundle, '')).toEqual(plain)
})
