import { strokesOf } from '../../domain/jamo.ts'

/**
 * Strokes as numbers for the index. Letters, digits and Hangul strokes all have different lowest 7 bits, so that two of
 * them make a small number of their own: see lexicon.ts.
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

/** The strokes of conjoining jamo, two for each: the second is 0 where there is one stroke, both where there is none. */
function packJamo(first: number, count: number): Uint16Array {
  const pairs = new Uint16Array(2 * count)
  for (let i = 0; i < count; i++) {
    const packed = packStrokes(strokesOf(String.fromCharCode(first + i)))
    for (let k = 0; k < packed.length; k++) pairs[2 * i + k] = packed.charCodeAt(k)
  }
  return pairs
}

const INITIALS = packJamo(0x1100, 19)
const MEDIALS = packJamo(0x1161, 21)
const FINALS = new Uint16Array([0, 0, ...packJamo(0x11a8, 27)])

export const FIRST_SYLLABLE = 0xac00

/** Writes the strokes of one Hangul syllable from `at` on, five at most. @returns where they end. */
export function packSyllable(syllable: number, letters: Uint16Array, at: number): number {
  const index = syllable - FIRST_SYLLABLE
  const initial = (index / 588) | 0
  const medial = ((index % 588) / 28) | 0
  const final = index % 28
  let end = at
  letters[end++] = INITIALS[2 * initial]!
  letters[end++] = MEDIALS[2 * medial]!
  if (MEDIALS[2 * medial + 1] !== 0) letters[end++] = MEDIALS[2 * medial + 1]!
  if (final === 0) return end
  letters[end++] = FINALS[2 * final]!
  if (FINALS[2 * final + 1] !== 0) letters[end++] = FINALS[2 * final + 1]!
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

/** The consonant each syllable of a packed word begins with; what is not Hangul stays. */
export function packedInitials(letters: Uint16Array, from: number, to: number): string {
  let initials = ''
  for (let i = from; i < to; i++)
    if (beginsSyllable(letters[i]!, letters[i + 1]!)) initials += String.fromCharCode(letters[i]!)
  return initials
}

/** Fifteen values that no letter, digit or stroke has, for all that is none of them. */
const OTHERS = 15

/** Seven bits of a packed letter: its own, but those of foreign writing share theirs. */
export function sevenBits(unit: number): number {
  return unit <= CONSONANTS + 0x1d ? unit & 0x7f : 1 + (unit % OTHERS)
}

/** What kind of writing a letter is, by its seven bits: between 비타민 and c, 500 and ml, the kind changes. */
export function writingOf(bits: number): 'digits' | 'hangul' | 'letters' {
  if ((bits >= 0x30 && bits <= 0x39) || bits === 0x2e) return 'digits'
  const isHangul = isConsonant(bits + 0x80) || isVowel(bits + 0x80)
  return isHangul ? 'hangul' : 'letters'
}
