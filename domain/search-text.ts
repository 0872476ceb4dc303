import { keysOf, strokesOf } from './jamo.ts'

/** Letters and digits hang together; a point only between digits, so that 1.5L is one word and No.5 are two. */
const WORD = /(?:\p{N}\.(?=\p{N})|[\p{L}\p{N}\p{M}])+/gu

/** Letters that Unicode does not take apart but people type without the mark. */
const PLAIN: Readonly<Record<string, string>> = {
  æ: 'ae',
  ð: 'd',
  đ: 'd',
  ł: 'l',
  ø: 'o',
  œ: 'oe',
  ß: 'ss',
  þ: 'th',
  ı: 'i',
}

/** The words of a text as they were typed, in one width and composition: "１.５Ｌ 물(병)" gives 1.5L, 물, 병. */
export function splitWords(text: string): string[] {
  return text.normalize('NFKC').match(WORD) ?? []
}

/** One word without case and accents. Hangul is left in whatever composition it came. */
function foldWord(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[æðđłøœßþı]/g, (letter) => PLAIN[letter]!)
}

/** One word as search compares it: its keystrokes, in lower case without accents. 김치 is ㄱㅣㅁㅊㅣ, Café is cafe. */
export function wordStrokes(word: string): string {
  return strokesOf(foldWord(word))
}

/**
 * A sku or barcode as search compares it: letters and digits alone, in lower case, so that W-100 is also found as w100.
 * Hangul becomes the keys that type it: a code typed under a Hangul layout is the same code.
 */
export function foldCode(code: string): string {
  if (/^[\x20-\x7e]*$/.test(code)) return code.toLowerCase().replace(/[^0-9a-z]/g, '')
  return keysOf(foldWord(code))
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}
