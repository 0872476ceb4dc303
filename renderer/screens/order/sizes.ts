const LETTERS = ['XXS', 'XS', 'S', 'M', 'L', 'XL', 'XXL', 'XXXL']

/** Puts sizes in the order people expect: numbers by value, letters from small to large, the rest by name. */
export function compareSizes(a: string, b: string): number {
  const [left, right] = [rankOf(a), rankOf(b)]
  return left === right ? a.localeCompare(b) : left - right
}

function rankOf(size: string): number {
  const letters = LETTERS.indexOf(size.toUpperCase())
  if (letters >= 0) return letters
  const number = Number.parseFloat(size)
  return Number.isNaN(number) ? Number.MAX_SAFE_INTEGER : 1_000 + number
}
