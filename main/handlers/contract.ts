import { implement, ORPCError } from '@orpc/server'
import { terminalContract } from '../../contract/terminal.ts'
import type { TerminalContext } from '../context.ts'
import { toldInWords } from '../errors.ts'
import type { PrintWorker } from '../printing/queue-worker.ts'
import type { BackupKeeper } from '../recovery/backups.ts'
import { heedDamage } from '../recovery/damage.ts'
import type { CentralClient } from '../sync/central-client.ts'
import type { SyncDriver } from '../sync/driver.ts'

/** What handlers are given with each call. */
export interface HandlerContext {
  readonly terminal: TerminalContext
  readonly sync: SyncDriver
  readonly printing: PrintWorker
  readonly backups: BackupKeeper
  /** Undefined where no central store is configured. */
  readonly central: (signal: AbortSignal) => CentralClient | undefined
}

export const contract = implement(terminalContract)
  .$context<HandlerContext>()
  .use(async ({ context, next, path }) => {
    try {
      return await next()
    } catch (thrown) {
      heedDamage(context.terminal, thrown)
      // Whatever a handler writes, and wherever: a disk that does not take it is told in words.
      const error = toldInWords(thrown)
      if (isFault(error)) context.terminal.log('call.failed', { call: path.join('.'), why: String(error) })
      throw error
    }
  })

/** A refusal is an answer; anything else is a fault of this program's own, for whoever looks after it. */
function isFault(error: unknown): boolean {
  return !(error instanceof ORPCError) || error.code === 'INTERNAL_SERVER_ERROR'
}
