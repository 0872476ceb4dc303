import type { Seeded } from '../support/seeded.ts'
import type { CentralSite } from './central-site.ts'
import { Clerk } from './clerk.ts'
import type { Courier } from './courier.ts'
import type { Faults } from './faults.ts'
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
  readonly #copied = new Map<string, ReadonlySet<string>>()
  #isHealed = false

  constructor(options: ShopOptions) {
    this.#options = options
    const { world, sites, faults, witness, random } = options
    this.#clerks = sites.map(
      (site) =>
        new Clerk({ world, site, faults, witness, random: random.fork(site.name), died: () => this.#startLater(site) }),
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
    const { random, faults, syncIntervalMs, network } = this.#options
    const opensMs = startMs + (6 + 10 * random.next()) * HOUR_MS
    const openForMs =
      syncIntervalMs * (0.4 + 1.4 * random.next()) + (random.chance(0.005) ? 2 * HOUR_MS * random.next() : 0)
    const during = (): number => opensMs + random.next() * openForMs
    this.#at(opensMs, `${site.name} opens`, () => site.start())
    for (let customers = random.int(5); customers > 0; customers--)
      this.#at(during(), `customer at ${site.name}`, () => clerk.serve())
    if (random.chance(faults.kill)) this.#at(during(), `${site.name} killed`, () => this.#end(site, 'kill'))
    if (random.chance(faults.powerCut)) this.#at(during(), `${site.name} power cut`, () => this.#end(site, 'powerCut'))
    if (random.chance(faults.clock))
      this.#at(during(), `${site.name} clock`, () => site.clock.disturb(random.next(), random.next()))
    if (random.chance(faults.partition)) {
      const untilMs = opensMs + random.next() * faults.partitionMostMs
      this.#at(opensMs + (random.next() - 0.2) * openForMs, `${site.name} parted`, () =>
        network.part(site.name, untilMs),
      )
    }
    if (random.chance(faults.fullDisk)) {
      this.#at(during(), `${site.name} disk full`, () => site.fillDisk())
      this.#at(during() + random.next() * 2 * DAY_MS, `${site.name} disk has room`, () => site.makeRoom())
    }
    if (faults.rollBack > 0) {
      if (random.chance(0.3)) this.#at(during(), `${site.name} is copied`, () => this.#copyTerminal(site))
      if (random.chance(faults.rollBack)) this.#at(during(), `${site.name} rolled back`, () => this.#rollBack(site))
    }
    this.#planClosing(site, opensMs + openForMs)
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
    if (random.chance(faults.centralRestore))
      this.#at(sometime(), 'central restored', () =>
        central.restore(random.int(COPIES_BACK), random.chance(0.5), random.chance(0.3)),
      )
    if (random.chance(faults.courier)) {
      const from = random.int(sites.length)
      this.#at(sometime(), 'courier sets out', () => courier.setOut(sites.slice(from, from + 1 + random.int(3))))
    }
    if (random.chance(faults.centralClock)) this.#at(sometime(), 'central clock', () => central.disturbClock(random))
    for (let rate = faults.catalogueChange; random.chance(rate); rate /= 2)
      this.#at(sometime(), 'catalogue changes', () => central.changeCatalogue())
    if (random.chance(faults.blackout))
      this.#at(sometime(), 'blackout', () => {
        const untilMs = world.nowMs + random.next() * faults.partitionMostMs
        for (const site of sites) network.part(site.name, untilMs)
      })
  }

  /** A copy from before a terminal's enrolment does not know it: then a person has to enrol it again. */
  #copyCentral(): void {
    const { central, sites } = this.#options
    if (sites.every((site) => site.wasEnrolled)) central.keepCopy()
  }

  #copyTerminal(site: TerminalSite): void {
    if (site.keepCopy()) this.#copied.set(site.name, this.#options.witness.idsOf(site.name))
  }

  #rollBack(site: TerminalSite): void {
    const { witness, central, random } = this.#options
    const kept = this.#copied.get(site.name)
    if (!kept) return
    witness.rolledBack(site.name, kept, (id) => central.has(id) ?? false, central.restores)
    site.rollBack(random.chance(0.5))
    this.#startLater(site)
  }

  #end(site: TerminalSite, how: 'kill' | 'powerCut'): void {
    if (!site.isOn) return
    site[how]()
    this.#startLater(site)
  }

  #startLater(site: TerminalSite): void {
    const { world, random, syncIntervalMs } = this.#options
    const pauseMs = 5_000 + random.next() * 2 * MINUTE_MS
    world.after(pauseMs, `${site.name} starts`, () => {
      site.start()
      // Past the closing nobody would put it to sleep any more.
      world.after(syncIntervalMs * 1.5, `${site.name} sleeps again`, () => {
        if (!this.#isHealed) site.clock.sleep()
      })
    })
  }

  #endCentral(): void {
    const { world, central, random } = this.#options
    central.kill()
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
