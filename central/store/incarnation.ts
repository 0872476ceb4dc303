import type { StatesQuery } from '../../contract/facts.ts'
import { alarmRow, keepAlarms } from './alarms.ts'
import { newId, storeRow } from './identity.ts'
import type { OpenStore } from './open.ts'
import type { Db } from './tables.ts'
import { inTransaction } from './transaction.ts'
import { leapVersions } from './version-gaps.ts'
import { readWitness, type Witness } from './witness.ts'

/** How far catalogue versions leap: a store gives out thousands a day, and copies are put back more than once. */
const LEAP_AT_START = 2 ** 24
const LEAP_WHEN_PUT_BACK = 2 ** 32
/** How often one terminal's word alone is believed. */
const BELIEF_INTERVAL_MS = 3_600_000

/** Where it was noticed that the store was put back from a copy. */
type Notice =
  | { readonly by: 'witness'; readonly commits: number; readonly highestNumber: number }
  | { readonly by: 'copy' | 'no_witness' | 'hand' }
  | { readonly by: 'terminal'; readonly terminalId: string; readonly epoch: number; readonly seq: number }

/**
 * Gives a store that was put back from a copy another incarnation, so that terminals send again what it lost. Asked
 * whenever it is opened to be changed; `byHand` where whoever put it back says so. Where nobody notices, at least the
 * catalogue versions of before are not given out again.
 * @returns whether it was put back.
 */
export async function noticePutBack(store: OpenStore, byHand: boolean, nowMs: number): Promise<boolean> {
  const witness = readWitness(store.dataDir)
  const { commits, is_copy: isCopy, catalogue_version: version } = await storeRow(store.db)
  const notice = noticeOf(witness, commits, isCopy === 1, byHand)
  if (notice) await inTransaction(store.db, (trx) => renew(trx, notice, nowMs))
  else if (version > 0) await inTransaction(store.db, (trx) => leapVersions(trx, LEAP_AT_START))
  return notice !== undefined
}

function noticeOf(witness: Witness, commits: number, isCopy: boolean, byHand: boolean): Notice | undefined {
  if (typeof witness === 'object' && witness.commits > commits) {
    const { commits: lastCommit, highestNumber } = witness
    return { by: 'witness', commits: lastCommit, highestNumber }
  }
  if (isCopy) return { by: 'copy' }
  if (byHand) return { by: 'hand' }
  // It is written after every commit, so that who copies the database alone leaves it behind.
  return witness === 'none' && commits > 0 ? { by: 'no_witness' } : undefined
}

/**
 * The same for a store that was put back with its whole folder, which only a terminal can notice: this incarnation
 * told it of more facts of an epoch than there are. Afterwards terminals name the incarnation before, so this happens
 * once; and one that makes it up has everybody send everything again, so it is not believed often.
 */
export async function noticeRestore(db: Db, terminalId: string, said: StatesQuery, nowMs: number): Promise<void> {
  const { incarnation, epoch, acknowledgedSeq } = said
  if (incarnation === undefined || epoch === undefined || acknowledgedSeq === undefined) return
  const claims = async (trx: Db): Promise<boolean> => {
    if ((await storeRow(trx)).incarnation !== incarnation) return false
    const known = await acknowledgedIn(trx, terminalId, epoch)
    return known !== undefined && known < acknowledgedSeq && (await mayBelieve(trx, terminalId, nowMs))
  }
  if (!(await claims(db))) return
  await inTransaction(db, async (trx) => {
    if (!(await claims(trx))) return
    await trx.updateTable('terminals').set({ believed_at_ms: nowMs }).where('terminal_id', '=', terminalId).execute()
    await renew(trx, { by: 'terminal', terminalId, epoch, seq: acknowledgedSeq }, nowMs)
  })
}

async function mayBelieve(trx: Db, terminalId: string, nowMs: number): Promise<boolean> {
  const row = await trx
    .selectFrom('terminals')
    .select('believed_at_ms')
    .where('terminal_id', '=', terminalId)
    .executeTakeFirstOrThrow()
  // A clock that was set back must not keep a terminal from being believed until it is there again.
  return nowMs < row.believed_at_ms || nowMs - row.believed_at_ms >= BELIEF_INTERVAL_MS
}

async function acknowledgedIn(db: Db, terminalId: string, epoch: number): Promise<number | undefined> {
  const row = await db
    .selectFrom('epochs')
    .select('acknowledged_seq')
    .where('terminal_id', '=', terminalId)
    .where('epoch', '=', epoch)
    .executeTakeFirst()
  return row?.acknowledged_seq
}

/**
 * A terminal has a catalogue of which this store knows nothing, so people should look whether it was put back. Its facts
 * are all here, so nothing has to be sent again: it takes the present catalogue. Once for each terminal.
 */
export async function noteLostCatalogue(db: Db, terminalId: string, nowMs: number): Promise<void> {
  const { incarnation } = await storeRow(db)
  const details = { by: 'catalogue', incarnation }
  await inTransaction(db, (trx) => keepAlarms(trx, [alarmRow({ kind: 'restored', terminalId, details }, nowMs)]))
}

async function renew(trx: Db, notice: Notice, nowMs: number): Promise<void> {
  const { incarnation: before, commits, highest_number: known } = await storeRow(trx)
  const incarnation = newId(nowMs)
  // The number of commits goes on from the highest ever, so that the witness is not ahead a second time.
  const from = notice.by === 'witness' ? Math.max(commits, notice.commits) : commits
  // Nor is the number of a terminal given again that this store has forgotten.
  const highest = notice.by === 'witness' ? Math.max(known, notice.highestNumber) : known
  await trx.updateTable('store').set({ incarnation, commits: from, is_copy: 0, highest_number: highest }).execute()
  await leapVersions(trx, LEAP_WHEN_PUT_BACK)
  const { by, ...place } = notice
  const where = 'terminalId' in place ? place : {}
  const details = { by, before, incarnation }
  await keepAlarms(trx, [alarmRow({ kind: 'restored', ...where, details }, nowMs)])
}
