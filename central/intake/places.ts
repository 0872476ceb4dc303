import type { ErrorCode } from '../../contract/errors.ts'
import type { Db } from '../store/tables.ts'
import type { Details, Judgement } from './judgement.ts'
import type { Push } from './push.ts'

/** What stands at a place of a terminal's sequence already. */
export interface Taken {
  readonly bodyHash: string
  readonly judgement: Judgement
}

/** One epoch of one terminal: where its gap-free sequence ends, and what of it the batch repeats. */
export interface Places {
  readonly terminalId: string
  readonly epoch: number
  acknowledgedSeq: number
  chainHead: string
  readonly taken: Map<number, Taken>
}

export function placesKey(terminalId: string, epoch: number): string {
  return `${terminalId}/${epoch}`
}

/** Reads the epochs that the pushes name, with the facts that stand where the pushes want to put theirs. */
export async function readPlaces(trx: Db, pushes: readonly Push[]): Promise<Map<string, Places>> {
  const found = new Map<string, Places>()
  for (const { terminalId, epoch, facts } of pushes) {
    const key = placesKey(terminalId, epoch)
    const places = found.get(key) ?? (await readEpoch(trx, terminalId, epoch))
    if (!places) continue
    found.set(key, places)
    const seqs = facts.map(({ seq }) => seq).filter((seq) => seq <= places.acknowledgedSeq)
    if (seqs.length > 0) await readTaken(trx, places, seqs)
  }
  return found
}

async function readEpoch(trx: Db, terminalId: string, epoch: number): Promise<Places | undefined> {
  const row = await trx
    .selectFrom('epochs')
    .selectAll()
    .where('terminal_id', '=', terminalId)
    .where('epoch', '=', epoch)
    .executeTakeFirst()
  if (!row) return undefined
  return { terminalId, epoch, acknowledgedSeq: row.acknowledged_seq, chainHead: row.chain_head, taken: new Map() }
}

async function readTaken(trx: Db, places: Places, seqs: readonly number[]): Promise<void> {
  const rows = await trx
    .selectFrom('facts')
    .select(['seq', 'body_hash', 'outcome', 'code', 'details'])
    .where('terminal_id', '=', places.terminalId)
    .where('epoch', '=', places.epoch)
    .where('seq', 'in', seqs)
    .execute()
  for (const row of rows)
    places.taken.set(row.seq, { bodyHash: row.body_hash, judgement: judgementOf(row.outcome, row.code, row.details) })
}

function judgementOf(outcome: string, code: string | null, details: string | null): Judgement {
  if (outcome === 'accepted') return { outcome: 'accepted' }
  return {
    outcome: 'refused',
    code: (code ?? 'internal.failure') as ErrorCode,
    details: details === null ? {} : (JSON.parse(details) as Details),
  }
}
