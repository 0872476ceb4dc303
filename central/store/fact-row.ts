import type { FactEnvelope } from '../../contract/facts.ts'
import type { FactRow } from './tables.ts'

/** A fact as its terminal sent it. */
export function envelopeOf(row: FactRow): FactEnvelope {
  return {
    seq: row.seq,
    bodyHash: row.body_hash,
    previousHash: row.previous_hash,
    wallMs: row.wall_ms,
    bootId: row.boot_id,
    monotonicMs: row.monotonic_ms,
    body: row.body,
    signature: row.signature,
  }
}
