import { factMessage } from '../../domain/fact.ts'
import { fail, ok, type Result } from '../../domain/result.ts'
import { sha256Hex } from '../../trust/hash.ts'
import { verifySignature } from '../../trust/signing.ts'
import type { TerminalRow } from '../store/tables.ts'
import type { Envelope } from './push.ts'

/** A fact is not as its terminal wrote it: it was altered on the way, or where it was kept. */
export type Altered = 'fact.hash_wrong' | 'fact.signature_missing' | 'fact.signature_wrong'

/** Whether a fact is as its terminal wrote it; where it has no key, only the body can be checked, by its hash. */
export function checkSound(
  fact: Envelope,
  terminal: Pick<TerminalRow, 'terminal_id' | 'signing_key'>,
  { epoch, signedFromSeq }: { readonly epoch: number; readonly signedFromSeq: number | null },
): Result<true, Altered> {
  if (sha256Hex(fact.body) !== fact.bodyHash) return fail('fact.hash_wrong', { what: 'body' })
  if (terminal.signing_key === null) return ok(true)
  if (fact.signature === '') {
    if (signedFromSeq !== null && fact.seq >= signedFromSeq) return fail('fact.signature_missing')
    return ok(true)
  }
  const message = factMessage(terminal.terminal_id, epoch, fact)
  return verifySignature(terminal.signing_key, message, fact.signature) ? ok(true) : fail('fact.signature_wrong')
}

/** Names all of an envelope's bytes, so that the same alteration is known when it comes again. */
export function envelopeDigest(fact: Envelope): string {
  const { seq, bodyHash, previousHash, wallMs, bootId, monotonicMs, body, signature } = fact
  return sha256Hex(JSON.stringify([seq, bodyHash, previousHash, wallMs, bootId, monotonicMs, body, signature]))
}

/** Whether a stored fact's place is held only until its true one comes: it was altered, so it counted for nothing. */
export function isAltered(code: string | null, details: string | null): boolean {
  if (code === 'fact.hash_wrong') return details?.includes('"body"') ?? false
  return code === 'fact.signature_missing' || code === 'fact.signature_wrong'
}
