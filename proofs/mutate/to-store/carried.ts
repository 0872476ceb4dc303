import { PATHS } from '../../../contract/central.ts'
import { storeKeyText } from '../../../contract/courier.ts'
import { uuidv7 } from '../../../domain/ids.ts'
import { invariant } from '../../../domain/result.ts'
import { sha256Hex } from '../../../trust/hash.ts'
import type { Seeded } from '../../support/seeded.ts'
import { bundleOf, spoiltBundle, type Carried } from '../spoilt-bundle.ts'
import { NOW_MS } from '../store-site.ts'
import type { Wire } from './message.ts'
import type { TerminalStub } from './terminal-stub.ts'

const GENUINE_PART = 0.1

/** A courier's bundle of new facts, mostly spoilt. */
export async function carriedWire(stub: TerminalStub, chance: Seeded): Promise<Wire> {
  const isGenuine = chance.chance(GENUINE_PART)
  const file = await (isGenuine ? bundleOf : spoiltBundle)(carriedBy(stub, chance), chance)
  const headers = { ...stub.headers(), 'content-type': 'application/octet-stream' }
  const lines = file.isForged ? [] : file.lines
  return { what: 'bundle', method: 'POST', url: PATHS.courier, headers, body: file.bytes, lines, isGenuine }
}

function carriedBy(stub: TerminalStub, chance: Seeded): Carried {
  const { terminalId, terminalNumber, storeKeys, incarnation } = stub.enrolled
  invariant(storeKeys, 'a terminal with keys was told those of its store')
  const { epoch, facts } = stub.newFacts()
  return {
    header: {
      ...{ kind: 'facts', terminalId, terminalNumber, storeKeyId: sha256Hex(storeKeyText(storeKeys)) },
      ...{ bundleId: uuidv7(NOW_MS, chance.bytes(10)), madeAtMs: NOW_MS, day: '2026-11-21' },
      ranges: [{ epoch, fromSeq: facts[0]!.seq, toSeq: facts.at(-1)!.seq }],
      ...{ statesCursor: chance.int(5), catalogueVersion: chance.int(3), wholeCatalogue: chance.chance(0.1) },
      incarnation,
    },
    lines: facts.map((fact) => JSON.stringify({ epoch, ...fact })),
    sender: stub.signing,
    receiver: storeKeys.sealing,
  }
}
