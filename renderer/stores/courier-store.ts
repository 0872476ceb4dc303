import { createStore } from 'zustand'
import type { Stick, StickFile, WrittenStick } from '../../contract/safety.ts'
import { failureOf, type Failure, type TerminalClient } from '../transports/client.ts'

/** What came of the last stick. */
export type CourierOutcome =
  | { readonly kind: 'written'; readonly written: WrittenStick }
  | { readonly kind: 'read'; readonly files: readonly StickFile[] }
  | { readonly kind: 'failed'; readonly phase: 'writing' | 'reading'; readonly failure: Failure }

export interface CourierState {
  /** Null until they were looked for. */
  readonly sticks: readonly Stick[] | null
  readonly lookFailure: Failure | null
  /** The stick to write or read; the only one there is needs no choosing. */
  readonly chosenPath: string | null
  readonly phase: 'idle' | 'writing' | 'reading'
  readonly outcome: CourierOutcome | null
  look(): Promise<void>
  choose(path: string): void
  write(): Promise<void>
  read(): Promise<void>
}

/** Sticks that carry orders between this terminal and the central store. */
export function createCourierStore(client: TerminalClient) {
  return createStore<CourierState>()((set, get) => {
    async function handle(
      phase: 'writing' | 'reading',
      act: (folder: string) => Promise<CourierOutcome>,
    ): Promise<void> {
      const folder = folderOf(get())
      if (folder === null || get().phase !== 'idle') return
      set({ phase, outcome: null })
      try {
        set({ outcome: await act(folder) })
      } catch (error) {
        set({ outcome: { kind: 'failed', phase, failure: failureOf(error) } })
      }
      set({ phase: 'idle' })
      await get().look()
    }

    return {
      sticks: null,
      lookFailure: null,
      chosenPath: null,
      phase: 'idle',
      outcome: null,
      look: async () => {
        try {
          set({ sticks: await client.courier.sticks(), lookFailure: null })
        } catch (error) {
          set({ lookFailure: failureOf(error) })
        }
      },
      choose: (chosenPath) => set({ chosenPath, outcome: null }),
      write: () =>
        handle('writing', async (folder) => ({ kind: 'written', written: await client.courier.write({ folder }) })),
      read: () => handle('reading', async (folder) => ({ kind: 'read', files: await client.courier.read({ folder }) })),
    }
  })
}

/** The folder that writing and reading are about; null where none has been chosen. */
export function folderOf({ sticks, chosenPath }: CourierState): string | null {
  const chosen = sticks?.find(({ path }) => path === chosenPath)
  const [only] = sticks ?? []
  return (chosen ?? (sticks?.length === 1 ? only : undefined))?.path ?? null
}
