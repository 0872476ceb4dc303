import { ByteReader } from './bytes.ts'
import { lineTotal, MAX_LINES, MAX_NOTE_LENGTH, MAX_REASON_LENGTH, type PriceChange } from './cart.ts'
import {
  bytesHex,
  DAY_MS,
  dayText,
  FIRST_VERSION,
  ID_TAIL_BYTES,
  isNumeric,
  LINE_PARTS,
  MAX_DAY,
  MAX_ID_TIME,
  MAX_KEY_UNITS,
  MAX_NUMERIC_SKU,
  MAX_SEALED_UNITS,
  NEWEST_VERSION,
  ORDER_PARTS,
  TENDERS,
  versionOf,
} from './compact-form.ts'
import type { CompactLine, CompactOrder } from './compact-order.ts'
import { discountOf, isDiscountOf, type Discount } from './discount.ts'
import type { DoneBy } from './fact.ts'
import { UUID_PATTERN } from './ids.ts'
import { MAX_MINOR, type Currency, type Minor } from './money.ts'
import { formatOrderNumber } from './order-number.ts'
import { checkOrderSums, type OrderDiscount } from './order.ts'
import type { CardPayment, Payment } from './payment.ts'
import { MAX_QUANTITY } from './quantity.ts'
import { fail, ok, type Result } from './result.ts'
import type { Rounding } from './rounding.ts'

const MAX_EPOCH_MS = 8_640_000_000_000_000
const MAX_NUMBER_PART = 99_999
const MAX_PAYMENTS = 20
const MAX_NAME_UNITS = 300

/**
 * Reads a compact order as strictly as it was written: limits on everything, one form for each order, nothing behind
 * it, sums that agree. It never throws, whatever the bytes are.
 */
export function decodeCompactOrder(bytes: Uint8Array): Result<CompactOrder, 'paper.malformed'> {
  const reader = new ByteReader(bytes)
  const version = reader.varint(FIRST_VERSION, NEWEST_VERSION)
  const terminalId = readUuid(reader)
  const terminal = reader.varint(1, MAX_NUMBER_PART)
  const epoch = reader.varint(1, Number.MAX_SAFE_INTEGER)
  const seq = reader.varint(1, Number.MAX_SAFE_INTEGER)
  const bodyHash = bytesHex(reader.raw(32))
  const order = readId(reader, 0)
  const running = reader.varint(1, MAX_NUMBER_PART)
  const placedAtMs = reader.from(order.time, 0, MAX_EPOCH_MS)
  const day = reader.from(Math.floor(placedAtMs / DAY_MS), 0, MAX_DAY)
  const currency = readCurrency(reader)
  const { lines, lastIdTime } = readLines(reader, order.time, version)
  const payments = readPayments(reader, lastIdTime, version)
  const sum = total(lines.map((line) => line.totalMinor))
  const { doneBy, ...parts }: OrderParts = version > FIRST_VERSION ? readOrderParts(reader, sum) : { doneBy: {} }
  if (!reader.isWhole || sum > MAX_MINOR) return fail('paper.malformed')
  const compact: CompactOrder = {
    ...{ place: { epoch, seq, bodyHash }, doneBy, terminalId, placedAtMs, currency, lines, payments, ...parts },
    orderId: order.id,
    number: formatOrderNumber({ terminal, running }),
    businessDay: dayText(day) ?? '',
    totalMinor: sum - (parts.discount?.amountMinor ?? 0),
  }
  if (version !== versionOf(compact, doneBy) || !checkOrderSums(compact).ok) return fail('paper.malformed')
  return ok(compact)
}

function readCurrency(reader: ByteReader): Currency {
  const code = String.fromCharCode(...reader.raw(3))
  const digits = reader.varint(0, 3)
  return /^[A-Z]{3}$/.test(code) ? { code, digits } : reader.fail({ code, digits })
}

function readLines(
  reader: ByteReader,
  orderTime: number,
  version: number,
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
    const line = { lineId: id, sku, unit, quantity, priceMinor, catalogueVersion } as const
    const parts = version > FIRST_VERSION ? readLineParts(reader) : {}
    lines.push({ ...line, ...parts, totalMinor: lineTotal({ ...line, ...parts }) })
  }
  return { lines, lastIdTime }
}

function readSku(reader: ByteReader): string {
  if (reader.skip(0)) return String(reader.varint(0, MAX_NUMERIC_SKU))
  const sku = reader.text(MAX_KEY_UNITS)
  return isNumeric(sku) ? reader.fail('') : sku
}

type LineParts = Pick<CompactLine, 'discount' | 'priceChange' | 'note' | 'isRequest' | 'requestName'>

function readLineParts(reader: ByteReader): LineParts {
  const { discount, priceChange, note, isRequest } = LINE_PARTS
  const parts = reader.varint(0, discount + priceChange + note + isRequest)
  return {
    ...((parts & discount) > 0 ? { discount: readDiscount(reader) } : {}),
    ...((parts & priceChange) > 0 ? { priceChange: readPriceChange(reader) } : {}),
    ...((parts & note) > 0 ? { note: reader.text(MAX_NOTE_LENGTH) } : {}),
    ...((parts & isRequest) > 0 ? { isRequest: true, requestName: reader.text(MAX_NAME_UNITS) } : {}),
  }
}

function readDiscount(reader: ByteReader): Discount {
  const coded = reader.varint(2, MAX_MINOR * 2 + 1)
  const kind = coded % 2 === 1 ? 'percent' : 'amount'
  const discount: Discount = { kind, value: Math.floor(coded / 2), reason: reader.text(MAX_REASON_LENGTH) }
  return { ...discount, ...readApproval(reader) }
}

function readPriceChange(reader: ByteReader): PriceChange {
  const catalogueMinor = reader.varint(0, MAX_MINOR)
  return { catalogueMinor, reason: reader.text(MAX_REASON_LENGTH), ...readApproval(reader) }
}

function readApproval(reader: ByteReader): { readonly approvedBy?: string } {
  return reader.varint(0, 1) === 0 ? {} : { approvedBy: readUuid(reader) }
}

function readPayments(reader: ByteReader, idTime: number, version: number): Payment[] {
  const payments: Payment[] = []
  const count = reader.varint(0, MAX_PAYMENTS)
  while (payments.length < count && !reader.hasFailed) {
    const tender = TENDERS[reader.varint(0, TENDERS.length - 1)]
    payments.push(tender === 'cash' ? readCash(reader) : readCard(reader, idTime, version))
  }
  return payments
}

function readCash(reader: ByteReader): Payment {
  const tenderedMinor = reader.varint(0, MAX_MINOR)
  const changeMinor = reader.varint(0, MAX_MINOR)
  const amountMinor = reader.within(tenderedMinor - changeMinor, 0, MAX_MINOR)
  return { tender: 'cash', amountMinor, tenderedMinor, changeMinor }
}

function readCard(reader: ByteReader, idTime: number, version: number): Payment {
  const amountMinor = reader.varint(0, MAX_MINOR)
  const { id: attemptId } = readId(reader, idTime)
  const isOffline = version > FIRST_VERSION && reader.varint(0, 1) === 1
  const issuer: Pick<CardPayment, 'authorisation' | 'offline'> = isOffline
    ? { authorisation: '', offline: { token: reader.text(MAX_KEY_UNITS), sealed: reader.text(MAX_SEALED_UNITS) } }
    : { authorisation: reader.text(MAX_KEY_UNITS) }
  const last4 = String(reader.varint(0, 9_999)).padStart(4, '0')
  const { authorisation, ...offline } = issuer
  return { tender: 'card', amountMinor, attemptId, authorisation, last4, ...offline }
}

interface OrderParts {
  readonly doneBy: DoneBy
  readonly note?: string
  readonly discount?: OrderDiscount
  readonly rounding?: Rounding
}

function readOrderParts(reader: ByteReader, sumMinor: Minor): OrderParts {
  const { by, shiftId, note, discount, rounding } = ORDER_PARTS
  const parts = reader.varint(0, by + shiftId + note + discount + rounding)
  const doneBy = {
    ...((parts & by) > 0 ? { by: readUuid(reader) } : {}),
    ...((parts & shiftId) > 0 ? { shiftId: readUuid(reader) } : {}),
  }
  return {
    doneBy,
    ...((parts & note) > 0 ? { note: reader.text(MAX_NOTE_LENGTH) } : {}),
    ...((parts & discount) > 0 ? { discount: readOrderDiscount(reader, sumMinor) } : {}),
    ...((parts & rounding) > 0 ? { rounding: readRounding(reader) } : {}),
  }
}

function readOrderDiscount(reader: ByteReader, sumMinor: Minor): OrderDiscount {
  const discount = readDiscount(reader)
  if (!isDiscountOf(sumMinor, discount)) reader.fail(0)
  return { ...discount, amountMinor: discountOf(sumMinor, discount) }
}

function readRounding(reader: ByteReader): Rounding {
  return { stepMinor: reader.varint(2, MAX_MINOR), minor: reader.from(0, -MAX_MINOR, MAX_MINOR) }
}

function readUuid(reader: ByteReader): string {
  const id = idText(bytesHex(reader.raw(16)))
  return UUID_PATTERN.test(id) ? id : reader.fail(id)
}

function readId(reader: ByteReader, previousTime: number): { readonly id: string; readonly time: number } {
  const time = reader.from(previousTime, 0, MAX_ID_TIME)
  const id = idText(time.toString(16).padStart(12, '0') + bytesHex(reader.raw(ID_TAIL_BYTES)))
  return { id: UUID_PATTERN.test(id) ? id : reader.fail(id), time }
}

function idText(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** As `sumMinor`, but of amounts nobody has judged yet: more than there can be stays more than there can be. */
function total(amounts: readonly Minor[]): Minor {
  return amounts.reduce((sum, amount) => Math.min(sum + amount, MAX_MINOR + 1), 0)
}
