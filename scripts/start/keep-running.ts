import { setTimeout as wait } from 'node:timers/promises'
import { startChild, type Stoppable } from './children.ts'

const RESTART_AFTER_MS = 1_000

/**
 * A process that is started again whenever it ends by itself, where others found it: at its first address.
 * @param args the rest of its command line for a port; 0 is any free one.
 * @param onRestart called before it is started again.
 */
export async function keepRunning<Ready extends { readonly url: string }>(
  what: string,
  entry: string,
  args: (port: string) => readonly string[],
  onRestart: () => void,
): Promise<Stoppable & { readonly ready: Ready }> {
  let current = await startChild<Ready>(what, entry, args('0'))
  const { ready } = current
  const stopping = new AbortController()

  async function watch(): Promise<void> {
    for (;;) {
      await current.ended
      if (stopping.signal.aborted) return
      onRestart()
      await startAgain()
    }
  }

  /** It may need a moment until what it left behind lets go: tried for as long as it takes. */
  async function startAgain(): Promise<void> {
    while (!stopping.signal.aborted) {
      await wait(RESTART_AFTER_MS)
      try {
        current = await startChild<Ready>(what, entry, args(new URL(ready.url).port))
        if (stopping.signal.aborted) await current.stop()
        return
      } catch {
        // Its own words are on the console; the counter goes on without it meanwhile.
      }
    }
  }

  void watch()
  return {
    ready,
    async stop() {
      stopping.abort()
      await current.stop()
    },
  }
}
