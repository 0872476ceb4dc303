import { ByteWriter } from './bytes.ts'
import {
  DAY_MS,
  dayText,
  FIRST_VERSION,
  hexBytes,
  isNumeric,
  LINE_PARTS,
  linePartsOf,
  ORDER_PARTS,
  TENDERS,
  versionOf,
} from './compact-form.ts'
import type { PaperPlace } from './compact-order.ts'
import type { PriceChange } from './cart.ts'
import type { Discount } from './discount.ts'
import type { DoneBy } from './fact.ts'
import { parseOrderNumber } from './order-number.ts'
import type { Order, OrderLine } from './order.ts'
import type { CardPayment, Payment } from './payment.ts'

/**
 * Writes an order as compactly as its receipt needs it.
 * @returns undefined where something of the order has no compact form; no order of a terminal is known to be so.
 */
export function encodeCompactOrder(order: Order, place: PaperPlace, doneBy: DoneBy = {}): Uint8Array | undefined {
  const number = parseOrderNumber(order.number)
  const day = Date.parse(order.businessDay) / DAY_MS
  if (!number.ok || dayText(day) !== order.businessDay || !/^[A-Z]{3}$/.test(order.currency.code)) return undefined
  const version = versionOf(order, doneBy)
  const writer = new ByteWriter()
  writer.varint(version)
  writeUuid(writer, order.terminalId)
  writer.varint(number.value.terminal)
  writer.varint(place.epoch)
  writer.varint(place.seq)
  writer.raw(hexBytes(place.bodyHash))
  let idTime = writeId(writer, order.orderId, 0)
  writer.varint(number.value.running)
  writer.difference(order.placedAtMs - idTime)
  writer.difference(day - Math.floor(order.placedAtMs / DAY_MS))
  writer.raw(Array.from(order.currency.code, (letter) => letter.charCodeAt(0)))
  writer.varint(order.currency.digits)
  writer.varint(order.lines.length)
  let catalogueVersion = 0
  for (const line of order.lines) {
    idTime = writeId(writer, line.lineId, idTime)
    writeLine(writer, line, catalogueVersion)
    if (version > FIRST_VERSION) writeLineParts(writer, line)
    catalogueVersion = line.catalogueVersion
  }
  writer.varint(order.payments.length)
  for (const payment of order.payments) writePayment(writer, payment, idTime, version)
  if (version > FIRST_VERSION) writeOrderParts(writer, order, doneBy)
  return writer.take()
}

function writeLine(writer: ByteWriter, line: OrderLine, previousVersion: number): void {
  writeSku(writer, line.sku)
  writer.varint(line.quantity * 2 + (line.unit === 'gram' ? 1 : 0))
  writer.varint(line.priceMinor)
  writer.difference(line.catalogueVersion - previousVersion)
}

/** A sku that is a number, as a GTIN is, takes half the room as one. A text is never empty, so 0 says that it is. */
function writeSku(writer: ByteWriter, sku: string): void {
  if (!isNumeric(sku)) return writer.text(sku)
  writer.varint(0)
  writer.varint(Number(sku))
}

function writeLineParts(writer: ByteWriter, line: OrderLine): void {
  const parts = linePartsOf(line)
  writer.varint(parts)
  if (line.discount) writeDiscount(writer, line.discount)
  if (line.priceChange) writePriceChange(writer, line.priceChange)
  if (line.note !== undefined) writer.text(line.note)
  // Nobody can look up what the catalogue does not have. Its name is one text in all languages.
  if ((parts & LINE_PARTS.isRequest) === 0) return
  if (line.name.ko !== line.name.en || line.variant !== null) return writer.fail()
  writer.text(line.name.ko)
}

function writeDiscount(writer: ByteWriter, { kind, value, reason, approvedBy }: Discount): void {
  writer.varint(value * 2 + (kind === 'percent' ? 1 : 0))
  writer.text(reason)
  writeOptionalUuid(writer, approvedBy)
}

function writePriceChange(writer: ByteWriter, { catalogueMinor, reason, approvedBy }: PriceChange): void {
  writer.varint(catalogueMinor)
  writer.text(reason)
  writeOptionalUuid(writer, approvedBy)
}

/** The amount of a cash payment is what was handed over less the change. */
function writePayment(writer: ByteWriter, payment: Payment, idTime: number, version: number): void {
  writer.varint(TENDERS.indexOf(payment.tender))
  if (payment.tender === 'cash') {
    writer.varint(payment.tenderedMinor)
    writer.varint(payment.changeMinor)
    return
  }
  writer.varint(payment.amountMinor)
  writeId(writer, payment.attemptId, idTime)
  if (version > FIRST_VERSION) writeIssuer(writer, payment)
  else writer.text(payment.authorisation)
  writer.varint(Number(payment.last4))
}

/** What the card's issuer said, or what it needs to say it later. */
function writeIssuer(writer: ByteWriter, { authorisation, offline }: CardPayment): void {
  writer.varint(offline ? 1 : 0)
  if (!offline) return writer.text(authorisation)
  if (authorisation !== '') return writer.fail()
  writer.text(offline.token)
  writer.text(offline.sealed)
}

function writeOrderParts(writer: ByteWriter, order: Order, { by, shiftId }: DoneBy): void {
  const { note, discount, rounding } = order
  const parts = [by, shiftId, note, discount, rounding]
  const bits = Object.values(ORDER_PARTS)
  writer.varint(parts.reduce<number>((sum, part, at) => sum + (part === undefined ? 0 : bits[at]!), 0))
  if (by !== undefined) writeUuid(writer, by)
  if (shiftId !== undefined) writeUuid(writer, shiftId)
  if (note !== undefined) writer.text(note)
  if (discount) writeDiscount(writer, discount)
  if (!rounding) return
  writer.varint(rounding.stepMinor)
  writer.difference(rounding.minor)
}

function writeUuid(writer: ByteWriter, id: string): void {
  writer.raw(hexBytes(id.replaceAll('-', '')))
}

function writeOptionalUuid(writer: ByteWriter, id: string | undefined): void {
  writer.varint(id === undefined ? 0 : 1)
  if (id !== undefined) writeUuid(writer, id)
}

/** @returns the id's time, which the next one's is told from. */
function writeId(writer: ByteWriter, id: string, previousTime: number): number {
  const hex = id.replaceAll('-', '')
  const time = parseInt(hex.slice(0, 12), 16)
  writer.difference(time - previousTime)
  writer.raw(hexBytes(hex.slice(12)))
  return time
}
