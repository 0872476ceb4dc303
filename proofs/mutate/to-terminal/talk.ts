import { PATHS } from '../../../contract/central.ts'
import type { PushRequest } from '../../../contract/facts.ts'
import type { TerminalSettings } from '../../../main/settings.ts'
import { httpRequest, type Carrier } from '../../../main/sync/http.ts'
import { sha256Hex } from '../../../trust/hash.ts'
import type { Seeded } from '../../support/seeded.ts'
import type { PortionResult } from '../portion.ts'
import type { StoreSite } from '../store-site.ts'
import { genuineAnswers, spoiltAnswer, type Asked } from './answer.ts'
import { judgeOf, type Judge, type Spoilt } from './judge.ts'
import { carrierOf, socketLine, type Answering, type SocketLine } from './line.ts'
import type { TerminalSite } from './terminal-site.ts'

const SOCKET_PART = 0.1
const ALL_DAYS_PART = 0.05
const GENUINE_EVERY = 100
const GENUINE_ROUNDS = 3

type Target = string

/** As often as they stand here. Between them a round has its other answers right. */
const TARGETS: readonly Target[] = [
  ...[PATHS.facts, PATHS.facts, PATHS.facts, PATHS.facts, PATHS.facts, PATHS.changes, PATHS.changes, PATHS.changes],
  ...[PATHS.states, PATHS.states, PATHS.states, PATHS.states, PATHS.snapshot, PATHS.controlTotals, 'anything'],
]
const BEGINNINGS: readonly Target[] = [PATHS.snapshot, PATHS.picture, PATHS.changes, PATHS.states, 'anything']

/** A day that was compared is not compared again while nothing is added to it; now and then all days are. */
function forgetLastDay(settings: TerminalSettings, chance: Seeded): void {
  const { progress, ...control } = settings.control()
  const agreed = control.agreed.slice(0, -1)
  const last = control.agreed.at(-1)?.businessDay
  if (!progress || last === undefined || chance.chance(ALL_DAYS_PART))
    return settings.saveControl({ ...control, agreed })
  const pending = [...new Set([...progress.pending, last])].toSorted()
  settings.saveControl({ ...control, agreed, progress: { ...progress, pending } })
}

/** Of its own facts, by a terminal whose data were put back. */
const OWN_FACTS: Target = `${PATHS.facts}?own`

function isMeant(target: Target, asked: Asked): boolean {
  const { url } = asked
  if (target === OWN_FACTS || target === PATHS.facts) return pathOf(asked) === target
  if (target === PATHS.picture) return url.pathname.startsWith(target.replace(':hash', ''))
  return target === 'anything' || url.pathname === target
}

/** A terminal and a store that talk, with one answer in each round spoilt. */
export class Talk {
  readonly #site: StoreSite
  readonly #terminal: TerminalSite
  readonly #chance: Seeded
  readonly #judge: Judge
  readonly #genuine: ReturnType<typeof genuineAnswers>
  /** The answer that is to be spoilt, once it is asked for; undefined where all are to be right. */
  #target: Target | undefined
  #spoilt: Spoilt | undefined
  #line: SocketLine | undefined
  #code = ''
  #told = 0
  #changes = 0

  readonly #byHand: Carrier = carrierOf((asked) => this.#answering(asked))

  private constructor(site: StoreSite, terminal: TerminalSite, chance: Seeded) {
    this.#site = site
    this.#terminal = terminal
    this.#chance = chance
    this.#judge = judgeOf(terminal)
    this.#genuine = genuineAnswers(site)
  }

  static async between(site: StoreSite, terminal: TerminalSite, chance: Seeded): Promise<Talk> {
    const talk = new Talk(site, terminal, chance)
    talk.#code = await site.newCode()
    talk.#line = await socketLine(talk.#answering, chance)
    return talk
  }

  /** From the first word on: what a terminal is told when it is enrolled, too. */
  async begin(messages: number): Promise<PortionResult> {
    while (this.#told < messages) {
      const isEnrolled = this.#terminal.service.context.terminal.settings.identity() !== undefined
      const why = await this.#spoiltRound(isEnrolled ? this.#chance.pick(BEGINNINGS) : 'anything')
      if (why !== undefined) return this.#result(why)
    }
    return this.#result()
  }

  /** The working life of an enrolled terminal; now and then all answers are right, and everything has to go on. */
  async goOn(messages: number): Promise<PortionResult> {
    const { settings, store } = this.#terminal.service.context.terminal
    while (this.#told < messages) {
      if (this.#told % GENUINE_EVERY === 0) {
        const why = await this.#goesOn()
        if (why !== undefined) return this.#result(`after message ${this.#told}: ${why}`)
      }
      const target = this.#chance.pick(TARGETS)
      // So that it is asked for.
      if (target === PATHS.facts && store.outbox.countWaiting() === 0) await this.#terminal.sell()
      if (target === PATHS.snapshot) settings.saveCatalogueStale(true)
      if (target === PATHS.controlTotals) forgetLastDay(settings, this.#chance)
      const why = await this.#spoiltRound(target)
      if (why !== undefined) return this.#result(why)
    }
    const why = (await this.#goesOn()) ?? this.#missing()
    return why === undefined ? this.#result() : this.#result(why)
  }

  /** A terminal whose data were put back, until it has everything again. */
  async getBack(messages: number): Promise<PortionResult> {
    while (this.#told < messages) {
      const told = this.#told
      const why = (await this.#spoiltRound(OWN_FACTS)) ?? this.#madeUp()
      if (why !== undefined) return this.#result(why)
      // It has asked for all that it lacked.
      if (this.#told === told) break
    }
    const why = (await this.#goesOn()) ?? this.#missing()
    return why === undefined ? this.#result() : this.#result(`after it was put back: ${why}`)
  }

  #result(...broken: string[]): PortionResult {
    return { messages: this.#told, changes: this.#changes, broken }
  }

  readonly #answering: Answering = async (asked) => {
    const answer = await this.#genuine(asked)
    if (this.#spoilt) this.#spoilt.wentOn = true
    if (this.#target === undefined || !isMeant(this.#target, asked)) return { answer, isSpoilt: false }
    this.#target = undefined
    const changed = spoiltAnswer(answer, this.#chance)
    const sent = new Set((asked.json as Partial<PushRequest> | undefined)?.facts?.map(({ seq }) => seq))
    this.#spoilt = { path: pathOf(asked), answer: changed, sent, before: this.#judge.look(), wentOn: false }
    return { answer: changed, isSpoilt: true }
  }

  /** @returns what is wrong after it. */
  async #spoiltRound(target: Target): Promise<string | undefined> {
    this.#target = target
    this.#spoilt = undefined
    const error = await this.#round(this.#chance.chance(SOCKET_PART))
    const spoilt = this.#spoilt as Spoilt | undefined
    const why = this.#site.failures[0]?.stack ?? (await this.#judge.judge(spoilt, error))
    // A round may come to its end before the answer that was to be spoilt.
    if (spoilt) this.#told += 1
    if (spoilt && this.#judge.look().version !== spoilt.before.version) this.#changes += 1
    return why && `message ${this.#told}: ${why} | ${shown(spoilt)}`
  }

  async #round(overSocket: boolean): Promise<unknown> {
    try {
      await this.#terminal.round('http://store', overSocket ? this.#partlyOverSocket : this.#byHand, this.#code)
      return undefined
    } catch (error) {
      return error
    }
  }

  /** Right answers gain nothing by a socket. */
  readonly #partlyOverSocket: Carrier = (request) => {
    if (this.#target === undefined || !isMeant(this.#target, request)) return this.#byHand(request)
    return httpRequest({ ...request, url: new URL(request.url.pathname + request.url.search, this.#line!.url) })
  }

  /** After right answers everything goes on, whatever was said before. */
  async #goesOn(): Promise<string | undefined> {
    this.#target = undefined
    this.#spoilt = undefined
    let error: unknown
    for (let round = 0; round < GENUINE_ROUNDS; round++) {
      error = await this.#round(false)
      if (error === undefined && this.#terminal.service.context.terminal.store.outbox.countWaiting() === 0)
        return this.#judge.wrongOwn()
    }
    const waiting = this.#terminal.service.context.terminal.store.outbox.countWaiting()
    return `it does not go on, ${waiting} facts wait: ${(error as Error | undefined)?.stack}`
  }

  /** What it got back are its own orders, as it had told them. */
  #madeUp(): string | undefined {
    const here = this.#terminal.beside.prepare<[], string>('SELECT document FROM orders').pluck().all()
    const told = this.#site.beside
      .prepare<[string], string>("SELECT body FROM facts WHERE terminal_id = ? AND kind = 'order.placed'")
      .pluck()
      .all(this.#terminalId())
    const bodies = new Set(told)
    const other = here.find((document) => !bodies.has(`{"kind":"order.placed","order":${document}}`))
    return other && `it has an order that it never took: ${other.slice(0, 300)}`
  }

  #terminalId(): string {
    return this.#terminal.service.context.terminal.settings.identity()?.terminalId ?? ''
  }

  /** Every order of the terminal stands in the store once. */
  #missing(): string | undefined {
    const here = this.#terminal.beside
      .prepare<[], string>('SELECT order_id FROM orders ORDER BY order_id')
      .pluck()
      .all()
    const there = this.#site.beside
      .prepare<[string], string>('SELECT order_id FROM orders WHERE terminal_id = ? ORDER BY order_id')
      .pluck()
      .all(this.#terminalId())
    if (here.join() !== there.join()) return `of ${here.length} orders ${there.length} arrived`
    const pictures = this.#terminal.beside.prepare<[], { hash: string; bytes: Buffer }>(
      'SELECT hash, bytes FROM pictures',
    )
    return pictures.all().every(({ hash, bytes }) => sha256Hex(bytes) === hash) ? undefined : 'a picture is another'
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
