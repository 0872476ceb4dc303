import { createStore } from 'zustand'
import type { PaperPreview } from '../../contract/safety.ts'
import { readPaperCode } from '../../domain/paper-codes.ts'
import { failureOf, type Failure, type TerminalClient } from '../transports/client.ts'

/** The codes of one receipt, as far as they have been scanned. */
export interface PaperCodes {
  readonly digest: string
  readonly count: number
  /** What the code of each number says, by its number. */
  readonly texts: ReadonlyMap<number, string>
}

export interface PaperState {
  readonly codes: PaperCodes | null
  /** What the codes say, once all of them are there. */
  readonly preview: PaperPreview | null
  /** It has been handed on to the central store from here. */
  readonly isCarried: boolean
  readonly isBusy: boolean
  readonly failure: Failure | null
  take(text: string): Promise<void>
  carry(): Promise<void>
  /** Forgets the receipt, for the next one. */
  startOver(): void
}

const NOTHING = { codes: null, preview: null, isCarried: false, isBusy: false, failure: null } as const

/** An order read from the codes of a receipt that any terminal printed. */
export function createPaperStore(client: TerminalClient) {
  return createStore<PaperState>()((set, get) => {
    /** The receipt may have been put away before the answer is here. */
    function isCurrent(codes: PaperCodes): boolean {
      return get().codes?.digest === codes.digest
    }

    async function ask(codes: PaperCodes, question: () => Promise<Partial<PaperState>>): Promise<void> {
      set({ isBusy: true, failure: null })
      try {
        const answer = await question()
        if (isCurrent(codes)) set({ ...answer, isBusy: false })
      } catch (error) {
        // Where one of them was read badly, nobody can tell which: each may be scanned again.
        if (isCurrent(codes)) set({ isBusy: false, failure: failureOf(error) })
      }
    }

    async function read(codes: PaperCodes): Promise<void> {
      await ask(codes, async () => ({ preview: await client.paper.read({ texts: [...codes.texts.values()] }) }))
    }

    return {
      ...NOTHING,
      take: async (text) => {
        const code = readPaperCode(text)
        if (!code) return set({ failure: { code: 'paper.malformed', details: {} } })
        const { codes: before, preview } = get()
        const isSame = before?.digest === code.digest && before.count === code.count
        // An order that was read makes room for the next; codes that are still waited for do not.
        if (before && !isSame && !preview) return set({ failure: { code: 'paper.parts_mixed', details: {} } })
        if (isSame && preview) return
        const { digest, count, part } = code
        const codes = { digest, count, texts: new Map(isSame ? before.texts : []).set(part, text) }
        set({ ...NOTHING, codes })
        if (codes.texts.size === count) await read(codes)
      },
      carry: async () => {
        const { codes, preview, isBusy } = get()
        if (!codes || !preview || preview.known || isBusy) return
        await ask(codes, async () => ({
          preview: await client.paper.carry({ texts: [...codes.texts.values()] }),
          isCarried: true,
        }))
      },
      startOver: () => set({ ...NOTHING }),
    }
  })
}
