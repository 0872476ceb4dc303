import { storeRow } from './identity.ts'
import type { Db } from './tables.ts'

/** Whether this store once gave out a catalogue version of which it knows nothing any more: it was put back from a copy. */
export type LostVersions = (version: number) => boolean

interface Gap {
  readonly lostAfterVersion: number
  readonly lostBeforeVersion: number
}

export async function readLostVersions(trx: Db): Promise<LostVersions> {
  const rows = await trx.selectFrom('alarms').select('details').where('kind', '=', 'restored').execute()
  if (rows.length === 0) return () => false
  const { catalogue_version: newest } = await storeRow(trx)
  const gaps = rows.map(({ details }) => JSON.parse(details) as Partial<Gap>)
  return (version) =>
    version > newest ||
    gaps.some(
      ({ lostAfterVersion: after = Infinity, lostBeforeVersion: before = 0 }) => version > after && version < before,
    )
}
