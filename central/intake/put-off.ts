import { alarmRow } from '../store/alarms.ts'
import type { AlarmRow, Db } from '../store/tables.ts'
import type { Envelope } from './push.ts'
import { envelopeDigest, type Altered } from './soundness.ts'

/** More different alterations of one fact than these need not be remembered. */
export const MOST_PUT_OFF = 20

/** The places at which altered facts were put off, with the digests of those that came in earlier batches. */
export type PutOff = Map<string, Set<string>>

interface Place {
  readonly terminalId: string
  readonly epoch: number
  readonly seq: number
}

export async function readPutOff(trx: Db, terminalIds: readonly string[]): Promise<PutOff> {
  const rows = await trx
    .selectFrom('alarms')
    .select(['terminal_id', 'epoch', 'seq', 'details'])
    .where('kind', '=', 'altered')
    .where('settled_at_ms', 'is', null)
    .where('terminal_id', 'in', terminalIds)
    .execute()
  const found: PutOff = new Map()
  for (const { terminal_id: terminalId, epoch, seq, details } of rows) {
    const { envelope } = JSON.parse(details) as { envelope: string }
    digestsAt(found, { terminalId, epoch, seq }).add(envelope)
  }
  return found
}

/** The digests at a place, to be read and added to. */
export function digestsAt(putOff: PutOff, place: Place): Set<string> {
  const key = keyOf(place)
  const known = putOff.get(key)
  if (known) return known
  const fresh = new Set<string>()
  putOff.set(key, fresh)
  return fresh
}

/** Whether an alteration of the place's fact waits to come again. */
export function isAwaited(putOff: PutOff, place: Place): boolean {
  return putOff.has(keyOf(place))
}

function keyOf({ terminalId, epoch, seq }: Place): string {
  return `${terminalId}/${epoch}/${seq}`
}

export function alteredAlarm(place: Place, fact: Envelope, code: Altered, nowMs: number): AlarmRow {
  const { terminalId, epoch, seq } = place
  const details = { code, envelope: envelopeDigest(fact), bodyHash: fact.bodyHash }
  return alarmRow({ kind: 'altered', terminalId, epoch, seq, details, body: fact.body }, nowMs)
}
