import { randomBytes } from 'node:crypto'
import { uuidv7 } from '../../domain/ids.ts'
import type { Clock } from './clock.ts'

export interface Random {
  bytes(count: number): Uint8Array
  /** A number from 0 up to but not including 1. */
  fraction(): number
}

export const systemRandom: Random = {
  bytes: (count) => randomBytes(count),
  fraction: () => randomBytes(4).readUInt32BE() / 2 ** 32,
}

export function newId(clock: Clock, random: Random): string {
  return uuidv7(clock.nowMs(), random.bytes(10))
}
