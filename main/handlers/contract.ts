import { implement } from '@orpc/server'
import { terminalContract } from '../../contract/terminal.ts'
import type { TerminalContext } from '../context.ts'
import type { PrintWorker } from '../printing/queue-worker.ts'
import type { SyncDriver } from '../sync/driver.ts'

/** What handlers are given with each call. */
export interface HandlerContext {
  readonly terminal: TerminalContext
  readonly sync: SyncDriver
  readonly printing: PrintWorker
}

export const contract = implement(terminalContract).$context<HandlerContext>()
