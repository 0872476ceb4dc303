import { fail, invariant, ok, type Result } from './result.ts'

/**
 * The number people say: terminal, the day's running number, check digit, such as 12-0042-7.
 * It names one order of a terminal's business day; the order's id is what machines compare.
 */
export interface OrderNumber {
  /** 1 to 99_999, given by the central store at enrolment. */
  readonly terminal: number
  /** 1 to 99_999, without gap within a business day. */
  readonly running: number
}

const MAX_PART = 99_999

/** Quasigroup of order 10 (H. M. Damm, 2004): finds every wrong digit and every swap of neighbours. */
const DAMM = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
]

function dammDigit(digits: string): number {
  let interim = 0
  for (const digit of digits) interim = Number(DAMM[interim]![Number(digit)])
  return interim
}

function digitsOf(number: OrderNumber): string {
  return `${number.terminal}${String(number.running).padStart(4, '0')}`
}

export function formatOrderNumber(number: OrderNumber): string {
  for (const part of [number.terminal, number.running])
    invariant(Number.isSafeInteger(part) && part >= 1 && part <= MAX_PART, `not part of an order number: ${part}`)
  return `${number.terminal}-${String(number.running).padStart(4, '0')}-${dammDigit(digitsOf(number))}`
}

/**
 * Reads a number as said, typed or scanned; the hyphens may be spaces.
 * A running part of five digits begins with none of its own zeros: dropping one would shift the digits that are checked.
 */
export function parseOrderNumber(
  text: string,
): Result<OrderNumber, 'order_number.malformed' | 'order_number.mistyped'> {
  const match = /^(\d{1,5})[\s-](\d{4}|[1-9]\d{4})[\s-](\d)$/.exec(text.trim())
  if (!match) return fail('order_number.malformed')
  const number = { terminal: Number(match[1]), running: Number(match[2]) }
  if (number.terminal < 1 || number.running < 1) return fail('order_number.malformed')
  if (dammDigit(digitsOf(number)) !== Number(match[3])) return fail('order_number.mistyped')
  return ok(number)
}
