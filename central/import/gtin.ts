const LENGTHS = [8, 12, 13, 14]

/** Whether these are the digits of a GTIN, whatever its check digit says. */
export function looksLikeGtin(text: string): boolean {
  return /^\d+$/.test(text) && LENGTHS.includes(text.length)
}

/** Whether a GTIN of 8, 12, 13 or 14 digits ends in the check digit that the others give (GS1, weights 3 and 1). */
export function isGtin(text: string): boolean {
  if (!looksLikeGtin(text)) return false
  let sum = 0
  for (const [index, digit] of [...text].toReversed().entries()) sum += Number(digit) * (index % 2 === 0 ? 1 : 3)
  return sum % 10 === 0
}
