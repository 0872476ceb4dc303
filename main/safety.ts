import type { SafetyStatus } from '../contract/safety.ts'
import { publish, type TerminalContext } from './context.ts'
import { countFacts } from './journal/check.ts'
import { courierStatus } from './courier/status.ts'
import { paperRefusals } from './paper-refusals.ts'
import { recoveryReport } from './recovery/report.ts'
import { storageStatus } from './recovery/storage.ts'

/** What keeps this terminal's orders safe, and how well it does. */
export function safetyStatus(context: TerminalContext): SafetyStatus {
  const { checked, complete, broken } = context.live.journal
  const total = countFacts(context)
  const storage = storageStatus(context)
  const control = context.settings.control()
  return {
    journal: {
      ...{ checked, total, complete: complete && checked >= total },
      broken: broken && { epoch: broken.epoch, seq: broken.seq, what: broken.what },
    },
    backups: { count: storage.backups, newestAtMs: storage.newestBackupAtMs, lastError: storage.backupFault },
    storage: { freeBytes: storage.freeBytes, low: storage.lowSpace },
    recovery: recoveryReport(context) ?? null,
    control: {
      agreedThrough: control.agreed.map(({ businessDay }) => businessDay).reduce(later, null),
      differing: control.differing,
      differingHeads: control.differingHeads.length,
    },
    courier: courierStatus(context),
    paperRefusals: paperRefusals(context),
  }
}

function later(one: string | null, other: string): string {
  return one !== null && one > other ? one : other
}

export function publishSafety(context: TerminalContext): void {
  publish(context, { type: 'safety', safety: safetyStatus(context) })
}
