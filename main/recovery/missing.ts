import type { JournalEntry, JournalTable } from '../../db/journal.ts'
import { FIRST_PREVIOUS_HASH } from '../../domain/fact.ts'
import { chainHead, sha256Hex } from '../../trust/hash.ts'
import type { Witness } from '../journal/witness.ts'
import { missingIn, type MissingFacts } from './report.ts'

/** What is known of facts that a database had. */
export interface Known {
  readonly entries: readonly JournalEntry[]
  /** Bodies whose places are not known, in the order they were probably written. */
  readonly documents: readonly string[]
  readonly witness: Witness | undefined
}

type Journal = Pick<JournalTable, 'get' | 'newest' | 'epochs'>

/** Which places of the journal nobody has any more. Call it when everything that keeps its place stands there. */
export function missingFacts(journal: Journal, known: Known): MissingFacts[] {
  const { entries, witness } = known
  const seqs = new Map<number, Set<number>>()
  for (const { epoch, seq } of entries) seqs.set(epoch, (seqs.get(epoch) ?? new Set()).add(seq))
  const epochs = new Set([...seqs.keys(), ...(witness ? [witness.epoch] : [])])
  const missing = [...epochs].flatMap((epoch) => {
    const own = journal.newest(epoch)?.seq ?? 0
    const highest = Math.max(own, ...(seqs.get(epoch) ?? []), witness?.epoch === epoch ? witness.seq : 0)
    return missingIn(epoch, highest, (seq) => seq <= own || seqs.get(epoch)?.has(seq) === true)
  })
  return missing.length === 1 && isFilled(journal, known, missing[0]!) ? [] : missing
}

/**
 * Whether the documents are what stood in a gap: the chain over the gap says so. Their facts lost their place and their
 * signature, but nothing of what they told.
 */
function isFilled(journal: Journal, { entries, documents, witness }: Known, gap: MissingFacts): boolean {
  const { epoch, fromSeq, toSeq } = gap
  if (documents.length !== toSeq - fromSeq + 1) return false
  const find = (seq: number) => journal.get(epoch, seq) ?? entries.find((one) => one.epoch === epoch && one.seq === seq)
  const before = find(fromSeq - 1)
  if (fromSeq > 1 && !before) return false
  const start = before ? chainHead(before.previousHash, before.bodyHash) : FIRST_PREVIOUS_HASH
  const end = documents.reduce((head, body) => chainHead(head, sha256Hex(body)), start)
  const isWitnessed = witness?.epoch === epoch && witness.seq === toSeq && witness.chainHead === end
  return isWitnessed || find(toSeq + 1)?.previousHash === end
}
