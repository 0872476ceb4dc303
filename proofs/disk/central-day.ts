import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { takeIn, type PushOutcome } from '../../central/intake/take-in.ts'
import type { Push } from '../../central/intake/push.ts'
import { StartError } from '../../central/start-error.ts'
import { importProducts } from '../../central/store/catalogue-write.ts'
import { foundStore } from '../../central/store/identity.ts'
import { lockDataDir } from '../../central/store/lock.ts'
import { openStore, type OpenStore } from '../../central/store/open.ts'
import { enrol, makeEnrolmentCode } from '../../central/store/terminals.ts'
import { invariant } from '../../domain/result.ts'
import { seeded } from '../support/seeded.ts'
import type { Acknowledged, OrderSum } from './acknowledged.ts'
import { checkCentral } from './central-checks.ts'
import { described, type FaultDay, type FaultOrder, type Outcome } from './fault-words.ts'
import { CATEGORY, openTill, PRODUCTS, SHOP, tillClock } from './till.ts'

/** A central store that knows a terminal, and what that terminal has to tell. */
interface Supplied {
  readonly folder: string
  readonly pushes: readonly Push[]
}

const ORDERS = 12
const FACTS_AT_ONCE = 3
const supplies = new Map<number, Promise<Supplied>>()

/** A central store that begins, takes in what a terminal sold, and is started again in the midst of it. */
export async function centralDay({ folder, backstage, seed }: FaultOrder): Promise<FaultDay> {
  const making = supplies.get(seed) ?? supply(join(backstage, `central-${seed}`), seed)
  supplies.set(seed, making)
  const supplied = await making
  cpSync(supplied.folder, folder, { recursive: true })
  return new CentralDay(folder, supplied.pushes)
}

async function supply(place: string, seed: number): Promise<Supplied> {
  rmSync(place, { recursive: true, force: true })
  const folder = join(place, 'store')
  mkdirSync(folder, { recursive: true })
  const clock = tillClock()
  const store = openStore(folder)
  const { incarnation } = await foundStore(store.db, SHOP, clock.nowMs())
  await importProducts(store.db, { categories: [CATEGORY], products: PRODUCTS.map((each) => ({ ...each, stock: 1_000 })) }) // prettier-ignore
  const chance = seeded(seed).fork('supplier')
  const opened = openTill({ folder: join(place, 'terminal'), chance, clock, acknowledge: () => {} })
  invariant(opened.ok, 'the terminal opens while nothing is spoilt')
  const { till } = opened
  const code = await makeEnrolmentCode(store.db, clock.nowMs())
  const enrolled = await enrol(store.db, { code, name: 'Counter', installationId: till.newId() }, clock.nowMs())
  invariant(enrolled.ok, 'a fresh code enrols')
  till.enrol({ ...enrolled.value, incarnation })
  for (let order = 0; order < ORDERS; order++) {
    await till.sell()
    if (order % 3 === 2) await till.cancel()
  }
  const { outbox } = till.service.context.terminal.store
  const { terminalId, epoch } = enrolled.value
  const facts = outbox.waiting(1_000, 100_000_000)
  const pushes: Push[] = []
  for (let from = 0; from < facts.length; from += FACTS_AT_ONCE)
    pushes.push({ terminalId, epoch, facts: facts.slice(from, from + FACTS_AT_ONCE) })
  await till.close()
  await store.close()
  return { folder, pushes }
}

class CentralDay implements FaultDay {
  readonly outcomes: Outcome[] = []
  readonly acknowledged: Acknowledged[] = []
  readonly broken: string[] = []
  readonly #folder: string
  readonly #pushes: readonly Push[]
  readonly #clock = tillClock()
  #store: OpenStore | undefined
  #unlock: (() => void) | undefined
  #next = 0

  constructor(folder: string, pushes: readonly Push[]) {
    this.#folder = folder
    this.#pushes = pushes
  }

  async work(): Promise<void> {
    await this.#begin()
    await this.#start()
    const half = Math.ceil(this.#pushes.length / 2)
    for (let turns = half; turns > 0; turns--) await this.#push()
    await this.#change()
    await this.#close()
    await this.#start()
    for (let turns = half; turns > 0; turns--) await this.#push()
  }

  /** Whoever was not answered sends it again, until all of it is there. */
  async goOn(): Promise<void> {
    if (!this.#store) await this.#start()
    while (this.#next < this.#pushes.length && (await this.#push()));
    if (this.#next < this.#pushes.length) this.broken.push('once the disk was well, facts were not taken in')
    await this.#close()
    const begun = openStore(join(this.#folder, 'begun'))
    await foundStore(begun.db, SHOP, this.#clock.nowMs())
    await begun.close()
  }

  async check(): Promise<readonly string[]> {
    return [...(await checkCentral(this.#folder, this.acknowledged)), ...(await checkCentral(join(this.#folder, 'begun'), []))] // prettier-ignore
  }

  /** A store's very first start, beside the one that goes on. */
  async #begin(): Promise<void> {
    await this.#act('begin', async () => {
      const store = openStore(join(this.#folder, 'begun'))
      await foundStore(store.db, SHOP, this.#clock.nowMs()).finally(() => store.close())
    })
  }

  async #start(): Promise<void> {
    for (let attempt = 0; attempt < 2 && !this.#store; attempt++)
      await this.#act('start', async () => {
        const unlock = lockDataDir(this.#folder)
        try {
          this.#store = openStore(this.#folder)
          this.#unlock = unlock
        } catch (error) {
          unlock()
          throw error
        }
      })
  }

  async #push(): Promise<boolean> {
    const push = this.#pushes[this.#next]
    if (!push) return false
    return this.#act('push', async (store) => {
      const [outcome] = await takeIn(store.db, [push], this.#clock.nowMs())
      this.#heed(push, outcome!)
    })
  }

  #heed(push: Push, outcome: PushOutcome): void {
    if (!outcome.ok) throw new Error(`a push that follows the one before is refused: ${outcome.code}`)
    const { acknowledgedSeq, verdicts } = outcome.value
    for (const verdict of verdicts)
      if (verdict.outcome === 'refused') this.broken.push(`a real fact is refused: ${verdict.code}`)
    this.#next += 1
    this.acknowledged.push({
      ...{ kind: 'facts', terminalId: push.terminalId, acknowledgedSeq, orders: push.facts.flatMap(orderOf) },
    })
  }

  async #change(): Promise<void> {
    await this.#act('change', (store) => importProducts(store.db, { products: [{ ...PRODUCTS[0]!, priceMinor: 1_300 }] })) // prettier-ignore
  }

  async #close(): Promise<void> {
    const store = this.#store
    this.#store = undefined
    await store?.close().catch((error: unknown) => void this.broken.push(`close: ${described(error)}`))
    this.#unlock?.()
    this.#unlock = undefined
  }

  /** What the disk does not take is refused, by the start in a sentence, by a request with its problem. */
  async #act(act: string, run: (store: OpenStore) => Promise<unknown>): Promise<boolean> {
    if (!this.#store && act !== 'start' && act !== 'begin') return false
    try {
      await run(this.#store!)
      this.outcomes.push({ act, outcome: 'done' })
      return true
    } catch (error) {
      const outcome = toldCode(act, error)
      this.outcomes.push({ act, outcome })
      if (outcome === 'thrown') this.broken.push(`${act}: not told in words: ${described(error)}`)
      return false
    }
  }
}

/** The code of a start that is refused, or that of the disk: requests become problems by it. */
function toldCode(act: string, error: unknown): string {
  if (error instanceof StartError) return error.code
  if (act === 'start') return 'thrown'
  const { code } = error as { readonly code?: unknown }
  return typeof code === 'string' && /^(SQLITE_(FULL|IOERR|CANTOPEN)|ENOSPC|EIO)/.test(code) ? code : 'thrown'
}

function orderOf({ body }: Push['facts'][number]): OrderSum[] {
  const fact = JSON.parse(body) as { readonly kind: string; readonly order: OrderSum }
  return fact.kind === 'order.placed' ? [{ orderId: fact.order.orderId, totalMinor: fact.order.totalMinor }] : []
}
