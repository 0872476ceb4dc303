import { implement } from '@orpc/server'
import { terminalContract } from '../../contract/terminal.ts'
import type { TerminalContext } from '../context.ts'
import type { SyncDriver } from '../sync/driver.ts'

/** What handlers are given with each call. */
export interface HandlerContext {
  readonly terminal: TerminalContext
  readonly sync: SyncDriver
  readonly printing: PrintWaker
}

export const contract = implement(terminalContract).$context<HandlerContext>()

/** Tells whoever prints that the queue or the printer has changed. */
export interface PrintWaker {
  wake(): void
}
