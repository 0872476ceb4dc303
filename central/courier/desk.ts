import type { StoreKeys } from '../../contract/central.ts'
import type { Result } from '../../domain/result.ts'
import { foundStore, shopOf, storeRow } from '../store/identity.ts'
import { noticePutBack } from '../store/incarnation.ts'
import { lockDataDir } from '../store/lock.ts'
import { openStore } from '../store/open.ts'
import type { ReadError } from './read-bundle.ts'
import { takeBundle } from './take-bundle.ts'

/** A central store that takes in what a courier brought, and nothing else, while it does not run. */
export interface CourierDesk {
  readonly storeKeys: StoreKeys
  /** @returns the acknowledgement's file. */
  takeBundle(file: Buffer): Promise<Result<Buffer, ReadError>>
  close(): Promise<void>
}

/** @throws StartError with what is wrong with the folder, or `data.locked` where the store runs. */
export async function openCourierDesk(dataDir: string): Promise<CourierDesk> {
  const store = openStore(dataDir, true)
  let unlock: (() => void) | undefined
  const close = async (): Promise<void> => {
    await store.close()
    unlock?.()
  }
  try {
    unlock = lockDataDir(dataDir)
    const { storeKeys } = await foundStore(store.db, shopOf(await storeRow(store.db)), Date.now())
    await noticePutBack(store, false, Date.now())
    const options = { db: store.db, now: Date.now, stockIntervalMs: 0 }
    return { storeKeys, takeBundle: (file) => takeBundle(options, file), close }
  } catch (error) {
    await close()
    throw error
  }
}
