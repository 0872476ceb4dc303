import { closeSync, constants, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { JournalEntry, JournalTable } from '../../db/journal.ts'
import { isDiskFull } from '../../db/open.ts'
import { chainHead, sha256Hex } from '../../trust/hash.ts'
import type { TerminalContext } from '../context.ts'
import { beginEpoch } from './append.ts'

/**
 * A few bytes beside the database that name its newest fact. They are written after each commit and never synced, so
 * they may be behind the database; where they are ahead of it, the database has lost what it once had on the disk: an
 * older copy was put back, or the end of its write-ahead log is damaged, which SQLite takes for the end of the log.
 */
export interface Witness {
  readonly epoch: number
  readonly seq: number
  /** The chain after that fact. */
  readonly chainHead: string
}

/** Its file's name. */
export const WITNESS = 'journal.head'
/** Also behind a torn or flipped byte a witness must not say anything wrong. */
const CHECK_LENGTH = 16
const LINE_LENGTH = 128

export function readWitness(dataFolder: string): Witness | undefined {
  let text: string
  try {
    text = readFileSync(join(dataFolder, WITNESS), 'utf8')
  } catch {
    return undefined
  }
  const [epoch, seq, head, check] = text.trim().split(' ')
  if (check !== checkOf(`${epoch} ${seq} ${head}`)) return undefined
  return { epoch: Number(epoch), seq: Number(seq), chainHead: head! }
}

function checkOf(text: string): string {
  return sha256Hex(text).slice(0, CHECK_LENGTH)
}

/** Whether a database has the fact that the witness saw. */
export function hasWitnessed(journal: JournalTable, witness: Witness): boolean {
  const entry = journal.get(witness.epoch, witness.seq)
  return entry !== undefined && chainHead(entry.previousHash, entry.bodyHash) === witness.chainHead
}

export interface WitnessWriter {
  write(newest: Pick<JournalEntry, 'epoch' | 'seq' | 'previousHash' | 'bodyHash'>): void
  close(): void
}

/** Writing fails quietly: a full disk must not stop an order that is safe already. */
export function witnessWriter(dataFolder: string, failed: (error: unknown) => void): WitnessWriter {
  let file: number | undefined
  return {
    write({ epoch, seq, previousHash, bodyHash }) {
      const text = `${epoch} ${seq} ${chainHead(previousHash, bodyHash)}`
      // Of one length, so that it is written over in place.
      const line = `${text} ${checkOf(text)}`.padEnd(LINE_LENGTH - 1) + '\n'
      try {
        file ??= openSync(join(dataFolder, WITNESS), constants.O_RDWR | constants.O_CREAT, 0o600)
        writeSync(file, line, 0)
      } catch (error) {
        failed(error)
      }
    },
    close() {
      if (file !== undefined) closeSync(file)
      file = undefined
    },
  }
}

/**
 * Where the database is behind its witness, sequences that were used are free in it again: a new epoch begins, and the
 * next sync fetches back what the central store has of the old one.
 */
export function heedWitness(context: TerminalContext, dataFolder: string): void {
  const { store, settings } = context
  const witness = readWitness(dataFolder)
  if (!settings.identity() || !witness || hasWitnessed(store.journal, witness)) return
  context.log('journal.behind_witness', { epoch: witness.epoch, seq: witness.seq })
  try {
    store.transaction(() => beginEpoch(context, 'rolled-back', witness.epoch))
  } catch (error) {
    // Without space for it nothing can be sold either; whatever is told in the old epoch later moves when it meets another.
    if (!isDiskFull(error)) throw error
  }
}
