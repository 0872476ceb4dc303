import { join } from 'node:path'
import { lookInto, type CheckedDatabase, type CheckError } from '../../db/check.ts'
import type { EpochBegun } from '../../domain/fact.ts'
import { fail, ok, type Result } from '../../domain/result.ts'
import { chainHead } from '../../trust/hash.ts'
import { terminalKeys } from '../security/terminal-keys.ts'
import { terminalSettings } from '../settings.ts'
import { compareEntry, rowsWithoutFact, verifyEpoch, type JournalKey } from './verify.ts'
import { hasWitnessed, readWitness } from './witness.ts'

/** What a data folder's journal says of itself. */
export interface JournalAudit {
  readonly terminalNumber: number
  /** Whose signatures were checked; compare it with the key that the central store knows. */
  readonly publicKey: string
  readonly facts: number
  /** Compare the heads with those on receipts, and with the central store's. */
  readonly epochs: readonly { readonly epoch: number; readonly facts: number; readonly chainHead: string }[]
  readonly orders: number
  readonly faults: readonly AuditFault[]
  /** There are more than are named. */
  readonly moreFaults: boolean
}

/**
 * A `JournalBreak`, an `OrderBreak`, or: `epoch_cut_off`: a later epoch names more of it. `behind_witness`: the end of the
 * journal is gone. `page`: the file is damaged there.
 */
export interface AuditFault {
  readonly what: string
  readonly epoch: number | null
  readonly seq: number | null
  readonly orderId: string | null
  readonly detail: string
}

const MOST_FAULTS = 1_000
const ENTRIES_AT_ONCE = 500
const NOWHERE = { epoch: null, seq: null, orderId: null, detail: '' }

/** Checks everything that is stored in a data folder against its journal. Nothing in the folder changes. */
export function auditFolder(
  dataFolder: string,
  databaseKey: Uint8Array,
): Result<JournalAudit, CheckError | 'not_enrolled'> {
  const looked = lookInto(join(dataFolder, 'terminal.db'), databaseKey, (database) => {
    const settings = terminalSettings(database.settings)
    const identity = settings.identity()
    if (!identity) return undefined
    const keys = terminalKeys(settings.keySeeds(() => new Uint8Array(32)))
    const key = { terminalId: identity.terminalId, publicKey: keys.signing.publicKey }
    return audit(dataFolder, database, key, identity.terminalNumber)
  })
  if (!looked.ok) return looked
  return looked.value ? ok(looked.value) : fail('not_enrolled')
}

function audit(dataFolder: string, database: CheckedDatabase, key: JournalKey, terminalNumber: number): JournalAudit {
  const faults: AuditFault[] = []
  for (const fault of allFaults(dataFolder, database, key)) {
    if (faults.length > MOST_FAULTS) break
    faults.push(fault)
  }
  const { journal } = database
  const epochs = journal.epochs().map(({ epoch, seq }) => {
    const last = journal.get(epoch, seq)
    return { epoch, facts: seq, chainHead: last ? chainHead(last.previousHash, last.bodyHash) : '' }
  })
  const idsAfter = (orderId: string) => database.orders.idsAfter(orderId, ENTRIES_AT_ONCE)
  let orders = 0
  for (let ids = idsAfter(''); ids.length > 0; ids = idsAfter(ids.at(-1)!)) orders += ids.length
  return {
    terminalNumber,
    publicKey: key.publicKey,
    facts: journal.count(),
    epochs,
    orders,
    faults: faults.slice(0, MOST_FAULTS),
    moreFaults: faults.length > MOST_FAULTS,
  }
}

function* allFaults(dataFolder: string, database: CheckedDatabase, key: JournalKey): Generator<AuditFault> {
  const page = database.pageFault(true)
  if (page !== undefined) yield { ...NOWHERE, what: 'page', detail: page }
  for (const { epoch, seq } of database.journal.epochs()) yield* epochFaults(database, epoch, seq, key)
  yield* orderFaults(database)
  const witness = readWitness(dataFolder)
  if (witness && !hasWitnessed(database.journal, witness))
    yield { ...NOWHERE, what: 'behind_witness', epoch: witness.epoch, seq: witness.seq }
}

function* epochFaults(
  database: CheckedDatabase,
  epoch: number,
  lastSeq: number,
  key: JournalKey,
): Generator<AuditFault> {
  const { journal } = database
  let from = 1
  while (from <= lastSeq) {
    const steps = verifyEpoch(database, epoch, from, key)
    let step = steps.next()
    while (!step.done) step = steps.next()
    if (!step.value) break
    yield { ...NOWHERE, ...step.value }
    // Behind a break the chain is followed in its own words, so that each change is told once.
    const { what, seq } = step.value
    from = (what === 'missing' ? nextAfter(database, epoch, seq, lastSeq) : seq) + 1
  }
  const first = journal.get(epoch, 1)
  if (first?.kind !== 'epoch.begun') return
  const previous = previousOf(first.body)
  // A body that is no JSON any more was told as changed above.
  if (!previous) return
  const end = journal.get(previous.epoch, previous.seq)
  const isThere = end ? chainHead(end.previousHash, end.bodyHash) === previous.chainHead : previous.seq === 0
  if (!isThere) yield { ...NOWHERE, what: 'epoch_cut_off', epoch: previous.epoch, seq: previous.seq }
}

function previousOf(body: string): EpochBegun['previous'] | undefined {
  try {
    return (JSON.parse(body) as EpochBegun).previous
  } catch {
    return undefined
  }
}

/** The first place behind a gap: from its follower on, the chain can be checked again. */
function nextAfter({ journal }: CheckedDatabase, epoch: number, seq: number, lastSeq: number): number {
  return journal.from(epoch, seq + 1, 1)[0]?.seq ?? lastSeq
}

function* orderFaults(database: CheckedDatabase): Generator<AuditFault> {
  const { journal } = database
  for (const { epoch, seq } of journal.epochs())
    for (let from = 1; from <= seq; from += ENTRIES_AT_ONCE)
      for (const entry of journal.from(epoch, from, ENTRIES_AT_ONCE)) {
        const broken = compareEntry(database, entry)
        if (broken) yield { ...NOWHERE, ...broken }
      }
  for (const unknown of rowsWithoutFact(database))
    for (const { what, orderId } of unknown) yield { ...NOWHERE, what, orderId }
}
