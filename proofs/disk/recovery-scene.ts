import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { invariant } from '../../domain/result.ts'
import { readMarker } from '../../main/recovery/damage.ts'
import { recoveryReport } from '../../main/recovery/report.ts'
import { openTerminalService, type TerminalService } from '../../main/service.ts'
import { compareJournal, compareOrders, lostFacts } from '../flip/compare.ts'
import { clerk, makeShopFolder, portsOf, type Truth } from '../flip/shop-folder.ts'
import { seeded, type Seeded } from '../support/seeded.ts'
import type { Acknowledged } from './acknowledged.ts'

/** A terminal whose files were damaged, and what it must have again once it has restored itself. */
export interface RecoveryScene {
  readonly name: string
  /** As the damage left it; only to be copied. */
  readonly damaged: string
  readonly truth: Truth
  /** What a recovery that nothing disturbed puts back. */
  readonly undisturbed: string
  readonly lostFacts: number
  readonly orders: number
}

/** A recovery reads and writes all there is, so that a small shop is as good as a large one. */
const STAGES = [6, 4, 3, 5]
const MOST_STARTS = 3

const PAGE_BYTES = 4_096

const DAMAGES: Readonly<Record<string, (folder: string) => void>> = {
  'every seventh page, and the log': (folder) => {
    spoil(join(folder, 'terminal.db'), 50, 7 * PAGE_BYTES)
    spoil(join(folder, 'terminal.db-wal'), 32 + 24 + 500, 9 * (PAGE_BYTES + 24))
  },
  'the log and the newest backup': (folder) => {
    spoil(join(folder, 'terminal.db-wal'), 32 + 24 + 500)
    const newest = readdirSync(join(folder, 'backups')).toSorted().at(-1)
    invariant(newest, 'the shop has backups')
    spoil(join(folder, 'backups', newest), 4 * PAGE_BYTES + 100)
  },
  'a place of the log, with no backup': (folder) => {
    rmSync(join(folder, 'backups'), { recursive: true })
    spoil(join(folder, 'terminal.db-wal'), 32 + 24 + 500)
  },
  'a database that is gone': (folder) => rmSync(join(folder, 'terminal.db')),
}

/** Flips a bit, and another one every so many bytes behind it. */
function spoil(file: string, at: number, everyBytes = Number.MAX_SAFE_INTEGER): void {
  const bytes = readFileSync(file)
  for (let place = at; place < bytes.length; place += everyBytes) bytes[place]! ^= 1
  writeFileSync(file, bytes)
}
/** @param place a folder of its own, where the scene stays until nobody needs it any more. */
export async function makeRecoveryScene(place: string, seed: number): Promise<RecoveryScene> {
  rmSync(place, { recursive: true, force: true })
  mkdirSync(place, { recursive: true })
  const chance = seeded(seed).fork('recovery')
  const names = Object.keys(DAMAGES)
  const name = names[seed % names.length]!
  const shop = await makeShopFolder(join(place, 'shop'), join(place, 'older'), chance.fork('shop'), STAGES)
  const [damaged, once] = [join(place, 'damaged'), join(place, 'once')]
  cpSync(shop.folder, damaged, { recursive: true })
  DAMAGES[name]!(damaged)
  cpSync(damaged, once, { recursive: true })
  const { service } = openAfter(once, chance.fork('once'), () => {})
  const orders = service.context.terminal.store.orders.olderThan(null, 1_000).length
  const left = { undisturbed: stateOf(service), lostFacts: lostIn(service), orders }
  await service.close()
  for (const used of ['shop', 'older', 'once']) rmSync(join(place, used), { recursive: true, force: true })
  return { name, damaged, truth: shop.truth, ...left }
}

function lostIn({ context }: TerminalService): number {
  return lostFacts(recoveryReport(context.terminal))
}

/** Opens a terminal; one that ended itself over damage is started again, as a cabinet would. */
function openAfter(folder: string, chance: Seeded, log: (event: string) => void): { service: TerminalService } {
  for (let starts = 1; ; starts++) {
    let ended = false
    const endProcess = () => void (ended = true)
    const ports = { ...portsOf(chance.fork(`start ${starts}`)), log }
    const opened = openTerminalService({ ...ports, dataFolder: folder, endProcess })
    if (!opened.ok) throw new Error(`the terminal does not open: ${opened.code}`)
    if (!ended) return { service: opened.value }
    invariant(starts < MOST_STARTS, 'a terminal does not end itself over and over')
  }
}

/** All that a recovery puts back, without the ids and times that each recovery makes anew. */
function stateOf({ context }: TerminalService): string {
  const { store, settings, dataFolder } = context.terminal
  const waiting = store.outbox.waiting(1_000_000, 1_000_000_000).map(({ body }) => body)
  const report = recoveryReport(context.terminal)
  return JSON.stringify({
    identity: { ...settings.identity(), epoch: 0 },
    settings: settings.settings(),
    shop: settings.shop(),
    catalogue: settings.catalogue().version,
    pending: store.printQueue.pending().map(({ jobId }) => jobId),
    waiting: waiting.filter((body) => !body.startsWith('{"kind":"epoch.begun"')).toSorted(),
    ...{ restoredFrom: report?.restoredFrom, missing: report?.missing },
    backups: readdirSync(dataFolder).includes('backups') && readdirSync(join(dataFolder, 'backups')).toSorted(),
  })
}

/**
 * Starts the terminal on what was left of a recovery: it is gone through with, puts back all that an undisturbed one
 * puts back, keeps the damaged files, and the start after that has nothing to restore.
 */
export async function checkRecovered(
  folder: string,
  scene: RecoveryScene,
  acknowledged: readonly Acknowledged[],
): Promise<string[]> {
  const chance = seeded(scene.truth.journal.length)
  try {
    const broken = await checkStart(folder, scene, chance.fork('first'), { acknowledged })
    if (broken.length > 0) return broken
    const again = await checkStart(folder, scene, chance.fork('second'))
    return again.map((what) => `at the start after it: ${what}`)
  } catch (error) {
    return [(error as Error).message]
  }
}

const ALARMS = /^(database[.]damaged|journal[.](behind_witness|broken))/
const NO_PEACE = /^(recovery|database|journal)[.]/

/** @param first absent where all was restored at an earlier start. */
async function checkStart(
  folder: string,
  scene: RecoveryScene,
  chance: Seeded,
  first?: { readonly acknowledged: readonly Acknowledged[] },
): Promise<string[]> {
  const alarms: string[] = []
  const alarming = first ? ALARMS : NO_PEACE
  const { service } = openAfter(folder, chance, (event) => void (alarming.test(event) && alarms.push(event)))
  const { terminal } = service.context
  try {
    const report = recoveryReport(terminal)
    if (!report) return ['nobody is told of the recovery']
    const broken = alarms.map((event) => `the terminal takes its data for damaged: ${event}`)
    // The order that the recorded terminal sold, and the one that is sold here.
    broken.push(...compareOrders(terminal, scene.truth, report, 2))
    broken.push(...compareJournal(terminal, scene.truth, report))
    if (lostFacts(report) > scene.lostFacts) broken.push(`${lostFacts(report)} facts are lost, not ${scene.lostFacts}`)
    broken.push(...checkFiles(folder, scene, join(folder, report.damagedFolder)))
    if (!first) return broken
    const numbers = terminal.store.orders.olderThan(null, 1_000).map(({ order }) => order.number)
    const sold = first.acknowledged.flatMap((done) => (done.kind === 'recovered' ? [done.number] : []))
    for (const number of sold) if (!numbers.includes(number)) broken.push(`order ${number} is lost`)
    if (numbers.length <= scene.orders) broken.push(...differences(stateOf(service), scene.undisturbed))
    if (broken.length > 0) return broken
    const next = await clerk(service, chance.fork('clerk'))()
    return numbers.includes(next) ? [`${next} was given twice`] : []
  } finally {
    await service.close()
  }
}

function differences(now: string, undisturbed: string): string[] {
  const [left, right] = [now, undisturbed].map((text) => JSON.parse(text) as Record<string, unknown>)
  const names = Object.keys(right!).filter((name) => JSON.stringify(left![name]) !== JSON.stringify(right![name]))
  const show = (value: unknown) => JSON.stringify(value)?.slice(0, 200)
  return names.map((name) => `${name}: ${show(left![name])}, where a recovery in peace leaves ${show(right![name])}`)
}

function checkFiles(folder: string, { damaged }: RecoveryScene, aside: string): string[] {
  const broken: string[] = []
  if (readMarker(folder)) broken.push('the recovery is still marked as under way')
  const left = readdirSync(folder).filter((name) => name.includes('restoring'))
  if (left.length > 0) broken.push(`${left.join(', ')} was left`)
  for (const name of ['terminal.db', 'terminal.db-wal'])
    if (existsSync(join(damaged, name)) && !isSame(join(aside, name), join(damaged, name)))
      broken.push(`the damaged ${name} was not kept as it was`)
  return broken
}

function isSame(file: string, other: string): boolean {
  return existsSync(file) && readFileSync(file).equals(readFileSync(other))
}
