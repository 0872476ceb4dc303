import { createHash } from 'node:crypto'

export interface Scheduled {
  cancel(): void
}

interface Entry {
  readonly atMs: number
  readonly order: number
  readonly label: string
  run: (() => void | Promise<void>) | undefined
}

/** Real time. A round that never comes to rest would otherwise hang the simulation without a word. */
const MOST_RESTLESS_MS = 60_000

/**
 * One thread of time for everything that is simulated. Events run one after another; after each, everything it set
 * off in the product comes to rest before the next. All that happens goes into a trace, so that two runs of the same
 * seed can be compared.
 */
export class World {
  readonly #heap: Entry[] = []
  readonly #trace = createHash('sha256')
  readonly #restless: (() => boolean)[] = []
  readonly #tell: ((line: string) => void) | undefined
  #nowMs: number
  #count = 0
  readonly tallies: Record<string, number> = {}

  /** @param tell is given each line of the trace, for people who look for the cause of a failure. */
  constructor(startMs: number, tell?: (line: string) => void) {
    this.#nowMs = startMs
    this.#tell = tell
  }

  get nowMs(): number {
    return this.#nowMs
  }

  after(delayMs: number, label: string, run: () => void | Promise<void>): Scheduled {
    const entry: Entry = { atMs: this.#nowMs + Math.max(0, delayMs), order: this.#count++, label, run }
    this.#push(entry)
    return { cancel: () => void (entry.run = undefined) }
  }

  /** While one of these says true, something of the last event is still going on. */
  restless(check: () => boolean): void {
    this.#restless.push(check)
  }

  note(line: string): void {
    this.#trace.update(line).update('\n')
    this.#tell?.(`${new Date(this.#nowMs).toISOString()} ${line}`)
  }

  /** Counts what went wrong, so that nobody believes in a fault that never happens. */
  tally(what: string): void {
    this.tallies[what] = (this.tallies[what] ?? 0) + 1
  }

  async runUntil(endMs: number): Promise<void> {
    for (let next = this.#heap[0]; next && next.atMs <= endMs; next = this.#heap[0]) {
      this.#pop()
      if (!next.run) continue
      this.#nowMs = next.atMs
      this.note(`${next.atMs} ${next.label}`)
      await next.run()
      await this.#rest()
    }
    this.#nowMs = endMs
  }

  traceHash(): string {
    return this.#trace.copy().digest('hex')
  }

  async #rest(): Promise<void> {
    const startedMs = performance.now()
    do {
      await new Promise(setImmediate)
      if (performance.now() - startedMs > MOST_RESTLESS_MS)
        throw new Error('what an event set off does not come to rest')
    } while (this.#restless.some((check) => check()))
  }

  #push(entry: Entry): void {
    const heap = this.#heap
    let at = heap.push(entry) - 1
    while (at > 0) {
      const above = (at - 1) >> 1
      if (!before(entry, heap[above]!)) break
      heap[at] = heap[above]!
      at = above
    }
    heap[at] = entry
  }

  #pop(): void {
    const heap = this.#heap
    const last = heap.pop()!
    if (heap.length === 0) return
    let at = 0
    for (;;) {
      let below = 2 * at + 1
      if (below >= heap.length) break
      if (below + 1 < heap.length && before(heap[below + 1]!, heap[below]!)) below += 1
      if (!before(heap[below]!, last)) break
      heap[at] = heap[below]!
      at = below
    }
    heap[at] = last
  }
}

function before(a: Entry, b: Entry): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order)
}
