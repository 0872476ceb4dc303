import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeShopFolder, type ShopFolder } from './flip/shop-folder.ts'
import { runTrial, type Trial } from './flip/trial.ts'
import { finishProof, readProofOptions } from './support/command.ts'
import { seeded } from './support/seeded.ts'

/**
 * Damages a terminal's files: flipped bits, zeroed and swapped pages, cut files, older copies put back. Each time the
 * damage is found or changed no row, no total is wrong, and the terminal is back to selling within a minute.
 */

const TRIALS_PER_SHOP = 50
const MOST_SHOWN = 20

const { numbers, say } = readProofOptions('flip', {
  trials: { what: 'how many damages are tried', otherwise: 200, least: 1, most: 1_000_000 },
  from: { what: 'the seed of the first', otherwise: 1, least: 0, most: 2 ** 32 },
})

const folder = mkdtempSync(join(realpathSync(tmpdir()), 'okryu-flip-'))
const startedMs = performance.now()
const trials: Trial[] = []
const broken: string[] = []
let shop: ShopFolder | undefined
let shopSeed = -1
try {
  for (let seed = numbers.from; seed < numbers.from + numbers.trials; seed++) {
    shop = await shopFor(Math.floor(seed / TRIALS_PER_SHOP))
    await runOne(seed, shop)
    if (trials.length % 20 === 0) say(`${trials.length} of ${numbers.trials}; ${broken.length} broken`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
finishProof({ ...summary(), broken: broken.slice(0, MOST_SHOWN) })

async function shopFor(wanted: number): Promise<ShopFolder> {
  if (shop && shopSeed === wanted) return shop
  for (const name of ['shop', 'older']) rmSync(join(folder, name), { recursive: true, force: true })
  shopSeed = wanted
  return makeShopFolder(join(folder, 'shop'), join(folder, 'older'), seeded(wanted).fork('shop'))
}

async function runOne(seed: number, of: ShopFolder): Promise<void> {
  const again = `npm run flip -- --trials 1 --from ${seed}`
  const found: string[] = []
  try {
    const trial = await runTrial(seed, of, join(folder, 'trial'))
    trials.push(trial)
    found.push(...trial.broken.map((what) => `${what} (${trial.what}; ${again})`))
  } catch (error) {
    found.push(`${(error as Error).message} (${again})`)
  }
  for (const what of found) say(what)
  broken.push(...found)
}

function summary() {
  const of = (outcome: Trial['outcome']) => trials.filter((trial) => trial.outcome === outcome)
  const times = trials.filter(({ outcome }) => outcome === 'recovered').map((trial) => trial.sellingAfterMs)
  const sorted = times.toSorted((a, b) => a - b)
  return {
    ...{ proof: 'flip', from: numbers.from, trials: numbers.trials },
    ...{
      recovered: of('recovered').length,
      harmless: of('harmless').length,
      lastChange: of('lastChange').length,
      unnoticed: of('unnoticed').length,
    },
    // What the last changes were, that nobody can tell from those of a power cut.
    lastChangesOf: countsOf(of('lastChange').map(({ changed }) => changed.join(' '))),
    causes: countsOf(trials.map(({ cause }) => cause || 'none')),
    trialsWithLostFacts: trials.filter(({ lostFacts }) => lostFacts > 0).length,
    lostFacts: trials.reduce((sum, { lostFacts }) => sum + lostFacts, 0),
    sellingAfterMs: { median: Math.round(sorted[sorted.length >> 1] ?? 0), most: Math.round(sorted.at(-1) ?? 0) },
    seconds: Math.round((performance.now() - startedMs) / 1_000),
  }
}

function countsOf(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return counts
}
