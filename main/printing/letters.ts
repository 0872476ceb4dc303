import { encodeLetter, substituteFor } from './cp949.ts'

/**
 * Text as a receipt printer lays it out: in cells of one width, two for each Hangul syllable.
 * A letter here is what people see as one (a grapheme cluster), however many code points it takes.
 */

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' })
/** Most texts: each code point is a letter by itself. */
const PLAIN = /^[\x20-\x7e\uac00-\ud7a3]*$/
/** Letters that take two cells on the screen though the printer does not know them: emoji, other Han characters. */
const WIDE =
  /^[\p{Extended_Pictographic}\p{Regional_Indicator}\p{sc=Han}\p{sc=Hangul}\p{sc=Hira}\p{sc=Kana}\p{sc=Bopo}\p{sc=Yi}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/u
/** Invisible signs that only steer the text: directions, joiners, fillers. Emoji need U+200D, FE0E, FE0F and tags. */
const STEERING = /[^\P{Default_Ignorable_Code_Point}\u200d\ufe0e\ufe0f\u{e0020}-\u{e007f}]/gu
const LINE_AND_CONTROL = /[\p{Cc}\p{Z}]+/gu
/** Half a surrogate pair and the code points that are no characters are not allowed in a picture's XML. */
const NO_CHARACTER = /[\p{Cs}\p{Noncharacter_Code_Point}]/gu
/** Piled up accents would be drawn over the lines above and below. */
const PILED_MARKS = /(\p{M}{3})\p{M}+/gu

/** One line of text that nothing in it can break out of: no line ends, control characters or steering signs. */
export function cleanText(text: string): string {
  return text
    .replace(NO_CHARACTER, '\ufffd')
    .replace(STEERING, '')
    .replace(LINE_AND_CONTROL, ' ')
    .normalize('NFC')
    .replace(PILED_MARKS, '$1')
    .replace(/^[ \p{M}]+| +$/gu, '')
}

export function lettersOf(text: string): string[] {
  return PLAIN.test(text) ? [...text] : Array.from(segmenter.segment(text), ({ segment }) => segment)
}

/** Cells of one letter: as many as its bytes on paper, or what it takes on the screen where paper has none. */
export function letterCells(letter: string): number {
  if (letter.charCodeAt(0) < 0x80) return 1
  return encodeLetter(letter)?.length === 2 || WIDE.test(letter) ? 2 : 1
}

export function textCells(text: string): number {
  return lettersOf(text).reduce((cells, letter) => cells + letterCells(letter), 0)
}

/** The bytes for the printer, exactly as many as the text has cells; letters CP949 lacks are a visible "?". */
export function printerBytes(text: string): Uint8Array {
  const bytes: number[] = []
  for (const letter of lettersOf(text)) {
    const cells = letterCells(letter)
    const encoded = encodeLetter(letter)
    if (encoded?.length === cells) bytes.push(...encoded)
    else bytes.push(...new TextEncoder().encode(substituteFor(letter).padEnd(cells)))
  }
  return Uint8Array.from(bytes)
}

/**
 * Breaks text into lines of at most `columns` cells, between words where it can, and inside a word that is too long.
 * @param text as `cleanText` leaves it.
 * @param columns 2 or more.
 * @returns one line at least, which may be empty.
 */
export function wrapText(text: string, columns: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (textCells(longer) <= columns) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    const pieces = breakWord(word, columns)
    lines.push(...pieces.slice(0, -1))
    line = pieces.at(-1) ?? ''
  }
  return [...lines, line]
}

function breakWord(word: string, columns: number): string[] {
  const pieces: string[] = []
  let piece = ''
  let cells = 0
  for (const letter of lettersOf(word)) {
    const width = letterCells(letter)
    if (cells + width > columns) {
      pieces.push(piece)
      piece = ''
      cells = 0
    }
    piece += letter
    cells += width
  }
  return [...pieces, piece]
}
