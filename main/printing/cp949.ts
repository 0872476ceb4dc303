import iconv from 'iconv-lite'

/** CP949 (KS X 1001 with Microsoft's extension): what receipt printers of the region have letters for. */

/** Joiners, variation selectors and tags: they only ask for a certain look of the letter they stand in. */
const INVISIBLE = /[\u200d\ufe0e\ufe0f\u{e0020}-\u{e007f}]/gu
/** The typographer's dashes and the minus sign; paper gets the one hyphen it has. */
const DASHES = /^[\u2010-\u2014\u2212]$/
const LINE_FEED = 0x0a

/** Made at first use: asking the encoder for each letter is far slower. */
let table: ReadonlyMap<string, Uint8Array> | undefined

/**
 * The bytes of one letter as people see it, which may be several code points.
 * @returns undefined where CP949 has no such letter.
 */
export function encodeLetter(letter: string): Uint8Array | undefined {
  table ??= letterTable()
  if (letter.length === 1) return table.get(letter)
  const bytes: number[] = []
  for (const point of letter.replace(INVISIBLE, '')) {
    const encoded = table.get(point)
    if (encoded === undefined) return undefined
    bytes.push(...encoded)
  }
  return Uint8Array.from(bytes)
}

/** What is printed in the place of a letter that CP949 does not have, without the padding up to its width. */
export function substituteFor(letter: string): string {
  return DASHES.test(letter) ? '-' : '?'
}

function letterTable(): Map<string, Uint8Array> {
  const codes: number[] = []
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x41; trail <= 0xfe; trail++) codes.push(lead * 256 + trail)
  const lines = Buffer.alloc(codes.length * 3, LINE_FEED)
  for (const [index, code] of codes.entries()) lines.writeUInt16BE(code, index * 3)
  const letters = new Map<string, Uint8Array>()
  for (const [index, letter] of iconv.decode(lines, 'cp949').split('\n').entries())
    if (letter.length === 1 && letter !== '\ufffd') letters.set(letter, lines.subarray(index * 3, index * 3 + 2))
  for (let ascii = 0x20; ascii < 0x7f; ascii++) letters.set(String.fromCharCode(ascii), Uint8Array.of(ascii))
  return letters
}
