import { z } from 'zod'
import { Shop } from '../contract/central.ts'
import { ReaderAnswer, Settings } from '../contract/terminal.ts'
import { Id } from '../contract/values.ts'
import type { SettingsTable } from '../db/settings.ts'

/** Who this terminal is to the central store; written once, at enrolment. */
export const Identity = z.object({
  terminalId: Id,
  terminalNumber: z.int(),
  epoch: z.int(),
  token: z.string(),
  incarnation: Id,
})
export type Identity = z.infer<typeof Identity>

/** What the terminal's catalogue is; the number of products is kept so that nobody counts 100,000 rows for a status. */
const CatalogueState = z.object({ version: z.int(), asOfMs: z.int().nullable(), products: z.int() })
export type CatalogueState = z.infer<typeof CatalogueState>

export const DEFAULT_SETTINGS: Settings = {
  language: 'ko',
  theme: 'day',
  syncIntervalMs: 60_000,
  printer: { kind: 'none' },
  paper: '80',
  receiptLanguage: 'ko',
}

/** The named values of the settings table, each with its shape. A value that does not fit counts as absent. */
export interface TerminalSettings {
  settings(): Settings
  saveSettings(settings: Settings): void
  identity(): Identity | undefined
  saveIdentity(identity: Identity): void
  shop(): Shop | undefined
  saveShop(shop: Shop): void
  catalogue(): CatalogueState
  saveCatalogue(state: CatalogueState): void
  statesCursor(): number
  saveStatesCursor(cursor: number): void
  /** Made once, so that an enrolment whose answer was lost can be asked for again. */
  installationId(make: () => string): string
  simulatedAnswer(): ReaderAnswer
  saveSimulatedAnswer(answer: ReaderAnswer): void
  lastSyncAtMs(): number | null
  saveLastSync(atMs: number): void
}

export function terminalSettings(table: SettingsTable): TerminalSettings {
  const read = <Value>(key: string, schema: z.ZodType<Value>): Value | undefined =>
    schema.safeParse(table.get(key)).data
  return {
    settings: () => readEach(table.get('settings')),
    saveSettings: (settings) => table.set('settings', settings),
    identity: () => read('identity', Identity),
    saveIdentity: (identity) => table.set('identity', identity),
    shop: () => read('shop', Shop),
    saveShop: (shop) => table.set('shop', shop),
    catalogue: () => read('catalogue', CatalogueState) ?? { version: 0, asOfMs: null, products: 0 },
    saveCatalogue: (state) => table.set('catalogue', state),
    statesCursor: () => read('states-cursor', z.int()) ?? 0,
    saveStatesCursor: (cursor) => table.set('states-cursor', cursor),
    installationId(make) {
      const known = read('installation-id', Id)
      if (known !== undefined) return known
      const fresh = make()
      table.set('installation-id', fresh)
      return fresh
    },
    simulatedAnswer: () => read('simulated-answer', ReaderAnswer) ?? 'approved',
    saveSimulatedAnswer: (answer) => table.set('simulated-answer', answer),
    lastSyncAtMs: () => read('last-sync-at-ms', z.int()) ?? null,
    saveLastSync: (atMs) => table.set('last-sync-at-ms', atMs),
  }
}

/** The values of an older or a newer version are kept one by one: what does not fit takes no other with it. */
function readEach(stored: unknown): Settings {
  const given = z.record(z.string(), z.unknown()).safeParse(stored).data ?? {}
  const fitting = Object.entries(Settings.shape).filter(([key, schema]) => schema.safeParse(given[key]).success)
  return Settings.parse({ ...DEFAULT_SETTINGS, ...Object.fromEntries(fitting.map(([key]) => [key, given[key]])) })
}
