import fc from 'fast-check'

/** JSON texts that programs have stumbled over; what `JSON.stringify` would never write among them. */
const KNOWN: readonly string[] = [
  ...['null', 'true', 'false', '0', '-0', '-1', '1', '0.1', '1e-400', '1e400', '-1e400', '1e22', '123456789012345678'],
  ...['2147483648', '4294967296', '9007199254740991', '9007199254740992', '9007199254740993', '-9007199254740991'],
  ...['18446744073709551616', '8640000000000001', '9000000000000000000000', '253402300800000'],
  ...[
    '""',
    '" "',
    '"0"',
    '"null"',
    '"\\u0000"',
    '"a\\u0000b"',
    '"\\ud800"',
    '"\\udc00\\ud800"',
    '"\\ufeff"',
    '"\\u202e"',
  ],
  ...[
    '"한글"',
    '"👩‍👩‍👧‍👦"',
    '"e\\u0301"',
    '"../../etc/passwd"',
    '"\';DROP TABLE orders;--"',
    '"<script>"',
    '"%00"',
    '"\\\\"',
  ],
  ...['[]', '[[]]', '{}', '[null]', '{"":""}', '{"__proto__":{"isAdmin":true}}', '{"constructor":{"prototype":{}}}'],
  ...['{"toString":1,"valueOf":2}', '{"length":1e9}', '{"then":1}', '{"toJSON":1}', '"__proto__"', '"constructor"'],
  ...[
    'NaN',
    'Infinity',
    'undefined',
    "'a'",
    '01',
    '+1',
    '1.',
    '.5',
    '0x10',
    '1_000',
    '[1,]',
    '{"a":1,}',
    '/**/1',
    '"\t"',
  ],
]

const GENERATED = 150

/** Of all planes, halves of pairs too; the library's own takes a second to list them all. */
const ANY_SIGN = fc.oneof(fc.nat(0xffff), fc.nat(0x10ffff)).map((code) => String.fromCodePoint(code))

/** JSON texts to put in the place of others; always the same, since it takes its time to make them. */
export const NASTY_VALUES: readonly string[] = nastyValues()

function nastyValues(): string[] {
  const options = { numRuns: GENERATED, seed: 1 }
  const generated = fc.sample(
    fc.oneof(fc.json({ maxDepth: 3 }), fc.json({ stringUnit: ANY_SIGN, maxDepth: 1 })),
    options,
  )
  const numbers = fc.sample(fc.oneof(fc.double(), fc.maxSafeInteger(), fc.integer()), options)
  return [...KNOWN, ...generated, ...numbers.map((number) => JSON.stringify(number)), ...large()]
}

function large(): string[] {
  return [
    `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
    `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`,
    JSON.stringify('한'.repeat(20_000)),
    JSON.stringify('a'.repeat(100_000)),
    `[${'0,'.repeat(5_000)}0]`,
    `1${'0'.repeat(10_000)}`,
  ]
}
