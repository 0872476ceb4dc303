import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Times of one work for each query, in milliseconds: the median of its rounds. */
export type Medians = readonly number[]

/**
 * Each work goes through all queries, then the next does, round after round: so all see the same machine, and none has
 * its memory swept out of the processor's caches by another between two keys.
 */
export function measureInterleaved(
  works: readonly ((query: string) => unknown)[],
  queries: readonly string[],
  rounds: number,
): Medians[] {
  const times = works.map(() => queries.map(() => [] as number[]))
  for (let round = 0; round < rounds; round++) {
    for (const [w, work] of works.entries()) {
      for (const [q, query] of queries.entries()) {
        const startMs = performance.now()
        work(query)
        times[w]![q]!.push(performance.now() - startMs)
      }
    }
  }
  return times.map((ofQueries) => ofQueries.map((ofRounds) => quantile(ofRounds, 0.5)))
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!
}

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** Bytes that are in use for good. */
export function usedBytes(): number {
  collectGarbage()
  collectGarbage()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
