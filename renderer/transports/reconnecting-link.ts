import type { ClientContext, ClientLink, ClientOptions } from '@orpc/client'
import { ConnectionLostError, type Carrier, type Connection } from './connection.ts'

const BACK_OFF_MIN_MS = 100
const BACK_OFF_MAX_MS = 3_000
/** A call that finds no line waits this long for one; a clerk should not wait longer without a word. */
const WAIT_FOR_LINE_MS = 10_000

/** Calls that would do their work twice, and the long one whose caller begins it again by itself. */
const NOT_REPEATABLE = new Set(['order.reprint', 'printing.test', 'watch'])

export type LineState = 'connecting' | 'open' | 'lost'

/**
 * A link that opens a new connection by itself whenever one ends.
 * A call that was under way is sent again, since all calls that change something carry ids;
 * the few that may not be repeated fail with ConnectionLostError.
 * @param onState told of each change of the line.
 */
export function createReconnectingLink(
  carrier: Carrier,
  onState: (state: LineState) => void,
): ClientLink<ClientContext> {
  let current: Connection | undefined
  let arrivals: (() => void)[] = []

  async function keepOpen(): Promise<never> {
    for (let failures = 0; ; failures++) {
      try {
        const connection = await carrier.open()
        failures = 0
        current = connection
        onState('open')
        for (const arrive of arrivals.splice(0)) arrive()
        await whenEnded(connection)
        current = undefined
        onState('lost')
      } catch {
        onState('lost')
      }
      await pause(Math.min(BACK_OFF_MAX_MS, BACK_OFF_MIN_MS * 2 ** failures))
    }
  }

  async function usableConnection(signal: AbortSignal | undefined): Promise<Connection> {
    const deadline = Date.now() + WAIT_FOR_LINE_MS
    while (!current?.isUsable()) {
      signal?.throwIfAborted()
      if (Date.now() >= deadline) throw new ConnectionLostError()
      await nextArrival(deadline - Date.now())
    }
    return current
  }

  function nextArrival(limitMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(leave, limitMs)
      function leave() {
        clearTimeout(timer)
        arrivals = arrivals.filter((arrive) => arrive !== leave)
        resolve()
      }
      arrivals.push(leave)
    })
  }

  async function call(path: readonly string[], input: unknown, options: ClientOptions<ClientContext>) {
    for (;;) {
      const connection = await usableConnection(options.signal)
      try {
        return await connection.link.call(path, input, options)
      } catch (error) {
        if (connection.isUsable() || options.signal?.aborted) throw error
        if (NOT_REPEATABLE.has(path.join('.'))) throw new ConnectionLostError()
      }
    }
  }

  onState('connecting')
  void keepOpen()
  return { call }
}

function whenEnded(connection: Connection): Promise<void> {
  return new Promise((resolve) => {
    if (connection.ended.aborted) return resolve()
    connection.ended.addEventListener('abort', () => resolve(), { once: true })
  })
}

function pause(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs))
}
