import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { Shop } from '../../contract/central.ts'
import { CategorySchema, EpochMs, ProductSchema } from '../../contract/values.ts'
import { isUnfitData } from '../../db/open.ts'
import type { TerminalContext } from '../context.ts'
import { CentralError, type CentralClient } from './central-client.ts'

/** The snapshot's own row, as far as it can be read at all. */
const SnapshotHead = z.object({
  version: z.int().min(1),
  asOfMs: EpochMs,
  shop: z
    .string()
    .transform((text, check) => {
      try {
        return JSON.parse(text) as unknown
      } catch {
        check.issues.push({ code: 'custom', message: 'no JSON', input: text })
        return z.NEVER
      }
    })
    .pipe(Shop),
})

const MOST_SNAPSHOT_BYTES = 2 * 1024 ** 3
const ROWS_CHECKED_AT_ONCE = 1_000

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
    context.store.catalogue.replaceFrom(file, (row) => {
      const head = SnapshotHead.safeParse(row)
      if (!head.success) throw new CentralError('answer.malformed', 'the snapshot does not say what it is')
      refuseUnfitRows(context)
      const { version, asOfMs, shop } = head.data
      const products = context.store.catalogue.count()
      context.settings.saveCatalogue({ version, asOfMs, products })
      context.settings.saveShop(shop)
      context.settings.saveCatalogueStale(false)
    })
  } catch (error) {
    if (isUnfitData(error)) throw new CentralError('answer.malformed', `the snapshot: ${(error as Error).message}`)
    throw error
  }
}

/** Tables take more than a screen can show: each row is held to what a page of changes would be held to. */
function refuseUnfitRows({ store: { catalogue } }: TerminalContext): void {
  const malformed = (error: z.ZodError) => new CentralError('answer.malformed', `the snapshot: ${error.message}`)
  const categories = z.array(CategorySchema).safeParse(catalogue.categories())
  if (!categories.success) throw malformed(categories.error)
  for (let after = ''; ;) {
    const page = catalogue.page(after, ROWS_CHECKED_AT_ONCE)
    const products = z.array(ProductSchema).safeParse(page)
    if (!products.success) throw malformed(products.error)
    const last = page.at(-1)
    if (!last) return
    after = last.sku
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
