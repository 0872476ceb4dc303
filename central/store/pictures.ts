import { sha256Hex } from '../../trust/hash.ts'
import type { Db, PictureRow } from './tables.ts'

export const MAX_PICTURE_BYTES = 1024 * 1024

export type PictureMediaType = 'image/svg+xml' | 'image/png' | 'image/jpeg' | 'image/webp'

export interface Picture {
  /** SHA-256 of the bytes. */
  readonly hash: string
  readonly mediaType: PictureMediaType
  readonly bytes: Uint8Array
}

/** Keeps pictures by the hash of their content; one that is there already stays. */
export async function addPictures(db: Db, pictures: readonly Picture[]): Promise<void> {
  for (const { hash, mediaType, bytes } of pictures)
    await db
      .insertInto('pictures')
      .values({ hash, media_type: mediaType, bytes: Buffer.from(bytes) })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}

export async function pictureOf(db: Db, hash: string): Promise<PictureRow | undefined> {
  return db.selectFrom('pictures').selectAll().where('hash', '=', hash).executeTakeFirst()
}

/** A picture from bytes whose own signs say what they are, whatever they are called; undefined for anything else. */
export function recognisePicture(bytes: Uint8Array): Picture | undefined {
  const mediaType = mediaTypeOf(bytes)
  if (mediaType === undefined || bytes.length > MAX_PICTURE_BYTES) return undefined
  return { hash: sha256Hex(bytes), mediaType, bytes }
}

function mediaTypeOf(bytes: Uint8Array): PictureMediaType | undefined {
  const start = Buffer.from(bytes.subarray(0, 512)).toString('latin1')
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP') return 'image/webp'
  if (/^(\xef\xbb\xbf)?\s*(<\?xml[^>]*>\s*)?(<!--[^]*?-->\s*)*<svg[\s>]/.test(start)) return 'image/svg+xml'
  return undefined
}
