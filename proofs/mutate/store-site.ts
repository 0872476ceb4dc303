import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { buildApp } from '../../central/app.ts'
import type { App } from '../../central/routes/context.ts'
import { importProducts } from '../../central/store/catalogue-write.ts'
import { foundStore } from '../../central/store/identity.ts'
import { openStore, type OpenStore } from '../../central/store/open.ts'
import { addPictures, recognisePicture } from '../../central/store/pictures.ts'
import { makeEnrolmentCode } from '../../central/store/terminals.ts'
import type { Shop } from '../../contract/central.ts'
import { fastFolder } from '../support/fast-folder.ts'
import { CATEGORIES, PRODUCTS } from '../support/shop.ts'

/** A real central store in this process, and a second look into its database from beside it. */
export interface StoreSite {
  readonly folder: string
  readonly app: App
  /** Opened for reading alone, so that it sees only what was committed. */
  readonly beside: Database.Database
  /** Failures that the store itself calls its own. */
  readonly failures: Error[]
  newCode(): Promise<string>
  /** Ends it and keeps its folder. */
  stop(): Promise<void>
  close(): Promise<void>
}

/** Time stands still, so that the same messages come to the same. */
export const NOW_MS = Date.UTC(2026, 10, 21, 3, 0)
/** Nothing is published by and by: what changes was changed by a message. */
const NEVER_MS = Number.MAX_SAFE_INTEGER

/** One point of one colour. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

const SHOP: Shop = {
  name: { ko: '시험 매장', en: 'Test shop' },
  currency: { code: 'KPW', digits: 0 },
  ...{ zoneOffsetMin: 540, cutOffMin: 0, notesMinor: [100, 500, 1_000, 5_000], demonstration: false },
}

export async function openStoreSite(): Promise<StoreSite> {
  const folder = mkdtempSync(join(fastFolder(), 'okryu-mutate-store-'))
  const store = openStore(folder)
  await foundStore(store.db, SHOP, NOW_MS)
  const picture = recognisePicture(Buffer.from(PNG, 'base64'))!
  await addPictures(store.db, [picture])
  const products = PRODUCTS.map((product) => ({ ...product, pictureHash: picture.hash }))
  await importProducts(store.db, { categories: CATEGORIES, products })
  return siteOf(store, () => NOW_MS)
}

/** The store of a site that was stopped, or of a copy of its folder. */
export async function reopenStoreSite(folder: string, now: () => number): Promise<StoreSite> {
  return siteOf(openStore(folder, true), now)
}

async function siteOf(store: OpenStore, now: () => number): Promise<StoreSite> {
  const failures: Error[] = []
  const app = await buildApp({
    store,
    adminToken: 'a-token-that-no-message-has',
    now,
    onFailure: (error) => failures.push(error),
    stockIntervalMs: NEVER_MS,
    commitWindowMs: 0,
  })
  const beside = new Database(store.file, { readonly: true })
  const stop = async (): Promise<void> => {
    beside.close()
    await app.close()
    await store.close()
  }
  return {
    ...{ app, beside, failures, folder: store.dataDir },
    newCode: () => makeEnrolmentCode(store.db, now()),
    stop,
    async close() {
      await stop()
      rmSync(store.dataDir, { recursive: true, force: true })
    },
  }
}
