import type { FactBody } from '../../domain/fact.ts'
import type { Result } from '../../domain/result.ts'
import { parseBody, type BodyError } from './parse-body.ts'
import { placesKey, type Places } from './places.ts'
import type { Envelope, Push } from './push.ts'
import { checkSound, type Altered } from './soundness.ts'

/** What could be made of a fact that is new, or not what stands in its place. */
export type Reading =
  | { readonly sound: true; readonly body: Result<FactBody, BodyError> }
  | { readonly sound: false; readonly code: Altered; readonly details: Readonly<Record<string, string | number>> }

export type Readings = ReadonlyMap<Envelope, Reading>

/** Reads the facts that the hash in their place does not answer already. */
export function readFacts(pushes: readonly Push[], allPlaces: ReadonlyMap<string, Places>): Readings {
  const readings = new Map<Envelope, Reading>()
  for (const { terminalId, epoch, facts } of pushes) {
    const places = allPlaces.get(placesKey(terminalId, epoch))
    if (!places) continue
    for (const fact of facts) {
      const taken = places.taken.get(fact.seq)
      if (taken && taken.bodyHash === fact.bodyHash && !taken.putAside) continue
      const sound = checkSound(fact, places.terminal, places)
      if (sound.ok) readings.set(fact, { sound: true, body: parseBody(fact.body) })
      else readings.set(fact, { sound: false, code: sound.code, details: sound.details ?? {} })
    }
  }
  return readings
}
