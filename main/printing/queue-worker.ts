import type { PrinterErrorCode } from '../../contract/printer-errors.ts'
import type { Log } from '../ports/log.ts'
import type { Timer } from '../ports/timer.ts'
import type { Paper } from './markup.ts'
import { jobBytes } from './print-document.ts'
import type { Printer } from './printer-port.ts'
import { FIRST_STATE, stepQueue, type QueueEffect, type QueueEvent } from './queue-machine.ts'

export interface PrintJobRow {
  readonly jobId: string
  /** A print document, as `storedDocument` wrote it. */
  readonly document: string
  readonly paper: Paper
}

/** The queue as it stands in the database. */
export interface PrintQueue {
  /** The oldest job that is neither printed nor skipped. */
  next(): PrintJobRow | undefined
  /** All such jobs, oldest first. */
  pending(): readonly PrintJobRow[]
  markPrinted(jobId: string): void
  /** Counts an attempt and keeps its reason; the job stays in the queue. */
  markFailed(jobId: string, code: PrinterErrorCode): void
}

export interface QueueWorkerOptions {
  readonly queue: PrintQueue
  /** The printer of the present settings, asked for anew for each job. */
  readonly printer: () => Printer | undefined
  readonly timer: Timer
  readonly log: Log
  /** Called after the queue's rows have changed. */
  readonly onChange: () => void
  /** Called with whatever the queue itself throws. */
  readonly onFault?: (error: unknown) => void
}

/** Prints the queue in the background. No method throws, whatever printer and database do. */
export interface PrintWorker {
  /** There may be something new: after a job was added, and once at the start of the program. */
  wake(): void
  /** Another attempt now: a person asked for it, or the printer's settings were changed. */
  retry(): void
  /** A person skipped this job; if it is being printed, that ends. */
  skipped(jobId: string): void
  /** Ends what is being printed, starts nothing more. Resolves when nothing is under way. */
  stop(): Promise<void>
}

/**
 * Takes the jobs one at a time, oldest first, and never gives one up by itself.
 *
 * A job is marked as printed after the printer has it, never before. If the program dies in between, or is stopped in
 * the middle of a job, the job is printed again at the next start: a receipt may come out twice, but never not at all.
 */
export function queueWorker(options: QueueWorkerOptions): PrintWorker {
  const worker = new Worker(options)
  return {
    wake: () => worker.handle('wake'),
    retry: () => worker.retry(),
    skipped: (jobId) => worker.skipped(jobId),
    stop: () => worker.stop(),
  }
}

class Worker {
  readonly #options: QueueWorkerOptions
  #state = FIRST_STATE
  #waiting: { cancel(): void } | undefined
  #current: { readonly jobId: string; readonly cancel: AbortController } | undefined
  #underWay: Promise<void> = Promise.resolve()
  /** Jobs that cannot be printed at all; they must not keep back the others. */
  readonly #unprintable = new Set<string>()
  /** On paper, but the database could not take it down: these must not be printed over and over. */
  readonly #unmarked = new Set<string>()

  constructor(options: QueueWorkerOptions) {
    this.#options = options
  }

  handle(event: QueueEvent): void {
    const { state, effects } = stepQueue(this.#state, event)
    this.#state = state
    for (const effect of effects) this.#perform(effect)
  }

  retry(): void {
    this.#unprintable.clear()
    this.handle('retry')
  }

  skipped(jobId: string): void {
    if (this.#current?.jobId === jobId) this.#current.cancel.abort()
    else this.handle('wake')
  }

  async stop(): Promise<void> {
    this.handle('stop')
    await this.#underWay
  }

  #perform(effect: QueueEffect): void {
    switch (effect.kind) {
      case 'wait':
        this.#waiting?.cancel()
        this.#waiting = this.#options.timer.after(effect.delayMs, () => this.handle('timer'))
        return
      case 'cancel':
        this.#waiting?.cancel()
        this.#current?.cancel.abort()
        return
      case 'take':
        this.#underWay = this.#printNext().then((event) => this.handle(event))
    }
  }

  /** @returns how the oldest job went. */
  async #printNext(): Promise<QueueEvent> {
    try {
      const printer = this.#options.printer()
      const job = this.#oldest()
      if (job === undefined || printer === undefined) return 'nothing'
      return await this.#print(job, printer)
    } catch (error) {
      // The database's troubles, or a bug: neither may end the printing for good.
      this.#options.onFault?.(error)
      this.#options.log('print.queue_failed', { message: String(error) })
      return 'failed'
    }
  }

  #oldest(): PrintJobRow | undefined {
    const { queue } = this.#options
    const job = queue.next()
    if (job === undefined || !this.#unprintable.has(job.jobId)) return job
    return queue.pending().find(({ jobId }) => !this.#unprintable.has(jobId))
  }

  async #print(job: PrintJobRow, printer: Printer): Promise<QueueEvent> {
    const { jobId } = job
    if (this.#unmarked.has(jobId)) return this.#markPrinted(jobId)
    const bytes = this.#bytesOf(job)
    if (bytes === undefined) {
      this.#unprintable.add(jobId)
      this.#markFailed(jobId, 'printer.document_unreadable')
      return 'passed'
    }
    const cancel = new AbortController()
    this.#current = { jobId, cancel }
    const outcome = await printer.send(bytes, cancel.signal).finally(() => {
      this.#current = undefined
    })
    if (outcome.ok) return this.#markPrinted(jobId)
    if (cancel.signal.aborted) return 'passed'
    this.#markFailed(jobId, outcome.code)
    return 'failed'
  }

  #bytesOf({ jobId, document, paper }: PrintJobRow): Uint8Array | undefined {
    try {
      const bytes = jobBytes(document, paper)
      return bytes.ok ? bytes.value : undefined
    } catch (error) {
      this.#options.log('print.rendering_failed', { jobId, message: String(error) })
      return undefined
    }
  }

  #markPrinted(jobId: string): QueueEvent {
    this.#unmarked.add(jobId)
    this.#options.queue.markPrinted(jobId)
    this.#unmarked.delete(jobId)
    this.#options.onChange()
    return 'printed'
  }

  #markFailed(jobId: string, code: PrinterErrorCode): void {
    this.#options.log('print.failed', { jobId, code })
    this.#options.queue.markFailed(jobId, code)
    this.#options.onChange()
  }
}
