import { assemble } from 'es-hangul'
import { otherLayout, strokesOf } from '../../domain/jamo.ts'
import type { Product } from '../../domain/product.ts'
import { foldCode, splitWords, wordStrokes } from '../../domain/search-text.ts'

/** 1 whole word, 2 beginning, 3 inside, 4 and 5 first consonants, 6 and 7 the other layout; as the index grades them. */
type Grade = number

/**
 * What a search means, written down as plainly as can be and as slowly: every word of every product is looked at.
 * It knows nothing of typing mistakes and missing spaces, which only come where it finds nothing.
 * @returns skus, best first.
 */
export function searchPlainly(products: readonly Product[], query: string): string[] {
  const typed = splitWords(query).map((word) => [wordStrokes(word)])
  if (typed.length === 0) return []
  const asTyped = products.map((product) => {
    const grade = gradeProduct(product, typed, gradeTyped)
    const byCode = gradeCode(product, foldCode(query))
    return { product, grade: Math.min(grade, byCode) }
  })
  const begun = asTyped.some(({ grade }) => grade <= 2)
  if (begun) return inOrder(asTyped)
  const others = splitWords(query).map((word) => otherLayout(word))
  const both = asTyped.map(({ product, grade }) => ({
    product,
    grade: Math.min(grade, gradeEither(product, typed, others, gradeLayout)),
  }))
  if (both.some(({ grade }) => grade < Infinity)) return inOrder(both)
  return inOrder(
    products.map((product) => ({ product, grade: gradeEither(product, typed, others, gradeLayoutInitials) })),
  )
}

function inOrder(graded: readonly { product: Product; grade: Grade }[]): string[] {
  return graded
    .filter(({ grade }) => grade < Infinity)
    .sort(
      (a, b) =>
        a.grade - b.grade || b.product.popularity - a.product.popularity || (a.product.sku < b.product.sku ? -1 : 1),
    )
    .map(({ product }) => product.sku)
}

type GradeWord = (word: string, text: string) => Grade

/** Each of the query's words by its best word of the product; the product by the worst of those. */
function gradeProduct(product: Product, tokens: readonly (readonly string[])[], grade: GradeWord): Grade {
  const words = wordsOf(product)
  return Math.max(
    ...tokens.map((texts) => Math.min(Infinity, ...texts.flatMap((text) => words.map((word) => grade(word, text))))),
  )
}

function gradeEither(
  product: Product,
  typed: readonly string[][],
  others: readonly string[][],
  grade: GradeWord,
): Grade {
  const words = wordsOf(product)
  return Math.max(
    ...typed.map((texts, t) =>
      Math.min(
        Infinity,
        ...texts.flatMap((text) => words.map((word) => gradeTyped(word, text))),
        ...others[t]!.flatMap((text) => words.map((word) => Math.min(gradeLayout(word, text), grade(word, text)))),
      ),
    ),
  )
}

function wordsOf({ name, producer, variant }: Product): string[] {
  const texts = [name, producer, variant?.colour].flatMap((text) => (text ? [text.ko, text.en] : []))
  if (variant?.size) texts.push(variant.size)
  return texts.flatMap(splitWords).map(wordStrokes)
}

function gradeCode(product: Product, code: string): Grade {
  const codes = [product.sku, ...product.barcodes].map(foldCode)
  if (code !== '' && codes.includes(code)) return 1
  return code.length >= 3 && codes.some((own) => own.startsWith(code)) ? 3 : Infinity
}

function gradeTyped(word: string, text: string): Grade {
  if (word === text) return 1
  if (word.startsWith(text)) return 2
  if (isInside(word, text)) return 3
  return isInitials(text) ? gradeInitials(word, text, 4, 5) : Infinity
}

function gradeLayout(word: string, text: string): Grade {
  if (text.length < 2 || isInitials(text)) return Infinity
  if (word.startsWith(text)) return 6
  return text.length >= 3 && isInside(word, text) ? 7 : Infinity
}

function gradeLayoutInitials(word: string, text: string): Grade {
  return isInitials(text) ? gradeInitials(word, text, 6, 7) : Infinity
}

function gradeInitials(word: string, text: string, beginning: Grade, inside: Grade): Grade {
  const initials = initialsOf(word)
  if (initials === word) return Infinity
  if (initials.startsWith(text)) return beginning
  return initials.includes(text) ? inside : Infinity
}

const isInitials = (text: string): boolean => /^[ㄱ-ㅎ]{2,}$/.test(text)

/** Inside begins with a syllable, or with a letter of another writing; a single letter only where the writing changes. */
function isInside(word: string, text: string): boolean {
  if (/^[ㄱ-ㅎ](?![ㅏ-ㅣ])|^[ㅏ-ㅣ]/.test(text)) return false
  if (text.length > 1) return word.indexOf(text, 1) > 0
  return [...word].some((letter, i) => i > 0 && letter === text && writingOf(word[i - 1]!) !== writingOf(letter))
}

function writingOf(letter: string): string {
  if (/[ㄱ-ㅣ]/.test(letter)) return 'hangul'
  return /[0-9.]/.test(letter) ? 'digits' : 'letters'
}

/** The consonant each syllable begins with, of a word's strokes: ㄷㅏㄹㄱㅑㄹ is ㄷㄱ, ㅂㅣㅌㅏㅁㅣㄴc is ㅂㅌㅁc. */
export function initialsOf(strokes: string): string {
  return strokes.replaceAll(/[ㄱ-ㅎ](?![ㅏ-ㅣ])|[ㅏ-ㅣ]/g, '')
}

/** The states an input method shows while a text is typed, one for each key: ㄷ, 다, 달, 닭, 달갸, 달걀. */
export function typingStates(text: string): string[] {
  const strokes = [...strokesOf(text)]
  return strokes.map((_, i) => assemble(strokes.slice(0, i + 1)))
}
