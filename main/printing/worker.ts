import type { TerminalContext } from '../context.ts'
import type { Timer } from '../ports/timer.ts'

export interface PrintWorker {
  wake(): void
  stop(): Promise<void>
}

export function printWorker(_terminal: TerminalContext, _timer: Timer): PrintWorker {
  return { wake() {}, async stop() {} }
}
