import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { filePrinter } from '../../main/printing/printers/file.ts'
import { receiptBytes } from '../../main/printing/render.ts'
import { receiptSample } from '../support/receipts.ts'

const RECEIPT = receiptBytes(receiptSample('ko'), '58')
const NEVER = new AbortController().signal
const onLinux = process.platform === 'linux'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'file-printer-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const print = (path: string, bytes = RECEIPT, signal = NEVER) => filePrinter(path).send(bytes, signal)

describe('a file as a printer', () => {
  test('gets one job behind the other, for its owner alone', async () => {
    const path = join(folder, 'receipts.bin')
    expect(await print(path)).toEqual({ ok: true, value: true })
    expect(await print(path)).toEqual({ ok: true, value: true })
    expect(readFileSync(path)).toEqual(Buffer.concat([RECEIPT, RECEIPT]))
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  test('in a folder that is not there, or below a file, says so', async () => {
    expect(await print(join(folder, 'nowhere', 'receipts.bin'))).toMatchObject({ code: 'printer.file_folder_missing' })
    await print(join(folder, 'file'))
    expect(await print(join(folder, 'file', 'receipts.bin'))).toMatchObject({ code: 'printer.file_folder_missing' })
  })

  test('that is a folder, has no possible name or leads nowhere says so', async () => {
    expect(await print(folder)).toMatchObject({ code: 'printer.file_not_usable' })
    expect(await print('x\0y')).toMatchObject({ code: 'printer.file_not_usable' })
    expect(await print(join(folder, 'x'.repeat(500)))).toMatchObject({ code: 'printer.file_not_usable' })
    symlinkSync(join(folder, 'loop'), join(folder, 'loop'))
    expect(await print(join(folder, 'loop'))).toMatchObject({ code: 'printer.file_not_usable' })
  })

  test.runIf(onLinux)('that may not be written says so', async () => {
    // Even an administrator cannot create a file in this folder.
    expect(await print('/proc/self/receipts.bin')).toMatchObject({ ok: false })
    if (process.getuid?.() === 0) return
    mkdirSync(join(folder, 'locked'))
    chmodSync(join(folder, 'locked'), 0o500)
    expect(await print(join(folder, 'locked', 'receipts.bin'))).toMatchObject({ code: 'printer.file_not_writable' })
  })

  test.runIf(onLinux)('on a full disk says so', async () => {
    expect(await print('/dev/full')).toMatchObject({ code: 'printer.disk_full' })
  })

  test.runIf(onLinux)('keeps nothing of a job that did not fit', async () => {
    const path = join(folder, 'receipts.bin')
    // A limit on the size of files stands in for the disk's end: the same write fails at the same place.
    const script = `
      import { filePrinter } from ${JSON.stringify(new URL('../../main/printing/printers/file.ts', import.meta.url).href)}
      process.on('SIGXFSZ', () => {})
      const bytes = new Uint8Array(700).fill(65)
      for (let i = 0; i < 2; i++) console.log(JSON.stringify(await filePrinter(${JSON.stringify(path)}).send(bytes, new AbortController().signal)))`
    const outcomes = execFileSync(
      'sh',
      ['-c', 'ulimit -f 2; exec "$0" --input-type=module -e "$1"', process.execPath, script],
      { encoding: 'utf8' },
    )
    expect(
      outcomes
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([
      { ok: true, value: true },
      { ok: false, code: 'printer.disk_full' },
    ])
    expect(statSync(path).size).toBe(700)
  })
})

describe.runIf(onLinux)('a device as a printer', () => {
  test('that is unplugged does not come into being as a file', async () => {
    const path = '/dev/no-such-printer'
    expect(await print(path)).toMatchObject({ code: 'printer.unreachable' })
    expect(existsSync(path)).toBe(false)
  })

  test('gets the bytes', async () => {
    expect(await print('/dev/null')).toEqual({ ok: true, value: true })
  })

  test('with nobody at its other end is unreachable, at once', async () => {
    const path = join(folder, 'pipe')
    execFileSync('mkfifo', [path])
    expect(await print(path)).toMatchObject({ code: 'printer.unreachable' })
  })

  test('that is slow gets every byte in the end', async () => {
    const path = join(folder, 'pipe')
    execFileSync('mkfifo', [path])
    const reader = await openReader(path)
    const bytes = new Uint8Array(300_000).map((_, i) => i % 251)
    const sent = print(path, bytes)
    const received: Buffer[] = []
    for (let length = 0; length < bytes.length;) {
      const { bytesRead, buffer } = await readWhenReady(reader, 10_000)
      received.push(Buffer.from(buffer.subarray(0, bytesRead)))
      length += bytesRead
    }
    expect(await sent).toEqual({ ok: true, value: true })
    expect(Buffer.concat(received).equals(bytes)).toBe(true)
    await reader.close()
  })

  test('that takes nothing can be given up', async () => {
    const path = join(folder, 'pipe')
    execFileSync('mkfifo', [path])
    const reader = await openReader(path)
    const caller = new AbortController()
    const sent = print(path, new Uint8Array(300_000), caller.signal)
    await readWhenReady(reader, 1)
    caller.abort()
    expect(await sent).toEqual({ ok: false, code: 'printer.cancelled' })
    await reader.close()
  })
})

async function openReader(path: string) {
  const { constants } = await import('node:fs')
  return open(path, constants.O_RDONLY | constants.O_NONBLOCK)
}

/** A pipe that is empty for the moment is asked again. */
async function readWhenReady(reader: Awaited<ReturnType<typeof openReader>>, length: number) {
  for (;;) {
    const result = await reader.read(Buffer.alloc(length)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EAGAIN') return undefined
      throw error
    })
    if (result !== undefined && result.bytesRead > 0) return result
    await new Promise((resolve) => setImmediate(resolve))
  }
}
