import type { ErrorCode } from '../../contract/errors.ts'
import { FIRST_PREVIOUS_HASH } from '../../domain/fact.ts'
import type { Db, TerminalRow } from '../store/tables.ts'
import type { Details, Judgement } from './judgement.ts'
import type { Push } from './push.ts'
import { isAltered } from './soundness.ts'

/** What stands at a place of a terminal's sequence already. */
export interface Taken {
  readonly bodyHash: string
  readonly judgement: Judgement
  /**
   * It counted for nothing so far: altered, it makes way for any fact that its terminal signed for the place; of an
   * unknown kind, it is judged anew by a program that knows the kind.
   */
  readonly putAside: 'altered' | 'kind-unknown' | undefined
}

/** One epoch of one terminal: where its gap-free sequence ends, and what of it the batch repeats. */
export interface Places {
  readonly terminal: TerminalRow
  readonly epoch: number
  readonly signedFromSeq: number | null
  acknowledgedSeq: number
  chainHead: string
  /** The newest fact was altered, so the chain goes on from what the terminal signs next. */
  headAltered: boolean
  readonly taken: Map<number, Taken>
}

export function placesKey(terminalId: string, epoch: number): string {
  return `${terminalId}/${epoch}`
}

export async function readTerminals(trx: Db, pushes: readonly Push[]): Promise<Map<string, TerminalRow>> {
  const ids = [...new Set(pushes.map(({ terminalId }) => terminalId))]
  const rows = await trx.selectFrom('terminals').selectAll().where('terminal_id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.terminal_id, row]))
}

/**
 * Reads the epochs that the pushes name, with the facts that stand where the pushes want to put theirs. A terminal
 * begins epochs by itself, so one that the store does not know is an empty one.
 */
export async function readPlaces(
  trx: Db,
  pushes: readonly Push[],
  terminals: ReadonlyMap<string, TerminalRow>,
): Promise<Map<string, Places>> {
  const found = new Map<string, Places>()
  for (const { terminalId, epoch, facts } of pushes) {
    const terminal = terminals.get(terminalId)
    if (!terminal) continue
    const key = placesKey(terminalId, epoch)
    const places = found.get(key) ?? (await readEpoch(trx, terminal, epoch))
    found.set(key, places)
    const seqs = facts.map(({ seq }) => seq).filter((seq) => seq <= places.acknowledgedSeq)
    if (seqs.length > 0) await readTaken(trx, places, seqs)
  }
  return found
}

async function readEpoch(trx: Db, terminal: TerminalRow, epoch: number): Promise<Places> {
  const row = await trx
    .selectFrom('epochs')
    .leftJoin('facts', (join) =>
      join
        .onRef('facts.terminal_id', '=', 'epochs.terminal_id')
        .onRef('facts.epoch', '=', 'epochs.epoch')
        .onRef('facts.seq', '=', 'epochs.acknowledged_seq'),
    )
    .select(['acknowledged_seq', 'chain_head', 'signed_from_seq', 'code', 'details'])
    .where('epochs.terminal_id', '=', terminal.terminal_id)
    .where('epochs.epoch', '=', epoch)
    .executeTakeFirst()
  return {
    ...{ terminal, epoch, taken: new Map() },
    signedFromSeq: row ? row.signed_from_seq : terminal.signing_key === null ? null : 1,
    acknowledgedSeq: row?.acknowledged_seq ?? 0,
    chainHead: row?.chain_head ?? FIRST_PREVIOUS_HASH,
    headAltered: row !== undefined && isAltered(row.code, row.details),
  }
}

async function readTaken(trx: Db, places: Places, seqs: readonly number[]): Promise<void> {
  const rows = await trx
    .selectFrom('facts')
    .select(['seq', 'body_hash', 'outcome', 'code', 'details'])
    .where('terminal_id', '=', places.terminal.terminal_id)
    .where('epoch', '=', places.epoch)
    .where('seq', 'in', seqs)
    .execute()
  for (const { seq, body_hash: bodyHash, outcome, code, details } of rows)
    places.taken.set(seq, {
      bodyHash,
      judgement: judgementOf(outcome, code, details),
      putAside: isAltered(code, details) ? 'altered' : code === 'fact.kind_unknown' ? 'kind-unknown' : undefined,
    })
}

function judgementOf(outcome: string, code: string | null, details: string | null): Judgement {
  if (outcome === 'accepted') return { outcome: 'accepted' }
  return {
    outcome: 'refused',
    code: (code ?? 'internal.failure') as ErrorCode,
    details: details === null ? {} : (JSON.parse(details) as Details),
  }
}
