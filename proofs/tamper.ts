import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CHANGES } from './tamper/changes.ts'
import { openPlayground } from './tamper/playground.ts'
import { finishProof, readProofOptions } from './support/command.ts'
import { seeded } from './support/seeded.ts'

/**
 * Changes a terminal's database behind its back, with its key at hand, and asks whether the product tells: the check of a
 * data folder each time, and a terminal that is started there for the first change of each kind.
 */
const { numbers, say } = readProofOptions('tamper', {
  trials: { otherwise: 1_000, least: 1, most: 1_000_000 },
  from: { otherwise: 1, least: 0, most: 1_000_000_000 },
  facts: { otherwise: 12, least: 6, most: 10_000 },
})

const folder = mkdtempSync(join(tmpdir(), 'okryu-tamper-'))
try {
  const playground = await openPlayground(folder, numbers.facts)
  const kinds = Object.keys(CHANGES)
  const found: Record<string, Record<string, number>> = {}
  const started: Record<string, string> = {}
  const broken: string[] = []
  const untouched = playground.audited() ?? (await playground.started())
  if (untouched !== undefined) broken.push(`an untouched journal is called ${untouched}`)
  for (let seed = numbers.from; seed < numbers.from + numbers.trials; seed++) {
    const chance = seeded(seed)
    const kind = chance.pick(kinds)
    playground.change((db, journal) => CHANGES[kind]!(db, chance, journal))
    const again = `npm run tamper -- --from ${seed} --trials 1`
    const by = playground.audited()
    if (by === undefined) broken.push(`${kind} was not noticed: ${again}`)
    const counts = (found[kind] ??= {})
    counts[by ?? 'unnoticed'] = (counts[by ?? 'unnoticed'] ?? 0) + 1
    if (!(kind in started)) {
      const told = await playground.started()
      if (told === undefined) broken.push(`a terminal that was started told nothing of ${kind}: ${again}`)
      started[kind] = told ?? 'unnoticed'
    }
    if (seed % 1_000 === 0) say(`seed ${seed}`)
  }
  finishProof({ trials: numbers.trials, facts: playground.journal.length, found, started, broken })
} finally {
  rmSync(folder, { recursive: true, force: true })
}
