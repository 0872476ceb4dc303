import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import type { Seeded } from '../support/seeded.ts'

/**
 * Rules the chance that the central store takes from the operating system without being handed it, so that its ids and
 * keys are the same in every run. Once in a process, and for good.
 */
export function ruleChance(chance: Seeded): void {
  const changeable = crypto as { -readonly [Name in keyof typeof crypto]: unknown }
  changeable.randomBytes = (count: number) => Buffer.from(chance.bytes(count))
  changeable.randomInt = (a: number, b?: number) => (b === undefined ? chance.int(a) : a + chance.int(b - a))
  syncBuiltinESMExports()
}
