/** Work that can be interrupted: it yields wherever the page may have a turn, and returns what it made. */
export type Sliced<Value> = Generator<undefined, Value, undefined>

/** Well under a frame, so that a key pressed meanwhile is painted in the next one. */
const SLICE_MS = 5

/** Does the work in slices of a few milliseconds and lets the page live between them. */
export async function runSliced<Value>(work: Sliced<Value>): Promise<Value> {
  for (;;) {
    const endMs = performance.now() + SLICE_MS
    do {
      const step = work.next()
      if (step.done) return step.value
    } while (performance.now() < endMs)
    await pause()
  }
}

/** Not in the compiler's library yet, nor in every browser. */
interface Scheduling {
  readonly scheduler?: { readonly yield?: () => Promise<void> }
}

function pause(): Promise<void> {
  const { scheduler } = globalThis as Scheduling
  if (scheduler?.yield) return scheduler.yield()
  return new Promise((resume) => setTimeout(resume, 0))
}

/** Steps of a loop between two turns of the page: well under a millisecond of work, also on a slow machine. */
const STEPS = 2048

/**
 * A loop over the numbers from 0 up to `count` that can be interrupted.
 * @param work does the steps from the first number up to, not including, the second.
 * @param steps how many at once; fewer where a step is more than a few sums.
 */
export function* inSlices(count: number, work: (from: number, to: number) => void, steps = STEPS): Sliced<void> {
  for (let from = 0; from < count; from += steps) {
    work(from, Math.min(from + steps, count))
    yield
  }
}

/** Rows that are sorted by insertion before they are merged. */
const RUN = 16

/**
 * The numbers from 0 up to `count` in the order of what they stand for; equals keep theirs. What is in order already,
 * as skus are when they come from the database, costs one pass.
 */
export function* sortIndexes(count: number, compare: (a: number, b: number) => number): Sliced<Uint32Array> {
  let sorted = new Uint32Array(count)
  let inOrder = true
  yield* inSlices(count, (from, to) => {
    for (let i = from; i < to; i++) sorted[i] = i
    for (let i = Math.max(from, 1); inOrder && i < to; i++) inOrder = compare(i - 1, i) <= 0
  })
  if (inOrder) return sorted
  yield* inSlices(count, (from, to) => insertionSort(sorted, from, to, compare), RUN)
  let merged = new Uint32Array(count)
  for (let width = RUN; width < count; width *= 2) {
    for (let from = 0; from < count; from += 2 * width)
      yield* mergeRuns(sorted, merged, { from, middle: from + width, to: from + 2 * width }, compare)
    ;[sorted, merged] = [merged, sorted]
  }
  return sorted
}

function insertionSort(items: Uint32Array, from: number, to: number, compare: (a: number, b: number) => number): void {
  for (let i = from + 1; i < to; i++) {
    const item = items[i]!
    let place = i
    while (place > from && compare(items[place - 1]!, item) > 0) {
      items[place] = items[place - 1]!
      place--
    }
    items[place] = item
  }
}

interface Runs {
  readonly from: number
  readonly middle: number
  readonly to: number
}

function* mergeRuns(
  source: Uint32Array,
  target: Uint32Array,
  runs: Runs,
  compare: (a: number, b: number) => number,
): Sliced<void> {
  const middle = Math.min(runs.middle, source.length)
  const end = Math.min(runs.to, source.length)
  let left = runs.from
  let right = middle
  yield* inSlices(end - runs.from, (from, to) => {
    for (let i = runs.from + from; i < runs.from + to; i++) {
      const takesLeft = left < middle && (right >= end || compare(source[left]!, source[right]!) <= 0)
      target[i] = takesLeft ? source[left++]! : source[right++]!
    }
  })
}
