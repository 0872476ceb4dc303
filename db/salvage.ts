import { createHash } from 'node:crypto'
import type { CardAttempt } from './card-attempts.ts'
import { openPages } from './encrypted-pages.ts'
import type { JournalEntry } from './journal.ts'
import type { PrintJobState, StoredPrintJob } from './print-queue.ts'
import { recordsOf, type StoredRecord, type Value } from './records.ts'

/** What could still be read of a damaged database. Each row is whole: by its hash, or by the seal of its pages. */
export interface Salvaged {
  /** In the order of their places; there may be gaps, and several versions of one. */
  readonly journal: readonly JournalEntry[]
  /** Documents of orders by their ids, where no entry of the journal tells of them. */
  readonly orders: ReadonlyMap<string, string>
  readonly cancellations: ReadonlyMap<string, string>
  /** JSON by name, the newest that was found. */
  readonly settings: ReadonlyMap<string, string>
  readonly cards: readonly (CardAttempt & { readonly startedAtMs: number })[]
  readonly printJobs: readonly (StoredPrintJob & { readonly createdAtMs: number })[]
  readonly cart: SalvagedCart | undefined
}

export interface SalvagedCart {
  readonly orderId: string
  readonly lines: string
  readonly revision: number
  /** JSON of what was said of the whole cart. */
  readonly said: string
}

/**
 * Reads a damaged database row by row, past pages that are damaged, and its write-ahead log also behind a damaged
 * place, where SQLite reads nothing more. The files are only read.
 */
export function salvage(file: string, key: Uint8Array): Salvaged {
  const found = new Findings()
  const pages = openPages(file)
  try {
    for (const page of pages.all()) for (const record of recordsOf(key, page, pages)) found.takeJournal(record)
    for (const page of pages.all()) for (const record of recordsOf(key, page, pages)) found.takeOther(record)
  } finally {
    pages.close()
  }
  return found.result()
}

/** What each column of a table holds: enough to know its rows by, as nothing else says whose they are. */
type Shape = readonly ('int' | 'text' | 'text?')[]

const JOURNAL: Shape = [
  ...(['int', 'int', 'text', 'text', 'text', 'text', 'text', 'text', 'int', 'text'] as const),
  ...(['int', 'text'] as const),
]
const ORDER: Shape = [
  ...(['text', 'text', 'int', 'int', 'text', 'int', 'int', 'text'] as const),
  ...(['text', 'text', 'int', 'text?'] as const),
]
const CANCELLATION: Shape = ['text', 'text', 'int', 'int', 'text']
const SETTING: Shape = ['text', 'text']
const CARD: Shape = ['text', 'text', 'int', 'text', 'text?', 'text?', 'int']
const PRINT_JOB: Shape = ['text', 'text?', 'text', 'text', 'text', 'text', 'int', 'text?', 'int']
/** A row's own number is stored as nothing. */
const CART = ['null', 'text', 'text', 'int', 'text', 'text'] as const
/** Of a row that was written last before something could be said of a cart. */
const EARLIER_CART = ['null', 'text', 'text', 'int', 'text'] as const

function fits(values: readonly Value[], shape: readonly (Shape[number] | 'null')[]): boolean {
  return values.length === shape.length && values.every((value, i) => isOf(value, shape[i]!))
}

function isOf(value: Value, kind: Shape[number] | 'null'): boolean {
  switch (kind) {
    case 'int':
      return Number.isSafeInteger(value)
    case 'text':
      return typeof value === 'string'
    case 'text?':
      return value === null || typeof value === 'string'
    case 'null':
      return value === null
  }
}

/** How far something has come: of several versions of a row, the last one counts. */
const CARD_STEPS = ['intent', 'unknown', 'declined', 'authorised']
const PRINT_STEPS: readonly PrintJobState[] = ['waiting', 'failed', 'skipped', 'printed']

class Findings {
  readonly #journal = new Map<string, JournalEntry>()
  readonly #inJournal = new Set<string>()
  readonly #orders = new Map<string, string>()
  readonly #cancellations = new Map<string, string>()
  readonly #settings = new Map<string, string>()
  readonly #cards = new Map<string, CardAttempt & { readonly startedAtMs: number }>()
  readonly #printJobs = new Map<string, StoredPrintJob & { readonly createdAtMs: number }>()
  #cart: SalvagedCart | undefined

  /** The seal of a page is looked at only where its rows are wanted: that takes far longer than reading it. */
  takeOther(record: StoredRecord): void {
    const keep = this.#keeperOf(record.values)
    if (keep && record.isAuthentic()) keep()
  }

  result(): Salvaged {
    return {
      journal: [...this.#journal.values()].toSorted((a, b) => a.epoch - b.epoch || a.seq - b.seq),
      orders: this.#orders,
      cancellations: this.#cancellations,
      settings: this.#settings,
      cards: [...this.#cards.values()],
      printJobs: [...this.#printJobs.values()].toSorted((a, b) => a.createdAtMs - b.createdAtMs),
      cart: this.#cart,
    }
  }

  takeJournal({ values }: StoredRecord): void {
    if (!fits(values, JOURNAL)) return
    const [epoch, seq, kind, subjectId, businessDay, body, bodyHash, previousHash, wallMs, bootId] = values
    const [monotonicMs, signature] = values.slice(10)
    const entry = {
      ...{ epoch, seq, kind, subjectId, businessDay, body, bodyHash, previousHash, wallMs, bootId },
      ...{ monotonicMs, signature },
    } as JournalEntry
    // Of several versions of a row one may be damaged where its hash does not reach; its signature does.
    const version = JSON.stringify({ ...entry, body: undefined })
    if (this.#journal.has(version)) return
    if (createHash('sha256').update(entry.body).digest('hex') !== entry.bodyHash) return
    this.#journal.set(version, entry)
    this.#inJournal.add(entry.subjectId)
  }

  #keeperOf(values: readonly Value[]): (() => void) | undefined {
    if (fits(values, ORDER)) return this.#once(this.#orders, values[0], values[7])
    if (fits(values, CANCELLATION)) return this.#once(this.#cancellations, values[0], values[4])
    if (fits(values, SETTING)) return this.#setting(values[0] as string, values[1] as string)
    if (fits(values, CARD)) return this.#card(values)
    if (fits(values, PRINT_JOB)) return this.#printJob(values)
    if (!fits(values, CART) && !fits(values, EARLIER_CART)) return undefined
    const [, orderId, lines, revision, , said = '{}'] = values
    return () => (this.#cart = { orderId, lines, revision, said } as SalvagedCart)
  }

  /** Rows that never change: any version is the right one. */
  #once(into: Map<string, string>, id: Value | undefined, document: Value | undefined): (() => void) | undefined {
    if (into.has(id as string) || this.#inJournal.has(id as string)) return undefined
    return () => into.set(id as string, document as string)
  }

  #setting(name: string, value: string): (() => void) | undefined {
    return this.#settings.get(name) === value || !isJson(value) ? undefined : () => this.#settings.set(name, value)
  }

  #card(values: readonly Value[]): (() => void) | undefined {
    const [attemptId, orderId, amountMinor, outcome, authorisation, last4, startedAtMs] = values
    const card = { attemptId, orderId, amountMinor, outcome, authorisation, last4, startedAtMs } as CardAttempt & {
      startedAtMs: number
    }
    const known = this.#cards.get(card.attemptId)
    const step = CARD_STEPS.indexOf(card.outcome)
    if (step < 0 || (known && CARD_STEPS.indexOf(known.outcome) >= step)) return undefined
    return () => this.#cards.set(card.attemptId, card)
  }

  #printJob(values: readonly Value[]): (() => void) | undefined {
    const [jobId, orderId, label, document, paper, state, attempts, lastError, createdAtMs] = values
    const job = {
      jobId,
      orderId,
      label,
      document,
      paper,
      state,
      attempts,
      lastError,
      createdAtMs,
    } as StoredPrintJob & {
      createdAtMs: number
    }
    const known = this.#printJobs.get(job.jobId)
    const step = PRINT_STEPS.indexOf(job.state)
    if (step < 0 || (known && PRINT_STEPS.indexOf(known.state) >= step)) return undefined
    return () => this.#printJobs.set(job.jobId, job)
  }
}

/** A table of two texts is not always the settings'. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
