import iconv from 'iconv-lite'

/** CP949 (KS X 1001 with Microsoft's extension): what receipt printers of the region have letters for. */

const QUESTION_MARK = 0x3f
/** Joiners, variation selectors and tags: they only ask for a certain look of the letter they stand in. */
const INVISIBLE = /[\u200d\ufe0e\ufe0f\u{e0020}-\u{e007f}]/gu
/** The typographer's dashes and the minus sign; paper gets the one hyphen it has. */
const DASHES = /^[\u2010-\u2014\u2212]$/

/**
 * The bytes of one letter as people see it, which may be several code points.
 * @returns undefined where CP949 has no such letter.
 */
export function encodeLetter(letter: string): Uint8Array | undefined {
  const plain = letter.replace(INVISIBLE, '')
  const bytes: number[] = []
  for (const point of plain) {
    const encoded = iconv.encode(point, 'cp949')
    if (encoded.length === 1 && encoded[0] === QUESTION_MARK && point !== '?') return undefined
    bytes.push(...encoded)
  }
  return Uint8Array.from(bytes)
}

/** What is printed in the place of a letter that CP949 does not have, without the padding up to its width. */
export function substituteFor(letter: string): string {
  return DASHES.test(letter) ? '-' : '?'
}
