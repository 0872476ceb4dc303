import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { readLog } from '../../db/write-ahead-log.ts'
import { recoveryReport } from '../../main/recovery/report.ts'
import { openTerminalService, type TerminalService } from '../../main/service.ts'
import { seeded, type Seeded } from '../support/seeded.ts'
import { compareJournal, compareOrders, lostFacts } from './compare.ts'
import { damage } from './damage.ts'
import { clerk, openRaw, portsOf, rowsOf, type ShopFolder } from './shop-folder.ts'

export interface Trial {
  readonly what: string
  /**
   * `recovered`: the terminal noticed. `harmless`: every row is as before. `lastChange`: the last commit of the log is
   * unread, as after a power cut in the midst of it; it was of the open cart, the print queue or how far facts were
   * delivered, and every other row is as before.
   */
  readonly outcome: 'recovered' | 'harmless' | 'lastChange' | 'unnoticed'
  /** The tables whose rows are not as before. */
  readonly changed: readonly string[]
  readonly cause: string
  /** From the start of the program until the next order was on the disk. */
  readonly sellingAfterMs: number
  /** Facts that the terminal says it lost. */
  readonly lostFacts: number
  readonly broken: readonly string[]
}

/** Tables that tell of no money and of no fact. */
const OF_THE_MOMENT = ['open_cart', 'print_jobs', 'outbox']
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
  const rows = rowsOf(db)
  const changed = [...shop.truth.rows].filter(([name, before]) => rows.get(name) !== before).map(([name]) => name)
  const onlyLastChange = lostCommits === 1 && changed.every((name) => OF_THE_MOMENT.includes(name))
  const broken = [...compareOrders(terminal, shop.truth, report), ...compareJournal(terminal, shop.truth, report)]
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
  const outcome = report ? 'recovered' : changed.length === 0 ? 'harmless' : unnoticed
  if (outcome === 'unnoticed') broken.push('nothing was noticed, and not every row is as it was')
  return { what, outcome, changed, cause: report?.cause ?? '', sellingAfterMs, lostFacts: lostFacts(report), broken }
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
