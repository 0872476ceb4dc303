import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import type { PrinterErrorCode } from '../../../contract/printer-errors.ts'
import { fail, ok } from '../../../domain/result.ts'
import type { Printer } from '../printer-port.ts'

/** A device that takes no byte for this long is stuck: off-line, or without paper. */
const IDLE_TIMEOUT_MS = 10_000
const BUSY_WAIT_MS = 50

const CODES: Readonly<Record<string, PrinterErrorCode>> = {
  ENOENT: 'printer.file_folder_missing',
  ENOTDIR: 'printer.file_folder_missing',
  EISDIR: 'printer.file_not_usable',
  EINVAL: 'printer.file_not_usable',
  ENAMETOOLONG: 'printer.file_not_usable',
  ELOOP: 'printer.file_not_usable',
  ERR_INVALID_ARG_VALUE: 'printer.file_not_usable',
  EACCES: 'printer.file_not_writable',
  EPERM: 'printer.file_not_writable',
  EROFS: 'printer.file_not_writable',
  ENOSPC: 'printer.disk_full',
  EDQUOT: 'printer.disk_full',
  EFBIG: 'printer.disk_full',
  // Of devices: nobody at the other end, or unplugged.
  ENXIO: 'printer.unreachable',
  ENODEV: 'printer.unreachable',
  EPIPE: 'printer.disconnected',
  EIO: 'printer.disconnected',
  ETIMEDOUT: 'printer.timeout',
}

/**
 * A printer that is a file: receipts are added to its end. A device such as /dev/usb/lp0 is one too.
 * A job is on the disk when it succeeds; of a job that fails, a plain file keeps nothing.
 */
export function filePrinter(path: string): Printer {
  // A device that is unplugged must not come into being as a plain file that swallows receipts.
  const isDevice = path.startsWith('/dev/')
  // Without waiting, so that a device that is switched off cannot hold this program up. Windows knows no such flag.
  const flags = constants.O_WRONLY | constants.O_APPEND | (constants.O_NONBLOCK ?? 0)
  return {
    async send(bytes, signal) {
      if (signal.aborted) return fail('printer.cancelled')
      let handle: FileHandle | undefined
      try {
        handle = await open(path, isDevice ? flags : flags | constants.O_CREAT, 0o600)
        await append(handle, bytes, signal)
        return ok(true)
      } catch (error) {
        return fail(signal.aborted ? 'printer.cancelled' : codeOf(error, isDevice))
      } finally {
        await handle?.close().catch(() => {})
      }
    },
  }
}

async function append(handle: FileHandle, bytes: Uint8Array, signal: AbortSignal): Promise<void> {
  const before = await handle.stat()
  try {
    await writeAll(handle, bytes, signal)
    if (before.isFile()) await handle.sync()
  } catch (error) {
    // Half a receipt would stand before the next attempt's whole one.
    if (before.isFile()) await handle.truncate(before.size).catch(() => {})
    throw error
  }
}

async function writeAll(handle: FileHandle, bytes: Uint8Array, signal: AbortSignal): Promise<void> {
  let written = 0
  let idleMs = 0
  while (written < bytes.length) {
    signal.throwIfAborted()
    const count = await writeSome(handle, bytes.subarray(written))
    written += count
    if (count > 0) {
      idleMs = 0
      continue
    }
    if (idleMs >= IDLE_TIMEOUT_MS) throw Object.assign(new Error('the device takes nothing'), { code: 'ETIMEDOUT' })
    await delay(BUSY_WAIT_MS, undefined, { signal })
    idleMs += BUSY_WAIT_MS
  }
}

/** @returns the number of bytes taken: 0 where a device is busy. */
async function writeSome(handle: FileHandle, bytes: Uint8Array): Promise<number> {
  try {
    return (await handle.write(bytes)).bytesWritten
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return 0
    throw error
  }
}

function codeOf(error: unknown, isDevice: boolean): PrinterErrorCode {
  const { code = '' } = error as NodeJS.ErrnoException
  if (isDevice && code === 'ENOENT') return 'printer.unreachable'
  return CODES[code] ?? 'printer.fault'
}
