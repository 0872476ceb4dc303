import { ok, type Result } from '../domain/result.ts'
import { cardAttemptTable, type CardAttemptTable } from './card-attempts.ts'
import { cartTable, type CartTable } from './cart.ts'
import { catalogueTables, type CatalogueTables } from './catalogue.ts'
import { journalTable, type JournalEntry, type JournalTable } from './journal.ts'
import { checkpoint, openDatabase, type OpenError } from './open.ts'
import { orderTables, type OrderTables } from './orders.ts'
import { outboxTable, type OutboxTable } from './outbox.ts'
import { printQueueTable, type PrintQueueTable } from './print-queue.ts'
import { settingsTable, type SettingsTable } from './settings.ts'

/** Everything a terminal keeps, in one file. */
export interface TerminalStore {
  readonly settings: SettingsTable
  readonly catalogue: CatalogueTables
  readonly cart: CartTable
  readonly orders: OrderTables
  readonly journal: JournalTable
  readonly outbox: OutboxTable
  readonly cards: CardAttemptTable
  readonly printQueue: PrintQueueTable
  /** All of it or nothing, on the disk when it returns. */
  transaction<Value>(run: () => Value): Value
  /** Moves the write-ahead log into the file; for idle moments. */
  checkpoint(): void
  close(): void
}

/** @param onFacts told of the newest fact of each transaction, once it is on the disk. */
export function openTerminalStore(
  file: string,
  key: Uint8Array,
  onFacts: (newest: JournalEntry) => void = () => {},
): Result<TerminalStore, OpenError> {
  const opened = openDatabase(file, key)
  if (!opened.ok) return opened
  const db = opened.value
  let appended: JournalEntry | undefined
  return ok({
    settings: settingsTable(db),
    catalogue: catalogueTables(db),
    cart: cartTable(db),
    orders: orderTables(db),
    journal: journalTable(db, (entry) => (appended = entry)),
    outbox: outboxTable(db),
    cards: cardAttemptTable(db),
    printQueue: printQueueTable(db),
    transaction(run) {
      if (db.inTransaction) return run()
      appended = undefined
      const value = db.transaction(run).immediate()
      if (appended) onFacts(appended)
      return value
    },
    checkpoint: () => checkpoint(db),
    // Closing moves the log into the file as well; where there is no space for that, the log stays and is read again.
    close: () => void db.close(),
  })
}
