import { ruleSurroundings } from './environment.ts'
import { addFigures, NO_FIGURES, type Failure, type Figures } from './figures.ts'
import { simulate } from './simulate.ts'

export interface SeedRange {
  readonly from: number
  readonly seeds: number
  readonly days: number
  readonly terminals: number
  readonly stopAtFirst: boolean
  readonly trace: boolean
  readonly progress: boolean
}

/** Runs seed after seed in this process, which from then on does nothing else. */
export async function runSeeds(range: SeedRange): Promise<Figures> {
  ruleSurroundings()
  const startedMs = performance.now()
  const cpuBefore = process.cpuUsage()
  let figures = NO_FIGURES
  for (let seed = range.from; seed < range.from + range.seeds; seed++) {
    const { broken, ...result } = await oneSeed(seed, range)
    const failures: Failure[] = broken.length > 0 ? [{ seed, replay: replayOf(seed, range), broken }] : []
    figures = addFigures(figures, { ...NO_FIGURES, ...result, seeds: 1, broken: failures })
    if (range.progress) process.stderr.write(`seed ${seed}: ${result.orders} orders${said(broken)}\n`)
    if (range.stopAtFirst && failures.length > 0) break
  }
  const cpu = process.cpuUsage(cpuBefore)
  const cpuMs = Math.round((cpu.user + cpu.system) / 1_000)
  return { ...figures, cpuMs, wallMs: Math.round(performance.now() - startedMs) }
}

/** A simulation that cannot go on is a broken promise too, and the seeds after it are run all the same. */
async function oneSeed(seed: number, { days, terminals, trace }: SeedRange) {
  const tell = trace ? (line: string) => void process.stderr.write(`${line}\n`) : undefined
  try {
    const { seed: _seed, ...result } = await simulate({ seed, days, terminals, tell })
    return result
  } catch (error) {
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { ...NO_FIGURES, broken: [`it broke off: ${why}`] }
  }
}

function replayOf(seed: number, { days, terminals }: SeedRange): string {
  return `npm run sim -- --from ${seed} --seeds 1 --days ${days} --terminals ${terminals} --trace`
}

function said(broken: readonly string[]): string {
  return broken.length === 0 ? '' : `, BROKEN\n  ${broken.join('\n  ')}`
}
