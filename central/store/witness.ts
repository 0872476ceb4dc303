import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256Hex } from '../../trust/hash.ts'
import type { StoreHead } from './transaction.ts'

/**
 * A file beside the database that says how far it was. A database put back from a copy is behind it, which nothing in
 * the database itself could tell. It is written after each commit without a sync: it may be behind, never ahead.
 */
export const WITNESS = 'central.head'

export function writeWitness(dataDir: string, head: StoreHead): void {
  try {
    writeFileSync(join(dataDir, WITNESS), `${JSON.stringify({ ...head, check: checkOf(head) })}\n`, { mode: 0o600 })
  } catch {
    // What was committed stays committed; on a full disk a witness that is behind says nothing wrong.
  }
}

/** `torn` where it cannot be believed, as after a power failure. */
export type Witness = StoreHead | 'none' | 'torn'

export function readWitness(dataDir: string): Witness {
  const file = join(dataDir, WITNESS)
  if (!existsSync(file)) return 'none'
  try {
    const read = JSON.parse(readFileSync(file, 'utf8')) as StoreHead & { readonly check: string }
    // Older programs wrote no number.
    const { incarnation, commits, highestNumber = 0, check } = read
    const isOlder = read.highestNumber === undefined && check === olderCheckOf(incarnation, commits)
    const head = { incarnation, commits, highestNumber }
    return isOlder || check === checkOf(head) ? head : 'torn'
  } catch {
    return 'torn'
  }
}

function checkOf({ incarnation, commits, highestNumber }: StoreHead): string {
  return sha256Hex(`${incarnation} ${commits} ${highestNumber}`).slice(0, 16)
}

function olderCheckOf(incarnation: string, commits: number): string {
  return sha256Hex(`${incarnation} ${commits}`).slice(0, 16)
}
