import { cpSync, mkdtempSync, realpathSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readCentralSide } from '../crash/central-side.ts'
import { checkTerminal } from '../crash/check.ts'
import { Ledger } from '../crash/ledger.ts'
import { startCentral, type CentralProcess } from '../support/central-process.ts'
import { seeded, type Seeded } from '../support/seeded.ts'
import { newEnrolmentCode } from '../support/shop.ts'
import { openCounter, type Counter } from './counter.ts'
import { simulatedTime, type SimulatedTime } from './simulated-time.ts'

/** A month without a network: how fast orders are taken at its end, and how fast they leave when it is over. */
export interface OutageResult {
  readonly orders: number
  readonly days: number
  readonly fullMs: Percentiles
  readonly emptyMs: Percentiles
  readonly ratio: Percentiles
  readonly drainSeconds: number
  /** Orders that were taken while the queue was sent, and how long they took. */
  readonly soldWhileDraining: number
  readonly drainingMs: Percentiles
  readonly backups: number
  readonly databaseMb: number
  readonly broken: readonly string[]
}

interface Percentiles {
  readonly median: number
  readonly p99: number
}

const DAY_MS = 86_400_000
const START_MS = Date.UTC(2026, 8, 1)
/** How many orders of the full terminal are compared with as many of an empty one. */
const MOST_SAMPLES = 2_000
/** An empty terminal does not stay empty: after so many orders another takes its place. */
const EMPTY_FOR_ORDERS = 100
const WARM_UP_ORDERS = 10

export interface OutageOptions {
  readonly seed: number
  readonly orders: number
  readonly days: number
  readonly say: (line: string) => void
}

export async function runOutage({ seed, orders, days, say }: OutageOptions): Promise<OutageResult> {
  const chance = seeded(seed)
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'okryu-outage-'))
  const time = simulatedTime(START_MS)
  let central = await startCentral(join(folder, 'central'), 0, ['--sample'])
  try {
    await enrolTemplate(folder, central, time, chance)
    const told = new Ledger('the terminal')
    const [full, centralUrl] = [join(folder, 'full'), central.url]
    const enrolmentCode = await newEnrolmentCode(central)
    const counter = await openCounter({ folder: full, time, chance, centralUrl, enrolmentCode })
    await central.close()
    say(`The network is gone for ${days} days.`)
    const samples = Math.min(MOST_SAMPLES, Math.floor(orders / 5))
    const stepMs = (days * DAY_MS) / orders
    for (let taken = 0; taken < orders - samples; taken++) {
      await sellOne(counter, stepMs, told)
      if ((taken + 1) % 5_000 === 0) say(`${taken + 1} of ${orders} orders taken.`)
    }
    const [fullMs, emptyMs] = await compare(folder, counter, { samples, stepMs, told, chance, centralUrl })
    if ((await counter.unsent()) < orders) throw new Error('facts left the queue without a network')
    central = await startCentral(join(folder, 'central'), central.port)
    const drained = await drain(counter, told)
    say(`${orders} orders were sent in ${drained.seconds} s.`)
    const { done: backups, failed } = counter.backups()
    const databaseMb = Math.round(statSync(join(full, 'terminal.db')).size / 2 ** 20)
    await counter.service.close()
    await central.close()
    const { broken } = await checkTerminal('full', full, told, await readCentralSide(join(folder, 'central')))
    return {
      ...{ orders, days, fullMs: percentiles(fullMs), emptyMs: percentiles(emptyMs), databaseMb, backups },
      ratio: ratioOf(percentiles(fullMs), percentiles(emptyMs)),
      ...{ drainSeconds: drained.seconds, soldWhileDraining: drained.soldMs.length },
      drainingMs: percentiles(drained.soldMs),
      broken: [...drained.broken, ...wrongBackups(backups, failed), ...broken],
    }
  } finally {
    await central.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A folder of a terminal that has everything but orders; copies of it are the empty terminals. */
async function enrolTemplate(folder: string, central: CentralProcess, time: SimulatedTime, chance: Seeded) {
  const options = { folder: join(folder, 'template'), time, chance, centralUrl: central.url }
  const counter = await openCounter({ ...options, enrolmentCode: await newEnrolmentCode(central) })
  await counter.service.close()
}

async function sellOne(counter: Counter, stepMs: number, told: Ledger): Promise<number> {
  await counter.advance(stepMs)
  return soldNow(counter, told)
}

async function soldNow(counter: Counter, told: Ledger): Promise<number> {
  const { commitMs, ...placed } = await counter.sell()
  told.hear({ say: 'placed', ...placed })
  return commitMs
}

interface Comparison {
  readonly samples: number
  readonly stepMs: number
  readonly told: Ledger
  readonly chance: Seeded
  readonly centralUrl: string
}

/** Orders of the full terminal and of an empty one in turn, so that whatever slows the machine slows both. */
async function compare(
  folder: string,
  full: Counter,
  { samples, stepMs, told, chance, centralUrl }: Comparison,
): Promise<[number[], number[]]> {
  const [fullMs, emptyMs]: [number[], number[]] = [[], []]
  let empty: Counter | undefined
  for (let sample = 0; sample < samples; sample++) {
    if (sample % EMPTY_FOR_ORDERS === 0) {
      await empty?.service.close()
      empty = await openEmpty(folder, `empty-${sample}`, chance, centralUrl)
    }
    const [one, other] = sample % 2 === 0 ? ['full', 'empty'] : ['empty', 'full']
    for (const which of [one, other]) {
      if (which === 'full') fullMs.push(await sellOne(full, stepMs, told))
      else emptyMs.push(await sellOne(empty!, stepMs, new Ledger('empty')))
    }
  }
  await empty?.service.close()
  return [fullMs, emptyMs]
}

/** It has a time of its own, and looks in vain for the central store as the full one does. */
async function openEmpty(folder: string, name: string, chance: Seeded, centralUrl: string): Promise<Counter> {
  cpSync(join(folder, 'template'), join(folder, name), { recursive: true })
  const counter = await openCounter({
    ...{ folder: join(folder, name), time: simulatedTime(START_MS), chance, centralUrl },
  })
  for (let order = 0; order < WARM_UP_ORDERS; order++) await counter.sell()
  return counter
}

const MOST_ROUNDS = 20

/** A busy counter takes an order that often. */
const SALE_EVERY_MS = 20

interface Drained {
  readonly seconds: number
  readonly soldMs: number[]
  readonly broken: string[]
}

/** Sends everything, while orders are taken until what had waited is gone. */
async function drain(counter: Counter, told: Ledger): Promise<Drained> {
  const startedMs = performance.now()
  const errors: string[] = []
  const soldMs: number[] = []
  for (let rounds = 0; rounds < MOST_ROUNDS && (await counter.unsent()) > 0; rounds++) {
    const round = { isOver: false }
    const syncing = counter.sync().finally(() => (round.isOver = true))
    while (!round.isOver && (await counter.unsent()) > soldMs.length) {
      // Time stands still: whatever falls due is waited for to its end, and that is the sync itself.
      soldMs.push(await soldNow(counter, told))
      await new Promise((resolve) => setTimeout(resolve, SALE_EVERY_MS))
    }
    const error = await syncing
    if (error !== null) errors.push(error)
  }
  const seconds = Math.round((performance.now() - startedMs) / 100) / 10
  const broken = (await counter.unsent()) > 0 ? [`it did not drain: ${errors.join(', ')}`] : []
  if (soldMs.length === 0) broken.push('nobody could buy anything while the queue was sent')
  return { seconds, soldMs, broken }
}

function* wrongBackups(done: number, failed: number): Generator<string> {
  if (done === 0) yield 'no backup was made'
  if (failed > 0) yield `${failed} backups failed`
}

function percentiles(samplesMs: readonly number[]): Percentiles {
  const sorted = samplesMs.toSorted((a, b) => a - b)
  const at = (part: number): number => rounded(sorted[Math.floor(part * (sorted.length - 1))] ?? NaN)
  return { median: at(0.5), p99: at(0.99) }
}

function ratioOf(full: Percentiles, empty: Percentiles): Percentiles {
  return { median: rounded(full.median / empty.median), p99: rounded(full.p99 / empty.p99) }
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000
}
