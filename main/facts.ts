import { createHash } from 'node:crypto'
import { chainInput, type FactBody } from '../domain/fact.ts'
import type { TerminalContext } from './context.ts'
import type { Identity } from './settings.ts'

export function sha256Hex(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

/**
 * Puts a fact into the outbox, behind the newest of its epoch. Call it in the transaction of what the fact tells.
 * @param subjectId the order or cancellation it is about.
 */
export function appendFact(context: TerminalContext, identity: Identity, subjectId: string, body: FactBody): void {
  const { outbox } = context.store
  const head = outbox.head(identity.epoch)
  const text = JSON.stringify(body)
  outbox.append({
    epoch: identity.epoch,
    seq: head.seq + 1,
    kind: body.kind,
    subjectId,
    body: text,
    bodyHash: sha256Hex(text),
    previousHash: head.seq === 0 ? head.previousHash : sha256Hex(chainInput(head.previousHash, head.bodyHash)),
    wallMs: context.clock.nowMs(),
    bootId: context.bootId,
    monotonicMs: context.clock.monotonicMs(),
    signature: '',
  })
}
