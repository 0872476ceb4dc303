import { randomInt } from 'node:crypto'
import type { StatesQuery } from '../../contract/facts.ts'
import { alarmRow, keepAlarms } from './alarms.ts'
import { newId, storeRow } from './identity.ts'
import type { OpenStore } from './open.ts'
import type { Db } from './tables.ts'
import { inTransaction } from './transaction.ts'
import { readWitness } from './witness.ts'

/** By chance, so that a copy that is put back twice does not come to the same versions twice. */
const VERSION_SPREAD = 2 ** 32

/** Where it was noticed that the store was put back from a copy. */
type Notice =
  | { readonly by: 'witness'; readonly commits: number }
  | { readonly by: 'hand' }
  | { readonly by: 'terminal'; readonly terminalId: string; readonly epoch: number; readonly seq: number }

/**
 * Gives a store that was put back from a copy another incarnation, so that terminals send again what it lost. Asked
 * when it is opened; `byHand` where whoever put it back says so.
 * @returns whether it was put back.
 */
export async function noticePutBack(store: OpenStore, byHand: boolean, nowMs: number): Promise<boolean> {
  const witness = readWitness(store.dataDir)
  const { commits } = await storeRow(store.db)
  const behind = witness !== undefined && witness.commits > commits
  if (!behind && !byHand) return false
  const notice: Notice = behind ? { by: 'witness', commits: witness.commits } : { by: 'hand' }
  await inTransaction(store.db, (trx) => renew(trx, notice, nowMs))
  return true
}

/**
 * The same for a store that was put back with its whole folder, which only a terminal can notice: this incarnation
 * told it of more facts than there are. Afterwards terminals name the incarnation before, so this happens once.
 */
export async function noticeRestore(db: Db, terminalId: string, said: StatesQuery, nowMs: number): Promise<void> {
  const { incarnation, epoch, acknowledgedSeq } = said
  if (incarnation === undefined || epoch === undefined || acknowledgedSeq === undefined) return
  const claims = async (trx: Db): Promise<boolean> => {
    if ((await storeRow(trx)).incarnation !== incarnation) return false
    return (await acknowledgedIn(trx, terminalId, epoch)) < acknowledgedSeq
  }
  if (!(await claims(db))) return
  await inTransaction(db, async (trx) => {
    if (await claims(trx)) await renew(trx, { by: 'terminal', terminalId, epoch, seq: acknowledgedSeq }, nowMs)
  })
}

async function acknowledgedIn(db: Db, terminalId: string, epoch: number): Promise<number> {
  const row = await db
    .selectFrom('epochs')
    .select('acknowledged_seq')
    .where('terminal_id', '=', terminalId)
    .where('epoch', '=', epoch)
    .executeTakeFirst()
  return row?.acknowledged_seq ?? 0
}

async function renew(trx: Db, notice: Notice, nowMs: number): Promise<void> {
  const { incarnation: before, commits, catalogue_version: version } = await storeRow(trx)
  const incarnation = newId(nowMs)
  // The number of commits goes on from the highest ever, so that the witness is not ahead a second time.
  const from = notice.by === 'witness' ? Math.max(commits, notice.commits) : commits
  // Catalogue versions that were given out since the copy are never given out again: orders still name them.
  const nextVersion = version === 0 ? 0 : version + 1 + randomInt(VERSION_SPREAD)
  await trx.updateTable('store').set({ incarnation, commits: from, catalogue_version: nextVersion }).execute()
  const { by, ...place } = notice
  const where = 'terminalId' in place ? place : {}
  const details = { by, before, incarnation, lostAfterVersion: version, lostBeforeVersion: nextVersion }
  await keepAlarms(trx, [alarmRow({ kind: 'restored', ...where, details }, nowMs)])
}
