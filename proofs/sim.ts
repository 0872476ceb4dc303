import { findPlanted, plantBug } from './sim/planted.ts'
import { simOptions, usage, type SimOptions } from './sim/options.ts'
import { addFigures, type Figures } from './sim/figures.ts'
import { atOnce, runApart } from './sim/workers.ts'

/** Simulates shops with everything that goes wrong, and proves that no order is lost or doubled in any of them. */

const MS_PER_HOUR = 3_600_000

async function main(): Promise<number> {
  let options: SimOptions | undefined
  try {
    options = simOptions(process.argv.slice(2))
    if (!options) {
      process.stdout.write(`${usage()}\n`)
      return 0
    }
    if (options.bug !== undefined) plantBug(options.bug)
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n${usage()}\n`)
    return 2
  }
  if (options.planted) return print(await findPlanted(options))
  const figures = options.workers > 1 ? await spread(options) : await here(options)
  const perCoreHour = Math.round((figures.seeds * MS_PER_HOUR) / Math.max(1, figures.cpuMs))
  return print({ ...figures, cpuMsPerSeed: Math.round(figures.cpuMs / figures.seeds), seedsPerCoreHour: perCoreHour })
}

async function here(options: SimOptions): Promise<Figures> {
  // Product files are read only now, after a bug was planted in them.
  const { runSeeds } = await import('./sim/run-seeds.ts')
  return runSeeds({ ...options, stopAtFirst: options.bug !== undefined, progress: !options.json })
}

async function spread({ seeds, from, days, terminals, workers, json }: SimOptions): Promise<Figures> {
  const parts = Array.from({ length: Math.min(workers, seeds) }, (_, index) => {
    const begin = from + Math.floor((seeds * index) / Math.min(workers, seeds))
    const end = from + Math.floor((seeds * (index + 1)) / Math.min(workers, seeds))
    return ['--from', begin, '--seeds', end - begin, '--days', days, '--terminals', terminals].map(String)
  })
  const all = await atOnce(parts, workers, (part) => runApart(json ? [...part, '--json'] : part))
  return all.reduce(addFigures)
}

function print<Printed extends { readonly broken: readonly unknown[] }>(figures: Printed): number {
  process.stdout.write(`${JSON.stringify({ proof: 'sim', ...figures })}\n`)
  return figures.broken.length === 0 ? 0 : 1
}

process.exitCode = await main()
