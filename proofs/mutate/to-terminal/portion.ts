import { PATHS } from '../../../contract/central.ts'
import type { PushRequest } from '../../../contract/facts.ts'
import { seeded, type Seeded } from '../../support/seeded.ts'
import type { PortionResult } from '../portion.ts'
import { openStoreSite, type StoreSite } from '../store-site.ts'
import { genuineAnswers, spoiltAnswer, type Asked } from './answer.ts'
import { judgeOf, type Judge, type Spoilt } from './judge.ts'
import { carrierOf, socketLine, type Answering, type SocketLine } from './line.ts'
import { openTerminalSite, type TerminalSite } from './terminal-site.ts'

const SOCKET_PART = 0.1
const SELL_PART = 0.05
const GENUINE_EVERY = 100
const GENUINE_ROUNDS = 3

/** Spoils the answers that a terminal gets from a real store, one in each round, and looks at its database after each. */
export async function spoilToTerminal(seed: number, messages: number): Promise<PortionResult> {
  const chance = seeded(seed)
  const site = await openStoreSite()
  const talk = new Talk(site, openTerminalSite(chance.fork('terminal')), chance)
  const crashed = (error: Error): void => void site.failures.push(error)
  process.on('uncaughtException', crashed)
  try {
    return await talk.run(messages, await site.newCode())
  } finally {
    process.off('uncaughtException', crashed)
    await talk.close()
    await site.close()
  }
}

class Talk {
  readonly #site: StoreSite
  readonly #terminal: TerminalSite
  readonly #chance: Seeded
  readonly #judge: Judge
  readonly #genuine: ReturnType<typeof genuineAnswers>
  /** How many answers come unspoilt before one is spoilt; undefined where all are to be right. */
  #spoilIn: number | undefined
  #spoilt: Spoilt | undefined
  #line: SocketLine | undefined
  #code = ''

  constructor(site: StoreSite, terminal: TerminalSite, chance: Seeded) {
    this.#site = site
    this.#terminal = terminal
    this.#chance = chance
    this.#judge = judgeOf(terminal)
    this.#genuine = genuineAnswers(site)
  }

  async run(messages: number, code: string): Promise<PortionResult> {
    this.#code = code
    this.#line = await socketLine(this.#answering, this.#chance)
    let [told, changes] = [0, 0]
    const result = (...broken: string[]): PortionResult => ({ messages: told, changes, broken })
    while (told < messages) {
      if (told % GENUINE_EVERY === 0) {
        const why = await this.#goesOn()
        if (why !== undefined) return result(`after message ${told}: ${why}`)
      }
      if (this.#chance.chance(SELL_PART)) await this.#terminal.sell()
      const { spoilt, why } = await this.#spoiltRound()
      // A round may come to its end before the answer that was to be spoilt.
      if (spoilt) told += 1
      if (spoilt && this.#judge.look().version !== spoilt.before.version) changes += 1
      if (why !== undefined) return result(`message ${told}: ${why} | ${shown(spoilt)}`)
    }
    const why = (await this.#goesOn()) ?? this.#missing()
    return why === undefined ? result() : result(why)
  }

  readonly #answering: Answering = async (asked) => {
    const answer = await this.#genuine(asked)
    if (this.#spoilt) this.#spoilt.wentOn = true
    if (this.#spoilIn !== 0) {
      if (this.#spoilIn !== undefined) this.#spoilIn -= 1
      return { answer, isSpoilt: false }
    }
    this.#spoilIn = undefined
    const changed = spoiltAnswer(answer, this.#chance)
    const sent = new Set((asked.json as Partial<PushRequest> | undefined)?.facts?.map(({ seq }) => seq))
    this.#spoilt = { path: pathOf(asked), answer: changed, sent, before: this.#judge.look(), wentOn: false }
    return { answer: changed, isSpoilt: true }
  }

  async #spoiltRound(): Promise<{ readonly spoilt: Spoilt | undefined; readonly why: string | undefined }> {
    this.#spoilIn = Math.floor(4 * this.#chance.next() ** 2)
    this.#spoilt = undefined
    const overSocket = this.#chance.chance(SOCKET_PART)
    const error = await this.#round(overSocket)
    const why = this.#site.failures[0]?.stack ?? (await this.#judge.judge(this.#spoilt, error))
    return { spoilt: this.#spoilt, why }
  }

  async #round(overSocket: boolean): Promise<unknown> {
    const [url, carrier] = overSocket ? [this.#line!.url, undefined] : ['http://store', carrierOf(this.#answering)]
    try {
      await this.#terminal.round(url, carrier, this.#code)
      return undefined
    } catch (error) {
      return error
    }
  }

  /** After right answers everything goes on, whatever was said before. */
  async #goesOn(): Promise<string | undefined> {
    this.#spoilIn = undefined
    this.#spoilt = undefined
    let error: unknown
    for (let round = 0; round < GENUINE_ROUNDS; round++) {
      error = await this.#round(false)
      if (error === undefined && this.#terminal.service.context.terminal.store.outbox.countWaiting() === 0)
        return undefined
    }
    const waiting = this.#terminal.service.context.terminal.store.outbox.countWaiting()
    return `it does not go on, ${waiting} facts wait: ${(error as Error | undefined)?.stack}`
  }

  /** Every order of the terminal stands in the store once. */
  #missing(): string | undefined {
    const here = this.#terminal.beside
      .prepare<[], string>('SELECT order_id FROM orders ORDER BY order_id')
      .pluck()
      .all()
    const there = this.#site.beside.prepare<[], string>('SELECT order_id FROM orders ORDER BY order_id').pluck().all()
    return here.join() === there.join() ? undefined : `of ${here.length} orders ${there.length} arrived`
  }

  async close(): Promise<void> {
    await this.#line?.close()
    await this.#terminal.close()
  }
}

function pathOf({ method, url }: Asked): string {
  return method === 'GET' && url.pathname === PATHS.facts ? `${PATHS.facts}?own` : url.pathname
}

function shown(spoilt: Spoilt | undefined): string {
  if (!spoilt) return 'no answer was spoilt'
  return `${spoilt.path} ${spoilt.answer.status} ${spoilt.answer.body.subarray(0, 800).toString('latin1')}`
}
