import { Readable } from 'node:stream'
import { PROTOCOL_HEADER } from '../../contract/central.ts'
import type { HttpAnswer, HttpRequest } from '../../main/sync/http.ts'
import type { Seeded } from '../support/seeded.ts'
import type { CentralSite } from './central-site.ts'
import type { Faults } from './faults.ts'
import type { CrossingAnswer, CrossingRequest } from './route-table.ts'
import type { World } from './world.ts'

/** As long as a terminal waits for a connection on which nothing is heard. */
const SILENCE_MS = 15_000
const REFUSED_AFTER_MS = 3
const MOST_LATE_MS = 2 * 24 * 3_600_000

/** One request under way, as its sender sees it. */
interface Call {
  readonly from: string
  readonly settle: (answer: HttpAnswer | Error) => void
  readonly open: () => boolean
}

/** The intranet: it delays, drops, repeats and turns round what it carries, and parts whom it pleases. */
export class Network {
  readonly #world: World
  readonly #central: CentralSite
  readonly #random: Seeded
  /** Terminals that are cut off, with the time at which they are back. */
  readonly #partedUntilMs = new Map<string, number>()
  #faults: Faults
  readonly #pushes = new Set<Call>()
  #sent = 0
  /** The last of each terminal's requests that came, in the order they were sent. */
  readonly #arrived = new Map<string, number>()
  /** What no terminal may do, where one did it. */
  readonly broken: string[] = []

  constructor(world: World, central: CentralSite, random: Seeded, faults: Faults) {
    this.#world = world
    this.#central = central
    this.#random = random
    this.#faults = faults
  }

  part(name: string, untilMs: number): void {
    this.#partedUntilMs.set(name, Math.max(untilMs, this.#partedUntilMs.get(name) ?? 0))
  }

  /** From now on everything arrives, once and soon. */
  heal(): void {
    this.#partedUntilMs.clear()
    this.#faults = { ...this.#faults, dropRequest: 0, dropAnswer: 0, duplicate: 0, slow: 0, centralKillInPush: 0 }
  }

  /** @param alive whether the process that asks is still there to hear the answer. */
  carry(from: string, request: HttpRequest, alive: () => boolean): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      let open = true
      const isPush = request.method === 'POST' && request.url.pathname.endsWith('/facts')
      const call: Call = {
        from,
        open: () => open && alive(),
        settle: (answer) => {
          if (!open) return
          open = false
          silence.cancel()
          this.#pushes.delete(call)
          if (!alive()) return
          if (answer instanceof Error) reject(answer)
          else resolve(answer)
        },
      }
      const silence = this.#world.after(SILENCE_MS, `silence ${from}`, () => call.settle(new Error('silence')))
      request.signal.addEventListener('abort', () => call.settle(new Error('aborted')), { once: true })
      if (isPush) this.#oneAtATime(call)
      this.#send(call, crossing(request))
    })
  }

  #oneAtATime(call: Call): void {
    for (const other of this.#pushes)
      if (other.from === call.from && other.open()) this.broken.push(`${call.from} has two batches in flight at once`)
    this.#pushes.add(call)
  }

  #send(call: Call, request: CrossingRequest): void {
    const { dropRequest, duplicate } = this.#faults
    if (this.#isParted(call.from) || !this.#central.isUp) {
      const delayMs = this.#random.chance(0.8) ? REFUSED_AFTER_MS : SILENCE_MS
      this.#world.after(delayMs, `refused ${call.from}`, () => call.settle(new Error('refused')))
      return
    }
    if (this.#random.chance(dropRequest)) this.#world.tally('droppedRequests')
    else this.#deliver(call, request, this.#delayMs())
    if (this.#random.chance(duplicate)) {
      this.#world.tally('duplicates')
      this.#deliver(call, request, this.#lateMs())
    }
  }

  #deliver(call: Call, request: CrossingRequest, delayMs: number): void {
    const sent = ++this.#sent
    this.#world.after(delayMs, `arrives ${call.from} ${request.method} ${request.path}`, () => {
      if (typeof request.body === 'string') this.#world.note(request.body)
      this.#tellOrder(call.from, sent)
      if (request.path.endsWith('/facts') && this.#random.chance(this.#faults.centralKillInPush)) this.#killSoon()
      // Not awaited: a push waits for others in simulated time.
      void this.#central.answer(request).then((answer) => answer && this.#answer(call, answer))
    })
  }

  #tellOrder(from: string, sent: number): void {
    const newest = this.#arrived.get(from) ?? 0
    if (sent < newest) this.#world.tally('overtaken')
    this.#arrived.set(from, Math.max(sent, newest))
  }

  /** Somewhere between receiving, committing and answering. */
  #killSoon(): void {
    this.#world.tally('centralKillsInPush')
    this.#world.after(this.#random.next() * 6, 'central killed in a push', () => this.#central.kill())
    this.#world.after(2_000 + this.#random.next() * 600_000, 'central starts', async () => {
      if (!this.#central.isUp) await this.#central.open()
    })
  }

  #answer(call: Call, answer: CrossingAnswer): void {
    if (this.#random.chance(this.#faults.dropAnswer)) return this.#world.tally('lostAnswers')
    this.#world.after(this.#delayMs(), `answered ${call.from} ${answer.status}`, () => {
      if (typeof answer.body === 'string') this.#world.note(answer.body)
      if (this.#isParted(call.from) || !call.open()) return
      call.settle(received(answer))
    })
  }

  #isParted(name: string): boolean {
    const untilMs = this.#partedUntilMs.get(name)
    return untilMs !== undefined && untilMs > this.#world.nowMs
  }

  #delayMs(): number {
    if (this.#random.chance(this.#faults.slow)) return this.#random.next() * 40_000
    return 1 + this.#random.next() ** 4 * 400
  }

  #lateMs(): number {
    return this.#random.chance(0.5) ? this.#delayMs() : this.#random.next() ** 3 * MOST_LATE_MS
  }
}

function crossing({ method, url, token, json, bytes, protocol }: HttpRequest): CrossingRequest {
  const headers: Record<string, string> = { [PROTOCOL_HEADER]: String(protocol) }
  if (token !== undefined) headers['authorization'] = `Bearer ${token}`
  if (json !== undefined) headers['content-type'] = 'application/json'
  else if (bytes) headers['content-type'] = 'application/octet-stream'
  return {
    method,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers,
    body: json === undefined ? bytes : JSON.stringify(json),
  }
}

function received({ status, headers, body }: CrossingAnswer): HttpAnswer {
  return { status, headers, body: Readable.from([Buffer.from(body as string | Uint8Array)], { objectMode: false }) }
}
