import type { PushAnswer, Verdict } from '../../contract/facts.ts'
import { fail, ok, type Result } from '../../domain/result.ts'
import { shopOf, storeRow } from '../store/identity.ts'
import type { Db } from '../store/tables.ts'
import { inTransaction } from '../store/transaction.ts'
import type { Judgement } from './judgement.ts'
import type { Ledger } from './ledger.ts'
import { readLedger } from './ledger-read.ts'
import { writeLedger } from './ledger-write.ts'
import { placesKey, readPlaces, readTerminals, type Places } from './places.ts'
import type { Envelope, Push } from './push.ts'
import { alteredAlarm, digestsAt, MOST_PUT_OFF } from './put-off.ts'
import { readFacts, type Readings } from './readings.ts'
import { envelopeDigest, type Altered } from './soundness.ts'
import { takeFact } from './take-fact.ts'

export type PushError = 'facts.gap' | 'facts.epoch_unknown' | Altered
export type PushOutcome = Result<PushAnswer, PushError>

/**
 * Takes in the pushes of any terminals in one transaction and answers each after the commit.
 * A fact keeps its place for ever: the same again gets its first verdict again, another in its place is put aside.
 * A fact that is refused keeps its place too, so that the queue behind it goes on. A push that leaves a place empty
 * is not taken in at all.
 * Nor is one in which a fact is not as its terminal wrote it, since most likely it was altered on the way and comes
 * whole the next time. Where the very same alteration comes again it happened at the terminal: then it holds its
 * place as refused, counts for nothing, and makes way for the true one should that ever come.
 */
export async function takeIn(db: Db, pushes: readonly Push[], nowMs: number): Promise<PushOutcome[]> {
  return inTransaction(db, async (trx) => {
    const store = await storeRow(trx)
    const terminals = await readTerminals(trx, pushes)
    const allPlaces = await readPlaces(trx, pushes, terminals)
    const readings = readFacts(pushes, allPlaces)
    const bodies = [...readings.values()].flatMap((reading) =>
      reading.sound && reading.body.ok ? [reading.body.value] : [],
    )
    const ledger = await readLedger(trx, shopOf(store), terminals, bodies, nowMs)
    const outcomes = pushes.map((push): PushOutcome => {
      const places = allPlaces.get(placesKey(push.terminalId, push.epoch))
      if (!places) return fail('facts.epoch_unknown', { epoch: push.epoch })
      const verdicts = takePush(push, places, ledger, readings)
      if (!verdicts.ok) return verdicts
      const { acknowledgedSeq } = places
      return ok({ incarnation: store.incarnation, acknowledgedSeq, verdicts: verdicts.value })
    })
    await writeLedger(trx, ledger, [...allPlaces.values()])
    return outcomes
  })
}

function takePush(push: Push, places: Places, ledger: Ledger, readings: Readings): Result<Verdict[], PushError> {
  const facts = push.facts.toSorted((a, b) => a.seq - b.seq)
  let end = places.acknowledgedSeq
  for (const { seq } of facts) {
    if (seq > end + 1) return fail('facts.gap', { acknowledgedSeq: places.acknowledgedSeq })
    end = Math.max(end, seq)
  }
  if (!push.asWritten) {
    const whole = putOffAltered(push, ledger, readings)
    if (!whole.ok) return whole
  }
  return ok(facts.map((fact) => verdictOf(fact, takeFact(fact, places, ledger, readings.get(fact)))))
}

/** Remembers each fact of a push that was altered in a way that did not come before. */
function putOffAltered(push: Push, ledger: Ledger, readings: Readings): Result<true, Altered> {
  let outcome: Result<true, Altered> = ok(true)
  for (const fact of push.facts) {
    const reading = readings.get(fact)
    if (!reading || reading.sound) continue
    const place = { terminalId: push.terminalId, epoch: push.epoch, seq: fact.seq }
    const digests = digestsAt(ledger.putOff, place)
    const digest = envelopeDigest(fact)
    if (digests.has(digest)) continue
    if (digests.size >= MOST_PUT_OFF) ledger.added.crowded.push(place)
    ledger.added.alarms.push(alteredAlarm(place, fact, reading.code, ledger.nowMs))
    if (outcome.ok) outcome = fail(reading.code, { seq: fact.seq, ...reading.details })
  }
  return outcome
}

function verdictOf(fact: Envelope, judgement: Judgement): Verdict {
  if (judgement.outcome === 'accepted') return { seq: fact.seq, outcome: 'accepted' }
  const { code, details } = judgement
  return { seq: fact.seq, outcome: 'refused', code, ...(Object.keys(details).length > 0 ? { details } : {}) }
}
