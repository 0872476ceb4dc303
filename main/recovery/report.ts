import { z } from 'zod'
import { EpochMs } from '../../contract/values.ts'
import type { SettingsTable } from '../../db/settings.ts'
import type { TerminalContext } from '../context.ts'

/** Facts that were written once and are nowhere to be read any more, as far as this terminal knows. */
const MissingFacts = z.object({ epoch: z.int(), fromSeq: z.int().min(1), toSeq: z.int().min(1) })
export type MissingFacts = z.infer<typeof MissingFacts>

export const RecoveryCause = z.enum(['missing', 'unreadable', 'pages', 'log', 'behind', 'journal', 'rows'])

/** What a recovery found and put back, for the clerk's eyes and for whoever looks after the terminal. */
export const RecoveryReport = z.object({
  atMs: EpochMs,
  /**
   * `missing`: the database was gone. `unreadable`, `pages`: the disk gave back other bytes than were written. `log`: so
   * did the write-ahead log. `behind`: an older copy stood in its place. `journal`, `rows`: rows contradicted each other.
   */
  cause: RecoveryCause,
  /**
   * What the terminal goes on from: a backup, its own database as far as it is sound, or nothing but what was salvaged.
   * `identity`: all that was left is who it is, so that the central store gives back what it has. `anew`: not even that,
   * so that it has to be enrolled again, as another terminal.
   */
  restoredFrom: z.enum(['backup', 'own', 'nothing', 'identity', 'anew']),
  backupTakenAtMs: EpochMs.nullable(),
  /** Orders read out of the damaged files that the backup did not have. */
  salvagedOrders: z.int().min(0),
  /** Facts that wait for the central store under a new place, as their own could not be kept. */
  requeuedFacts: z.int().min(0),
  /** Orders and cancellations that came back from the central store since. */
  fetchedBack: z.int().min(0),
  /** Facts from before that the central store was not known to have, when the terminal opened again. */
  toSend: z.int().min(0).optional(),
  /** Nothing says how many facts there were: more may be missing than `missing` names. */
  uncounted: z.boolean().optional(),
  /** What was set on the screens may have changed since what it was restored from. */
  settingsUncertain: z.boolean().optional(),
  missing: z.array(MissingFacts),
  /** Where the damaged files are, below the data folder. */
  damagedFolder: z.string(),
  seenAtMs: EpochMs.nullable(),
})
export type RecoveryReport = z.infer<typeof RecoveryReport>

/** The setting that keeps it. */
export const REPORT = 'recovery-report'

/** The newest recovery of this terminal; undefined where there never was one. */
export function recoveryReport({ store }: Pick<TerminalContext, 'store'>): RecoveryReport | undefined {
  return RecoveryReport.safeParse(store.settings.get(REPORT)).data
}

export function saveRecoveryReport(settings: SettingsTable, report: RecoveryReport): void {
  settings.set(REPORT, report)
}

/** A person has read the newest report; it need not be shown any more. */
export function markRecoverySeen(context: TerminalContext): void {
  const report = recoveryReport(context)
  if (!report || report.seenAtMs !== null) return
  saveRecoveryReport(context.store.settings, { ...report, seenAtMs: context.clock.nowMs() })
}

/** The stretches between 1 and `toSeq` of an epoch that `has` does not know. */
export function missingIn(epoch: number, toSeq: number, has: (seq: number) => boolean): MissingFacts[] {
  const missing: MissingFacts[] = []
  for (let seq = 1; seq <= toSeq; seq++) {
    if (has(seq)) continue
    const last = missing.at(-1)
    if (last?.toSeq === seq - 1) missing[missing.length - 1] = { ...last, toSeq: seq }
    else missing.push({ epoch, fromSeq: seq, toSeq: seq })
  }
  return missing
}

/** Gaps that may overlap, as gaps that do not, without what is there by now. */
export function stillMissing(
  gaps: readonly MissingFacts[],
  has: (epoch: number, seq: number) => boolean,
): MissingFacts[] {
  const epochs = [...new Set(gaps.map(({ epoch }) => epoch))].toSorted((a, b) => a - b)
  return epochs.flatMap((epoch) => {
    const own = gaps.filter((gap) => gap.epoch === epoch)
    const isIn = (seq: number) => own.some(({ fromSeq, toSeq }) => seq >= fromSeq && seq <= toSeq)
    const highest = Math.max(...own.map(({ toSeq }) => toSeq))
    return missingIn(epoch, highest, (seq) => !isIn(seq) || has(epoch, seq))
  })
}

/** What the recoveries before this one could not find: nobody may have read of it yet. */
export function missingBefore(reports: readonly unknown[]): MissingFacts[] {
  return reports.flatMap((report) => RecoveryReport.safeParse(report).data?.missing ?? [])
}

export function withoutFact(missing: readonly MissingFacts[], epoch: number, seq: number): MissingFacts[] {
  return missing.flatMap((gap) => {
    if (gap.epoch !== epoch || seq < gap.fromSeq || seq > gap.toSeq) return [gap]
    const parts = [
      { ...gap, toSeq: seq - 1 },
      { ...gap, fromSeq: seq + 1 },
    ]
    return parts.filter(({ fromSeq, toSeq }) => fromSeq <= toSeq)
  })
}
