import { ruleSurroundings } from './environment.ts'
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

export interface Failure {
  readonly seed: number
  readonly replay: string
  readonly broken: readonly string[]
}

export interface Figures {
  readonly seeds: number
  readonly orders: number
  readonly cancellations: number
  readonly restores: number
  readonly cpuMs: number
  readonly wallMs: number
  /** Of the seeds' traces, in their order: the same for the same range, always. */
  readonly traceHashes: readonly string[]
  readonly broken: readonly Failure[]
}

/** Runs seed after seed in this process, which from then on does nothing else. */
export async function runSeeds(range: SeedRange): Promise<Figures> {
  ruleSurroundings()
  const startedMs = performance.now()
  const cpuBefore = process.cpuUsage()
  const figures = { seeds: 0, orders: 0, cancellations: 0, restores: 0 }
  const traceHashes: string[] = []
  const broken: Failure[] = []
  for (let seed = range.from; seed < range.from + range.seeds; seed++) {
    const result = await oneSeed(seed, range)
    figures.seeds += 1
    figures.orders += result.orders
    figures.cancellations += result.cancellations
    figures.restores += result.restores
    traceHashes.push(result.traceHash)
    if (result.broken.length > 0) broken.push({ seed, replay: replayOf(seed, range), broken: result.broken })
    if (range.progress) process.stderr.write(`seed ${seed}: ${result.orders} orders${said(result.broken)}\n`)
    if (range.stopAtFirst && broken.length > 0) break
  }
  const cpu = process.cpuUsage(cpuBefore)
  const cpuMs = Math.round((cpu.user + cpu.system) / 1_000)
  return { ...figures, cpuMs, wallMs: Math.round(performance.now() - startedMs), traceHashes, broken }
}

/** A simulation that cannot go on is a broken promise too, and the seeds after it are run all the same. */
async function oneSeed(seed: number, { days, terminals, trace }: SeedRange) {
  const tell = trace ? (line: string) => void process.stderr.write(`${line}\n`) : undefined
  try {
    return await simulate({ seed, days, terminals, tell })
  } catch (error) {
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { seed, traceHash: '', orders: 0, cancellations: 0, restores: 0, broken: [`it broke off: ${why}`] }
  }
}

function replayOf(seed: number, { days, terminals }: SeedRange): string {
  return `npm run sim -- --from ${seed} --seeds 1 --days ${days} --terminals ${terminals} --trace`
}

function said(broken: readonly string[]): string {
  return broken.length === 0 ? '' : `, BROKEN\n  ${broken.join('\n  ')}`
}
