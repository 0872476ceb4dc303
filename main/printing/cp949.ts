import iconv from 'iconv-lite'

/** CP949 (KS X 1001 with Microsoft's extension): what receipt printers of the region have letters for. */

/** Joiners, variation selectors and tags: they only ask for a certain look of the letter they stand in. */
const INVISIBLE = /[\u200d\ufe0e\ufe0f\u{e0020}-\u{e007f}]/gu
/** The typographer's dashes and the minus sign; paper gets the one hyphen it has. */
const DASHES = /^[\u2010-\u2014\u2212]$/
const LINE_FEED = 0x0a

/** Lead byte × 256 + trail byte, by letter. Made at first use: asking the encoder for each letter is far slower. */
let doubleBytes: ReadonlyMap<string, number> | undefined

/**
 * The bytes of one letter as people see it, which may be several code points.
 * @returns undefined where CP949 has no such letter.
 */
export function encodeLetter(letter: string): Uint8Array | undefined {
  doubleBytes ??= doubleByteLetters()
  const bytes: number[] = []
  for (const point of letter.replace(INVISIBLE, '')) {
    const code = point.charCodeAt(0) < 0x80 ? point.charCodeAt(0) : doubleBytes.get(point)
    if (code === undefined) return undefined
    if (code < 0x100) bytes.push(code)
    else bytes.push(code >> 8, code & 0xff)
  }
  return Uint8Array.from(bytes)
}

/** What is printed in the place of a letter that CP949 does not have, without the padding up to its width. */
export function substituteFor(letter: string): string {
  return DASHES.test(letter) ? '-' : '?'
}

function doubleByteLetters(): Map<string, number> {
  const codes: number[] = []
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x41; trail <= 0xfe; trail++) codes.push(lead * 256 + trail)
  const bytes = Uint8Array.from(codes.flatMap((code) => [code >> 8, code & 0xff, LINE_FEED]))
  const letters = new Map<string, number>()
  const decoded = iconv.decode(Buffer.from(bytes), 'cp949').split('\n')
  for (const [index, code] of codes.entries()) {
    const letter = decoded[index]
    if (letter !== undefined && letter.length === 1 && letter !== '\ufffd') letters.set(letter, code)
  }
  return letters
}
