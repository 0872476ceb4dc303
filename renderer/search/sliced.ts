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

/**
 * Lets the page have its turn. By a message, which waits only for what is there already: a timer waits four
 * milliseconds, and Chromium's `scheduler.yield` goes on before the page is painted, which then happens ten times a
 * second instead of sixty.
 */
function pause(): Promise<void> {
  return new Promise((resume) => {
    const { port1, port2 } = new MessageChannel()
    const onMessage = (): void => {
      port1.close()
      resume()
    }
    port1.addEventListener('message', onMessage, { once: true })
    port1.start()
    port2.postMessage(null)
  })
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
