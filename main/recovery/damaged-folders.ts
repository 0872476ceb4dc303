import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { lookInto, type CheckedDatabase } from '../../db/check.ts'
import { salvage } from '../../db/salvage.ts'

/** Where recoveries leave damaged files, below the data folder: a folder for each, named by the time. */
export const DAMAGED = 'damaged'

export interface Pruning {
  readonly dataFolder: string
  /** The terminal's database as it is now. */
  readonly file: string
  /** How many of the newest folders stay in any case. */
  readonly kept: number
  /** One that stays besides, below the data folder: people are told of it. */
  readonly spared: string | null
}

/**
 * Deletes folders of damaged files that have served their time. One with a fact, an order or a cancellation that the
 * present database does not have is never deleted, however old it is.
 * @returns the names of those that were deleted.
 */
export function pruneDamaged({ dataFolder, file, kept, spared }: Pruning, key: Uint8Array): string[] {
  const names = namesIn(join(dataFolder, DAMAGED)).toSorted().toReversed()
  const old = names.slice(kept).filter((name) => join(DAMAGED, name) !== spared)
  if (old.length === 0) return []
  const spent = lookInto(file, key, (database) =>
    old.filter((name) => isSpent(join(dataFolder, DAMAGED, name), key, database)),
  )
  if (!spent.ok) return []
  for (const name of spent.value) rmSync(join(dataFolder, DAMAGED, name), { recursive: true, force: true })
  return spent.value
}

function isSpent(folder: string, key: Uint8Array, database: CheckedDatabase): boolean {
  // Backups that turned out to be damaged lie beside the database.
  const files = namesIn(folder).filter((name) => name.endsWith('.db'))
  return files.every((name) => hasAll(database, join(folder, name), key))
}

function hasAll({ journal, orders }: CheckedDatabase, file: string, key: Uint8Array): boolean {
  const found = salvage(file, key)
  return (
    found.journal.every(
      ({ epoch, seq, bodyHash, kind, subjectId }) =>
        // That an epoch began is told by the epoch itself.
        kind === 'epoch.begun' ||
        journal.get(epoch, seq)?.bodyHash === bodyHash ||
        (kind === 'order.placed'
          ? journal.ofOrder(subjectId)?.bodyHash === bodyHash
          : subjectId !== '' && journal.tells(kind, subjectId)),
    ) &&
    [...found.orders.keys()].every((orderId) => orders.get(orderId) !== undefined) &&
    [...found.cancellations.keys()].every((id) => orders.cancellation(id) !== undefined)
  )
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
