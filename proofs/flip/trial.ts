import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { readLog } from '../../db/write-ahead-log.ts'
import { compareEntry, verifyEpoch } from '../../main/journal/verify.ts'
import { recoveryReport, type RecoveryReport } from '../../main/recovery/report.ts'
import { openTerminalService, type TerminalService } from '../../main/service.ts'
import { seeded, type Seeded } from '../support/seeded.ts'
import { damage } from './damage.ts'
import { clerk, dumpOf, moneyDumpOf, openRaw, ordersOf, portsOf, type ShopFolder } from './shop-folder.ts'

export interface Trial {
  readonly what: string
  /**
   * `recovered`: the terminal noticed. `harmless`: every row is as before. `lastChange`: the last commit of the log is
   * unread, as after a power cut in the midst of it; it told of no money, and all that does is as before.
   */
  readonly outcome: 'recovered' | 'harmless' | 'lastChange' | 'unnoticed'
  readonly cause: string
  /** From the start of the program until the next order was on the disk. */
  readonly sellingAfterMs: number
  /** Facts that the terminal says it lost. */
  readonly lostFacts: number
  readonly broken: readonly string[]
}

const BACK_WITHIN_MS = 60_000
/** A cabinet starts a terminal that ended itself over damage again. */
const MOST_STARTS = 3

/** Damages a copy of a shop's folder, opens the real service over it and compares what it says with what was. */
export async function runTrial(seed: number, shop: ShopFolder, folder: string): Promise<Trial> {
  const chance = seeded(seed)
  rmSync(folder, { recursive: true, force: true })
  cpSync(shop.folder, folder, { recursive: true })
  const what = damage(folder, shop, chance.fork('damage'))
  const lostCommits = readableCommits(shop.folder) - readableCommits(folder)
  const startedMs = performance.now()
  const service = start(folder, chance.fork('ports'))
  const openAfterMs = performance.now() - startedMs
  const { terminal } = service.context
  const report = recoveryReport(terminal)
  const db = openRaw(folder)
  const unchanged = dumpOf(db) === shop.truth.dump
  const onlyLastChange = lostCommits === 1 && moneyDumpOf(db) === shop.truth.moneyDump
  const broken = [...compareOrders(service, shop, report), ...compareJournal(service, shop, report)]
  for (const { jobId } of terminal.store.printQueue.pending())
    if (shop.truth.printedJobs.has(jobId)) broken.push('a receipt that was printed would be printed again')
  db.close()
  const soldFromMs = performance.now()
  const number = await clerk(service, chance.fork('clerk'))()
  const sellingAfterMs = openAfterMs + performance.now() - soldFromMs
  if ([...shop.truth.orders.values()].some((order) => order.number === number)) broken.push(`${number} was given twice`)
  if (sellingAfterMs > BACK_WITHIN_MS) broken.push(`selling only after ${Math.round(sellingAfterMs)} ms`)
  await service.close()
  const unnoticed = onlyLastChange ? 'lastChange' : 'unnoticed'
  const outcome = report ? 'recovered' : unchanged ? 'harmless' : unnoticed
  if (outcome === 'unnoticed') broken.push('nothing was noticed, and not every row is as it was')
  return { what, outcome, cause: report?.cause ?? '', sellingAfterMs, lostFacts: lostFacts(report), broken }
}

function start(folder: string, chance: Seeded): TerminalService {
  for (let starts = 1; ; starts++) {
    let ended = false
    const endProcess = () => void (ended = true)
    const opened = openTerminalService({ ...portsOf(chance.fork(`start ${starts}`)), dataFolder: folder, endProcess })
    if (!opened.ok) throw new Error(opened.code)
    if (!ended || starts === MOST_STARTS) return opened.value
  }
}

/** How many commits SQLite reads out of a folder's log. */
function readableCommits(folder: string): number {
  const { frames, readableFrames } = readLog(join(folder, 'terminal.db-wal'))
  return frames.slice(0, readableFrames).filter(({ isCommit }) => isCommit).length
}

function lostFacts(report: RecoveryReport | undefined): number {
  return report?.missing.reduce((sum, { fromSeq, toSeq }) => sum + toSeq - fromSeq + 1, 0) ?? 0
}

function isMissing(report: RecoveryReport | undefined, epoch: number, seq: number): boolean {
  return report?.missing.some((gap) => gap.epoch === epoch && seq >= gap.fromSeq && seq <= gap.toSeq) ?? false
}

/** Every order is as it was, or its fact is among those that the terminal says are gone. */
function compareOrders(
  { context }: TerminalService,
  { truth }: ShopFolder,
  report: RecoveryReport | undefined,
): string[] {
  const db = openRaw(context.terminal.dataFolder)
  const found = ordersOf(db)
  db.close()
  const broken: string[] = []
  for (const { kind, epoch, seq, body } of truth.journal) {
    if (kind !== 'order.placed' && kind !== 'order.cancelled') continue
    const told = JSON.parse(body) as { order?: { orderId: string }; cancellation?: { orderId: string } }
    const orderId = (told.order ?? told.cancellation)!.orderId
    const there = found.get(orderId)
    const right = truth.orders.get(orderId)!
    const lost = isMissing(report, epoch, seq)
    if (!there && !lost && kind === 'order.placed') broken.push(`the order of ${epoch}/${seq} is gone without a word`)
    if (there && (there.document !== right.document || there.totalMinor !== right.totalMinor))
      broken.push(`the order of ${epoch}/${seq} is not what was sold`)
    if (there && kind === 'order.cancelled' && !lost && there.refundedMinor !== right.refundedMinor)
      broken.push(`the refund of ${epoch}/${seq} is not what was given back`)
  }
  for (const orderId of found.keys()) if (!truth.orders.has(orderId)) broken.push('an order that nobody placed')
  return broken
}

/** The journal is whole, uses no place twice, and every fact that is not missing will reach the central store. */
function compareJournal(
  { context }: TerminalService,
  { truth }: ShopFolder,
  report: RecoveryReport | undefined,
): string[] {
  const { store, keys, settings } = context.terminal
  const broken: string[] = []
  const bodies = new Set<string>()
  const key = { terminalId: settings.identity()?.terminalId ?? '', publicKey: keys.signing.publicKey }
  for (const { epoch, seq } of store.journal.epochs()) {
    const steps = verifyEpoch(store, epoch, 1, key)
    let step = steps.next()
    while (!step.done) step = steps.next()
    if (step.value) broken.push(`the journal is broken at ${epoch}/${step.value.seq}: ${step.value.what}`)
    for (const entry of store.journal.from(epoch, 1, seq)) {
      bodies.add(entry.bodyHash)
      const wrong = compareEntry(store, entry)
      if (wrong) broken.push(`an order contradicts its fact ${epoch}/${entry.seq}: ${wrong.what}`)
    }
  }
  for (const { epoch, seq, bodyHash, kind } of truth.journal) {
    const there = store.journal.get(epoch, seq)
    if (there && there.bodyHash !== bodyHash) broken.push(`the place ${epoch}/${seq} was used twice`)
    if (!bodies.has(bodyHash) && !isMissing(report, epoch, seq)) broken.push(`${kind} ${epoch}/${seq} is told nowhere`)
  }
  return broken
}
