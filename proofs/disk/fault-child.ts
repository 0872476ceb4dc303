import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { constants } from 'node:os'
import { ORPCError } from '@orpc/server'
import { isErrorCode } from '../../contract/errors.ts'
import { PROBLEM_CODES } from '../../main/problems.ts'
import { seeded } from '../support/seeded.ts'
import type { Acknowledged } from './acknowledged.ts'
import type { FaultOrder, FaultReport } from './fault-words.ts'
import { checkRefused } from './checks.ts'
import { checkTerminal } from './terminal-images.ts'
import { openTill, tillClock, type Till } from './till.ts'

/**
 * Does a short day's work at a terminal, again and again, each time in a new folder and with another call to the disk
 * that fails. The library preloaded here counts the calls and lets them fail as the shared file says.
 */

const WORDS = 6
const control = openSync(process.env['DISK_FAULT'] ?? '', 'r+')
process.on('message', (message) => void run(message as FaultOrder).then((report) => process.send?.(report)))
process.on('disconnect', () => {
  closeSync(control)
  process.exit(0)
})

async function run(order: FaultOrder): Promise<FaultReport> {
  const day = new Day(order)
  arm(order.at, order.error, order.forever)
  await day.work()
  const { calls, failed } = disarm()
  await day.goOn()
  const broken = day.broken.length > 0 ? day.broken : await checkTerminal(order.folder, day.acknowledged, true)
  rmSync(order.folder, { recursive: true, force: true })
  return { calls, failed, outcomes: day.outcomes, acknowledged: day.acknowledged, broken }
}

function arm(at: number, error: FaultOrder['error'], forever: boolean): void {
  const words = [0, at, constants.errno[error], Number(forever), 0, 0]
  writeSync(control, new BigUint64Array(words.map(BigInt)), 0, WORDS * 8, 0)
}

function disarm(): { calls: number; failed: number } {
  const words = new BigUint64Array(WORDS)
  readSync(control, words, 0, WORDS * 8, 0)
  arm(0, 'EIO', false)
  return { calls: Number(words[0]), failed: Number(words[4]) }
}

/** What a person is told: a code that the screens, or the page of problems, have a sentence for. */
function toldCode(error: unknown): string | undefined {
  if (!(error instanceof ORPCError)) return undefined
  return isErrorCode(error.code) && error.code !== 'internal.failure' ? error.code : undefined
}

/** The error, and where in the program it came from. */
function described(error: unknown): string {
  const { message, stack = '' } = error as Error
  const frame = stack.split('\n').find((line) => line.includes('/db/') || line.includes('/main/')) ?? ''
  return `${message.replaceAll(/'\/.*\//g, "'")} ${frame.trim().replace(/file:.*?(?=\/(db|main)\/)/, '')}`.trim()
}

class Day {
  readonly outcomes: { act: string; outcome: string }[] = []
  readonly acknowledged: Acknowledged[] = []
  readonly broken: string[] = []
  readonly #order: FaultOrder
  readonly #chance
  readonly #clock = tillClock()
  #till: Till | undefined

  constructor(order: FaultOrder) {
    this.#order = order
    this.#chance = seeded(order.seed).fork('day')
  }

  async work(): Promise<void> {
    this.#start()
    await this.#unseen('enrol', (till) => till.enrol())
    await this.#act('settings', (till) => till.changeSettings())
    await this.#act('sell', (till) => till.sell())
    await this.#act('sell', (till) => till.sell())
    await this.#act('card', (till) => till.sellByCard())
    await this.#act('cancel', (till) => till.cancel())
    await this.#unseen('checkpoint', (till) => till.checkpoint())
    await this.#act('reprint', (till) => till.reprint())
    await this.#unseen('backup', (till) => till.backUp())
    await this.#act('sell', (till) => till.sell())
    await this.#act('settings', (till) => till.changeSettings())
    await this.#act('cart', (till) => till.fillCart())
    await this.#close()
    this.#start()
    await this.#act('sell', (till) => till.sell())
    await this.#act('cancel', (till) => till.cancel())
  }

  /** The disk is well again: the terminal that is open sells at once. */
  async goOn(): Promise<void> {
    const till = this.#till
    if (till?.service.context.terminal.settings.identity()) {
      await this.#must('settle', () => till.settleCard())
      await this.#must('sell again', () => till.sell())
      this.broken.push(...checkRefused(till.service.context.terminal.store, this.acknowledged))
    }
    await this.#close()
  }

  async #must(act: string, run: () => Promise<void>): Promise<void> {
    await run().catch((error: unknown) => void this.broken.push(`${act}: once the disk was well, ${described(error)}`))
  }

  /** A person who is told why it does not start tries again. */
  #start(): void {
    for (let attempt = 0; attempt < 2 && !this.#till; attempt++) {
      const opened = this.#open()
      this.outcomes.push({ act: 'start', outcome: opened })
    }
  }

  #open(): string {
    try {
      const opened = openTill({
        folder: this.#order.folder,
        chance: this.#chance,
        clock: this.#clock,
        acknowledge: (done) => void this.acknowledged.push(done),
      })
      if (opened.ok) this.#till = opened.till
      const code = opened.ok ? 'done' : opened.code
      if (code !== 'done' && !(PROBLEM_CODES as readonly string[]).includes(code))
        this.broken.push(`start: told ${code}`)
      return code
    } catch (error) {
      this.broken.push(`start: not told in words: ${described(error)}`)
      return 'thrown'
    }
  }

  /** What a clerk does is done, or refused in words. */
  async #act(act: string, run: (till: Till) => Promise<void>): Promise<void> {
    if (!this.#till?.service.context.terminal.settings.identity()) return
    try {
      await run(this.#till)
      this.outcomes.push({ act, outcome: 'done' })
    } catch (error) {
      const code = toldCode(error)
      if (code === undefined) this.broken.push(`${act}: not told in words: ${described(error)}`)
      this.outcomes.push({ act, outcome: code ?? 'thrown' })
    }
  }

  /** What the terminal does by itself may fail: it is logged, and tried again later. */
  async #unseen(act: string, run: (till: Till) => void | Promise<void>): Promise<void> {
    if (!this.#till) return
    try {
      await run(this.#till)
      this.outcomes.push({ act, outcome: 'done' })
    } catch {
      this.outcomes.push({ act, outcome: 'failed' })
      if (act === 'enrol') await this.#unseen('enrol again', run)
    }
  }

  async #close(): Promise<void> {
    const till = this.#till
    this.#till = undefined
    if (till) await till.close().catch((error: unknown) => void this.broken.push(`close: ${described(error)}`))
  }
}
