import { beginsWord, eachPlace, wordAt, wordsBeginning, type Lexicon } from './lexicon.ts'
import { beginsSyllable, SEPARATOR } from './pack.ts'

/** Below this a mistyped word is every word. */
const SHORTEST = 4
/** Below this a mistyped word is inside of every word. */
const SHORTEST_INSIDE = 5
/** From here on two mistakes are forgiven. */
const LONG = 9

/** Numbers and short texts are never taken for mistyped, and only long ones for mistyped twice. */
function mayBeMistyped(text: string, mistakes: number, shortest: number): boolean {
  return text.length >= (mistakes === 1 ? shortest : LONG) && /[^0-9.]/.test(text)
}

/**
 * Words that begin with what a text with strokes wrong, missing, too many or swapped meant.
 * Of a text with so many mistakes, at least one of as many pieces plus one is right: only where such a piece stands is
 * the rest compared.
 * @param mistakes 1 or 2.
 */
export function mistypedBeginnings(lexicon: Lexicon, text: string, mistakes: number): number[] {
  if (!mayBeMistyped(text, mistakes, SHORTEST)) return []
  const { letters, starts } = lexicon
  const ids = new Set<number>()
  const [first, ...others] = cut(text, mistakes + 1)
  for (const id of likelyBeginnings(lexicon, text, first!.text))
    if (begins(letters, starts[id]!, text, 0, mistakes)) ids.add(id)
  for (const piece of others) {
    eachPlace(lexicon, piece.text, (place) => {
      for (let start = place - piece.from - mistakes; start <= place - piece.from + mistakes; start++)
        if (beginsWord(lexicon, start) && begins(letters, start, text, 0, mistakes)) ids.add(wordAt(lexicon, start))
    })
  }
  return [...ids]
}

/** Words that have inside, from a syllable on, what a mistyped text meant. */
export function mistypedInsides(lexicon: Lexicon, text: string, mistakes: number): number[] {
  if (!mayBeMistyped(text, mistakes, SHORTEST_INSIDE)) return []
  const { letters, starts } = lexicon
  const ids = new Set<number>()
  for (const piece of cut(text, mistakes + 1)) {
    eachPlace(lexicon, piece.text, (place) => {
      const id = wordAt(lexicon, place)
      const earliest = Math.max(starts[id]! + 1, place - piece.from - mistakes)
      for (let start = earliest; start <= place - piece.from + mistakes; start++) {
        if (!beginsSyllable(letters[start]!, letters[start + 1]!)) continue
        if (begins(letters, start, text, 0, mistakes)) ids.add(id)
      }
    })
  }
  return [...ids]
}

interface Piece {
  readonly text: string
  readonly from: number
}

function cut(text: string, count: number): Piece[] {
  const pieces: Piece[] = []
  for (let i = 0; i < count; i++) {
    const from = Math.floor((text.length * i) / count)
    pieces.push({ from, text: text.slice(from, Math.floor((text.length * (i + 1)) / count)) })
  }
  return pieces
}

/** Words that begin rightly, and those whose only mistake is a swap across the end of the first piece. */
function* likelyBeginnings(lexicon: Lexicon, text: string, first: string): Generator<number> {
  const end = first.length
  const swapped = text.slice(0, end - 1) + text[end]! + text[end - 1]!
  for (const start of [first, swapped]) {
    const [from, to] = wordsBeginning(lexicon, start)
    for (let id = from; id < to; id++) yield id
  }
}

/** Whether the word at `place` goes on with what `text` from `i` on meant, at most so many mistakes away. */
function begins(letters: Uint16Array, place: number, text: string, i: number, mistakes: number): boolean {
  let at = place
  let next = i
  while (next < text.length && letters[at] === text.charCodeAt(next)) {
    at++
    next++
  }
  if (text.length - next <= mistakes) return true
  if (mistakes === 0) return false
  const left = mistakes - 1
  if (begins(letters, at, text, next + 1, left)) return true
  if (letters[at] === SEPARATOR) return false
  if (begins(letters, at + 1, text, next + 1, left) || begins(letters, at + 1, text, next, left)) return true
  const swapped = letters[at] === text.charCodeAt(next + 1) && letters[at + 1] === text.charCodeAt(next)
  return swapped && begins(letters, at + 2, text, next + 2, left)
}
