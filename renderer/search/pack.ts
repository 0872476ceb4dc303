import { strokesOf } from '../../domain/jamo.ts'

/**
 * Strokes as numbers for the index. Letters, digits and Hangul strokes have different lowest 7 bits, so that two of
 * them make a small number with nothing in common with any other two: see lexicon.ts.
 */

const CONSONANTS = 0xbb
const VOWELS = 0x90
const LATIN_1 = 0xf000

/** Comes between words and is in none of them. */
export const SEPARATOR = 0

/** The code units by which a word is stored and compared. */
export function packStrokes(strokes: string): string {
  let packed = ''
  for (let i = 0; i < strokes.length; i++) packed += String.fromCharCode(packUnit(strokes.charCodeAt(i)))
  return packed
}

function packUnit(unit: number): number {
  if (unit < 0x80) return unit
  if (unit >= 0x3131 && unit <= 0x314e) return unit - 0x3131 + CONSONANTS
  if (unit >= 0x314f && unit <= 0x3163) return unit - 0x314f + VOWELS
  // Whatever else stands where the strokes are put must not be taken for one.
  return unit < 0x100 ? unit + LATIN_1 : unit
}

function packParts(first: number, count: number): number[][] {
  return Array.from({ length: count }, (_, i) =>
    Array.from(packStrokes(strokesOf(String.fromCharCode(first + i))), (unit) => unit.charCodeAt(0)),
  )
}

const INITIALS = packParts(0x1100, 19)
const MEDIALS = packParts(0x1161, 21)
const FINALS = [[], ...packParts(0x11a8, 27)]

export const FIRST_SYLLABLE = 0xac00

/** Writes the strokes of one Hangul syllable from `at` on, six at most. @returns where they end. */
export function packSyllable(syllable: number, letters: Uint16Array, at: number): number {
  const index = syllable - FIRST_SYLLABLE
  let end = at
  for (const unit of INITIALS[Math.floor(index / 588)]!) letters[end++] = unit
  for (const unit of MEDIALS[Math.floor((index % 588) / 28)]!) letters[end++] = unit
  for (const unit of FINALS[index % 28]!) letters[end++] = unit
  return end
}

function isConsonant(unit: number): boolean {
  return unit >= CONSONANTS && unit <= CONSONANTS + 0x1d
}

function isVowel(unit: number): boolean {
  return unit >= VOWELS && unit <= VOWELS + 0x14
}

export function isConsonants(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (!isConsonant(text.charCodeAt(i))) return false
  return true
}

/** Whether a syllable, or a letter of another writing, begins with `unit`; `next` is what follows it. */
export function beginsSyllable(unit: number, next: number): boolean {
  return isConsonant(unit) ? isVowel(next) : !isVowel(unit)
}

function isDigit(unit: number): boolean {
  return (unit >= 0x30 && unit <= 0x39) || unit === 0x2e
}

/** The consonant each syllable of a packed word begins with; what is not Hangul stays. */
export function packedInitials(letters: Uint16Array, from: number, to: number): string {
  let initials = ''
  for (let i = from; i < to; i++) {
    const unit = letters[i]!
    if (isConsonant(unit) ? isVowel(letters[i + 1]!) : !isVowel(unit)) initials += String.fromCharCode(unit)
  }
  return initials
}

/** Whether one kind of writing ends before `unit` and another begins: between 비타민 and c, 500 and ml. */
export function beginsAnotherWriting(before: number, unit: number): boolean {
  const hangulBefore = isConsonant(before) || isVowel(before)
  const hangul = isConsonant(unit) || isVowel(unit)
  return hangulBefore !== hangul || isDigit(before) !== isDigit(unit)
}
