import { FIRST_PREVIOUS_HASH } from '../../domain/fact.ts'
import { chainHead } from '../../trust/hash.ts'
import type { Db } from './tables.ts'
import { portions } from './transaction.ts'

/** Far more than a terminal sells before it learns that it was put back. */
const MOST_PLACES = 2_000
/** Each place may be where the chain parted; a terminal is put back now and then, not at every order. */
const MOST_CHAINS = 64
const HASHES_AT_ONCE = 500

/**
 * What a terminal whose data was put back has told twice of its places: here another fact stands, and its own came again
 * in a later epoch. Its chain of then is proven by those bodies, since nobody finds others that lead to its head.
 */
export interface PartedEpoch {
  /** The day of a body that was put aside here and told again since, under its hash. */
  toldAgain(bodyHash: string): string | undefined
  /** Whether a head of the terminal's chain follows from what it told again. */
  explains(seq: number, head: string): boolean
}

export async function readParted(trx: Db, terminalId: string, epoch: number): Promise<PartedEpoch> {
  const bodies = await putAside(trx, terminalId, epoch)
  const days = await readToldAgain(trx, terminalId, epoch, [...bodies.values()].flat())
  const heads = await partedHeads(trx, terminalId, epoch, bodies, days)
  return {
    toldAgain: (bodyHash) => days.get(bodyHash),
    explains: (seq, head) => heads.get(seq)?.has(head) ?? false,
  }
}

/** The hashes of bodies that were put aside, by the sequence that they came with. */
async function putAside(trx: Db, terminalId: string, epoch: number): Promise<Map<number, string[]>> {
  const alarms = await trx
    .selectFrom('alarms')
    .select(['kind', 'seq', 'details'])
    .where('terminal_id', '=', terminalId)
    .where('epoch', '=', epoch)
    .where('kind', 'in', ['same_place_other_body', 'chain_broken'])
    .orderBy('seq')
    .limit(MOST_PLACES)
    .execute()
  const found = new Map<number, string[]>()
  for (const { kind, seq, details } of alarms) {
    const { bodyHash } = JSON.parse(details) as { bodyHash?: string }
    const own = kind === 'same_place_other_body' ? bodyHash : (await factAt(trx, terminalId, epoch, seq))?.body_hash
    if (own !== undefined) found.set(seq, [...(found.get(seq) ?? []), own])
  }
  return found
}

async function readToldAgain(
  trx: Db,
  terminalId: string,
  epoch: number,
  hashes: readonly string[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const portion of portions(hashes, HASHES_AT_ONCE)) {
    const facts = await trx
      .selectFrom('facts')
      .select(['body_hash', 'business_day'])
      .where('terminal_id', '=', terminalId)
      .where('epoch', '>', epoch)
      .where('body_hash', 'in', portion)
      .execute()
    for (const { body_hash: hash, business_day: day } of facts) if (day !== null) found.set(hash, day)
  }
  return found
}

/** Parts from the store's chain at each body that was put aside, and goes on with others that were. */
async function partedHeads(
  trx: Db,
  terminalId: string,
  epoch: number,
  bodies: ReadonlyMap<number, readonly string[]>,
  days: ReadonlyMap<string, string>,
): Promise<Map<number, Set<string>>> {
  const heads = new Map<number, Set<string>>()
  const before = await headsBefore(trx, terminalId, epoch, [...bodies.keys()])
  for (const [seq, hashes] of bodies) {
    const own = before.get(seq)
    const from = [...(heads.get(seq - 1) ?? []), ...(own === undefined ? [] : [own])]
    const told = hashes.filter((hash) => days.has(hash))
    const after = from.flatMap((head) => told.map((hash) => chainHead(head, hash)))
    heads.set(seq, new Set(after.slice(0, MOST_CHAINS)))
  }
  return heads
}

/** The store's own chain before each of these places. */
async function headsBefore(trx: Db, terminalId: string, epoch: number, seqs: readonly number[]) {
  const found = new Map([[1, FIRST_PREVIOUS_HASH]])
  for (const portion of portions(seqs, HASHES_AT_ONCE)) {
    const facts = await trx
      .selectFrom('facts')
      .select(['seq', 'previous_hash', 'body_hash'])
      .where('terminal_id', '=', terminalId)
      .where('epoch', '=', epoch)
      .where(
        'seq',
        'in',
        portion.map((seq) => seq - 1),
      )
      .execute()
    for (const fact of facts) found.set(fact.seq + 1, chainHead(fact.previous_hash, fact.body_hash))
  }
  return found
}

export async function factAt(trx: Db, terminalId: string, epoch: number, seq: number) {
  return trx
    .selectFrom('facts')
    .select(['previous_hash', 'body_hash', 'business_day'])
    .where('terminal_id', '=', terminalId)
    .where('epoch', '=', epoch)
    .where('seq', '=', seq)
    .executeTakeFirst()
}

/** The chain behind a fact, as its terminal told it. */
export async function headAt(trx: Db, terminalId: string, epoch: number, seq: number): Promise<string | undefined> {
  const row = await factAt(trx, terminalId, epoch, seq)
  return row && chainHead(row.previous_hash, row.body_hash)
}
