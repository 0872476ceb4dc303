import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { LocalText } from '../../domain/product.ts'
import type { ConfigurationMistake } from '../problems.ts'

/** The file an administrator may lay in the data folder, or beside the program for all terminals of a shop. */
export const CONFIGURATION_FILE = 'okryu.json'

const Configuration = z.strictObject({
  centralUrl: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional(),
  enrolmentCode: z.string().trim().min(4).max(64).optional(),
})
export type Configuration = z.infer<typeof Configuration>

export type ConfigurationReading =
  | { readonly ok: true; readonly value: Configuration }
  | { readonly ok: false; readonly mistakes: readonly ConfigurationMistake[] }

const FIELD_SENTENCES: Readonly<Record<keyof Configuration, LocalText>> = {
  centralUrl: {
    ko: '"centralUrl"에는 "http://192.168.0.10:7400" 같은 주소를 적어 주세요.',
    en: '"centralUrl" must be an address such as "http://192.168.0.10:7400".',
  },
  enrolmentCode: {
    ko: '"enrolmentCode"에는 중앙 상점에서 받은 등록 코드(4~64자)를 따옴표 안에 적어 주세요.',
    en: '"enrolmentCode" must be the code from the central store, in quotes, 4 to 64 characters.',
  },
}
const KNOWN_FIELDS = Object.keys(FIELD_SENTENCES)
  .map((field) => `"${field}"`)
  .join(', ')

/** The settings in `file`; none where there is no such file. */
export function readConfiguration(file: string): ConfigurationReading {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (isMissing(error)) return { ok: true, value: {} }
    return { ok: false, mistakes: [{ field: null, sentence: UNREADABLE }] }
  }
  const parsed = parseJson(text)
  if (parsed === undefined) return { ok: false, mistakes: [{ field: null, sentence: NOT_JSON }] }
  const checked = Configuration.safeParse(parsed)
  return checked.success
    ? { ok: true, value: checked.data }
    : { ok: false, mistakes: checked.error.issues.flatMap(mistakesOf) }
}

const UNREADABLE: LocalText = {
  ko: '파일을 읽을 수 없어요. 읽기 권한을 확인해 주세요.',
  en: 'The file cannot be read. Check the right to read it.',
}
const NOT_JSON: LocalText = {
  ko: 'JSON 형식이 아니에요. 따옴표, 쉼표, 중괄호를 확인해 주세요.',
  en: 'This is not JSON. Check quotes, commas and braces.',
}
const NOT_AN_OBJECT: LocalText = {
  ko: '파일은 { 로 시작해 } 로 끝나야 해요.',
  en: 'The file must begin with { and end with }.',
}

function mistakesOf(issue: z.core.$ZodIssue): ConfigurationMistake[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map(unknownField)
  const field = issue.path[0]
  if (typeof field !== 'string' || !isField(field)) return [{ field: null, sentence: NOT_AN_OBJECT }]
  return [{ field, sentence: FIELD_SENTENCES[field] }]
}

function unknownField(field: string): ConfigurationMistake {
  return {
    field,
    sentence: {
      ko: `"${field}" 설정은 없어요. 쓸 수 있는 이름: ${KNOWN_FIELDS}.`,
      en: `There is no setting "${field}". Known names: ${KNOWN_FIELDS}.`,
    },
  }
}

function isField(field: string): field is keyof Configuration {
  return Object.hasOwn(FIELD_SENTENCES, field)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
