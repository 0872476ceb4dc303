import { constants } from 'node:fs'
import { lstat, open, opendir, rename, rm, stat, statfs, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { ACKNOWLEDGEMENT_ENDING, BUNDLE_ENDING } from '../contract/courier.ts'
import { fail, ok, type Result } from '../domain/result.ts'
import { HEAD_BYTES, readHead, type BundleError, type BundleHead } from './bundle.ts'

/** Files on a stick, which may be pulled out at any moment, and which anybody may have written. */

export type StickError = 'courier.stick_missing' | 'courier.stick_not_writable' | 'courier.stick_full'

const PART = '.part'
/** Each piece is on the stick before the next begins, so that a copy that was cut off goes on from there. */
const PIECE_BYTES = 1024 * 1024
const MOST_ENTRIES = 10_000
const MOST_FILES = 500
/** A file on a stick may be a link to one of this machine, or a pipe that never says anything; Windows knows neither. */
const ITSELF_ONLY = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/** The names of courier's files in a folder, oldest day first. */
export async function listCourierFiles(folder: string): Promise<Result<string[], StickError>> {
  try {
    const names: string[] = []
    let entries = 0
    for await (const entry of await opendir(folder)) {
      if (++entries > MOST_ENTRIES || names.length >= MOST_FILES) break
      const isOurs = entry.name.endsWith(BUNDLE_ENDING) || entry.name.endsWith(ACKNOWLEDGEMENT_ENDING)
      if (isOurs && entry.isFile()) names.push(entry.name)
    }
    return ok(names.sort((a, b) => a.localeCompare(b)))
  } catch (error) {
    return stickFailure(error)
  }
}

export interface CourierFile {
  readonly head: BundleHead
  readonly bytes: Buffer
}

/** Reads a file whose header and size make sense; of any other no more than its first bytes. */
export async function readCourierFile(file: string): Promise<Result<CourierFile, BundleError | StickError>> {
  let handle: FileHandle | undefined
  try {
    handle = await open(file, constants.O_RDONLY | ITSELF_ONLY)
    const { size } = await handle.stat()
    const start = await readUpTo(handle, 0, Math.min(size, HEAD_BYTES))
    const head = readHead(start, size)
    if (!head.ok) return head
    const bytes = await readUpTo(handle, 0, size)
    return bytes.length === size ? ok({ head: head.value, bytes }) : fail('courier.half_copied')
  } catch (error) {
    return stickFailure(error)
  } finally {
    await handle?.close().catch(() => undefined)
  }
}

async function readUpTo(handle: FileHandle, from: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length)
  let done = 0
  while (done < length) {
    const { bytesRead } = await handle.read(buffer, done, length - done, from + done)
    if (bytesRead === 0) break
    done += bytesRead
  }
  return buffer.subarray(0, done)
}

export interface Copied {
  /** How much of it stood there already, from a copy that was cut off. */
  readonly continuedFromBytes: number
}

/**
 * Puts a file on a stick, whole or not at all: in pieces under another name, which becomes its own when everything is
 * on the stick. A copy that was cut off is gone on with where the same bytes stand there already.
 */
export async function copyToStick(folder: string, name: string, bytes: Buffer): Promise<Result<Copied, StickError>> {
  const part = join(folder, name + PART)
  try {
    const there = await sizeOf(part)
    const equalBytes = there === undefined ? 0 : await equalPrefix(part, bytes)
    const { bavail, bsize } = await statfs(folder)
    const freeBytes = bavail * bsize + (there ?? 0)
    if (freeBytes < bytes.length) return fail('courier.stick_full', { neededBytes: bytes.length, freeBytes })
    await writePieces(part, bytes, equalBytes)
    await rename(part, join(folder, name))
    await syncFolder(folder)
    return ok({ continuedFromBytes: equalBytes })
  } catch (error) {
    const failure = stickFailure(error, { neededBytes: bytes.length })
    // What is left of it would only take the room that has to be made.
    if (failure.code === 'courier.stick_full') await rm(part, { force: true }).catch(() => undefined)
    return failure
  }
}

/** Undefined where there is no such file; anything else that bears its name is taken away. */
async function sizeOf(file: string): Promise<number | undefined> {
  const found = await lstat(file).catch(() => undefined)
  if (found?.isFile()) return found.size
  if (found) await rm(file)
  return undefined
}

/** How many whole pieces at the beginning of a file are these bytes. */
async function equalPrefix(file: string, bytes: Buffer): Promise<number> {
  const handle = await open(file, constants.O_RDONLY | ITSELF_ONLY)
  try {
    let equal = 0
    while (equal < bytes.length) {
      const wanted = bytes.subarray(equal, equal + PIECE_BYTES)
      const found = await readUpTo(handle, equal, wanted.length)
      if (!found.equals(wanted)) break
      equal += wanted.length
    }
    return equal
  } finally {
    await handle.close()
  }
}

async function writePieces(file: string, bytes: Buffer, from: number): Promise<void> {
  const handle = await open(file, constants.O_WRONLY | constants.O_CREAT | ITSELF_ONLY, 0o644)
  try {
    await handle.truncate(from)
    for (let at = from; at < bytes.length; at += PIECE_BYTES) {
      const piece = bytes.subarray(at, at + PIECE_BYTES)
      for (let done = 0; done < piece.length;)
        done += (await handle.write(piece, done, piece.length - done, at + done)).bytesWritten
      await handle.sync()
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** The new name is on the stick only then. Where folders cannot be synced, the system does it when the stick is ejected. */
async function syncFolder(folder: string): Promise<void> {
  let handle: FileHandle | undefined
  try {
    handle = await open(folder, constants.O_RDONLY)
    await handle.sync()
  } catch (error) {
    if (!['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP'].includes(codeOf(error))) throw error
  } finally {
    await handle?.close().catch(() => undefined)
  }
}

/** Whether a folder is there now. */
export async function isFolder(folder: string): Promise<boolean> {
  return stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  )
}

const GONE = ['ENOENT', 'ENOTDIR', 'ENODEV', 'ENXIO', 'EIO', 'ESTALE', 'ENOMEDIUM']
const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG']

function stickFailure(error: unknown, details: Readonly<Record<string, number>> = {}) {
  const code = codeOf(error)
  if (GONE.includes(code)) return fail('courier.stick_missing' as StickError)
  if (FULL.includes(code)) return fail('courier.stick_full' as StickError, details)
  if (code === '' || (code.startsWith('ERR_') && code !== 'ERR_FS_EISDIR')) throw error
  return fail('courier.stick_not_writable' as StickError, { why: code })
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown }).code
  return typeof code === 'string' ? code : ''
}
