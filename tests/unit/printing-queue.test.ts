import { fc } from '../support/property.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PrinterErrorCode } from '../../contract/printer-errors.ts'
import { noLog } from '../../main/ports/log.ts'
import { jobBytes, storedDocument } from '../../main/printing/print-document.ts'
import type { Printer } from '../../main/printing/printer-port.ts'
import { networkPrinter } from '../../main/printing/printers/network.ts'
import { FIRST_STATE, stepQueue, type QueueEvent } from '../../main/printing/queue-machine.ts'
import { queueWorker, type PrintJobRow, type PrintQueue } from '../../main/printing/queue-worker.ts'
import { decodeEscPos } from '../support/escpos-decoder.ts'
import { manualTimer, type ManualTimer } from '../support/manual-timer.ts'
import { receiptSample } from '../support/receipts.ts'
import { lineTexts } from '../support/sheet.ts'
import { tcpPrinter, type TcpPrinter } from '../support/tcp-printer.ts'

interface Row extends PrintJobRow {
  state: 'waiting' | 'failed' | 'printed' | 'skipped'
  attempts: number
  lastError: PrinterErrorCode | null
}

function job(number: string): Row {
  const document = storedDocument({ kind: 'receipt', receipt: receiptSample('ko', { number }) })
  return { jobId: number, document, paper: '58', state: 'waiting', attempts: 0, lastError: null }
}

/** The queue as rows in memory. */
function queueOf(rows: Row[]): PrintQueue {
  const row = (jobId: string) => rows.find((candidate) => candidate.jobId === jobId)!
  const pending = () => rows.filter(({ state }) => state === 'waiting' || state === 'failed')
  return {
    next: () => pending()[0],
    pending,
    markPrinted: (jobId) => void (row(jobId).state = 'printed'),
    markFailed(jobId, code) {
      const failed = row(jobId)
      Object.assign(failed, { state: 'failed', attempts: failed.attempts + 1, lastError: code })
    },
  }
}

let device: TcpPrinter
let timer: ManualTimer
beforeEach(async () => {
  device = await tcpPrinter()
  timer = manualTimer()
})
afterEach(() => device.close())

/** A silent printer is soon known to be one; one that keeps its side open keeps the job under way. */
const QUICK = { statusTimeoutMs: 20, closeTimeoutMs: 60_000 }
/** Generous: waiting ends as soon as what is expected holds. */
const PATIENTLY = { timeout: 20_000, interval: 10 }
const theDevice = (): Printer => networkPrinter('127.0.0.1', device.port, QUICK)

function start(rows: Row[], options: { queue?: PrintQueue; printer?: () => Printer | undefined } = {}) {
  let changes = 0
  const worker = queueWorker({
    queue: options.queue ?? queueOf(rows),
    printer: options.printer ?? theDevice,
    timer,
    log: noLog,
    onChange: () => changes++,
  })
  return { worker, changes: () => changes }
}

/** Feed and cut: only a whole receipt ends with it. */
const CUT = Buffer.from('\x1dVB\0', 'latin1')

/** The order numbers on paper, in their order; from whole receipts alone. */
function numbersPrinted(): string[] {
  return device.connections
    .filter((bytes) => bytes.includes(CUT))
    .flatMap((bytes) => decodeEscPos(bytes).flatMap((part) => (part.kind === 'barcode' ? [part.data] : [])))
}

const states = (rows: readonly Row[]) => rows.map(({ state }) => state)

describe('the print queue', () => {
  test('prints its jobs one after the other, oldest first, as they are stored', async () => {
    const rows = [job('1-0001-1'), job('1-0002-2'), job('1-0003-3')]
    const { worker, changes } = start(rows)
    worker.wake()
    timer.runAll()
    await expect.poll(() => states(rows), PATIENTLY).toEqual(['printed', 'printed', 'printed'])
    expect(numbersPrinted()).toEqual(['1-0001-1', '1-0002-2', '1-0003-3'])
    const expected = jobBytes(rows[0]!.document, '58')
    expect(lineTexts(decodeEscPos(device.connections[0]!))).toEqual(
      expected.ok && lineTexts(decodeEscPos(expected.value)),
    )
    expect(changes()).toBe(3)
    await worker.stop()
  })

  test('prints a job that comes while it rests, and one that comes while it prints', async () => {
    const rows: Row[] = []
    const { worker } = start(rows)
    worker.wake()
    timer.runAll()
    rows.push(job('1-0001-1'))
    worker.wake()
    timer.runAll()
    rows.push(job('1-0002-2'))
    worker.wake()
    await expect.poll(() => states(rows), PATIENTLY).toEqual(['printed', 'printed'])
    await worker.stop()
  })

  test('keeps a job whose printer fails, waits longer each time, and prints it once in the end', async () => {
    const rows = [job('1-0001-1'), job('1-0002-2')]
    device.behave({ resetsAfterBytes: 100 })
    const { worker } = start(rows)
    worker.wake()
    timer.runAll()
    for (const delayMs of [2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]) {
      await expect.poll(() => timer.delays(), PATIENTLY).toEqual([delayMs])
      expect(rows[0]).toMatchObject({ state: 'failed', lastError: 'printer.disconnected' })
      if (delayMs < 60_000) timer.runAll()
      else device.behave({})
    }
    timer.runAll()
    await expect.poll(() => states(rows), PATIENTLY).toEqual(['printed', 'printed'])
    expect(numbersPrinted()).toEqual(['1-0001-1', '1-0002-2'])
    expect(rows.map(({ attempts }) => attempts)).toEqual([6, 0])
    await worker.stop()
  })

  test('leaves a printer that failed alone until its time, whatever comes in, unless a person asks', async () => {
    const rows = [job('1-0001-1')]
    device.behave({ resetsAfterBytes: 100 })
    const { worker } = start(rows)
    worker.wake()
    timer.runAll()
    await expect.poll(() => timer.delays(), PATIENTLY).toEqual([2_000])
    rows.push(job('1-0002-2'))
    worker.wake()
    expect(timer.delays()).toEqual([2_000])
    device.behave({})
    worker.retry()
    expect(timer.delays()).toEqual([0])
    timer.runAll()
    await expect.poll(() => states(rows), PATIENTLY).toEqual(['printed', 'printed'])
    await worker.stop()
  })

  test('ends a job that a person skips while it prints, and goes on with the next', async () => {
    const rows = [job('1-0001-1'), job('1-0002-2')]
    device.behave({ neverCloses: true })
    const { worker } = start(rows)
    worker.wake()
    timer.runAll()
    await expect.poll(() => device.connections[0]?.length, PATIENTLY).toBeGreaterThan(500)
    device.behave({})
    rows[0]!.state = 'skipped'
    worker.skipped('1-0001-1')
    await expect.poll(() => states(rows), PATIENTLY).toEqual(['skipped', 'printed'])
    expect(rows[0]).toMatchObject({ attempts: 0, lastError: null })
    await worker.stop()
  })

  test('puts aside what cannot be printed at all, and prints the rest', async () => {
    const rows = [job('1-0001-1'), job('1-0002-2'), job('1-0003-3')]
    rows[0] = { ...rows[0]!, document: '{"kind":"receipt"' }
    rows[1] = { ...rows[1]!, document: '{"kind":"receipt","receipt":{}}' }
    const { worker } = start(rows)
    worker.wake()
    timer.runAll()
    await expect.poll(() => states(rows), PATIENTLY).toEqual(['failed', 'failed', 'printed'])
    expect(rows[0]).toMatchObject({ attempts: 1, lastError: 'printer.document_unreadable' })
    expect(timer.delays()).toEqual([])
    await worker.stop()
  })

  test('waits without a printer, and prints when there is one', async () => {
    const rows = [job('1-0001-1')]
    const asked = new Set<string>()
    const printers: Printer[] = []
    const { worker } = start(rows, {
      printer() {
        asked.add('yes')
        return printers[0]
      },
    })
    worker.wake()
    timer.runAll()
    await expect.poll(() => asked.size, PATIENTLY).toBe(1)
    expect(rows[0]).toMatchObject({ state: 'waiting', attempts: 0 })
    printers.push(theDevice())
    worker.retry()
    await expect.poll(() => timer.delays(), PATIENTLY).toEqual([0])
    timer.runAll()
    await expect.poll(() => states(rows), PATIENTLY).toEqual(['printed'])
    await worker.stop()
  })

  test('that was stopped in the middle of a job prints it again, whole, at the next start', async () => {
    const rows = [job('1-0001-1')]
    device.behave({ neverCloses: true })
    const { worker } = start(rows)
    worker.wake()
    timer.runAll()
    await expect.poll(() => device.connections[0]?.length, PATIENTLY).toBeGreaterThan(500)
    await worker.stop()
    expect(rows[0]).toMatchObject({ state: 'waiting', attempts: 0 })
    device.behave({})
    const again = start(rows)
    again.worker.wake()
    timer.runAll()
    await expect.poll(() => states(rows), PATIENTLY).toEqual(['printed'])
    expect(numbersPrinted().at(-1)).toBe('1-0001-1')
    await again.worker.stop()
  })

  test('does nothing more once it was stopped', async () => {
    const rows = [job('1-0001-1')]
    const { worker } = start(rows)
    await worker.stop()
    worker.wake()
    worker.retry()
    worker.skipped('1-0001-1')
    timer.runAll()
    expect(timer.delays()).toEqual([])
    expect(device.connections).toEqual([])
    expect(states(rows)).toEqual(['waiting'])
  })

  test('survives a database that fails, and does not print a receipt twice for it', async () => {
    const rows = [job('1-0001-1')]
    const queue = queueOf(rows)
    let broken = true
    const failing: PrintQueue = {
      ...queue,
      markPrinted(jobId) {
        if (broken) throw new Error('disk full')
        queue.markPrinted(jobId)
      },
    }
    const { worker } = start(rows, { queue: failing })
    worker.wake()
    timer.runAll()
    await expect.poll(() => timer.delays(), PATIENTLY).toEqual([2_000])
    timer.runAll()
    await expect.poll(() => timer.delays(), PATIENTLY).toEqual([4_000])
    broken = false
    timer.runAll()
    await expect.poll(() => states(rows), PATIENTLY).toEqual(['printed'])
    expect(numbersPrinted()).toEqual(['1-0001-1'])
    await worker.stop()
  })
})

describe("the queue's machine", () => {
  const EVENTS = ['wake', 'retry', 'timer', 'printed', 'passed', 'failed', 'nothing', 'stop'] as const
  const events = fc.array(fc.constantFrom<QueueEvent>(...EVENTS), { maxLength: 60 })

  test('never has two jobs under way, nor waits and prints at once', () => {
    fc.assert(
      fc.property(events, (sequence) => {
        let state = FIRST_STATE
        for (const event of sequence) {
          const step = stepQueue(state, event)
          const ended = ['printed', 'passed', 'failed', 'nothing'].includes(event)
          if (step.effects.some(({ kind }) => kind === 'take')) {
            expect(state.phase !== 'printing' || ended).toBe(true)
            expect(step.state.phase).toBe('printing')
          }
          for (const effect of step.effects)
            if (effect.kind === 'wait') {
              expect(step.state.phase).toBe('waiting')
              expect(effect.delayMs).toBeLessThanOrEqual(60_000)
            }
          expect(step.effects.length).toBeLessThanOrEqual(1)
          state = step.state
        }
      }),
      { numRuns: 2_000 },
    )
  })

  test('comes to the next job from wherever it stands, until it is stopped', () => {
    fc.assert(
      fc.property(events, (sequence) => {
        let state = FIRST_STATE
        for (const event of sequence) state = stepQueue(state, event).state
        if (sequence.includes('stop')) {
          for (const event of EVENTS) expect(stepQueue(state, event)).toEqual({ state, effects: [] })
          return
        }
        if (state.phase === 'printing') {
          // A wake-up in the middle of a job is not forgotten.
          const woken = stepQueue(state, 'wake').state
          expect(stepQueue(woken, 'nothing').effects).toEqual([{ kind: 'take' }])
          state = stepQueue(state, 'failed').state
        }
        state = stepQueue(state, 'retry').state
        expect(stepQueue(state, 'timer').effects).toEqual([{ kind: 'take' }])
      }),
      { numRuns: 2_000 },
    )
  })
})
