import { ORPCError } from '@orpc/server'
import { isErrorCode } from '../../contract/errors.ts'
import { PROBLEM_CODES } from '../../main/problems.ts'
import { seeded } from '../support/seeded.ts'
import type { Acknowledged } from './acknowledged.ts'
import { checkRefused } from './checks.ts'
import { described, type FaultDay, type FaultOrder, type Outcome } from './fault-words.ts'
import { checkTerminal } from './terminal-images.ts'
import { openTill, tillClock, type Till } from './till.ts'

/** What a person is told: a code that the screens, or the page of problems, have a sentence for. */
function toldCode(error: unknown): string | undefined {
  if (!(error instanceof ORPCError)) return undefined
  return isErrorCode(error.code) && error.code !== 'internal.failure' ? error.code : undefined
}

/** A short day at a counter, from the first start on an empty folder. */
export class CounterDay implements FaultDay {
  readonly outcomes: Outcome[] = []
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

  async goOn(): Promise<void> {
    const till = this.#till
    if (till?.service.context.terminal.settings.identity()) {
      await this.#must('settle', () => till.settleCard())
      await this.#must('sell again', () => till.sell())
      this.broken.push(...checkRefused(till.service.context.terminal.store, this.acknowledged))
    }
    await this.#close()
  }

  check(): Promise<readonly string[]> {
    return checkTerminal(this.#order.folder, this.acknowledged, true)
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
