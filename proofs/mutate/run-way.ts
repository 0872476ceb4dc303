import { fork, type ChildProcess } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Portion, PortionResult, Way } from './portion.ts'

/** What came of all messages one way. */
export interface WayResult {
  readonly messages: number
  readonly changes: number
  /** For each second that one process worked at them. */
  readonly perSecond: number
  readonly broken: readonly string[]
}

export interface WaysOptions {
  readonly from: number
  /** Each way. */
  readonly messages: number
  readonly say: (line: string) => void
}

const PER_PORTION = 2_500

/** Both ways at once, in portions that are worked off by as many processes as there are cores. */
export async function runWays<Name extends Way>(ways: readonly Name[], options: WaysOptions) {
  const tallies = ways.map((way) => new Tally(way, options))
  const portions = ways.length * Math.ceil(options.messages / PER_PORTION)
  const workers = Math.min(portions, Math.max(ways.length, availableParallelism()))
  const working = Array.from({ length: workers }, async (_, at) => {
    // Each begins with a way of its own and helps with the others once that one is done.
    const order = tallies.map((_tally, index) => tallies[(at + index) % tallies.length]!)
    let child = forked()
    for (let portion = nextOf(order); portion; portion = nextOf(order)) {
      // The one before may have died of a message.
      if (!child.connected) child = forked()
      const startedMs = performance.now()
      portion.tally.add(portion.portion, await workedOff(child, portion.portion), performance.now() - startedMs)
    }
    if (child.connected) child.disconnect()
  })
  await Promise.all(working)
  return Object.fromEntries(tallies.map((tally) => [tally.way, tally.result()])) as Readonly<Record<Name, WayResult>>
}

function nextOf(order: readonly Tally[]): { readonly tally: Tally; readonly portion: Portion } | undefined {
  for (const tally of order) {
    const portion = tally.next()
    if (portion) return { tally, portion }
  }
  return undefined
}

/** One way's portions: which come next, and what came of those that are done. */
class Tally {
  readonly way: Way
  readonly #options: WaysOptions
  readonly #broken: string[] = []
  #seed: number
  #given = 0
  #messages = 0
  #changes = 0
  #workedMs = 0

  constructor(way: Way, options: WaysOptions) {
    this.way = way
    this.#options = options
    this.#seed = options.from
  }

  /** Undefined where all are given out, or something is broken already. */
  next(): Portion | undefined {
    const messages = Math.min(PER_PORTION, this.#options.messages - this.#given)
    if (messages === 0 || this.#broken.length > 0) return undefined
    this.#given += messages
    return { way: this.way, seed: this.#seed++, messages }
  }

  add({ seed, messages }: Portion, result: PortionResult, workedMs: number): void {
    this.#messages += result.messages
    this.#changes += result.changes
    this.#workedMs += workedMs
    const again = `npm run mutate -- --messages ${messages} --from ${seed}`
    const broken = result.broken.map((what) => `${this.way}: ${what} (${again})`)
    // Said at once: the other way may go on for hours.
    for (const line of broken) this.#options.say(line)
    this.#broken.push(...broken)
    const { perSecond } = this.result()
    this.#options.say(`${this.way}: ${this.#messages} of ${this.#options.messages} messages, ${perSecond} a second`)
  }

  result(): WayResult {
    const perSecond = Math.round((this.#messages / Math.max(1, this.#workedMs)) * 1_000)
    return { messages: this.#messages, changes: this.#changes, perSecond, broken: this.#broken }
  }
}

function forked(): ChildProcess {
  return fork(join(import.meta.dirname, 'portions-child.ts'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
}

function workedOff(child: ChildProcess, portion: Portion): Promise<PortionResult> {
  return new Promise((resolve) => {
    const settle = (result: PortionResult): void => {
      child.off('message', answered)
      child.off('exit', ended)
      resolve(result)
    }
    const answered = (message: unknown): void => settle(message as PortionResult)
    const ended = (code: number | null, signal: string | null): void =>
      settle({ messages: 0, changes: 0, broken: [`the process ended with ${code ?? signal}`] })
    child.on('message', answered).on('exit', ended).send(portion)
  })
}
