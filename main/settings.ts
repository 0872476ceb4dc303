import { z } from 'zod'
import { Shop, StoreKeys } from '../contract/central.ts'
import { ControlTotalSchema } from '../contract/facts.ts'
import { ReaderAnswer, Settings } from '../contract/terminal.ts'
import { BusinessDay, Id } from '../contract/values.ts'
import type { SettingsTable } from '../db/settings.ts'
import { frozen } from '../domain/frozen.ts'

/** Who this terminal is to the central store, and which store that is. */
const Identity = z.object({
  terminalId: Id,
  terminalNumber: z.int(),
  /** Numbers that it had before, and that its earlier orders bear. */
  earlierNumbers: z.array(z.int()).optional(),
  /** The epoch its facts are written in now. */
  epoch: z.int(),
  token: z.string(),
  /** The incarnation of the central store it last talked with. */
  incarnation: Id,
  /** Absent until the store knows this terminal's keys and this terminal the store's. */
  storeKeys: StoreKeys.optional(),
})
export type Identity = z.infer<typeof Identity>

/** The seeds of the terminal's two keys, as hex. They are its own for ever and never leave the database. */
const KeySeeds = z.object({ signing: z.string().length(64), sealing: z.string().length(64) })
export type KeySeeds = z.infer<typeof KeySeeds>

/** How the control totals of this terminal and the central store compare. */
const ControlState = z.object({
  /** Days that agreed, newest last. */
  agreed: z.array(ControlTotalSchema),
  /** Days that did not, with what the store counted. */
  differing: z.array(z.object({ businessDay: BusinessDay, here: ControlTotalSchema, there: ControlTotalSchema })),
  /** Places of the journal's chain where the store has another chain. */
  differingHeads: z.array(z.object({ epoch: z.int(), seq: z.int() })),
  /** How many requests for comparison there were, over the network and by courier. */
  number: z.int().min(0).optional(),
  /**
   * The number of the request whose answer was taken in last: an older answer says nothing new. Absent until a store is
   * known to count requests, which takes them from a courier too.
   */
  answered: z.int().min(0).optional(),
  /** Absent where everything is to be compared anew. */
  progress: z
    .object({
      /** How far each epoch was looked through for days that facts were added to. */
      seen: z.array(z.object({ epoch: z.int(), seq: z.int() })),
      /** Days to compare once they are over and everything of them has its verdict. */
      pending: z.array(BusinessDay),
      /** Days that differ, or are broken here: asked for again the day after. */
      later: z.array(BusinessDay),
      sentAtMs: z.int(),
      /** What was last told of the journal, as JSON. */
      toldBroken: z.string(),
    })
    .optional(),
})
export type ControlState = z.infer<typeof ControlState>

/** What the terminal's catalogue is; the number of products is kept so that nobody counts 100,000 rows for a status. */
const CatalogueState = z.object({ version: z.int(), asOfMs: z.int().nullable(), products: z.int() })
export type CatalogueState = z.infer<typeof CatalogueState>

const Int = z.int()
const Flag = z.boolean()
const SeqByEpoch = z.record(z.string(), z.int())

/** What a terminal is; the rest of its settings is about things that can be fetched again. */
export const OWN_SETTINGS = [
  ...(['identity', 'key-seeds', 'installation-id', 'shop'] as const),
  ...(['settings', 'simulated-answer', 'central'] as const),
]

/** The central store's address; `isKept`: it holds where the start names none, as the terminal lost what named it. */
const CentralAddress = z.object({ url: z.string(), isKept: z.boolean() })
export type CentralAddress = z.infer<typeof CentralAddress>

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
  /** Made once. @param make 32 random bytes. */
  keySeeds(make: () => Uint8Array): KeySeeds
  /** The store is another incarnation: the catalogue has to be fetched as a whole. */
  catalogueStale(): boolean
  saveCatalogueStale(stale: boolean): void
  /** The store may have forgotten this terminal's keys: they are named again. */
  keysStale(): boolean
  saveKeysStale(stale: boolean): void
  /** By epoch, up to which sequence the store's facts were fetched back; 0 where places of it were taken by others. */
  fetchedBack(): Readonly<Record<string, number>>
  saveFetchedBack(fetched: Readonly<Record<string, number>>): void
  /** What was fetched may be needed again; that places were taken stays true, whoever is asked for what took them. */
  forgetFetchedBack(): void
  control(): ControlState
  saveControl(state: ControlState): void
  simulatedAnswer(): ReaderAnswer
  saveSimulatedAnswer(answer: ReaderAnswer): void
  central(): CentralAddress | undefined
  saveCentral(address: CentralAddress): void
  lastSyncAtMs(): number | null
  saveLastSync(atMs: number): void
}

export function terminalSettings(table: SettingsTable): TerminalSettings {
  const shaped = new Map<string, { readonly stored: unknown; readonly value: unknown }>()
  /** Shaped once for each value that stands there: some are asked for dozens of times for each order. */
  const readAs = <Value>(key: string, shape: (stored: unknown) => Value): Value => {
    const stored = table.get(key)
    const known = shaped.get(key)
    if (known && known.stored === stored) return known.value as Value
    const value = frozen(shape(stored))
    shaped.set(key, { stored, value })
    return value
  }
  const read = <Value>(key: string, schema: z.ZodType<Value>): Value | undefined =>
    readAs(key, (stored) => schema.safeParse(stored).data)
  return {
    settings: () => readAs('settings', readEach),
    saveSettings: (settings) => table.set('settings', settings),
    identity: () => read('identity', Identity),
    saveIdentity: (identity) => table.set('identity', identity),
    shop: () => read('shop', Shop),
    saveShop: (shop) => table.set('shop', shop),
    catalogue: () => read('catalogue', CatalogueState) ?? { version: 0, asOfMs: null, products: 0 },
    saveCatalogue: (state) => table.set('catalogue', state),
    statesCursor: () => read('states-cursor', Int) ?? 0,
    saveStatesCursor: (cursor) => table.set('states-cursor', cursor),
    installationId(make) {
      const known = read('installation-id', Id)
      if (known !== undefined) return known
      const fresh = make()
      table.set('installation-id', fresh)
      return fresh
    },
    keySeeds(make) {
      const known = read('key-seeds', KeySeeds)
      if (known !== undefined) return known
      const hex = () => Buffer.from(make()).toString('hex')
      const fresh = { signing: hex(), sealing: hex() }
      table.set('key-seeds', fresh)
      return fresh
    },
    catalogueStale: () => read('catalogue-stale', Flag) ?? false,
    saveCatalogueStale: (stale) => table.set('catalogue-stale', stale),
    keysStale: () => read('keys-stale', Flag) ?? false,
    saveKeysStale: (stale) => table.set('keys-stale', stale),
    fetchedBack: () => read('fetched-back', SeqByEpoch) ?? {},
    saveFetchedBack: (fetched) => table.set('fetched-back', fetched),
    forgetFetchedBack: () => {
      const taken = Object.entries(read('fetched-back', SeqByEpoch) ?? {}).filter(([, seq]) => seq === 0)
      table.set('fetched-back', Object.fromEntries(taken))
    },
    control: () => read('control', ControlState) ?? { agreed: [], differing: [], differingHeads: [] },
    saveControl: (state) => table.set('control', state),
    simulatedAnswer: () => read('simulated-answer', ReaderAnswer) ?? 'approved',
    saveSimulatedAnswer: (answer) => table.set('simulated-answer', answer),
    central: () => read('central', CentralAddress),
    saveCentral: (address) => table.set('central', address),
    lastSyncAtMs: () => read('last-sync-at-ms', Int) ?? null,
    saveLastSync: (atMs) => table.set('last-sync-at-ms', atMs),
  }
}

/** The values of an older or a newer version are kept one by one: what does not fit takes no other with it. */
function readEach(stored: unknown): Settings {
  const given = z.record(z.string(), z.unknown()).safeParse(stored).data ?? {}
  const fitting = Object.entries(Settings.shape).filter(([key, schema]) => schema.safeParse(given[key]).success)
  return Settings.parse({ ...DEFAULT_SETTINGS, ...Object.fromEntries(fitting.map(([key]) => [key, given[key]])) })
}
