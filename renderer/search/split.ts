import { wordLength, wordsBeginning, type Lexicon } from './lexicon.ts'
import { beginsSyllable } from './pack.ts'

/**
 * Takes a text apart that was typed without its spaces: 비타민씨 into 비타민 and 씨.
 * @param isWord whether the catalogue has this word, and @param beginsWord one that begins with this text.
 * @returns two parts or more, all but the last whole words; undefined where there is no such way.
 */
export function splitText(
  text: string,
  isWord: (text: string) => boolean,
  beginsWord: (text: string) => boolean,
  mostParts = MOST_PARTS,
): string[] | undefined {
  if (mostParts < 2) return undefined
  for (let end = text.length - 1; end >= SHORTEST_WORD; end--) {
    if (!beginsSyllable(text.charCodeAt(end), text.charCodeAt(end + 1)) || !isWord(text.slice(0, end))) continue
    const rest = text.slice(end)
    if (beginsWord(rest)) return [text.slice(0, end), rest]
    const parts = splitText(rest, isWord, beginsWord, mostParts - 1)
    if (parts) return [text.slice(0, end), ...parts]
  }
  return undefined
}

/** People leave out a space or two, and every further part multiplies the ways to try. */
const MOST_PARTS = 4

/** A syllable has two strokes; single letters would take every text apart. */
const SHORTEST_WORD = 2

/** The id of a word that is exactly this packed text. */
export function wordEqual(words: Lexicon, text: string): number | undefined {
  const [from, to] = wordsBeginning(words, text)
  return from < to && wordLength(words, from) === text.length ? from : undefined
}
