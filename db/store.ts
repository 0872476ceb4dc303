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

/**
 * @param onFacts told of the newest fact of each transaction, once it is on the disk.
 * @param onSettings told of the names of the settings that were set, once they are.
 */
export function openTerminalStore(
  file: string,
  key: Uint8Array,
  onFacts: (newest: JournalEntry) => void = () => {},
  onSettings: (names: ReadonlySet<string>) => void = () => {},
): Result<TerminalStore, OpenError> {
  const opened = openDatabase(file, key)
  if (!opened.ok) return opened
  const db = opened.value
  let appended: JournalEntry | undefined
  let named = new Set<string>()
  const nameSetting = (name: string) => {
    if (db.inTransaction) named.add(name)
    else onSettings(new Set([name]))
  }
  const outbox = outboxTable(db)
  const noted = (entry: JournalEntry) => {
    appended = entry
    outbox.heed(entry)
  }
  return ok({
    settings: settingsTable(db, nameSetting),
    catalogue: catalogueTables(db),
    cart: cartTable(db),
    orders: orderTables(db),
    journal: journalTable(db, noted),
    outbox,
    cards: cardAttemptTable(db),
    printQueue: printQueueTable(db),
    transaction(run) {
      if (db.inTransaction) return run()
      appended = undefined
      named = new Set()
      const value = db.transaction(run).immediate()
      if (appended) onFacts(appended)
      if (named.size > 0) onSettings(named)
      return value
    },
    checkpoint: () => checkpoint(db),
    // Closing moves the log into the file as well; where there is no space for that, the log stays and is read again.
    close: () => void db.close(),
  })
}
