import { createHash } from 'node:crypto'
import type { TerminalContext } from '../context.ts'
import { announceCatalogue } from './catalogue.ts'
import { CentralError, type CentralClient } from './central-client.ts'

const PICTURES_AT_ONCE = 8
const PICTURE_TYPES = ['image/svg+xml', 'image/png', 'image/jpeg', 'image/webp']

/** Fetches the pictures that the catalogue names and the terminal does not have yet. */
export async function pullPictures(
  context: TerminalContext,
  client: Pick<CentralClient, 'picture'>,
  signal: AbortSignal,
): Promise<void> {
  if (context.live.storage.lowSpace) return
  const { catalogue } = context.store
  const unavailable = new Set<string>()
  let fetched = 0
  for (;;) {
    const wanted = catalogue
      .missingPictures(PICTURES_AT_ONCE + unavailable.size)
      .filter((hash) => !unavailable.has(hash))
    if (wanted.length === 0 || signal.aborted) break
    await Promise.all(
      wanted.slice(0, PICTURES_AT_ONCE).map(async (hash) => {
        if (await pullPicture(context, client, hash)) fetched += 1
        else unavailable.add(hash)
      }),
    )
  }
  if (fetched > 0) announceCatalogue(context)
}

async function pullPicture(
  context: TerminalContext,
  client: Pick<CentralClient, 'picture'>,
  hash: string,
): Promise<boolean> {
  try {
    const { mediaType, bytes } = await client.picture(hash)
    const genuine = createHash('sha256').update(bytes).digest('hex') === hash
    if (!genuine || !PICTURE_TYPES.includes(mediaType)) return false
    context.store.catalogue.addPicture({ hash, mediaType, bytes })
    return true
  } catch (error) {
    if (error instanceof CentralError && error.code === 'picture.unknown') return false
    throw error
  }
}
