import { eachPlace, wordAt, wordsBeginning, type Lexicon } from './lexicon.ts'
import { beginsSyllable, SEPARATOR } from './pack.ts'

/** Below this a mistyped word is every word. */
const SHORTEST = 4
/** From here on two mistakes are forgiven. */
const LONG = 9

export interface TypoHits {
  readonly beginning: ReadonlySet<number>
  readonly inside: ReadonlySet<number>
}

const NONE: TypoHits = { beginning: new Set(), inside: new Set() }

/**
 * Words that begin with, or have inside, what a text with strokes wrong, missing, too many or swapped meant.
 * Of a text with so many mistakes, at least one of as many parts plus one is right: only where such a part stands is
 * the rest compared.
 * @param mistakes 1 or 2; numbers and short texts are never taken for mistyped, and only long ones for twice.
 */
export function findTypos(lexicon: Lexicon, text: string, mistakes: 1 | 2): TypoHits {
  if (text.length < (mistakes === 1 ? SHORTEST : LONG) || !/[^0-9.]/.test(text)) return NONE
  const { letters, starts } = lexicon
  const beginning = new Set<number>()
  const inside = new Set<number>()
  const pieces = cut(text, mistakes + 1)
  for (const id of likelyBeginnings(lexicon, text, pieces[0]!.text))
    if (begins(letters, starts[id]!, text, 0, mistakes)) beginning.add(id)
  for (const piece of pieces) {
    eachPlace(lexicon, piece.text, (place) => {
      const id = wordAt(lexicon, place)
      const earliest = Math.max(starts[id]!, place - piece.from - mistakes)
      for (let start = earliest; start <= place - piece.from + mistakes; start++) {
        if (start !== starts[id] && !beginsSyllable(letters[start]!, letters[start + 1]!)) continue
        if (begins(letters, start, text, 0, mistakes)) (start === starts[id] ? beginning : inside).add(id)
      }
    })
  }
  return { beginning, inside }
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
