import { createConnection, type Socket } from 'node:net'
import type { PrinterErrorCode } from '../../../contract/printer-errors.ts'
import { fail, ok, type Result } from '../../../domain/result.ts'
import type { Printer } from '../printer-port.ts'
import { ASK_STATUS, ASK_WHEN_PRINTED, statusReader, type StatusAnswer } from './printer-status.ts'

export interface NetworkPrinterTimes {
  readonly connectTimeoutMs: number
  /** A printer that answers at all answers within this; one that does not is printed on unasked. */
  readonly statusTimeoutMs: number
  /** No byte taken for this long: it is stuck. */
  readonly idleTimeoutMs: number
  /** From the last byte sent to the word that it is on paper. */
  readonly printTimeoutMs: number
  /** Between two questions about paper and cover while it prints. */
  readonly askEveryMs: number
  /** For a silent printer to close its side, once everything was sent. */
  readonly closeTimeoutMs: number
}

const TIMES: NetworkPrinterTimes = {
  connectTimeoutMs: 3_000,
  statusTimeoutMs: 400,
  idleTimeoutMs: 10_000,
  printTimeoutMs: 15_000,
  askEveryMs: 1_000,
  closeTimeoutMs: 3_000,
}

const UNKNOWN_HOST = ['ENOTFOUND', 'EAI_AGAIN', 'EAI_NONAME', 'EAI_FAIL']

type Outcome = Result<true, PrinterErrorCode>

/**
 * A printer on the network that takes raw bytes, usually on port 9100.
 *
 * One that answers questions about its state is asked before the job (a printer without paper then gets no half
 * receipt), while it prints, and whether everything is on paper. One that does not answer counts as printed on when
 * it has taken every byte and has not broken the connection: there is nothing else to go by.
 */
export function networkPrinter(host: string, port: number, times: Partial<NetworkPrinterTimes> = {}): Printer {
  const allTimes = { ...TIMES, ...times }
  return {
    async send(bytes, signal) {
      if (signal.aborted) return fail('printer.cancelled')
      const job = new NetworkJob(createConnection({ host, port }), allTimes)
      const cancel = () => job.end(fail('printer.cancelled'))
      signal.addEventListener('abort', cancel, { once: true })
      void job.run(bytes)
      const outcome = await job.outcome
      signal.removeEventListener('abort', cancel)
      return outcome
    },
  }
}

/** One connection and one job. Whatever ends it first decides: the job's own end, a fault, a time-out, the caller. */
class NetworkJob {
  readonly outcome: Promise<Outcome>
  readonly #socket: Socket
  readonly #times: NetworkPrinterTimes
  readonly #ended = new AbortController()
  #settle!: (outcome: Outcome) => void
  #connected = false
  /** Every byte has left this machine. */
  #sent = false
  /** Whether the printer answers questions; known once it has been asked. */
  #talks: boolean | undefined
  #answers = 0
  #printed = false
  /** Called at each answer, so that whoever waits looks again. */
  #onAnswer = () => {}

  constructor(socket: Socket, times: NetworkPrinterTimes) {
    this.#socket = socket
    this.#times = times
    this.outcome = new Promise((resolve) => {
      this.#settle = resolve
    })
    const read = statusReader()
    socket.setNoDelay(true)
    socket.on('data', (bytes: Buffer) => read(bytes).forEach((answer) => this.#take(answer)))
    socket.on('timeout', () => this.end(fail('printer.timeout')))
    socket.on('error', (error: NodeJS.ErrnoException) => this.end(fail(this.#codeOf(error))))
    // Only a silent printer that has everything may close first; the others have yet to say that it is on paper.
    socket.on('close', () => this.end(this.#sent && this.#talks === false ? ok(true) : fail('printer.disconnected')))
  }

  end(outcome: Outcome): void {
    this.#ended.abort()
    this.#settle(outcome)
    this.#socket.destroy()
  }

  async run(bytes: Uint8Array): Promise<void> {
    const { connectTimeoutMs, idleTimeoutMs, statusTimeoutMs } = this.#times
    this.#connected = await this.#wait(connectTimeoutMs, (done) => this.#socket.once('connect', () => done(true)))
    if (!this.#connected) return this.end(fail('printer.unreachable'))
    this.#socket.setTimeout(idleTimeoutMs)
    this.#socket.write(ASK_STATUS)
    this.#talks = await this.#untilAnswer(() => this.#answers > 0, statusTimeoutMs)
    if (this.#isOver()) return
    await this.#write(bytes)
    if (this.#isOver()) return
    this.#sent = true
    this.#socket.setTimeout(0)
    if (this.#talks) await this.#waitForPaper()
    else await this.#waitForClose()
  }

  /** Ends when the last byte has been handed over, or the job has ended otherwise. */
  #write(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve) => {
      this.#ended.signal.addEventListener('abort', () => resolve(), { once: true })
      this.#socket.write(bytes, () => resolve())
    })
  }

  /** Everything was taken over; now the printer says itself when it is on paper, or what keeps it from being. */
  async #waitForPaper(): Promise<void> {
    const { printTimeoutMs, askEveryMs } = this.#times
    this.#socket.write(ASK_WHEN_PRINTED)
    const answersBefore = this.#answers
    for (let waitedMs = 0; waitedMs < printTimeoutMs; waitedMs += askEveryMs) {
      const printed = await this.#untilAnswer(() => this.#printed, askEveryMs)
      if (this.#isOver()) return
      if (printed) return this.end(ok(true))
      this.#socket.write(ASK_STATUS)
    }
    // Well, and answering from behind the whole job, but not that question: some printers do not know it.
    this.end(this.#answers > answersBefore ? ok(true) : fail('printer.timeout'))
  }

  /** A silent printer closes its side when it has read everything; if it keeps it open, that is no failure. */
  async #waitForClose(): Promise<void> {
    this.#socket.end()
    await this.#wait(this.#times.closeTimeoutMs, () => {})
    this.end(ok(true))
  }

  #take(answer: StatusAnswer): void {
    if (answer.kind === 'status') {
      this.#answers++
      if (answer.fault !== undefined) this.end(fail(answer.fault))
    } else if (answer.paperOut) this.end(fail('printer.paper_out'))
    else this.#printed = true
    this.#onAnswer()
  }

  #codeOf(error: NodeJS.ErrnoException): PrinterErrorCode {
    if (this.#connected) return 'printer.disconnected'
    return UNKNOWN_HOST.includes(error.code ?? '') ? 'printer.host_unknown' : 'printer.unreachable'
  }

  #isOver(): boolean {
    return this.#ended.signal.aborted
  }

  #untilAnswer(holds: () => boolean, timeoutMs: number): Promise<boolean> {
    return this.#wait(timeoutMs, (done) => {
      this.#onAnswer = () => {
        if (holds()) done(true)
      }
      this.#onAnswer()
    })
  }

  /** @returns whether `done` came, rather than the end of the time or of the job. */
  #wait(timeoutMs: number, start: (done: (happened: boolean) => void) => void): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => done(false), timeoutMs)
      const stop = () => done(false)
      const done = (happened: boolean) => {
        clearTimeout(timer)
        this.#ended.signal.removeEventListener('abort', stop)
        resolve(happened)
      }
      this.#ended.signal.addEventListener('abort', stop, { once: true })
      start(done)
    })
  }
}
