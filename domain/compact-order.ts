import { ByteReader, ByteWriter } from './bytes.ts'
import { lineTotal, MAX_LINES } from './cart.ts'
import { UUID_PATTERN } from './ids.ts'
import { MAX_MINOR, type Currency, type Minor } from './money.ts'
import { formatOrderNumber, parseOrderNumber } from './order-number.ts'
import type { Order, OrderLine } from './order.ts'
import type { Payment } from './payment.ts'
import { MAX_QUANTITY } from './quantity.ts'
import { fail, ok, type Result } from './result.ts'

/**
 * An order in as few bytes as its receipt has room for. Left out is what whoever reads it knows already: names and
 * variants stand in the catalogue of the version that each line names, and sums follow from the rest. The hash of the
 * fact's body tells whether what was put together again is, byte for byte, what the terminal wrote.
 */
export interface CompactOrder extends Omit<Order, 'lines'> {
  readonly place: PaperPlace
  readonly lines: readonly CompactLine[]
}

/** Where the order stands among its terminal's facts. */
export interface PaperPlace {
  readonly epoch: number
  readonly seq: number
  /** SHA-256 of the body of the `order.placed` fact, lower-case hex. */
  readonly bodyHash: string
}

export type CompactLine = Omit<OrderLine, 'name' | 'variant'>

const VERSION = 1
const DAY_MS = 86_400_000
const MAX_EPOCH_MS = 8_640_000_000_000_000
/** 9999-12-31, the last day that is written with four digits of the year. */
const MAX_DAY = 2_932_896
const MAX_NUMBER_PART = 99_999
const MAX_TEXT_UNITS = 64
const MAX_PAYMENTS = 20
/** Fifteen digits: every such number is a safe integer. */
const MAX_NUMERIC_SKU = 999_999_999_999_999
const CASH = 0
const CARD = 1
/** Of a UUID: the milliseconds that lead version 7, and what stands behind them. */
const MAX_ID_TIME = 2 ** 48 - 1
const ID_TAIL_BYTES = 10

/** @returns undefined where something of the order has no compact form; no order of a terminal is known to be so. */
export function encodeCompactOrder(order: Order, place: PaperPlace): Uint8Array | undefined {
  const number = parseOrderNumber(order.number)
  const day = Date.parse(order.businessDay) / DAY_MS
  if (!number.ok || dayText(day) !== order.businessDay || !/^[A-Z]{3}$/.test(order.currency.code)) return undefined
  const writer = new ByteWriter()
  writer.varint(VERSION)
  writer.raw(hexBytes(order.terminalId.replaceAll('-', '')))
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
    writeSku(writer, line.sku)
    writer.varint(line.quantity * 2 + (line.unit === 'gram' ? 1 : 0))
    writer.varint(line.priceMinor)
    writer.difference(line.catalogueVersion - catalogueVersion)
    catalogueVersion = line.catalogueVersion
  }
  writer.varint(order.payments.length)
  for (const payment of order.payments) writePayment(writer, payment, idTime)
  return writer.take()
}

/** A sku that is a number, as a GTIN is, takes half the room as one. A text is never empty, so 0 says that it is. */
function writeSku(writer: ByteWriter, sku: string): void {
  if (!isNumeric(sku)) return writer.text(sku)
  writer.varint(0)
  writer.varint(Number(sku))
}

function readSku(reader: ByteReader): string {
  if (reader.skip(0)) return String(reader.varint(0, MAX_NUMERIC_SKU))
  const sku = reader.text(MAX_TEXT_UNITS)
  return isNumeric(sku) ? reader.fail('') : sku
}

function isNumeric(sku: string): boolean {
  return /^(0|[1-9]\d{0,14})$/.test(sku)
}

/** The amount of a cash payment is what was handed over less the change. */
function writePayment(writer: ByteWriter, payment: Payment, idTime: number): void {
  if (payment.tender === 'cash') {
    writer.varint(CASH)
    writer.varint(payment.tenderedMinor)
    writer.varint(payment.changeMinor)
    return
  }
  writer.varint(CARD)
  writer.varint(payment.amountMinor)
  writeId(writer, payment.attemptId, idTime)
  writer.text(payment.authorisation)
  writer.varint(Number(payment.last4))
}

/** @returns the id's time, which the next one's is told from. */
function writeId(writer: ByteWriter, id: string, previousTime: number): number {
  const hex = id.replaceAll('-', '')
  const time = parseInt(hex.slice(0, 12), 16)
  writer.difference(time - previousTime)
  writer.raw(hexBytes(hex.slice(12)))
  return time
}

/**
 * Reads a compact order as strictly as it was written: limits on everything, one form for each order, nothing behind
 * it, sums that agree. It never throws, whatever the bytes are.
 */
export function decodeCompactOrder(bytes: Uint8Array): Result<CompactOrder, 'paper.malformed'> {
  const reader = new ByteReader(bytes)
  reader.varint(VERSION, VERSION)
  const terminalId = idText(bytesHex(reader.raw(16)))
  const terminal = reader.varint(1, MAX_NUMBER_PART)
  const epoch = reader.varint(1, Number.MAX_SAFE_INTEGER)
  const seq = reader.varint(1, Number.MAX_SAFE_INTEGER)
  const bodyHash = bytesHex(reader.raw(32))
  const order = readId(reader, 0)
  const running = reader.varint(1, MAX_NUMBER_PART)
  const placedAtMs = reader.from(order.time, 0, MAX_EPOCH_MS)
  const day = reader.from(Math.floor(placedAtMs / DAY_MS), 0, MAX_DAY)
  const currency = readCurrency(reader)
  const { lines, lastIdTime } = readLines(reader, order.time)
  const payments = readPayments(reader, lastIdTime)
  const totalMinor = total(lines.map((line) => line.totalMinor))
  const ids = [terminalId, order.id, ...lines.map((line) => line.lineId), ...attemptIds(payments)]
  if (!reader.isWhole || !ids.every((id) => UUID_PATTERN.test(id)) || !/^[A-Z]{3}$/.test(currency.code))
    return fail('paper.malformed')
  if (totalMinor > MAX_MINOR || totalMinor !== total(payments.map((payment) => payment.amountMinor)))
    return fail('paper.malformed')
  return ok({
    place: { epoch, seq, bodyHash },
    orderId: order.id,
    number: formatOrderNumber({ terminal, running }),
    terminalId,
    placedAtMs,
    businessDay: dayText(day) ?? '',
    currency,
    lines,
    totalMinor,
    payments,
  })
}

function readCurrency(reader: ByteReader): Currency {
  const code = String.fromCharCode(...reader.raw(3))
  return { code, digits: reader.varint(0, 3) }
}

function readLines(
  reader: ByteReader,
  orderTime: number,
): { readonly lines: readonly CompactLine[]; readonly lastIdTime: number } {
  const lines: CompactLine[] = []
  let lastIdTime = orderTime
  let catalogueVersion = 0
  const count = reader.varint(1, MAX_LINES)
  while (lines.length < count && !reader.hasFailed) {
    const { id, time } = readId(reader, lastIdTime)
    const sku = readSku(reader)
    const coded = reader.varint(2, MAX_QUANTITY * 2 + 1)
    const unit = coded % 2 === 1 ? 'gram' : 'piece'
    const quantity = Math.floor(coded / 2)
    const priceMinor = reader.varint(0, MAX_MINOR)
    catalogueVersion = reader.from(catalogueVersion, 0, Number.MAX_SAFE_INTEGER)
    lastIdTime = time
    const totalMinor = lineTotal({ priceMinor, quantity, unit })
    lines.push({ lineId: id, sku, unit, quantity, priceMinor, catalogueVersion, totalMinor })
  }
  return { lines, lastIdTime }
}

function readPayments(reader: ByteReader, idTime: number): Payment[] {
  const payments: Payment[] = []
  const count = reader.varint(0, MAX_PAYMENTS)
  while (payments.length < count && !reader.hasFailed)
    payments.push(reader.varint(CASH, CARD) === CASH ? readCash(reader) : readCard(reader, idTime))
  return payments
}

function readCash(reader: ByteReader): Payment {
  const tenderedMinor = reader.varint(0, MAX_MINOR)
  const changeMinor = reader.varint(0, MAX_MINOR)
  const amountMinor = reader.within(tenderedMinor - changeMinor, 0, MAX_MINOR)
  return { tender: 'cash', amountMinor, tenderedMinor, changeMinor }
}

function readCard(reader: ByteReader, idTime: number): Payment {
  const amountMinor = reader.varint(0, MAX_MINOR)
  const { id: attemptId } = readId(reader, idTime)
  const authorisation = reader.text(MAX_TEXT_UNITS)
  const last4 = String(reader.varint(0, 9_999)).padStart(4, '0')
  return { tender: 'card', amountMinor, attemptId, authorisation, last4 }
}

function readId(reader: ByteReader, previousTime: number): { readonly id: string; readonly time: number } {
  const time = reader.from(previousTime, 0, MAX_ID_TIME)
  const tail = bytesHex(reader.raw(ID_TAIL_BYTES))
  return { id: idText(time.toString(16).padStart(12, '0') + tail), time }
}

export type LookUp = (sku: string, catalogueVersion: number) => Pick<OrderLine, 'name' | 'variant'> | undefined

/**
 * The order as its terminal wrote it, its keys in the order in which the terminal's JSON has them.
 * @param lookUp finds a product in the catalogue of a version; a name that has changed since makes another body.
 */
export function rebuildOrder(compact: CompactOrder, lookUp: LookUp): Result<Order, 'order.product_unknown'> {
  const lines: OrderLine[] = []
  for (const line of compact.lines) {
    const product = lookUp(line.sku, line.catalogueVersion)
    if (!product) return fail('order.product_unknown', { sku: line.sku, catalogueVersion: line.catalogueVersion })
    const { lineId, sku, unit, quantity, priceMinor, catalogueVersion, totalMinor } = line
    const { name, variant } = product
    lines.push({ lineId, sku, name, variant, unit, quantity, priceMinor, catalogueVersion, totalMinor })
  }
  const { orderId, terminalId, placedAtMs, currency, totalMinor, number, businessDay, payments } = compact
  return ok({ orderId, terminalId, placedAtMs, currency, lines, totalMinor, number, businessDay, payments })
}

function attemptIds(payments: readonly Payment[]): string[] {
  return payments.flatMap((payment) => (payment.tender === 'card' ? [payment.attemptId] : []))
}

/** As `sumMinor`, but of amounts nobody has judged yet: more than there can be stays more than there can be. */
function total(amounts: readonly Minor[]): Minor {
  return amounts.reduce((sum, amount) => Math.min(sum + amount, MAX_MINOR + 1), 0)
}

/** @returns undefined for a number that is no day since 1970. */
function dayText(day: number): string | undefined {
  const isDay = Number.isSafeInteger(day) && day >= 0 && day <= MAX_DAY
  return isDay ? new Date(day * DAY_MS).toISOString().slice(0, 10) : undefined
}

function hexBytes(hex: string): number[] {
  return Array.from(hex.matchAll(/../g), ([pair]) => parseInt(pair, 16))
}

function bytesHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function idText(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
