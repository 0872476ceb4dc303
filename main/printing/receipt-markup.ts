import { formatMinor, type Currency, type Minor } from '../../domain/money.ts'
import type { Payment } from '../../domain/payment.ts'
import type { Language, ReceiptDocument, ReceiptItem } from '../../domain/receipt.ts'
import { fillIn, messages } from '../i18n/messages.ts'
import { cleanText, textCells } from './letters.ts'
import {
  centred,
  centredBold,
  centredLarge,
  code128,
  COLUMNS,
  EMPTY,
  leftAligned,
  pair,
  pairLarge,
  qrCode,
  RULE,
  type Paper,
} from './markup.ts'
import { code128ModuleDots, orderQrText } from './receipt-codes.ts'

const BARCODE_HEIGHT_DOTS = 72
/** Currencies that Korean has one word for; paper has no sign for it. */
const WON = ['KPW', 'KRW']
/** The last moment a date can name, less a day for the zone. */
const LAST_DATE_MS = 8_640_000_000_000_000 - 86_400_000

/** A receipt as receiptline's markup, for one width of paper. Whatever stands in the document, no line is wider. */
export function receiptMarkup(receipt: ReceiptDocument, paper: Paper): string {
  const columns = COLUMNS[paper]
  const words = messages(receipt.language).receipt
  const demonstration = receipt.demonstration ? centredBold(words.demonstration, columns) : []
  return [
    ...demonstration,
    ...(receipt.copy ? centredBold(`*** ${words.copy} ***`, columns) : []),
    ...(receipt.copy || receipt.demonstration ? [EMPTY] : []),
    ...headLines(receipt, paper),
    RULE,
    ...receipt.items.flatMap((item) => itemLines(item, columns)),
    RULE,
    ...totalLines(receipt, columns),
    RULE,
    ...receipt.payments.flatMap((payment) => paymentLines(payment, receipt, columns)),
    ...(receipt.payments.length > 0 ? [RULE] : []),
    ...codeLines(receipt, paper),
    ...centred(words.thanks, columns),
    ...demonstration,
  ].join('\n')
}

function headLines(receipt: ReceiptDocument, paper: Paper): string[] {
  const columns = COLUMNS[paper]
  const words = messages(receipt.language).receipt
  return [
    ...centredLarge(cleanText(receipt.shopName), columns, [2]),
    EMPTY,
    ...centred(words.orderNumber, columns),
    ...centredLarge(cleanText(receipt.number), columns, [3, 2]),
    ...centred(localTime(receipt.placedAtMs, receipt.zoneOffsetMin), columns),
  ]
}

function itemLines(item: ReceiptItem, columns: number): string[] {
  const variant = cleanText(item.variant)
  const name = cleanText(item.name)
  const quantity = item.unit === 'gram' ? `${item.quantity} kg x ${item.price}/kg` : `${item.quantity} x ${item.price}`
  return [
    ...leftAligned(variant === '' ? name : `${name} (${variant})`, columns),
    ...pair(cleanText(quantity), cleanText(item.total), columns, { indent: 2 }),
  ]
}

function totalLines(receipt: ReceiptDocument, columns: number): string[] {
  const words = messages(receipt.language).receipt
  const items = fillIn(receipt.itemCount === 1 ? words.item : words.items, { count: receipt.itemCount })
  const label = `${words.total} (${items})`
  const total = amountText(receipt.totalMinor, receipt.currency, receipt.language)
  if (textCells(label) + 1 + textCells(total) * 2 <= columns) return pairLarge(label, total, columns)
  return [...leftAligned(items, columns), ...pairLarge(words.total, total, columns)]
}

function amountText(amount: Minor, currency: Currency, language: Language): string {
  const { amountInWon, amountInOther } = messages(language).receipt
  const values = { amount: formatMinor(amount, currency), code: cleanText(currency.code) }
  return fillIn(WON.includes(currency.code) ? amountInWon : amountInOther, values)
}

function paymentLines(payment: Payment, receipt: ReceiptDocument, columns: number): string[] {
  const words = messages(receipt.language).receipt
  const amount = (minor: Minor) => formatMinor(minor, receipt.currency)
  if (payment.tender === 'cash')
    return [
      ...pair(words.cash, amount(payment.amountMinor), columns),
      ...pair(words.received, amount(payment.tenderedMinor), columns, { indent: 2 }),
      ...pair(words.change, amount(payment.changeMinor), columns, { bold: true, indent: 2 }),
    ]
  return [
    ...pair(words.card, amount(payment.amountMinor), columns),
    ...pair(words.cardNumber, cleanText(`**** ${payment.last4}`), columns, { indent: 2 }),
    ...pair(words.authorisation, cleanText(payment.authorisation), columns, { indent: 2 }),
  ]
}

function codeLines(receipt: ReceiptDocument, paper: Paper): string[] {
  const moduleDots = code128ModuleDots(receipt.number, paper)
  return [
    EMPTY,
    ...(moduleDots === undefined ? [] : [...code128(receipt.number, moduleDots, BARCODE_HEIGHT_DOTS), EMPTY]),
    ...(receipt.codes.length > 0 ? orderCodes(receipt, paper) : numberCode(receipt, paper)),
    ...journalLines(receipt, COLUMNS[paper]),
  ]
}

/** The codes that carry the whole order, each with its place among them, since they are scanned one after the other. */
function orderCodes({ codes, language }: ReceiptDocument, paper: Paper): string[] {
  const { codeOf } = messages(language).receipt
  return codes.flatMap((text, i) => {
    const caption = fillIn(codeOf, { part: i + 1, count: codes.length })
    return [...(codes.length > 1 ? [...centred(caption, COLUMNS[paper]), EMPTY] : []), ...qrCode(text, paper), EMPTY]
  })
}

/** The code that only names the order; where its place in the journal is known, it was too long for the other. */
function numberCode(receipt: ReceiptDocument, paper: Paper): string[] {
  const why = messages(receipt.language).receipt.numberOnly
  return [
    ...qrCode(orderQrText(receipt), paper),
    EMPTY,
    ...(receipt.journalHead === null ? [] : centred(why, COLUMNS[paper])),
  ]
}

/** Digits in groups, as people compare them. */
function journalLines({ journalHead, language }: ReceiptDocument, columns: number): string[] {
  if (journalHead === null) return []
  const digits = cleanText(journalHead).replaceAll(/(.{4})(?=.)/g, '$1 ')
  return [...centred(fillIn(messages(language).receipt.journalHead, { digits }), columns), EMPTY]
}

/** Year, month, day, hour and minute where the shop is. */
export function localTime(atMs: number, zoneOffsetMin: number): string {
  const localMs = Math.min(atMs + zoneOffsetMin * 60_000, LAST_DATE_MS)
  return new Date(localMs)
    .toISOString()
    .replace('T', ' ')
    .replace(/:\d\d\.\d+Z$/, '')
}
