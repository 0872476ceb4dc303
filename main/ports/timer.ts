/** Something to be done later, handed in so that tests and simulations can rule it. */
export interface Timer {
  after(delayMs: number, run: () => void): { cancel(): void }
}

export const systemTimer: Timer = {
  after(delayMs, run) {
    const handle = setTimeout(run, delayMs)
    return { cancel: () => clearTimeout(handle) }
  },
}
