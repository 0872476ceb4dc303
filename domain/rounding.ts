import { scaleMinor, type Minor } from './money.ts'

/** Cash is paid in coins: how a sum was rounded to the smallest one in use. */
export interface Rounding {
  /** The smallest coin, in minor units, 2 or more. */
  readonly stepMinor: Minor
  /** What rounding added to the sum; below 0 where it took away. */
  readonly minor: Minor
}

/** The nearest amount that coins can pay, halves upwards for amounts above 0. */
export function roundToStep(amountMinor: Minor, stepMinor: Minor): Minor {
  return scaleMinor(amountMinor, 1, stepMinor) * stepMinor
}

/**
 * How a sum is rounded where `cashMinor` of it is paid in cash. Kept also where nothing had to be rounded: money that
 * goes back later is rounded the same way.
 * @returns undefined where the smallest coin pays everything.
 */
export function roundingOf(cashMinor: Minor, stepMinor: Minor): Rounding | undefined {
  if (stepMinor <= 1) return undefined
  return { stepMinor, minor: roundToStep(cashMinor, stepMinor) - cashMinor }
}
