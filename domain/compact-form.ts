import type { DoneBy } from './fact.ts'
import type { Order, OrderLine } from './order.ts'

/** What both directions of the compact form know of it. */

/** Orders that say no more than the first version had words for are written in it still. */
export const FIRST_VERSION = 1
export const NEWEST_VERSION = 2

export const DAY_MS = 86_400_000
/** Fifteen digits: every such number is a safe integer. */
export const MAX_NUMERIC_SKU = 999_999_999_999_999
/** Of a UUID: the milliseconds that lead version 7, and what stands behind them. */
export const MAX_ID_TIME = 2 ** 48 - 1
export const ID_TAIL_BYTES = 10
export const MAX_KEY_UNITS = 64
export const MAX_SEALED_UNITS = 1_000
export const TENDERS = ['cash', 'card'] as const

/** Which of the parts that most orders do not have are there: the bits of one number. */
export const ORDER_PARTS = { by: 1, shiftId: 2, note: 4, discount: 8, rounding: 16 } as const
export const LINE_PARTS = { discount: 1, priceChange: 2, note: 4, isRequest: 8 } as const

type LineParts = Pick<OrderLine, 'discount' | 'priceChange' | 'note' | 'isRequest'>
type PaperForm = Pick<Order, 'note' | 'discount' | 'rounding' | 'payments'> & { readonly lines: readonly LineParts[] }

export function isNumeric(sku: string): boolean {
  return /^(0|[1-9]\d{0,14})$/.test(sku)
}

/** Whether an order says something that only the newest version has words for. */
export function versionOf(order: PaperForm, { by, shiftId }: DoneBy): number {
  const { note, discount, rounding, lines, payments } = order
  const isNew =
    [by, shiftId, note, discount, rounding].some((part) => part !== undefined) ||
    lines.some((line) => linePartsOf(line) > 0) ||
    payments.some((payment) => payment.tender === 'card' && payment.offline !== undefined)
  return isNew ? NEWEST_VERSION : FIRST_VERSION
}

export function linePartsOf({ discount, priceChange, note, isRequest }: LineParts): number {
  return (
    (discount ? LINE_PARTS.discount : 0) +
    (priceChange ? LINE_PARTS.priceChange : 0) +
    (note === undefined ? 0 : LINE_PARTS.note) +
    (isRequest ? LINE_PARTS.isRequest : 0)
  )
}

/** @returns undefined for a number that is no day since 1970. */
export function dayText(day: number): string | undefined {
  const isDay = Number.isSafeInteger(day) && day >= 0 && day <= MAX_DAY
  return isDay ? new Date(day * DAY_MS).toISOString().slice(0, 10) : undefined
}

/** 9999-12-31, the last day that is written with four digits of the year. */
export const MAX_DAY = 2_932_896

export function hexBytes(hex: string): number[] {
  return Array.from(hex.matchAll(/../g), ([pair]) => parseInt(pair, 16))
}

export function bytesHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
