import type { TerminalContext } from '../context.ts'
import type { Timer } from '../ports/timer.ts'
import { heedDamage } from '../recovery/damage.ts'
import { printerOf } from './printers/printer-of.ts'
import { queueWorker, type PrintWorker } from './queue-worker.ts'
import { publishPrinting } from './status.ts'

/** Prints this terminal's queue on the printer of its settings, and tells whoever watches. */
export function printWorker(terminal: TerminalContext, timer: Timer): PrintWorker {
  return queueWorker({
    queue: terminal.store.printQueue,
    printer: () => printerOf(terminal.settings.settings().printer),
    timer,
    log: terminal.log,
    onChange: () => publishPrinting(terminal),
    onFault: (error) => heedDamage(terminal, error),
  })
}
