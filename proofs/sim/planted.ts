import type { Figures } from './figures.ts'
import type { SimOptions } from './options.ts'
import { PLANTED_BUGS } from './planted-bugs.ts'
import { plant } from './plant.ts'
import { atOnce, runApart } from './workers.ts'

interface Found {
  readonly bug: string
  /** How many seeds it took, the one that found it among them; null where none did. */
  readonly seeds: number | null
  readonly seed: number | null
  readonly broken: readonly string[]
}

export interface PlantedFigures {
  readonly bugs: number
  readonly found: number
  readonly seedsWithoutBug: number
  readonly results: readonly Found[]
  readonly broken: readonly string[]
}

/** The product no longer has the text that a bug changes; why was said on standard error. */
const NOT_PLANTED: Pick<Figures, 'seeds' | 'broken'> = { seeds: 0, broken: [] }
/** As many seeds have to be quiet without a bug as show that it is the bug that was found. */
const QUIET_SEEDS = 100

/** @throws Error where there is no such bug, or the product no longer has the text it changes. */
export function plantBug(name: string): void {
  const plants = PLANTED_BUGS[name]
  if (!plants)
    throw new Error(`there is no planted bug of this name; there are: ${Object.keys(PLANTED_BUGS).join(', ')}`)
  plant(plants)
}

/** A simulation that finds nothing proves something only if it would find what is there. */
export async function findPlanted({
  seeds,
  from,
  days,
  terminals,
  workers,
  json,
}: SimOptions): Promise<PlantedFigures> {
  const shape = (count: number) =>
    ['--from', from, '--seeds', count, '--days', days, '--terminals', terminals, '--json'].map(String)
  const tell = (line: string) => !json && process.stderr.write(`${line}\n`)
  const lookFor = async (bug: string): Promise<Found> => {
    const { seeds: run, broken } = await runApart([...shape(seeds), '--bug', bug]).catch(() => NOT_PLANTED)
    const [failure] = broken
    tell(
      `${bug}: ${failure ? `found by seed ${failure.seed} (${run} run): ${failure.broken[0]?.split('\n')[0]}` : 'NOT FOUND'}`,
    )
    return { bug, seeds: failure ? run : null, seed: failure?.seed ?? null, broken: failure?.broken.slice(0, 3) ?? [] }
  }
  let quiet = NOT_PLANTED
  const found = new Map<string, Found>()
  const bugs = Object.keys(PLANTED_BUGS)
  const runs = bugs.map((bug) => async () => void found.set(bug, await lookFor(bug)))
  // Without a bug all seeds are run, which takes longest: so it begins first.
  const runQuiet = async () => void (quiet = await runApart(shape(Math.min(seeds, QUIET_SEEDS))))
  await atOnce([runQuiet, ...runs], workers, (run) => run())
  const results = bugs.map((bug) => found.get(bug)!)
  const missed = results.filter((result) => result.seeds === null).map(({ bug }) => `${bug} was not found`)
  const loud = quiet.broken.map(({ replay }) => `broken without any bug: ${replay}`)
  return {
    ...{ bugs: results.length, found: results.length - missed.length, seedsWithoutBug: quiet.seeds, results },
    broken: [...missed, ...loud],
  }
}
