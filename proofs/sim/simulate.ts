import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fastFolder } from '../support/fast-folder.ts'
import { seeded } from '../support/seeded.ts'
import { clearedTooEarly } from './acknowledged.ts'
import { CentralSite } from './central-site.ts'
import { Courier } from './courier.ts'
import { enterWorld } from './environment.ts'
import { drawFaults } from './faults.ts'
import { Network } from './network.ts'
import { Shop } from './shop.ts'
import { TerminalSite } from './terminal-site.ts'
import { terminalTemplate } from './template.ts'
import { brokenPromises } from './promises.ts'
import { Untold } from './untold.ts'
import { Witness } from './witness.ts'
import { World } from './world.ts'

const DAY_MS = 24 * 3_600_000
const START_MS = Date.UTC(2026, 2, 1)
/** What is promised of the pause between two attempts, said here again: a product that waits longer breaks it. */
const LONGEST_WAIT_MS = 300_000
const STEP_MS = 5_000
const SYNC_INTERVALS_MS = [20_000, 60_000, 60_000, 120_000]

export interface SimulationOptions {
  readonly seed: number
  readonly days: number
  readonly terminals: number
  readonly tell?: ((line: string) => void) | undefined
}

export interface SimulationResult {
  readonly seed: number
  readonly traceHash: string
  readonly orders: number
  readonly cancellations: number
  /** How often each fault happened. */
  readonly faults: Readonly<Record<string, number>>
  readonly broken: readonly string[]
}

/** Lives through some weeks of a shop with everything that can go wrong, heals it, and looks at what is left. */
export async function simulate(options: SimulationOptions): Promise<SimulationResult> {
  const folder = mkdtempSync(join(fastFolder(), 'okryu-sim-'))
  try {
    return await simulateIn(folder, options)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function simulateIn(folder: string, options: SimulationOptions): Promise<SimulationResult> {
  const random = seeded(options.seed)
  const world = new World(START_MS, options.tell)
  enterWorld(world, random.fork('surroundings'))
  const faults = drawFaults(random.fork('faults'))
  world.note(JSON.stringify(faults))
  const failures: string[] = []
  const central = new CentralSite(world, folder, random.fork('central'), {
    failed: (error) => failures.push(`the central store failed: ${error.stack ?? error.message}`),
  })
  await central.found()
  const network = new Network(world, central, random.fork('network'), faults)
  const witness = new Witness()
  const syncIntervalMs = random.pick(SYNC_INTERVALS_MS)
  const template = terminalTemplate()
  const untold = new Untold(world, central)
  const sites: TerminalSite[] = []
  for (let number = 1; number <= options.terminals; number++) {
    const name = `t${number}`
    const enrolmentCode = await central.newCode()
    const machine = { world, network, random: random.fork(name), folder, template, syncIntervalMs }
    sites.push(new TerminalSite({ ...machine, name, enrolmentCode, heed: untold.heed }))
  }
  const courier = new Courier({ world, folder, central, random: random.fork('courier') })
  const shop = new Shop({
    ...{ world, central, network, sites, courier, faults, witness, syncIntervalMs },
    random: random.fork('shop'),
  })
  for (let day = 0; day < options.days; day++) {
    await shop.day(START_MS + day * DAY_MS)
    failures.push(...clearedTooEarly(central, sites))
  }
  if (faults.silentEnd) await shop.silentEnd()
  await shop.heal()
  await settleDown(world, sites, 2 * Math.max(syncIntervalMs, LONGEST_WAIT_MS))
  const broken = [
    ...failures,
    ...shop.broken,
    ...network.broken,
    ...untold.broken,
    ...witness.contradictions,
    ...brokenPromises(central, sites, witness),
  ]
  for (const site of sites) site.kill()
  central.kill()
  return {
    ...{ seed: options.seed, traceHash: world.traceHash() },
    ...{ orders: count(witness.orders.values()), cancellations: count(witness.cancellations.values()) },
    ...{ faults: world.tallies, broken },
  }
}

/** Lets two timer periods pass at most; no longer than until every terminal has had two rounds that went well. */
async function settleDown(world: World, sites: readonly TerminalSite[], mostMs: number): Promise<void> {
  const endMs = world.nowMs + mostMs
  const roundBefore = new Map(sites.map((site) => [site, site.sync?.round ?? 0]))
  const isDone = (site: TerminalSite): boolean =>
    site.sync?.phase === 'waiting' && site.sync.lastError === null && site.sync.round >= roundBefore.get(site)! + 2
  while (world.nowMs < endMs && !sites.every(isDone)) await world.runUntil(Math.min(endMs, world.nowMs + STEP_MS))
}

function count(seen: Iterable<{ readonly outcome: string }>): number {
  let done = 0
  for (const { outcome } of seen) if (outcome === 'done') done += 1
  return done
}
