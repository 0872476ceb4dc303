import { invariant } from '../../domain/result.ts'

/** The check digit of an EAN-13 whose first twelve digits are given (weights 1 and 3 in turn, modulo 10). */
export function ean13CheckDigit(twelveDigits: string): string {
  invariant(/^\d{12}$/.test(twelveDigits), `an EAN-13 has twelve digits before its check digit: ${twelveDigits}`)
  let sum = 0
  for (const [index, digit] of [...twelveDigits].entries()) sum += Number(digit) * (index % 2 === 0 ? 1 : 3)
  return String((10 - (sum % 10)) % 10)
}

/**
 * A barcode of the range that GS1 leaves to each shop (it starts with 20), so it can never be some maker's own.
 * Adding colours and sizes at the end of a row's lists leaves the barcodes before them as they are.
 * @param shelf the category's number, 0 to 99.
 * @param row the number in the product's sku, 0 to 9999.
 */
export function shopBarcode(shelf: number, row: number, colour: number, size: number): string {
  const digits = `20${pad(shelf, 2)}${pad(row, 4)}${pad(colour, 2)}${pad(size, 2)}`
  return digits + ean13CheckDigit(digits)
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}
