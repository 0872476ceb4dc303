import { existsSync } from 'node:fs'
import { createRouterClient, ORPCError } from '@orpc/server'
import { systemTimer } from '../../main/ports/timer.ts'
import { openTerminalService } from '../../main/service.ts'

/**
 * A terminal in a process of its own that may be killed: started by terminal-process.ts, told over its channel what to
 * call. Says `ready` or the code it cannot start for.
 */

interface Call {
  readonly id: number
  /** Such as order.placeCash; `close` ends in order. */
  readonly path: string
  readonly input: unknown
}

/** While this file is there, whatever waits (a pretended card reader) waits on. */
const holdFile = process.env['HOLD_TIMERS']

function after(delayMs: number, run: () => void): { cancel(): void } {
  let pending = systemTimer.after(delayMs / 40, function due() {
    if (holdFile !== undefined && existsSync(holdFile)) pending = systemTimer.after(20, due)
    else run()
  })
  return { cancel: () => pending.cancel() }
}

const opened = openTerminalService({
  dataFolder: process.argv[2]!,
  version: '0.0.0',
  simulatedReader: true,
  timer: { after },
  log: () => {},
})

if (opened.ok) {
  const service = opened.value
  const client = createRouterClient(service.router, { context: service.context })
  process.on('message', (message) => void answer(message as Call, client, () => service.close()))
}
process.send?.({ ready: opened.ok ? 'ready' : opened.code })
if (!opened.ok) process.disconnect?.()

async function answer(call: Call, client: unknown, close: () => Promise<void>): Promise<void> {
  try {
    if (call.path === 'close') {
      await close()
      process.send?.({ id: call.id, value: null })
      process.disconnect?.()
      return
    }
    let target = client as Record<string, unknown>
    for (const name of call.path.split('.')) target = target[name] as Record<string, unknown>
    const run = target as unknown as (input: unknown) => Promise<unknown>
    const value = (await run(call.input)) ?? null
    process.send?.({ id: call.id, value })
  } catch (error) {
    const code = error instanceof ORPCError ? String(error.code) : `${(error as Error).stack}`
    process.send?.({ id: call.id, code })
  }
}
