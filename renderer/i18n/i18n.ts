import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from '../../domain/receipt.ts'
import en from './en.json'
import ko from './ko.json'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof en }
    keySeparator: false
    nsSeparator: false
  }
}

/** Starts with Korean, the first language of the counter; the terminal's setting follows as soon as it is known. */
export async function startMessages(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: { ko: { translation: ko }, en: { translation: en } },
    lng: 'ko',
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
  })
}

/** Changes the words of the page, and what it says of its language to a screen reader. */
export function speak(language: Language): void {
  document.documentElement.lang = language
  if (i18next.language !== language) void i18next.changeLanguage(language)
}
