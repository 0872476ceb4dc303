import type { Language } from '../../domain/receipt.ts'
import en from './en.json' with { type: 'json' }
import ko from './ko.json' with { type: 'json' }

/** The words the service itself puts before people: on paper, and in the names of print jobs. */
export type Messages = typeof ko

const BY_LANGUAGE: Readonly<Record<Language, Messages>> = { ko, en }

export function messages(language: Language): Messages {
  return BY_LANGUAGE[language]
}

/** Puts values into a message's {places}. A place without a value stays as it is. */
export function fillIn(message: string, values: Readonly<Record<string, string | number>>): string {
  return message.replaceAll(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))
}
