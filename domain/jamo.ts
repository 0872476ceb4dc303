/**
 * Hangul as the keys of the two-set keyboard that type it. A word is the row of its strokes (달걀 is ㄷㅏㄹㄱㅑㄹ), so every
 * state that an input method shows on the way (ㄷ, 다, 달, 닭, 달갸, 달걀) is a beginning of that row.
 */

const INITIALS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'
const MEDIALS = 'ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ'.split(' ')
const FINALS =
  'ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ'.split(' ')

/** Conjoining jamo, which NFKD makes of syllables, of letters that stand alone and of their half-width forms. */
const FIRST_INITIAL = 0x1100
const FIRST_MEDIAL = 0x1161
const FIRST_FINAL = 0x11a8

const KEYS = 'qwertyuiopasdfghjklzxcvbnmQWERTOP'
const STROKES = 'ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ'
const STROKE_OF_KEY = new Map([...KEYS].map((key, i) => [key, STROKES[i]!]))
const KEY_OF_STROKE = new Map([...STROKES].map((stroke, i) => [stroke, KEYS[i]!]))

function strokesAt(code: number): string | undefined {
  return INITIALS[code - FIRST_INITIAL] ?? MEDIALS[code - FIRST_MEDIAL] ?? FINALS[code - FIRST_FINAL]
}

/** The keystrokes that type a text: 닭 is ㄷㅏㄹㄱ, 과 is ㄱㅗㅏ, ㄳ is ㄱㅅ. What is not Hangul stays as it is. */
export function strokesOf(text: string): string {
  let strokes = ''
  for (const character of text.normalize('NFKD')) strokes += strokesAt(character.charCodeAt(0)) ?? character
  return strokes
}

/** The keys that type a text, on the letters of the Latin layout: 달걀 is ekfrif. What is not Hangul stays as it is. */
export function keysOf(text: string): string {
  return [...strokesOf(text)].map((stroke) => KEY_OF_STROKE.get(stroke) ?? stroke).join('')
}

/**
 * What the same keys would have typed under the other keyboard layout, as strokes: `ekfrif` is ㄷㅏㄹㄱㅑㄹ, ㅁㅔㅔㅣㄷ is apple.
 * @param text one word; its case tells which keys were pressed with Shift.
 * @returns readings worth trying, none where the text has letters of both layouts or of neither. Two where capitals may
 *   have come from Caps Lock instead of Shift.
 */
export function otherLayout(text: string): string[] {
  const latin = /[A-Za-z]/.test(text)
  const keys = keysOf(text)
  const hangul = keys !== strokesOf(text)
  if (latin === hangul) return []
  if (hangul) return [keys.toLowerCase()]
  const asTyped = [...text].map((key) => STROKE_OF_KEY.get(key) ?? STROKE_OF_KEY.get(key.toLowerCase()) ?? key).join('')
  const withoutShift = [...text.toLowerCase()].map((key) => STROKE_OF_KEY.get(key) ?? key).join('')
  return asTyped === withoutShift ? [asTyped] : [asTyped, withoutShift]
}
