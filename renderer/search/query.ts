import { otherLayout } from '../../domain/jamo.ts'
import { foldCode, splitWords, wordStrokes } from '../../domain/search-text.ts'
import { beginsSyllable, isConsonants, packStrokes } from './pack.ts'

/** One word of a query under one keyboard layout. */
export interface Reading {
  /** Packed strokes. */
  readonly text: string
  /** Nothing but consonants, and more than one: ㄷㄱ stands for the syllables they begin. */
  readonly isInitials: boolean
  /** Whether it can be the beginning of syllables inside a word; ㅏㄹ or ㄱ달 cannot. */
  readonly findsInside: boolean
}

export interface Token {
  readonly typed: Reading
  /** What the same keys are under the other layout; seldom asked for, so it is found out only then. */
  readonly others: () => readonly Reading[]
}

export interface Query {
  /** Every one of them is found in a hit. */
  readonly tokens: readonly Token[]
  /** The whole query as a sku or barcode. */
  readonly code: string
}

/** More words than a clerk types; the rest of a pasted text is not looked for. */
const MAX_TOKENS = 8
const MAX_TOKEN_LENGTH = 100

export function parseQuery(query: string): Query {
  const words = splitWords(query).slice(0, MAX_TOKENS)
  return { tokens: words.map(readToken), code: foldCode(query) }
}

function readToken(word: string): Token {
  return {
    typed: readText(packStrokes(wordStrokes(word))),
    others: () => otherLayout(word).map((strokes) => readText(packStrokes(strokes))),
  }
}

/** @param packed packed strokes of one word. */
export function readText(packed: string): Reading {
  const text = packed.slice(0, MAX_TOKEN_LENGTH)
  return {
    text,
    isInitials: text.length > 1 && isConsonants(text),
    findsInside: beginsSyllable(text.charCodeAt(0), text.charCodeAt(1)),
  }
}
