import { useTranslation } from 'react-i18next'
import { isErrorCode, type ErrorCode } from '../../contract/errors.ts'
import { PRINTER_ERRORS, type PrinterErrorCode } from '../../contract/printer-errors.ts'

type Details = Readonly<Record<string, string | number>>

/** What the central store may answer to a fact; each with a sentence that says what to do about it. */
const REFUSALS = [
  'order.empty',
  'order.sum_wrong',
  'order.payment_wrong',
  'order.number_wrong',
  'order.currency_wrong',
  'order.product_unknown',
  'order.price_wrong',
  'order.unknown',
  'order.state_impossible',
  'order.same_id_other_body',
  'cancel.empty',
  'cancel.line_unknown',
  'cancel.more_than_left',
  'cancel.refund_wrong',
  'fact.body_malformed',
  'fact.hash_wrong',
  'fact.kind_unknown',
  'fact.same_place_other_body',
  'fact.signature_missing',
  'fact.signature_wrong',
  'paper.malformed',
  'paper.parts_missing',
  'paper.parts_mixed',
  'paper.signature_wrong',
  'paper.terminal_unknown',
  'paper.order_differs',
] as const satisfies readonly ErrorCode[]
type RefusalCode = (typeof REFUSALS)[number]

const BROKEN = [
  ...(['missing', 'body', 'chain', 'signature', 'order', 'cancellation', 'refund'] as const),
  ...(['state', 'columns', 'delivery', 'order_without_fact', 'cancellation_without_fact'] as const),
] as const

/** Sentences for codes that come from elsewhere and may be newer than these screens. */
export interface CodeWords {
  refusal(code: string, details: Details): string
  sync(code: string): string
  printer(code: string): string
  /** Why a file of a stick could not be taken in. */
  stickFile(code: string): string
  /** How a record differs from what was written. */
  broken(what: string): string
}

export function useCodeWords(): CodeWords {
  const { t } = useTranslation()
  return {
    refusal: (code, details) => {
      if (isRefusal(code)) return t(`refusal.${code}`, details)
      return isErrorCode(code) ? t(`error.${code}`, details) : t('refusal.other', { code })
    },
    sync: (code) => {
      if (code === 'unreachable') return t('sync.error.unreachable')
      return isErrorCode(code) ? t(`error.${code}`) : t('sync.error.other', { code })
    },
    printer: (code) => {
      if (isPrinterErrorCode(code)) return t(code)
      return isErrorCode(code) ? t(`error.${code}`) : t('printer.other', { code })
    },
    stickFile: (code) => (isErrorCode(code) ? t(`error.${code}`) : t('courier.file.other', { code })),
    broken: (what) => {
      const known = BROKEN.find((each) => each === what)
      return known ? t(`safety.broken.${known}`) : t('safety.broken.other', { what })
    },
  }
}

function isRefusal(code: string): code is RefusalCode {
  return (REFUSALS as readonly string[]).includes(code)
}

function isPrinterErrorCode(code: string): code is PrinterErrorCode {
  return (PRINTER_ERRORS as readonly string[]).includes(code)
}
