import { expect, test } from 'vitest'
import { projectFiles, readProjectFile } from './tree.ts'

const ko = readMessages('ko')
const en = readMessages('en')
const PLURAL = /_(zero|one|two|few|many|other)$/
const HANGUL = /[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]/

test('Korean and English say the same things', () => {
  const missingInEnglish = meanings(ko).filter((key) => !meanings(en).includes(key))
  const missingInKorean = meanings(en).filter((key) => !meanings(ko).includes(key))
  expect({ missingInEnglish, missingInKorean }).toEqual({ missingInEnglish: [], missingInKorean: [] })
  expect(meanings(ko).length).toBeGreaterThan(20)
})

test('each language has the plural forms that it needs, and no others', () => {
  expect(wrongPlurals(ko, ['other'])).toEqual([])
  expect(wrongPlurals(en, ['one', 'other'])).toEqual([])
})

test('both languages put the same values into a text', () => {
  const differing = [...ko].flatMap(([key, korean]) => {
    const english = en.get(key)
    if (english === undefined || values(korean).join() === values(english).join()) return []
    return [`${key}: ${values(korean).join()} / ${values(english).join()}`]
  })
  expect(differing).toEqual([])
})

test('no text is empty, and none stands in the wrong language', () => {
  const empty = [...ko, ...en].filter(([, text]) => text.trim() === '')
  expect(empty).toEqual([])
  const koreanInEnglish = [...en].filter(([key, text]) => HANGUL.test(text) && !key.toLowerCase().includes('language'))
  expect(koreanInEnglish).toEqual([])
})

test('no screen holds a Korean text of its own', () => {
  const screens = projectFiles().filter((file) => /^renderer\/.*\.tsx$/.test(file))
  expect(screens.length).toBeGreaterThan(0)
  const found = screens.filter((file) => HANGUL.test(withoutComments(readProjectFile(file))))
  expect(found).toEqual([])
})

function readMessages(language: string): Map<string, string> {
  return new Map(flatten(JSON.parse(readProjectFile(`renderer/i18n/${language}.json`)), ''))
}

function flatten(node: unknown, path: string): [string, string][] {
  if (typeof node === 'string') return [[path, node]]
  const entries = Object.entries(node as Record<string, unknown>)
  return entries.flatMap(([key, child]) => flatten(child, path === '' ? key : `${path}.${key}`))
}

/** Keys without their plural form: English has forms that Korean does not know. */
function meanings(messages: Map<string, string>): string[] {
  return [...new Set([...messages.keys()].map((key) => key.replace(PLURAL, '')))]
}

function wrongPlurals(messages: Map<string, string>, forms: readonly string[]): string[] {
  const keys = [...messages.keys()]
  // Every counted text has this form in both languages; other keys may end in one of the words by chance.
  const counted = new Set(keys.filter((key) => key.endsWith('_other')).map((key) => key.replace(PLURAL, '')))
  return [...counted].flatMap((key) => {
    const there = keys.filter((other) => other.replace(PLURAL, '') === key && PLURAL.test(other))
    const wanted = forms.map((form) => `${key}_${form}`)
    return there.toSorted().join() === wanted.toSorted().join() ? [] : [`${key}: ${there.join(', ')}`]
  })
}

/** What i18next puts in: `{{name}}`, without its format. */
function values(text: string): string[] {
  const found = [...text.matchAll(/\{\{\s*([\w.]+)[^}]*\}\}/g)].map((match) => match[1] ?? '')
  return [...new Set(found)].toSorted()
}

function withoutComments(source: string): string {
  return source.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '')
}
