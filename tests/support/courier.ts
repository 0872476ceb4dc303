import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { courierMessage } from '../../contract/courier.ts'
import { readStick } from '../../main/courier/read-stick.ts'
import { writeStick, type WrittenStick } from '../../main/courier/write-stick.ts'
import { centralClient } from '../../main/sync/central-client.ts'
import { HEAD_BYTES, readHead } from '../../trust/bundle.ts'
import type { StickEntry } from '../../trust/carry.ts'
import { signingKey, type SigningKey } from '../../trust/signing.ts'
import { central, openTerminal, synced } from './synced-terminal.ts'

/** Terminals and sticks: a stick is a folder, as it is to the terminal. */

export type Terminal = Awaited<ReturnType<typeof openTerminal>>

/** Enrolled, with a catalogue; from then on it syncs only when a test asks for it. */
export async function enrolled(): Promise<Terminal> {
  const terminal = await openTerminal()
  await synced(terminal.client)
  return terminal
}

export function contextOf({ service }: Pick<Terminal, 'service'>) {
  return service.context.terminal
}

export async function write(terminal: Pick<Terminal, 'service'>, stick: string): Promise<WrittenStick> {
  const written = await writeStick(contextOf(terminal), stick)
  if (!written.ok) throw new Error(written.code)
  return written.value
}

/** As a terminal that is connected, or that believes so. */
export async function carry(terminal: Terminal, stick: string, url = central.central.url): Promise<StickEntry[]> {
  const context = contextOf(terminal)
  const token = () => context.settings.identity()?.token
  const read = await readStick(context, stick, centralClient(url, token, new AbortController().signal))
  if (!read.ok) throw new Error(read.code)
  return read.value
}

/** As a terminal without a network. */
export async function take(terminal: Pick<Terminal, 'service'>, stick: string): Promise<StickEntry[]> {
  const read = await readStick(contextOf(terminal), stick, undefined)
  if (!read.ok) throw new Error(read.code)
  return read.value
}

/** The one file of a stick with this ending. */
export function fileOn(stick: string, ending: '.courier' | '.ack'): string {
  const names = readdirSync(stick).filter((name) => name.endsWith(ending))
  expect(names).toHaveLength(1)
  return join(stick, names[0]!)
}

/** Every file of a stick with what is in it. */
export function contentOf(stick: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(stick)
      .toSorted()
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(stick, name)))
          .digest('hex'),
      ]),
  )
}

/** A key that nobody knows. */
export const somebody = signingKey(randomBytes(32))

/** Writes another header over a file's own, signed by whom it says or by somebody else. */
export function reheader(file: string, key: SigningKey, change: (header: Record<string, unknown>) => unknown): void {
  const bytes = readFileSync(file)
  const head = readHead(bytes.subarray(0, HEAD_BYTES), bytes.length)
  if (!head.ok) throw new Error(head.code)
  const line = JSON.stringify(change(JSON.parse(head.value.headerLine) as Record<string, unknown>))
  const start = Buffer.from(`${courierMessage(line)}\n${key.sign(courierMessage(line))}\n`)
  writeFileSync(file, Buffer.concat([start, bytes.subarray(head.value.sealedFrom)]))
}
