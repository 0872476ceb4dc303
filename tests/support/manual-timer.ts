import type { Timer } from '../../main/ports/timer.ts'

/** A timer that a test moves on. */
export interface ManualTimer extends Timer {
  /** The delays of what waits, in the order it was asked for. */
  delays(): number[]
  /** Runs what waits, now; it may ask for more, which waits again. */
  runAll(): void
}

export function manualTimer(): ManualTimer {
  const waiting = new Set<{ readonly delayMs: number; readonly run: () => void }>()
  return {
    after(delayMs, run) {
      const entry = { delayMs, run }
      waiting.add(entry)
      return { cancel: () => void waiting.delete(entry) }
    },
    delays: () => Array.from(waiting, ({ delayMs }) => delayMs),
    runAll() {
      const due = [...waiting]
      waiting.clear()
      for (const { run } of due) run()
    },
  }
}
