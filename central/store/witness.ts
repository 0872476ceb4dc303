import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256Hex } from '../../trust/hash.ts'
import type { StoreHead } from './transaction.ts'

/**
 * A file beside the database that says how far it was. A database put back from a copy is behind it, which nothing in
 * the database itself could tell. It is written after each commit without a sync: it may be behind, never ahead.
 */
const NAME = 'central.head'

export function writeWitness(dataDir: string, head: StoreHead): void {
  try {
    writeFileSync(join(dataDir, NAME), `${JSON.stringify({ ...head, check: checkOf(head) })}\n`, { mode: 0o600 })
  } catch {
    // What was committed stays committed; on a full disk a witness that is behind says nothing wrong.
  }
}

/** `torn` where it cannot be believed, as after a power failure. */
export type Witness = StoreHead | 'none' | 'torn'

export function readWitness(dataDir: string): Witness {
  const file = join(dataDir, NAME)
  if (!existsSync(file)) return 'none'
  try {
    const read = JSON.parse(readFileSync(file, 'utf8')) as StoreHead & { readonly check: string }
    const { incarnation, commits, check } = read
    return check === checkOf({ incarnation, commits }) ? { incarnation, commits } : 'torn'
  } catch {
    return 'torn'
  }
}

function checkOf({ incarnation, commits }: StoreHead): string {
  return sha256Hex(`${incarnation} ${commits}`).slice(0, 16)
}
