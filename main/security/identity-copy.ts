import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { JournalPlace } from '../../db/journal.ts'
import { syncFolder } from '../recovery/backup-files.ts'
import { OWN_SETTINGS } from '../settings.ts'

/**
 * A small copy, beside the database, of who the terminal is: its identity, keys and settings, sealed under the
 * database's key as the database is. It is read where the database can be had no more and decides nothing while the
 * database is sound, so that an old one does no harm: whoever goes on from it begins a new epoch.
 */
export interface IdentityCopy {
  /** The newest fact when it was written: what facts behind it say of the settings is newer. */
  readonly place: JournalPlace
  readonly values: Readonly<Record<string, unknown>>
}

/** Its file's name. */
export const IDENTITY_COPY = 'terminal.identity'

const Copy = z.object({
  place: z.object({ epoch: z.int(), seq: z.int() }),
  values: z.record(z.string(), z.unknown()),
})
const CIPHER = 'aes-256-gcm'
const PURPOSE = 'okryu-identity:1'
const MAGIC = Buffer.from(`${PURPOSE}\n`)
const NONCE_BYTES = 12
const TAG_BYTES = 16
const KEY_BYTES = 32

/**
 * @returns undefined where there is none, or where it is damaged or of another key.
 * @throws what the disk says where it does not let it be read now: that says nothing of the copy.
 */
export function readIdentityCopy(dataFolder: string, key: Uint8Array): IdentityCopy | undefined {
  let bytes: Buffer
  try {
    bytes = readFileSync(join(dataFolder, IDENTITY_COPY))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  try {
    return unsealed(bytes, key)
  } catch {
    return undefined
  }
}

function unsealed(bytes: Buffer, key: Uint8Array): IdentityCopy | undefined {
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) return undefined
  const sealed = bytes.subarray(MAGIC.length)
  const decipher = createDecipheriv(CIPHER, ownKey(key), sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
  decipher.setAAD(MAGIC)
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
  const plain = Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()])
  return Copy.parse(JSON.parse(plain.toString('utf8')))
}

/** Another key than the pages': two ciphers with random nonces share none. */
function ownKey(key: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', PURPOSE, KEY_BYTES))
}

export interface CopyKeeper {
  /** Call it with the names of settings that have changed and are on the disk. */
  changed(names: ReadonlySet<string>): void
}

interface CopySource {
  readonly dataFolder: string
  readonly key: Uint8Array
  readonly read: (name: string) => unknown
  readonly place: () => JournalPlace
  /** A disk that does not take the copy must not stop what is safe already; it is tried again. */
  readonly failed: (error: unknown) => void
}

/** Compares the copy with the database at the start, and writes it whenever something in it has changed. */
export function keepIdentityCopy(source: CopySource): CopyKeeper {
  const { dataFolder, key } = source
  let written: string | undefined
  let isBehind = false
  const write = () => {
    const values = Object.fromEntries(OWN_SETTINGS.map((name) => [name, source.read(name)]))
    const text = JSON.stringify(values)
    if (text === written) return
    try {
      writeSealed(source, JSON.stringify({ place: source.place(), values }))
      written = text
      isBehind = false
    } catch (error) {
      isBehind = true
      source.failed(error)
    }
  }
  try {
    written = JSON.stringify(readIdentityCopy(dataFolder, key)?.values)
  } catch (error) {
    source.failed(error)
  }
  write()
  return {
    changed(names) {
      if (isBehind || OWN_SETTINGS.some((name) => names.has(name))) write()
    },
  }
}

function writeSealed({ dataFolder, key }: CopySource, text: string): void {
  const plain = Buffer.from(text)
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, ownKey(key), nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(MAGIC)
  const sealed = Buffer.concat([MAGIC, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  const file = join(dataFolder, IDENTITY_COPY)
  const handle = openSync(`${file}.new`, 'w', 0o600)
  try {
    writeSync(handle, sealed)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(`${file}.new`, file)
  syncFolder(dataFolder)
}
