import type { TerminalContext } from '../../main/context.ts'
import { compareEntry, verifyEpoch } from '../../main/journal/verify.ts'
import type { RecoveryReport } from '../../main/recovery/report.ts'
import { openRaw, ordersOf, type Truth } from './shop-folder.ts'

/** What a terminal has after its files were damaged, beside what it had before. Each finding is a sentence. */

/** Facts that the terminal says it lost. */
export function lostFacts(report: RecoveryReport | undefined): number {
  return report?.missing.reduce((sum, { fromSeq, toSeq }) => sum + toSeq - fromSeq + 1, 0) ?? 0
}

function isMissing(report: RecoveryReport | undefined, epoch: number, seq: number): boolean {
  return report?.missing.some((gap) => gap.epoch === epoch && seq >= gap.fromSeq && seq <= gap.toSeq) ?? false
}

/**
 * Every order is as it was, or its fact is among those that the terminal says are gone.
 * @param soldSince how many more there may be.
 */
export function compareOrders(
  { dataFolder }: TerminalContext,
  truth: Truth,
  report: RecoveryReport | undefined,
  soldSince = 0,
): string[] {
  const db = openRaw(dataFolder)
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
  if ([...found.keys()].filter((orderId) => !truth.orders.has(orderId)).length > soldSince)
    broken.push('an order that nobody placed')
  return broken
}

/** The journal is whole, uses no place twice, and every fact that is not missing will reach the central store. */
export function compareJournal(
  { store, keys, settings }: TerminalContext,
  truth: Truth,
  report: RecoveryReport | undefined,
): string[] {
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
