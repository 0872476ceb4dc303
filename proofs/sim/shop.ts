import type { Seeded } from '../support/seeded.ts'
import type { CentralSite } from './central-site.ts'
import { Clerk } from './clerk.ts'
import type { Courier } from './courier.ts'
import type { Faults } from './faults.ts'
import { Losses } from './losses.ts'
import type { Network } from './network.ts'
import type { TerminalSite } from './terminal-site.ts'
import type { Witness } from './witness.ts'
import type { World } from './world.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const COPIES_BACK = 4

export interface ShopOptions {
  readonly world: World
  readonly central: CentralSite
  readonly network: Network
  readonly sites: readonly TerminalSite[]
  readonly courier: Courier
  readonly faults: Faults
  readonly witness: Witness
  readonly syncIntervalMs: number
  readonly random: Seeded
}

/** The days of a shop: when counters open, when customers come, and when what goes wrong goes wrong. */
export class Shop {
  readonly #options: ShopOptions
  readonly #clerks: readonly Clerk[]
  readonly #losses: Losses
  /** What people do once data was put back. */
  readonly #aftermath: Seeded
  /** What a terminal may not do when its data was damaged, where one did it. */
  readonly broken: string[] = []
  #isHealed = false

  constructor(options: ShopOptions) {
    this.#options = options
    const { world, central, sites, faults, witness, random } = options
    this.#losses = new Losses(central, sites, witness)
    this.#aftermath = random.fork('aftermath')
    this.#clerks = sites.map(
      (site) =>
        new Clerk({
          world,
          site,
          faults,
          witness,
          random: random.fork(site.name),
          died: () => void this.#startLater(site),
        }),
    )
  }

  async day(startMs: number): Promise<void> {
    for (const [index, site] of this.#options.sites.entries()) this.#planCounter(site, this.#clerks[index]!, startMs)
    this.#planCentral(startMs)
    await this.#options.world.runUntil(startMs + DAY_MS)
  }

  /** Hours without a network for everybody, in which some counters stay open. */
  async silentEnd(): Promise<void> {
    const { world, network, sites, random } = this.#options
    const hours = 1 + random.int(4)
    for (const site of sites) network.part(site.name, world.nowMs + (hours + 1) * HOUR_MS)
    for (const [index, site] of sites.slice(0, 2).entries()) {
      site.start()
      this.#at(world.nowMs + MINUTE_MS, `customer at ${site.name}`, () => this.#clerks[index]!.serve())
    }
    await world.runUntil(world.nowMs + hours * HOUR_MS)
  }

  /** Nothing goes wrong any more, and every counter is open. */
  async heal(): Promise<void> {
    const { world, central, network, sites } = this.#options
    world.note('healed')
    this.#isHealed = true
    network.heal()
    central.mendClock()
    if (!central.isUp) await central.open()
    for (const site of sites) {
      site.makeRoom()
      site.clock.mend()
      site.start()
    }
  }

  #planCounter(site: TerminalSite, clerk: Clerk, startMs: number): void {
    const { world, random, faults, syncIntervalMs, network } = this.#options
    const opensMs = startMs + (6 + 10 * random.next()) * HOUR_MS
    const openForMs =
      syncIntervalMs * (0.4 + 1.4 * random.next()) + (random.chance(0.005) ? 2 * HOUR_MS * random.next() : 0)
    const during = (): number => opensMs + random.next() * openForMs
    this.#at(opensMs, `${site.name} opens`, () => site.start())
    for (let customers = random.int(5); customers > 0; customers--)
      this.#at(during(), `customer at ${site.name}`, () => clerk.serve())
    this.#planTrouble(site, during)
    if (random.chance(faults.partition)) {
      const untilMs = opensMs + random.next() * faults.partitionMostMs
      this.#at(opensMs + (random.next() - 0.2) * openForMs, `${site.name} parted`, () => {
        network.part(site.name, untilMs)
        world.tally('partitions')
      })
    }
    this.#planClosing(site, opensMs + openForMs)
  }

  #planTrouble(site: TerminalSite, during: () => number): void {
    const { random, faults } = this.#options
    const plan = (rate: number, what: string, run: () => void): void => {
      if (random.chance(rate)) this.#at(during(), `${site.name} ${what}`, run)
    }
    plan(faults.kill, 'killed', () => this.#end(site, 'kill'))
    plan(faults.powerCut, 'power cut', () => this.#end(site, 'powerCut'))
    plan(faults.clock, 'clock', () => {
      site.clock.disturb(random.next(), random.next())
      this.#options.world.tally('clockJumps')
    })
    if (random.chance(faults.fullDisk)) {
      this.#at(during(), `${site.name} disk full`, () => {
        site.fillDisk()
        this.#options.world.tally('fullDisks')
      })
      this.#at(during() + random.next() * 2 * DAY_MS, `${site.name} disk has room`, () => site.makeRoom())
    }
    if (faults.rollBack > 0) {
      plan(0.3, 'is copied', () => void site.keepCopy())
      plan(faults.rollBack, 'rolled back', () => this.#rollBack(site))
    }
    if (faults.damage > 0) {
      plan(0.5, 'makes a backup', () => void (site.backUp() && this.#options.world.tally('backups')))
      plan(faults.damage, 'damaged', () => this.#damage(site))
    }
  }

  #planClosing(site: TerminalSite, closesMs: number): void {
    const how = this.#options.random.next()
    if (how < 0.08) this.#at(closesMs, `${site.name} closes`, () => site.close())
    else this.#at(closesMs, `${site.name} sleeps`, () => site.clock.sleep())
  }

  #planCentral(startMs: number): void {
    const { random, faults, central, network, sites, world, courier } = this.#options
    const sometime = (): number => startMs + (5 + 12 * random.next()) * HOUR_MS
    if (faults.centralRestore > 0) {
      this.#at(startMs + 2 * HOUR_MS, 'central copied', () => this.#copyCentral())
      if (random.chance(0.5)) this.#at(sometime(), 'central copied', () => this.#copyCentral())
    }
    if (random.chance(faults.centralKill)) this.#at(sometime(), 'central killed', () => this.#endCentral())
    if (random.chance(faults.centralRestore)) this.#at(sometime(), 'central restored', () => this.#restoreCentral())
    if (random.chance(faults.courier)) {
      const from = random.int(sites.length)
      this.#at(sometime(), 'courier sets out', () => courier.setOut(sites.slice(from, from + 1 + random.int(3))))
    }
    if (random.chance(faults.paper)) this.#at(sometime(), 'some paper', () => this.#bringSomePaper())
    if (random.chance(faults.centralClock))
      this.#at(sometime(), 'central clock', () => {
        central.disturbClock(random)
        world.tally('centralClockJumps')
      })
    for (let rate = faults.catalogueChange; random.chance(rate); rate /= 2)
      this.#at(sometime(), 'catalogue changes', () => this.#changePrices())
    if (random.chance(faults.blackout))
      this.#at(sometime(), 'blackout', () => {
        world.tally('blackouts')
        const untilMs = world.nowMs + random.next() * faults.partitionMostMs
        for (const site of sites) network.part(site.name, untilMs)
      })
  }

  #copyCentral(): void {
    const { central, sites } = this.#options
    central.keepCopy(sites.some((site) => !site.wasEnrolled))
  }

  /**
   * A copy from before a terminal's enrolment does not know it. Once all are enrolled they are taken in again as who
   * they were; before that, one that is new could get the number of one that is forgotten.
   */
  async #restoreCentral(): Promise<void> {
    const { world, central, sites, faults, random } = this.#options
    const mayForget = sites.every((site) => site.wasEnrolled)
    const isDone = await central.restore(random.int(COPIES_BACK), random.chance(0.5), random.chance(0.3), mayForget)
    if (!isDone) return
    world.tally('centralRestores')
    this.#losses.ofCentral()
    // Somebody misses the prices that were changed since the copy was made, and changes them anew.
    const isMissed = faults.catalogueChange > 0 && this.#aftermath.chance(0.5)
    if (isMissed) this.#at(world.nowMs + this.#aftermath.next() * HOUR_MS, 'prices again', () => this.#changePrices())
  }

  async #changePrices(): Promise<void> {
    await this.#options.central.changeCatalogue()
    this.#options.world.tally('catalogueChanges')
  }

  #rollBack(site: TerminalSite): void {
    const { world, network, sites, random } = this.#options
    if (!site.rollBack(random.chance(0.5))) return
    world.tally('rollBacks')
    this.#losses.ofTerminal(site)
    this.#comeWithPaper(site)
    const startsMs = this.#startLater(site)
    // Whoever put it back may do without a network: what is sold then stands in places that are taken.
    if (random.chance(0.4)) return
    network.part(site.name, startsMs + random.next() * 6 * HOUR_MS)
    const clerk = this.#clerks[sites.indexOf(site)]!
    const customers = 1 + random.int(6)
    for (let customer = 1; customer <= customers; customer++)
      this.#at(startsMs + customer * 1_000, `customer at ${site.name}`, () => clerk.serve())
    for (let returns = 2 + this.#aftermath.int(5); returns > 0; returns--)
      this.#at(startsMs + (customers + returns) * 1_000, `goods come back to ${site.name}`, () =>
        clerk.takeGoodsBack(customers),
      )
  }

  /** The program is started again at once, and recovers: what is gone then, it has to say is missing. */
  #damage(site: TerminalSite): void {
    const { world, random } = this.#options
    if (!site.isOn) return
    const places = site.places()
    const how = site.damage(random)
    if (how === undefined) return
    world.note(`${site.name} damaged: ${how}`)
    world.tally('damages')
    this.#startLater(site)
    site.start()
    for (const id of this.#losses.ofTerminal(site)) {
      const place = places.get(id)
      if (place && !site.saidMissing(place))
        this.broken.push(
          `${site.name} lost ${id} at ${place.epoch}/${place.seq} by damage (${how}) and does not say so`,
        )
    }
    this.#comeWithPaper(site)
  }

  /** Customers whose orders the terminal does not have any more bring their receipts to another counter. */
  #comeWithPaper(site: TerminalSite): void {
    const { witness, random } = this.#options
    for (const { orderId, terminal, paper, forgotten } of witness.orders.values())
      if (terminal === site.name && forgotten && paper && random.chance(0.7)) this.#bring(terminal, orderId, paper)
  }

  #bringSomePaper(): void {
    const { witness, random } = this.#options
    const kept = [...witness.orders.values()].filter(({ paper }) => paper)
    if (kept.length === 0) return
    const { terminal, orderId, paper = [] } = random.pick(kept)
    this.#bring(terminal, orderId, paper)
  }

  #bring(terminal: string, orderId: string, paper: readonly string[]): void {
    const { world, sites, random } = this.#options
    const others = this.#clerks.filter((_, index) => sites[index]!.name !== terminal && sites[index]!.wasEnrolled)
    if (others.length === 0) return
    const clerk = random.pick(others)
    this.#at(world.nowMs + random.next() * DAY_MS, `paper of ${terminal}`, () => clerk.carryPaper(orderId, paper))
  }

  #end(site: TerminalSite, how: 'kill' | 'powerCut'): void {
    if (!site.isOn) return
    site[how]()
    this.#options.world.tally(how === 'kill' ? 'kills' : 'powerCuts')
    this.#startLater(site)
  }

  /** @returns when. */
  #startLater(site: TerminalSite): number {
    const { world, random, syncIntervalMs } = this.#options
    const pauseMs = 5_000 + random.next() * 2 * MINUTE_MS
    world.after(pauseMs, `${site.name} starts`, () => {
      site.start()
      // Past the closing nobody would put it to sleep any more.
      world.after(syncIntervalMs * 1.5, `${site.name} sleeps again`, () => {
        if (!this.#isHealed) site.clock.sleep()
      })
    })
    return world.nowMs + pauseMs
  }

  #endCentral(): void {
    const { world, central, random } = this.#options
    central.kill()
    world.tally('centralKills')
    const downForMs = random.chance(0.5) ? 30_000 : random.next() * 6 * HOUR_MS
    world.after(downForMs, 'central starts', async () => {
      if (!central.isUp) await central.open()
    })
  }

  #at(atMs: number, label: string, run: () => void | Promise<void>): void {
    const { world } = this.#options
    world.after(atMs - world.nowMs, label, run)
  }
}
