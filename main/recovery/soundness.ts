import { lookInto, type CheckedDatabase, type CheckError } from '../../db/check.ts'
import type { JournalPlace } from '../../db/journal.ts'
import { hasWitnessed, type Witness } from '../journal/witness.ts'
import { verifyEpoch } from '../journal/verify.ts'

/**
 * What is wrong with a database. `unreadable`: not even its first page. `pages`: some page. `behind`: it lacks a fact
 * that it once had. `journal`, `rows`: its pages are sound, what they say is not. `other`: opening it will say.
 */
export interface Fault {
  readonly what: 'unreadable' | 'pages' | 'behind' | 'journal' | 'rows' | 'other'
  readonly detail: string
}

export interface Soundness {
  readonly fault: Fault | undefined
  /** The newest fact of the newest epoch, where the database could be read. */
  readonly newest: JournalPlace | undefined
}

export interface Thoroughness {
  /** What the database must have. */
  readonly witness?: Witness | undefined
  /** `quick` leaves out whether indexes fit their tables. */
  readonly pages: 'none' | 'quick' | 'all'
  /** The whole chain, and whether orders say what the journal says. */
  readonly rows: boolean
}

const WHAT: Readonly<Record<CheckError, Fault['what']>> = { unreadable: 'unreadable', damaged: 'pages', other: 'other' }

export function soundnessOf(file: string, key: Uint8Array, thoroughness: Thoroughness): Soundness {
  const looked = lookInto(file, key, (database) => ({
    newest: newestPlace(database),
    fault: faultIn(database, thoroughness),
  }))
  if (looked.ok) return looked.value
  return { fault: { what: WHAT[looked.code], detail: String(looked.details?.['code'] ?? '') }, newest: undefined }
}

export function newestPlace({ journal }: Pick<CheckedDatabase, 'journal'>): JournalPlace {
  return journal.epochs().at(-1) ?? { epoch: 0, seq: 0 }
}

function faultIn(database: CheckedDatabase, { witness, pages, rows }: Thoroughness): Fault | undefined {
  const page = pages === 'none' ? undefined : database.pageFault(pages === 'all')
  if (page !== undefined) return { what: 'pages', detail: page }
  if (witness && !hasWitnessed(database.journal, witness))
    return { what: 'behind', detail: `${witness.epoch}/${witness.seq}` }
  return rows ? (journalFault(database) ?? rowFault(database)) : undefined
}

function rowFault(database: CheckedDatabase): Fault | undefined {
  const detail = database.rowFault()
  return detail === undefined ? undefined : { what: 'rows', detail }
}

function journalFault(database: CheckedDatabase): Fault | undefined {
  for (const { epoch } of database.journal.epochs()) {
    const steps = verifyEpoch(database, epoch, 1, undefined)
    let step = steps.next()
    while (!step.done) step = steps.next()
    if (step.value) return { what: 'journal', detail: `${step.value.epoch}/${step.value.seq}: ${step.value.what}` }
  }
  return undefined
}
