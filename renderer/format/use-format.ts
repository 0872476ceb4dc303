import { createContext, createElement, use, useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatMinor, type Currency, type Minor } from '../../domain/money.ts'
import type { LocalText, Variant } from '../../domain/product.ts'
import { formatQuantity, type Unit } from '../../domain/quantity.ts'
import type { Language } from '../../domain/receipt.ts'
import { invariant } from '../../domain/result.ts'
import { useTerminal } from '../app/stores-context.tsx'

/** Until the central store has said which currency the shop counts in. */
const CURRENCY_UNKNOWN: Currency = { code: 'KPW', digits: 0 }
const ZONE_UNKNOWN_MIN = 540

/** Everything that is written differently in the two languages, in the one the page is in. */
export interface Format {
  readonly language: Language
  text(text: LocalText): string
  /** In the shop's currency where no other is named. */
  money(amount: Minor, currency?: Currency): string
  /** 12 pieces are "12", 1,250 grams "1.25 kg". */
  quantity(quantity: number, unit: Unit): string
  /** Size and colour, or an empty text. */
  variant(variant: Variant | null): string
  /** The shop's wall clock, 24 hours. */
  clock(atMs: number): string
  /** Day and time of the shop's wall clock. */
  date(atMs: number): string
  /** The same with its year, where clocks may be years apart. */
  moment(atMs: number): string
  /** A business day, written as 2026-03-09. */
  day(businessDay: string): string
  /** Room on a disk or a stick. */
  bytes(count: number): string
  /** How long ago: "3 minutes ago". */
  age(atMs: number, nowMs: number): string
}

const FormatContext = createContext<Format | null>(null)

export function useFormat(): Format {
  const format = use(FormatContext)
  invariant(format, 'components stand inside FormatProvider')
  return format
}

/** Makes the formatters once for all components; those of Intl are dear. */
export function FormatProvider({ children }: { readonly children: ReactNode }) {
  return createElement(FormatContext, { value: useFreshFormat() }, children)
}

function useFreshFormat(): Format {
  const { t, i18n } = useTranslation()
  const shop = useTerminal(({ info }) => info?.shop ?? null)
  const language: Language = i18n.language === 'en' ? 'en' : 'ko'
  return useMemo(() => {
    const shopCurrency = shop?.currency ?? CURRENCY_UNKNOWN
    const zoneOffsetMs = (shop?.zoneOffsetMin ?? ZONE_UNKNOWN_MIN) * 60_000
    const clock = new Intl.DateTimeFormat(language, {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: 'UTC',
    })
    const parts: Intl.DateTimeFormatOptions = {
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: 'UTC',
    }
    const date = new Intl.DateTimeFormat(language, parts)
    const moment = new Intl.DateTimeFormat(language, { ...parts, year: 'numeric' })
    const day = new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric', timeZone: 'UTC' })
    const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
    return {
      language,
      text: (text) => text[language],
      money: (amount, currency = shopCurrency) => {
        const written = t(moneyKey(currency.code), {
          amount: formatMinor(Math.abs(amount), currency),
          code: currency.code,
        })
        return amount < 0 ? `-${written}` : written
      },
      quantity: (quantity, unit) =>
        unit === 'gram' ? t('unit.kg', { amount: formatQuantity(quantity, unit) }) : formatQuantity(quantity, unit),
      variant: (variant) => [variant?.colour?.[language], variant?.size].filter(Boolean).join(' · '),
      clock: (atMs) => clock.format(atMs + zoneOffsetMs),
      date: (atMs) => date.format(atMs + zoneOffsetMs),
      moment: (atMs) => moment.format(atMs + zoneOffsetMs),
      day: (businessDay) => day.format(Date.parse(`${businessDay}T00:00:00Z`)),
      bytes: (count) => formatBytes(count, language),
      age: (atMs, nowMs) => relativeAge(relative, Math.max(0, nowMs - atMs)),
    }
  }, [language, shop, t])
}

/** Won of either state is written as people write won; other money by its code. */
function moneyKey(code: string): 'money.won' | 'money.other' {
  return code === 'KPW' || code === 'KRW' ? 'money.won' : 'money.other'
}

const SIZES = [
  { unit: 'gigabyte', bytes: 1e9, fractionDigits: 1 },
  { unit: 'megabyte', bytes: 1e6, fractionDigits: 0 },
  { unit: 'kilobyte', bytes: 1e3, fractionDigits: 0 },
] as const

/** Rounded down, so that no more is promised than there is. */
function formatBytes(count: number, language: Language): string {
  const { unit, bytes, fractionDigits } = SIZES.find((size) => count >= size.bytes) ?? SIZES[2]
  const tenths = 10 ** fractionDigits
  const amount = Math.floor((count / bytes) * tenths) / tenths
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: fractionDigits }).format(amount)
}

const AGES = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
] as const

function relativeAge(relative: Intl.RelativeTimeFormat, ageMs: number): string {
  for (const { unit, ms } of AGES) if (ageMs >= ms) return relative.format(-Math.floor(ageMs / ms), unit)
  return relative.format(0, 'second')
}
