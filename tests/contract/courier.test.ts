import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { MAX_COURIER_FILE_BYTES } from '../../contract/courier.ts'
import { readStick } from '../../main/courier/read-stick.ts'
import { courierStatus } from '../../main/courier/status.ts'
import { writeStick } from '../../main/courier/write-stick.ts'
import { centralClient } from '../../main/sync/central-client.ts'
import type { StickEntry } from '../../trust/carry.ts'
import { sellTea } from '../support/each-carrier.ts'
import { newFolder } from '../support/folders.ts'
import { central, openTerminal, synced } from '../support/synced-terminal.ts'
import { newTestId } from '../support/terminal.ts'

type Terminal = Awaited<ReturnType<typeof openTerminal>>

/** Enrolled, with a catalogue; from then on it syncs only when a test asks for it. */
async function enrolled(): Promise<Terminal> {
  const terminal = await openTerminal()
  await synced(terminal.client)
  return terminal
}

function contextOf({ service }: Terminal) {
  return service.context.terminal
}

async function write(terminal: Terminal, stick: string) {
  const written = await writeStick(contextOf(terminal), stick)
  if (!written.ok) throw new Error(written.code)
  return written.value
}

/** With the network, as a terminal that is connected. */
async function carry(terminal: Terminal, stick: string): Promise<StickEntry[]> {
  const context = contextOf(terminal)
  const client = centralClient(
    central.central.url,
    () => context.settings.identity()?.token,
    new AbortController().signal,
  )
  const read = await readStick(context, stick, client)
  if (!read.ok) throw new Error(read.code)
  return read.value
}

/** Without a network. */
async function take(terminal: Terminal, stick: string): Promise<StickEntry[]> {
  const read = await readStick(contextOf(terminal), stick, undefined)
  if (!read.ok) throw new Error(read.code)
  return read.value
}

function fileOf(stick: string, ending: string): string {
  const name = readdirSync(stick).find((one) => one.endsWith(ending))
  expect(name, `a file ending in ${ending}`).toBeDefined()
  return join(stick, name!)
}

describe('a stick', () => {
  test('carries orders to the central store and its answer back', async () => {
    const [away, carrier] = [await enrolled(), await enrolled()]
    const stick = newFolder()
    const orders = [await sellTea(away.client), await sellTea(away.client)]
    expect(await write(away, stick)).toMatchObject({ facts: 2, leftFacts: 0 })
    expect(await away.client.sync.status()).toMatchObject({ unsent: 2 })
    expect(await carry(carrier, stick)).toMatchObject([
      { kind: 'facts', outcome: 'carried', facts: 2, fresh: 2, refused: 0 },
      { kind: 'acknowledgement', outcome: 'courier.foreign' },
    ])
    expect(await central.statistics()).toMatchObject({ orders: 2, ordersMinor: 4_800 })
    await central.setState(orders[0]!.orderId, 'ready')
    await central.addProducts({ products: [], removedSkus: ['SALT'] })
    expect(await take(away, stick)).toMatchObject([
      { kind: 'facts', outcome: 'answered' },
      { kind: 'acknowledgement', outcome: 'taken-in', facts: 2, fresh: 2 },
    ])
    expect(await away.client.sync.status()).toMatchObject({ unsent: 0, refused: 0 })
    expect(await away.client.order.get(orders[0]!)).toMatchObject({ state: 'accepted', stateSource: 'central' })
    expect(courierStatus(contextOf(away))).toMatchObject({ waiting: 0, lastAcknowledgedAtMs: expect.any(Number) })
  })
})
void [existsSync, readFileSync, truncateSync, writeFileSync, MAX_COURIER_FILE_BYTES, newTestId, fileOf]
