import { convertHangulToQwerty, convertQwertyToHangul, disassemble, getChoseong } from 'es-hangul'
import { fc } from '../support/property.ts'
import { expect, test } from 'vitest'
import { keysOf, otherLayout, strokesOf } from '../../domain/jamo.ts'
import { foldCode, splitWords, wordStrokes } from '../../domain/search-text.ts'
import { initialsOf, typingStates } from '../support/search-reference.ts'

const syllables = fc.integer({ min: 0xac00, max: 0xd7a3 }).map((code) => String.fromCharCode(code))
const words = fc.array(syllables, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''))

test('every syllable comes apart into the keys that type it', () => {
  expect(strokesOf('달걀')).toBe('ㄷㅏㄹㄱㅑㄹ')
  expect(strokesOf('닭')).toBe('ㄷㅏㄹㄱ')
  expect(strokesOf('값')).toBe('ㄱㅏㅂㅅ')
  expect(strokesOf('꽈')).toBe('ㄲㅗㅏ')
  fc.assert(fc.property(words, (word) => void expect(strokesOf(word)).toBe(disassemble(word))))
})

test('letters that stand alone, half-width and decomposed Hangul are the same strokes', () => {
  expect(strokesOf('ㄳ')).toBe('ㄱㅅ')
  expect(strokesOf('ㅢ')).toBe('ㅡㅣ')
  expect(strokesOf('ﾡ')).toBe('ㄱ')
  fc.assert(fc.property(words, (word) => void expect(strokesOf(word.normalize('NFD'))).toBe(strokesOf(word))))
})

test('every state of an input method is a beginning of the word: 달 → 닭 → 달걀', () => {
  expect(typingStates('달걀')).toEqual(['ㄷ', '다', '달', '닭', '달갸', '달걀'])
  expect(typingStates('김치')).toEqual(['ㄱ', '기', '김', '김ㅊ', '김치'])
  fc.assert(
    fc.property(words, (word) => {
      for (const state of typingStates(word)) expect(strokesOf(word).startsWith(strokesOf(state))).toBe(true)
    }),
  )
})

test('first consonants are those of the syllables', () => {
  expect(initialsOf(strokesOf('달걀'))).toBe('ㄷㄱ')
  expect(initialsOf(strokesOf('비타민c'))).toBe('ㅂㅌㅁc')
  fc.assert(fc.property(words, (word) => void expect(initialsOf(strokesOf(word))).toBe(getChoseong(word))))
})

test('the wrong layout is read both ways', () => {
  expect(otherLayout('ekfrif')).toEqual(['ㄷㅏㄹㄱㅑㄹ'])
  expect(otherLayout('ㅁㅔㅔㅣㄷ')).toEqual(['apple'])
  expect(otherLayout('메ㅔㅣㄷ')).toEqual(['apple'])
  expect(otherLayout('Rnf')).toEqual(['ㄲㅜㄹ', 'ㄱㅜㄹ'])
  expect(otherLayout('qlxkals500')).toEqual(['ㅂㅣㅌㅏㅁㅣㄴ500'])
  fc.assert(
    fc.property(words, (word) => {
      const keys = convertHangulToQwerty(word)
      expect(keysOf(word)).toBe(keys)
      expect(otherLayout(keys)).toContain(strokesOf(word))
      expect(strokesOf(convertQwertyToHangul(keys))).toBe(strokesOf(word))
    }),
  )
})

test('Caps Lock does not spoil the wrong layout', () => {
  expect(otherLayout('EKFRIF')).toContain('ㄷㅏㄹㄱㅑㄹ')
})

test('a word of both layouts, or of digits alone, has no other reading', () => {
  expect(otherLayout('비타민c')).toEqual([])
  expect(otherLayout('500')).toEqual([])
})

test('case, width and accents make no difference', () => {
  for (const [text, same] of [
    ['Ｃａｆé', 'cafe'],
    ['ＬＥＤ', 'led'],
    ['㎏', 'kg'],
    ['Łódź', 'lodz'],
    ['Straße', 'strasse'],
  ] as const)
    expect(splitWords(text).map(wordStrokes)).toEqual([same])
})

test('signs part words, except the point of a decimal', () => {
  expect(splitWords('１.５Ｌ 물(병) No.5 비타민-C')).toEqual(['1.5L', '물', '병', 'No', '5', '비타민', 'C'])
  expect(splitWords(' … ')).toEqual([])
})

test('a code is the same with and without its signs, in capitals, and typed under a Hangul layout', () => {
  for (const code of ['W-100', 'w100', 'Ｗ１００', 'w 1 00', 'ㅈ100']) expect(foldCode(code)).toBe('w100')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => void expect(foldCode(foldCode(text))).toBe(foldCode(text))),
  )
})
