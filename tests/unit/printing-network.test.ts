import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { networkPrinter, type NetworkPrinterTimes } from '../../main/printing/printers/network.ts'
import { receiptBytes } from '../../main/printing/render.ts'
import { decodeEscPos } from '../support/escpos-decoder.ts'
import { receiptSample } from '../support/receipts.ts'
import { lineTexts } from '../support/sheet.ts'
import {
  COVER_OPEN,
  CUTTER_JAMMED,
  PAPER_OUT,
  SWITCHED_OFFLINE,
  tcpPrinter,
  WELL,
  type TcpPrinter,
} from '../support/tcp-printer.ts'

/** Short where a test waits for the end of the time, long where something is expected to happen before it. */
const SHORT_MS = 200
const LONG_MS = 20_000
const TIMES: NetworkPrinterTimes = {
  connectTimeoutMs: LONG_MS,
  statusTimeoutMs: SHORT_MS,
  idleTimeoutMs: LONG_MS,
  printTimeoutMs: LONG_MS,
  askEveryMs: 50,
  closeTimeoutMs: LONG_MS,
}
const RECEIPT = receiptBytes(receiptSample('ko'), '80')

let device: TcpPrinter
beforeEach(async () => {
  device = await tcpPrinter()
})
afterEach(() => device.close())

function send(times: Partial<NetworkPrinterTimes> = {}, bytes = RECEIPT, signal = new AbortController().signal) {
  return networkPrinter('127.0.0.1', device.port, { ...TIMES, ...times }).send(bytes, signal)
}

/** What the connection's bytes would put on paper. */
function paper(index: number): string[] {
  return lineTexts(decodeEscPos(device.connections[index]!))
}

describe('a printer on the network that answers questions', () => {
  // Given time to answer: a busy machine must not make it look silent.
  const PATIENT = { statusTimeoutMs: LONG_MS }

  test('gets every byte, and the job succeeds when it says that it is on paper', async () => {
    device.behave({ status: WELL, tellsWhenPrinted: true })
    expect(await send(PATIENT)).toEqual({ ok: true, value: true })
    expect(paper(0)).toEqual(lineTexts(decodeEscPos(RECEIPT)))
    expect(Buffer.from(device.connections[0]!).indexOf(RECEIPT)).toBeGreaterThanOrEqual(0)
  })

  test.each([
    ['printer.paper_out', PAPER_OUT],
    ['printer.cover_open', COVER_OPEN],
    ['printer.offline', SWITCHED_OFFLINE],
    ['printer.fault', CUTTER_JAMMED],
  ])('that says %s gets no byte of the receipt', async (code, status) => {
    device.behave({ status, tellsWhenPrinted: true })
    expect(await send(PATIENT)).toEqual({ ok: false, code })
    expect(paper(0)).toEqual([])
  })

  test('that runs out of paper in the middle fails the job', async () => {
    device.behave({ status: WELL, tellsWhenPrinted: true, statusLater: { afterBytes: 100, status: PAPER_OUT } })
    expect(await send(PATIENT)).toEqual({ ok: false, code: 'printer.paper_out' })
  })

  test('that does not know the question for the end of a job is believed when it is well after it', async () => {
    device.behave({ status: WELL })
    expect(await send({ ...PATIENT, printTimeoutMs: 500 })).toEqual({ ok: true, value: true })
  })

  test('that stops answering in the middle fails the job', async () => {
    device.behave({ status: WELL, statusLater: { afterBytes: 100, status: undefined }, neverCloses: true })
    expect(await send({ ...PATIENT, printTimeoutMs: 500 })).toEqual({ ok: false, code: 'printer.timeout' })
  })

  test('that talks on its own at first is understood all the same', async () => {
    device.behave({ greeting: [0x10, 0x00, 0x0c, 0x0f], status: WELL, tellsWhenPrinted: true })
    expect(await send(PATIENT)).toEqual({ ok: true, value: true })
  })

  test.each(['resetsAfterBytes', 'hangsUpAfterBytes'] as const)(
    'that breaks the connection before the job is on paper fails it (%s)',
    async (how) => {
      device.behave({ status: WELL, [how]: 9 + RECEIPT.length })
      expect(await send(PATIENT)).toEqual({ ok: false, code: 'printer.disconnected' })
    },
  )
})

describe('a printer on the network that answers nothing', () => {
  test('gets every byte, and the job succeeds when it has closed its side', async () => {
    expect(await send()).toEqual({ ok: true, value: true })
    expect(paper(0)).toEqual(lineTexts(decodeEscPos(RECEIPT)))
  })

  test('may keep the connection open', async () => {
    device.behave({ neverCloses: true })
    expect(await send({ closeTimeoutMs: SHORT_MS })).toEqual({ ok: true, value: true })
    expect(paper(0)).toEqual(lineTexts(decodeEscPos(RECEIPT)))
  })

  test('that is unplugged in the middle of a job fails it', async () => {
    device.behave({ resetsAfterBytes: 200 })
    expect(await send()).toEqual({ ok: false, code: 'printer.disconnected' })
  })

  test('that takes no data fails the job after a while', async () => {
    device.behave({ neverReads: true })
    const long = new Uint8Array(64 * 1024 * 1024)
    expect(await send({ idleTimeoutMs: SHORT_MS }, long)).toEqual({ ok: false, code: 'printer.timeout' })
  })

  test('gets the whole next job after one that failed', async () => {
    device.behave({ resetsAfterBytes: 200 })
    await send()
    device.behave({})
    expect(await send()).toEqual({ ok: true, value: true })
    expect(paper(1)).toEqual(lineTexts(decodeEscPos(RECEIPT)))
  })
})

describe('an address without a printer', () => {
  test('that refuses connections is unreachable', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    server.close()
    await once(server, 'close')
    const outcome = await networkPrinter('127.0.0.1', port, TIMES).send(RECEIPT, new AbortController().signal)
    expect(outcome).toEqual({ ok: false, code: 'printer.unreachable' })
  })

  test('that never answers is unreachable after the time for it', async () => {
    // An address reserved for documentation: nobody answers, or the network says that there is no way.
    const outcome = await networkPrinter('192.0.2.1', 9100, { ...TIMES, connectTimeoutMs: SHORT_MS }).send(
      RECEIPT,
      new AbortController().signal,
    )
    expect(outcome).toEqual({ ok: false, code: 'printer.unreachable' })
  })

  test('that is a name nobody has is told apart', async () => {
    const outcome = await networkPrinter('printer.invalid', 9100, TIMES).send(RECEIPT, new AbortController().signal)
    expect(outcome).toEqual({ ok: false, code: 'printer.host_unknown' })
  })
})

describe('a job that is called off', () => {
  test('before it began never connects', async () => {
    expect(await send({}, RECEIPT, AbortSignal.abort())).toEqual({ ok: false, code: 'printer.cancelled' })
    expect(device.connections).toEqual([])
  })

  test('while it is sent ends at once', async () => {
    device.behave({ neverReads: true })
    const caller = new AbortController()
    const sent = send({}, new Uint8Array(64 * 1024 * 1024), caller.signal)
    await expect.poll(() => device.connections.length, { timeout: LONG_MS }).toBe(1)
    caller.abort()
    expect(await sent).toEqual({ ok: false, code: 'printer.cancelled' })
  })
})
