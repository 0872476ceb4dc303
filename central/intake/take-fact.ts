import { businessDayOf, subjectOf, type FactBody } from '../../domain/fact.ts'
import { invariant } from '../../domain/result.ts'
import { chainHead } from '../../trust/hash.ts'
import { alarmRow } from '../store/alarms.ts'
import type { FactRow } from '../store/tables.ts'
import { judgeFact } from './judge-fact.ts'
import { refused, type Judgement } from './judgement.ts'
import type { FactPlace, Ledger } from './ledger.ts'
import type { Places, Taken } from './places.ts'
import type { Envelope } from './push.ts'
import { alteredAlarm, isAwaited } from './put-off.ts'
import type { Reading } from './readings.ts'

/**
 * Gives a fact its place, or the judgement that its place gives it.
 * @param reading missing where the fact is the one that stands there.
 */
export function takeFact(fact: Envelope, places: Places, ledger: Ledger, reading: Reading | undefined): Judgement {
  const taken = places.taken.get(fact.seq)
  // Of two that are the same in one push, only the first was read.
  if (taken && (!reading || !makesWay(taken, fact, reading))) return judgeAgain(fact, taken, places, ledger, reading)
  invariant(reading, 'a fact that comes to an empty place was read')
  const place = placeOf(fact, places)
  const judgement = judgeNew(fact, places, ledger, reading, taken !== undefined)
  places.taken.set(fact.seq, { bodyHash: fact.bodyHash, judgement, putAside: reading.sound ? undefined : 'altered' })
  const row = factRow(fact, place, judgement, reading, ledger.nowMs)
  if (taken) ledger.added.replacements.push(row)
  else {
    ledger.added.facts.push(row)
    places.acknowledgedSeq = fact.seq
    // The terminal's own words are followed even where they broke the chain, so that one break is told once.
    places.chainHead = chainHead(fact.previousHash, fact.bodyHash)
    places.headAltered = !reading.sound
  }
  if (reading.sound && isAwaited(ledger.putOff, place)) ledger.added.settled.push(place)
  return judgement
}

function makesWay(taken: Taken, fact: Envelope, reading: Reading): boolean {
  if (!reading.sound || taken.putAside === undefined) return false
  if (taken.putAside === 'altered') return true
  return taken.bodyHash === fact.bodyHash && (reading.body.ok || reading.body.code !== 'fact.kind_unknown')
}

function judgeAgain(
  fact: Envelope,
  taken: Taken,
  places: Places,
  ledger: Ledger,
  reading: Reading | undefined,
): Judgement {
  if (taken.bodyHash === fact.bodyHash) return taken.judgement
  // Nothing that was altered says that the terminal told two things of one place.
  if (reading && !reading.sound) return refused(reading.code, reading.details)
  const { bodyHash, body } = fact
  const details = { bodyHash }
  ledger.added.alarms.push(
    alarmRow({ kind: 'same_place_other_body', ...placeOf(fact, places), details, body }, ledger.nowMs),
  )
  return refused('fact.same_place_other_body', { seq: fact.seq })
}

function judgeNew(fact: Envelope, places: Places, ledger: Ledger, reading: Reading, late: boolean): Judgement {
  const place = placeOf(fact, places)
  if (!reading.sound) {
    // A carrier that vouches for its bytes brings it once, so that it was not put off before.
    ledger.added.alarms.push(alteredAlarm(place, fact, reading.code, ledger.nowMs))
    return refused(reading.code, reading.details)
  }
  if (!reading.body.ok) return refused(reading.body.code, reading.body.details)
  const trusted = late || (places.headAltered && fact.signature !== '')
  if (!trusted && fact.previousHash !== places.chainHead) {
    const details = { expected: places.chainHead, found: fact.previousHash }
    ledger.added.alarms.push(alarmRow({ kind: 'chain_broken', ...place, details }, ledger.nowMs))
    return refused('fact.hash_wrong', { what: 'chain' })
  }
  return judgeFact(reading.body.value, { ...place, bodyHash: fact.bodyHash }, ledger)
}

function placeOf(fact: Envelope, { terminal, epoch }: Places): FactPlace {
  return { terminalId: terminal.terminal_id, epoch, seq: fact.seq }
}

function factRow(fact: Envelope, place: FactPlace, judgement: Judgement, reading: Reading, nowMs: number): FactRow {
  const body = reading.sound && reading.body.ok ? reading.body.value : undefined
  return {
    terminal_id: place.terminalId,
    epoch: place.epoch,
    seq: fact.seq,
    body_hash: fact.bodyHash,
    previous_hash: fact.previousHash,
    wall_ms: fact.wallMs,
    boot_id: fact.bootId,
    monotonic_ms: fact.monotonicMs,
    body: fact.body,
    received_at_ms: nowMs,
    outcome: judgement.outcome,
    code: judgement.outcome === 'refused' ? judgement.code : null,
    details: judgement.outcome === 'refused' ? JSON.stringify(judgement.details) : null,
    signature: fact.signature,
    kind: body?.kind ?? null,
    subject_id: body ? subjectOf(body) : null,
    business_day: body ? businessDayOf(body) : null,
    amount_minor: body ? amountOf(body) : null,
  }
}

function amountOf(body: FactBody): number | null {
  switch (body.kind) {
    case 'order.placed':
      return body.order.totalMinor
    case 'order.cancelled':
      return body.cancellation.refundMinor
    default:
      return null
  }
}
