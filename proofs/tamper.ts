import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CHANGES } from './tamper/changes.ts'
import { HOLES, OWN_KEY_CHANGES } from './tamper/own-key.ts'
import { openPlayground } from './tamper/playground.ts'
import { ruleChance } from './tamper/surroundings.ts'
import { finishProof, readProofOptions } from './support/command.ts'
import { seeded } from './support/seeded.ts'

/**
 * Changes a terminal's database behind its back, with all of its keys at hand, and asks whether it is noticed: by the
 * check of the data folder, and where that finds nothing, by an alarm of the central store when the terminal talks to it
 * next. For the first change of each kind a terminal is started there too, and all of it is told to the store.
 */
const { numbers, say } = readProofOptions('tamper', {
  trials: { what: 'how many changes are tried', otherwise: 1_000, least: 1, most: 1_000_000 },
  from: { what: 'the seed of the first', otherwise: 1, least: 0, most: 1_000_000_000 },
  facts: { what: 'how long the journal is', otherwise: 16, least: 12, most: 10_000 },
})

const ALL = { ...CHANGES, ...OWN_KEY_CHANGES, ...HOLES }
const KINDS = Object.keys(ALL)
const AT_STORE = 'store: '

ruleChance(seeded(0))
const folder = mkdtempSync(join(tmpdir(), 'okryu-tamper-'))
try {
  const playground = await openPlayground(folder, numbers.facts)
  const trace = createHash('sha256').update(playground.digest())
  const found: Record<string, Record<string, number>> = {}
  const started: Record<string, string> = {}
  const alarms: Record<string, string> = {}
  const broken: string[] = []
  const untouched = playground.audited() ?? (await playground.started()) ?? (await playground.synced())[0]
  if (untouched !== undefined) broken.push(`an untouched journal is called ${untouched}`)
  for (let seed = numbers.from; seed < numbers.from + numbers.trials; seed++) {
    const kind = KINDS[seed % KINDS.length]!
    const again = `npm run tamper -- --from ${seed} --trials 1`
    playground.change((db, journal) => ALL[kind]!(db, seeded(seed), journal))
    trace.update(playground.digest())
    const isFirst = !(kind in found)
    const here = playground.audited()
    const there = here === undefined || isFirst ? await playground.synced() : []
    const by = here ?? (there.length > 0 ? `${AT_STORE}${there.join(', ')}` : 'unnoticed')
    if (by === 'unnoticed' && !(kind in HOLES)) broken.push(`${kind} was not noticed: ${again}`)
    const counts = (found[kind] ??= {})
    counts[by] = (counts[by] ?? 0) + 1
    if (isFirst) {
      alarms[kind] = there.join(', ')
      if (there.length === 0 && !(kind in HOLES)) broken.push(`the store raised no alarm about ${kind}: ${again}`)
      // The talk with the store has changed the folder.
      playground.change((db, journal) => ALL[kind]!(db, seeded(seed), journal))
      started[kind] = (await playground.started()) ?? 'nothing'
      if (here !== undefined && started[kind] === 'nothing')
        broken.push(`a terminal that was started told nothing of ${kind}: ${again}`)
    }
    if (seed % 1_000 === 0) say(`seed ${seed}`)
  }
  const ofKinds = (is: (by: string) => boolean) =>
    Object.keys(found).filter((kind) => Object.keys(found[kind]!).some(is))
  finishProof({
    ...{ proof: 'tamper', from: numbers.from, trials: numbers.trials, facts: playground.journal.length },
    ...{ trace: trace.digest('hex'), found, started, alarms },
    onlyStore: ofKinds((by) => by.startsWith(AT_STORE)),
    unnoticed: ofKinds((by) => by === 'unnoticed'),
    broken,
  })
} finally {
  rmSync(folder, { recursive: true, force: true })
}
