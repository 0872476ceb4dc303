import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Shop } from '../../contract/central.ts'
import { isUnfitData } from '../../db/open.ts'
import type { TerminalContext } from '../context.ts'
import { CentralError, type CentralClient } from './central-client.ts'

const MOST_SNAPSHOT_BYTES = 2 * 1024 ** 3

/**
 * Fetches the whole catalogue and puts it in place of the old one, in one transaction.
 * Until then the old one serves; a download that breaks off changes nothing.
 * @param file where the download is kept meanwhile.
 */
export async function takeSnapshot(context: TerminalContext, client: CentralClient, file: string): Promise<void> {
  try {
    await download(await client.snapshot(), file)
    replaceCatalogue(context, file)
  } finally {
    await rm(file, { force: true })
  }
}

/** @throws CentralError where the file is no snapshot, or holds a product that cannot be one; the old catalogue stays. */
function replaceCatalogue(context: TerminalContext, file: string): void {
  try {
    context.store.catalogue.replaceFrom(file, (head) => {
      const shop = Shop.safeParse(JSON.parse(head.shop))
      if (!shop.success) throw new CentralError('answer.malformed', 'the snapshot names no shop')
      const products = context.store.catalogue.count()
      context.settings.saveCatalogue({ version: head.version, asOfMs: head.asOfMs, products })
      context.settings.saveShop(shop.data)
      context.settings.saveCatalogueStale(false)
    })
  } catch (error) {
    if (isUnfitData(error)) throw new CentralError('answer.malformed', `the snapshot: ${(error as Error).message}`)
    throw error
  }
}

async function download(body: Readable, file: string): Promise<void> {
  let bytes = 0
  const limit = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      done(bytes > MOST_SNAPSHOT_BYTES ? new Error('the snapshot is too large') : null, chunk)
    },
  })
  try {
    await pipeline(body, limit, createWriteStream(file))
  } catch (error) {
    const full = (error as NodeJS.ErrnoException).code === 'ENOSPC'
    throw new CentralError(full ? 'disk.full' : 'unreachable', error instanceof Error ? error.message : String(error))
  }
}
