import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seeded, type Seeded } from '../support/seeded.ts'
import { newEnrolmentCode, stockShop } from '../support/shop.ts'
import { readCentralSide } from './central-side.ts'
import { wrongBeside } from './beside.ts'
import { checkTerminal } from './check.ts'
import { faultLine, type FaultLine } from './fault-line.ts'
import { Ledger } from './ledger.ts'
import { startCentral, type CentralProcess } from '../support/central-process.ts'
import { startTerminal } from './processes.ts'

/** What came of one shift: a shop of its own, killed again and again, then left in peace until everything has arrived. */
export interface ShiftResult {
  readonly kills: number
  readonly centralKills: number
  readonly orders: number
  readonly cancellations: number
  readonly voidedLines: number
  readonly charges: number
  /** How often one was written or read. */
  readonly sticks: number
  readonly facts: number
  readonly drainMs: number
  readonly broken: readonly string[]
}

/** How many terminals are alive at a time. */
const SIDE_BY_SIDE = 3
const CENTRAL_KILL_EVERY = 24
/** What a terminal may say before it is killed; most are killed far earlier. */
const MOST_WORDS = 150
const OPEN_LIMIT_MS = 30_000
/** Where the line is so bad that it has nothing to sell yet, it is not waited for. */
const WORK_LIMIT_MS = 2_000
const DRAIN_LIMIT_MS = 180_000

interface Shift {
  readonly chance: Seeded
  readonly line: FaultLine
  readonly centralDir: string
  central: CentralProcess
  killsLeft: number
  kills: number
  centralKills: number
  readonly broken: string[]
}

interface Terminal {
  readonly name: string
  readonly folder: string
  readonly stick: string
  readonly receipts: string
  readonly enrolmentCode: string
  readonly ledger: Ledger
  readonly chance: Seeded
}

/** @param kills how many processes are killed in it, the central store's among them. */
export async function runShift(seed: number, kills: number): Promise<ShiftResult> {
  const chance = seeded(seed)
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'okryu-crash-'))
  const centralDir = join(folder, 'central')
  const central = await startCentral(centralDir)
  const line = await faultLine(chance.fork('line'))
  const shift: Shift = {
    ...{ chance, line, centralDir, central, killsLeft: kills, kills: 0, centralKills: 0, broken: [] },
  }
  try {
    line.leadTo(central.port)
    await stockShop(central)
    const terminals = await Promise.all(
      Array.from({ length: SIDE_BY_SIDE }, async (_, at) => terminalOf(`terminal ${at + 1}`, folder, chance, central)),
    )
    await Promise.all(terminals.map((terminal) => killAgainAndAgain(shift, terminal)))
    return await settle(shift, terminals)
  } finally {
    await shift.central.kill()
    await line.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function terminalOf(name: string, folder: string, chance: Seeded, central: CentralProcess): Promise<Terminal> {
  const enrolmentCode = await newEnrolmentCode(central)
  const [stick, receipts] = [join(folder, `${name} stick`), join(folder, `${name} receipts`)]
  mkdirSync(stick)
  const own = { folder: join(folder, name), stick, receipts, enrolmentCode }
  return { name, ...own, ledger: new Ledger(name), chance: chance.fork(name) }
}

async function killAgainAndAgain(shift: Shift, terminal: Terminal): Promise<void> {
  while (shift.killsLeft > 0 && terminal.ledger.broken.length === 0) {
    shift.killsLeft -= 1
    shift.kills += 1
    if (shift.kills % CENTRAL_KILL_EVERY === 0) await killCentral(shift)
    else await liveAndDie(shift, terminal)
  }
}

/** Its clients go on meanwhile, and find it at another port afterwards. */
async function killCentral(shift: Shift): Promise<void> {
  await shift.central.kill()
  shift.centralKills += 1
  shift.central = await startCentral(shift.centralDir)
  shift.line.leadTo(shift.central.port)
}

async function liveAndDie(shift: Shift, terminal: Terminal): Promise<void> {
  const { chance } = terminal
  const life = begin(shift, terminal, false)
  // Some die while they start; the others at any moment of their work.
  if (chance.chance(0.1)) await pause(chance.int(200))
  else {
    if (!(await within(life.open, OPEN_LIMIT_MS))) shift.broken.push(`${terminal.name}: it did not start in time`)
    await within(Promise.race([life.said(Math.floor(MOST_WORDS * chance.next() ** 2)), life.over]), WORK_LIMIT_MS)
    await pause(chance.int(4))
  }
  life.kill()
  await life.over
}

function begin(shift: Shift, terminal: Terminal, drain: boolean) {
  const { folder, stick, receipts, enrolmentCode, ledger: told, chance } = terminal
  const repeat = chance.chance(0.6) ? told.underWay : null
  const centralUrl = `http://127.0.0.1:${shift.line.port}`
  const seed = chance.int(2 ** 32)
  const places = { folder, stick, receipts }
  return startTerminal({ ...places, centralUrl, enrolmentCode, seed, repeat, drain }, (word) => told.hear(word))
}

/** Heals the line, lets everything arrive, ends all processes in order and compares the two sides. */
async function settle(shift: Shift, terminals: readonly Terminal[]): Promise<ShiftResult> {
  const startedMs = performance.now()
  shift.line.heal()
  await Promise.all(
    terminals.map(async (terminal) => {
      const life = begin(shift, terminal, true)
      if (!(await within(life.over, DRAIN_LIMIT_MS))) shift.broken.push(`${terminal.name}: its facts did not arrive`)
      life.kill()
      await life.over
    }),
  )
  const drainMs = Math.round(performance.now() - startedMs)
  await shift.central.close()
  const central = await readCentralSide(shift.centralDir)
  const broken = [...shift.broken]
  let facts = 0
  for (const { name, folder, stick, receipts, ledger: told } of terminals) {
    const checked = await checkTerminal(name, folder, told, central)
    broken.push(...checked.broken, ...(await wrongBeside(name, { stick, receipts }, told)))
    facts += checked.facts
  }
  const sum = (count: (told: Ledger) => number) =>
    terminals.reduce((total, terminal) => total + count(terminal.ledger), 0)
  return {
    ...{ kills: shift.kills, centralKills: shift.centralKills, facts, drainMs },
    orders: sum(({ orders }) => orders.size),
    cancellations: sum(({ cancellations }) => cancellations.size),
    voidedLines: sum(({ voided }) => voided.size),
    charges: sum(({ charges }) => charges.size),
    sticks: sum(({ sticks }) => sticks),
    broken: [...new Set(broken)],
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

async function within(promise: Promise<unknown>, limitMs: number): Promise<boolean> {
  let limit: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => (limit = setTimeout(resolve, limitMs, false)))
  const inTime = await Promise.race([promise.then(() => true), late])
  clearTimeout(limit)
  return inTime
}
