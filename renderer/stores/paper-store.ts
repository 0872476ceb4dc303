import { createStore } from 'zustand'
import type { PaperPreview } from '../../contract/safety.ts'
import { readPaperCode } from '../../domain/paper-codes.ts'
import { failureOf, type Failure, type TerminalClient } from '../transports/client.ts'

/** One receipt, as far as its codes have been scanned, and what became of its order. */
export interface PaperReceipt {
  readonly key: string
  /** How many codes it has. */
  readonly count: number
  /** What the code of each number says, by its number. */
  readonly texts: ReadonlyMap<number, string>
  /** Codes that have to be scanned again: together they say nothing, and nobody can tell which was read badly. */
  readonly doubted: ReadonlySet<number>
  /** `scanning`: codes are missing. `ready`: it waits to be taken in. `known`: it was here before. */
  readonly stage: 'scanning' | 'ready' | 'taking' | 'taken' | 'known'
  /** What the codes say, once all of them are there. */
  readonly preview: PaperPreview | null
  readonly failure: Failure | null
}

export interface PaperState {
  /** In the order in which they were begun; none leaves unless somebody puts it away. */
  readonly receipts: readonly PaperReceipt[]
  /** The receipt of the last code. */
  readonly currentKey: string | null
  /** What was wrong with the last scan itself: a code read badly, no code at all, or a receipt that is in the list. */
  readonly complaint: 'spoilt' | 'no-code' | 'again' | null
  readonly isTaking: boolean
  take(text: string): Promise<void>
  /** Something was scanned here that is no code of a receipt. */
  refuse(): void
  /** Hands all orders that are ready on to the central store, one after another. */
  carryAll(): Promise<void>
  putAway(key: string): void
  /** Puts away those that need nothing any more. */
  clearDone(): void
}

/** Orders read from the codes of receipts that any terminal printed: as many as there are, in any order. */
export function createPaperStore(client: TerminalClient) {
  return createStore<PaperState>()((set, get) => {
    function find(key: string): PaperReceipt | undefined {
      return get().receipts.find((receipt) => receipt.key === key)
    }

    function put(receipt: PaperReceipt): void {
      const { receipts } = get()
      const isThere = receipts.some(({ key }) => key === receipt.key)
      const next = isThere ? receipts.map((one) => (one.key === receipt.key ? receipt : one)) : [...receipts, receipt]
      set({ receipts: next })
    }

    async function read(asked: PaperReceipt): Promise<void> {
      const answered = await client.paper.read({ texts: [...asked.texts.values()] }).then(
        (preview) => ({ preview, stage: preview.known ? ('known' as const) : ('ready' as const), doubted: NONE }),
        (error: unknown) => afterFailure(asked, failureOf(error)),
      )
      // It may have been put away, or have got another code, before the answer is here.
      const now = find(asked.key)
      if (now?.texts === asked.texts) put({ ...now, ...answered })
    }

    async function carry(receipt: PaperReceipt): Promise<void> {
      put({ ...receipt, stage: 'taking', failure: null })
      try {
        const preview = await client.paper.carry({ texts: [...receipt.texts.values()] })
        put({ ...receipt, preview, stage: preview.known ? 'known' : 'taken', failure: null })
      } catch (error) {
        put({ ...receipt, failure: failureOf(error) })
      }
    }

    return {
      receipts: [],
      currentKey: null,
      complaint: null,
      isTaking: false,
      take: async (text) => {
        const code = readPaperCode(text)
        if (!code) return set({ complaint: 'spoilt' })
        const { part, count, digest } = code
        const key = `${digest}/${count}`
        const before = find(key)
        set({ currentKey: key, complaint: before?.preview ? 'again' : null })
        if (before?.preview) return
        const texts = new Map(before?.texts).set(part, text)
        const doubted = new Set([...(before?.doubted ?? [])].filter((one) => one !== part))
        const receipt = { key, count, texts, doubted, stage: 'scanning', preview: null, failure: null } as const
        put(receipt)
        if (texts.size === count) await read(receipt)
      },
      refuse: () => set({ complaint: 'no-code' }),
      carryAll: async () => {
        if (get().isTaking) return
        set({ isTaking: true, complaint: null })
        for (const receipt of get().receipts.filter(({ stage }) => stage === 'ready')) await carry(receipt)
        set({ isTaking: false })
      },
      putAway: (key) =>
        set(({ receipts, currentKey }) => ({
          receipts: receipts.filter((receipt) => receipt.key !== key),
          currentKey: currentKey === key ? null : currentKey,
          complaint: null,
        })),
      clearDone: () =>
        set(({ receipts }) => ({
          receipts: receipts.filter((receipt) => !isDone(receipt)),
          currentKey: null,
          complaint: null,
        })),
    }
  })
}

const NONE: ReadonlySet<number> = new Set()

/** Where the codes do not belong together as read, all are doubted; those scanned again since stay so until all were. */
function afterFailure({ count, doubted }: PaperReceipt, failure: Failure): Partial<PaperReceipt> {
  if (failure.code !== 'paper.malformed') return { failure }
  return { failure, doubted: doubted.size > 0 ? doubted : new Set(partNumbers(count)) }
}

export function partNumbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1)
}

export function isRead({ texts, doubted }: PaperReceipt, part: number): boolean {
  return texts.has(part) && !doubted.has(part)
}

export function isDone({ stage }: PaperReceipt): boolean {
  return stage === 'taken' || stage === 'known'
}
