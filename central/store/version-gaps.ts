import { randomInt } from 'node:crypto'
import { storeRow } from './identity.ts'
import type { Db } from './tables.ts'

/** Catalogue versions that this store cannot have given out: those who name them heard of them before it was put back. */
export type LostVersions = (version: number) => boolean

/**
 * Goes on from a higher catalogue version, by chance, so that versions which were given out after a copy was made do
 * not come a second time where the copy is put back.
 */
export async function leapVersions(trx: Db, spread: number): Promise<void> {
  const { catalogue_version: after } = await storeRow(trx)
  if (after === 0) return
  const before = after + 1 + randomInt(spread)
  await trx.insertInto('version_gaps').values({ after_version: after, before_version: before }).execute()
  await trx.updateTable('store').set({ catalogue_version: before }).execute()
}

/** Which of these versions are lost. */
export async function readLostVersions(db: Db, versions: Iterable<number>): Promise<LostVersions> {
  const { catalogue_version: newest } = await storeRow(db)
  const lost = new Set<number>()
  for (const version of new Set(versions))
    if (version > newest || (version < newest && (await isInGap(db, version)))) lost.add(version)
  return (version) => lost.has(version)
}

/** Gaps do not overlap, so that only the last one that begins before a version can hold it. */
async function isInGap(db: Db, version: number): Promise<boolean> {
  const gap = await db
    .selectFrom('version_gaps')
    .select('before_version')
    .where('after_version', '<', version)
    .orderBy('after_version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return gap !== undefined && version < gap.before_version
}
