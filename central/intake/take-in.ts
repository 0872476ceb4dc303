import type { PushAnswer, Verdict } from '../../contract/facts.ts'
import type { FactBody } from '../../domain/fact.ts'
import { fail, invariant, ok, type Result } from '../../domain/result.ts'
import { chainHead, sha256Hex } from '../../trust/hash.ts'
import { readIdentity } from '../store/identity.ts'
import type { Db } from '../store/tables.ts'
import { inTransaction } from '../store/transaction.ts'
import { judgeFact } from './judge-fact.ts'
import { refused, type Judgement } from './judgement.ts'
import type { Ledger } from './ledger.ts'
import { readLedger } from './ledger-read.ts'
import { writeLedger } from './ledger-write.ts'
import { parseBody } from './parse-body.ts'
import { placesKey, readPlaces, type Places } from './places.ts'
import type { Envelope, Push } from './push.ts'

export type PushError = 'facts.gap' | 'facts.epoch_unknown'
export type PushOutcome = Result<PushAnswer, PushError>

/**
 * Takes in the pushes of any terminals in one transaction and answers each after the commit.
 * A fact keeps its place for ever: the same again gets its first verdict again, another in its place is put aside.
 * A fact that is refused keeps its place too, so that the queue behind it goes on. A push that leaves a place empty
 * is not taken in at all.
 */
export async function takeIn(db: Db, pushes: readonly Push[], nowMs: number): Promise<PushOutcome[]> {
  return inTransaction(db, async (trx) => {
    const { incarnation, shop } = await readIdentity(trx)
    const allPlaces = await readPlaces(trx, pushes)
    const bodies = readBodies(pushes, allPlaces)
    const parsed = [...bodies.values()].flatMap((body) => (body.ok ? [body.value] : []))
    const terminalIds = new Set(pushes.map(({ terminalId }) => terminalId))
    const ledger = await readLedger(trx, shop, terminalIds, parsed, nowMs)
    const outcomes = pushes.map((push): PushOutcome => {
      const places = allPlaces.get(placesKey(push.terminalId, push.epoch))
      if (!places) return fail('facts.epoch_unknown', { epoch: push.epoch })
      const verdicts = takePush(push, places, ledger, bodies)
      if (!verdicts.ok) return verdicts
      return ok({ incarnation, acknowledgedSeq: places.acknowledgedSeq, verdicts: verdicts.value })
    })
    await writeLedger(trx, ledger, [...allPlaces.values()])
    return outcomes
  })
}

type Bodies = ReadonlyMap<Envelope, Result<FactBody, 'fact.body_malformed' | 'fact.kind_unknown' | 'fact.hash_wrong'>>

/** Reads the bodies of facts that may be new; the others are known by their hashes alone. */
function readBodies(pushes: readonly Push[], allPlaces: ReadonlyMap<string, Places>): Bodies {
  const bodies = new Map<Envelope, Result<FactBody, 'fact.body_malformed' | 'fact.kind_unknown' | 'fact.hash_wrong'>>()
  for (const { terminalId, epoch, facts } of pushes) {
    const places = allPlaces.get(placesKey(terminalId, epoch))
    if (!places) continue
    for (const fact of facts) {
      if (fact.seq <= places.acknowledgedSeq) continue
      const matches = sha256Hex(fact.body) === fact.bodyHash
      bodies.set(fact, matches ? parseBody(fact.body) : fail('fact.hash_wrong', { what: 'body' }))
    }
  }
  return bodies
}

function takePush(push: Push, places: Places, ledger: Ledger, bodies: Bodies): Result<Verdict[], 'facts.gap'> {
  const facts = push.facts.toSorted((a, b) => a.seq - b.seq)
  let end = places.acknowledgedSeq
  for (const { seq } of facts) {
    if (seq > end + 1) return fail('facts.gap', { acknowledgedSeq: places.acknowledgedSeq })
    end = Math.max(end, seq)
  }
  return ok(facts.map((fact) => verdictOf(fact, takeFact(fact, push, places, ledger, bodies))))
}

function takeFact(fact: Envelope, push: Push, places: Places, ledger: Ledger, bodies: Bodies): Judgement {
  const taken = places.taken.get(fact.seq)
  if (taken) {
    if (taken.bodyHash === fact.bodyHash) return taken.judgement
    ledger.added.alarms.push({
      terminal_id: push.terminalId,
      epoch: push.epoch,
      seq: fact.seq,
      body_hash: fact.bodyHash,
      body: fact.body,
      received_at_ms: ledger.nowMs,
    })
    return refused('fact.same_place_other_body', { seq: fact.seq })
  }
  const judgement = judgeNew(fact, push, places, ledger, bodies)
  places.taken.set(fact.seq, { bodyHash: fact.bodyHash, judgement })
  places.acknowledgedSeq = fact.seq
  // The terminal's own words are followed even where they broke the chain, so that one break is told once.
  places.chainHead = chainHead(fact.previousHash, fact.bodyHash)
  ledger.added.facts.push({
    terminal_id: push.terminalId,
    epoch: push.epoch,
    seq: fact.seq,
    body_hash: fact.bodyHash,
    previous_hash: fact.previousHash,
    wall_ms: fact.wallMs,
    boot_id: fact.bootId,
    monotonic_ms: fact.monotonicMs,
    body: fact.body,
    received_at_ms: ledger.nowMs,
    outcome: judgement.outcome,
    code: judgement.outcome === 'refused' ? judgement.code : null,
    details: judgement.outcome === 'refused' ? JSON.stringify(judgement.details) : null,
  })
  return judgement
}

function judgeNew(fact: Envelope, push: Push, places: Places, ledger: Ledger, bodies: Bodies): Judgement {
  const body = bodies.get(fact)
  invariant(body, 'the body of a new fact was read')
  if (!body.ok) return refused(body.code, body.details)
  if (fact.previousHash !== places.chainHead) return refused('fact.hash_wrong', { what: 'chain' })
  return judgeFact(body.value, { ...fact, terminalId: push.terminalId, epoch: push.epoch }, ledger)
}

function verdictOf(fact: Envelope, judgement: Judgement): Verdict {
  if (judgement.outcome === 'accepted') return { seq: fact.seq, outcome: 'accepted' }
  const { code, details } = judgement
  return { seq: fact.seq, outcome: 'refused', code, ...(Object.keys(details).length > 0 ? { details } : {}) }
}
