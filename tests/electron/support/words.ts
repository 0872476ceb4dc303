import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../../scripts/console.ts'

const messages = JSON.parse(readFileSync(join(ROOT, 'renderer/i18n/ko.json'), 'utf8')) as Record<string, string>

/** What the screens say in Korean, their first language, under a key of theirs. */
export function words(key: string, values: Readonly<Record<string, string | number>> = {}): string {
  const text = messages[key] ?? messages[`${key}_other`]
  if (text === undefined) throw new Error(`the screens have no words for ${key}`)
  return text.replaceAll(/\{\{(\w+)\}\}/g, (place, name: string) => String(values[name] ?? place))
}
