import { keysMessage, type TerminalKeys, type TerminalKeysRequest } from '../../contract/central.ts'
import { FIRST_PREVIOUS_HASH } from '../../domain/fact.ts'
import { fail, ok, type Result } from '../../domain/result.ts'
import { verifySignature } from '../../trust/signing.ts'
import type { Db, TerminalRow } from './tables.ts'
import { inTransaction } from './transaction.ts'

export type KeysError = 'keys.proof_wrong' | 'keys.known_already'

/** Whether whoever names these keys has the signing key, and whether the terminal may have them: the first stay. */
export function checkKeys(
  keys: TerminalKeys,
  installationId: string,
  known: Pick<TerminalRow, 'signing_key' | 'sealing_key'> | undefined,
): Result<true, KeysError> {
  const { signing, sealing, proof } = keys
  if (!verifySignature(signing, keysMessage(installationId, signing, sealing), proof)) return fail('keys.proof_wrong')
  if (known && known.signing_key !== null && (known.signing_key !== signing || known.sealing_key !== sealing))
    return fail('keys.known_already')
  return ok(true)
}

/** Takes the keys of a terminal from before there were keys, and from where on its facts are signed; the first time. */
export async function takeKeys(
  db: Db,
  terminal: TerminalRow,
  request: TerminalKeysRequest,
  nowMs: number,
): Promise<Result<true, KeysError>> {
  const { keys, installationId, epoch, afterSeq } = request
  if (installationId !== terminal.installation_id) return fail('keys.proof_wrong')
  return inTransaction(db, async (trx) => {
    const { terminal_id } = terminal
    const known = await trx
      .selectFrom('terminals')
      .select(['signing_key', 'sealing_key'])
      .where('terminal_id', '=', terminal_id)
      .executeTakeFirst()
    const checked = checkKeys(keys, installationId, known)
    if (!checked.ok) return checked
    await trx
      .updateTable('terminals')
      .set({ signing_key: keys.signing, sealing_key: keys.sealing, epoch: Math.max(terminal.epoch, epoch) })
      .where('terminal_id', '=', terminal_id)
      .execute()
    await trx
      .insertInto('epochs')
      .values({
        ...{ terminal_id, epoch, acknowledged_seq: 0, chain_head: FIRST_PREVIOUS_HASH },
        ...{ signed_from_seq: afterSeq + 1, begun_at_ms: nowMs },
      })
      .onConflict((conflict) =>
        conflict
          .columns(['terminal_id', 'epoch'])
          .doUpdateSet({ signed_from_seq: afterSeq + 1 })
          .where('epochs.signed_from_seq', 'is', null),
      )
      .execute()
    return ok(true)
  })
}
