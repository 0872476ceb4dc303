import { countFacts } from '../../contract/courier.ts'
import type { SafetyStatus } from '../../contract/safety.ts'
import type { TerminalContext } from '../context.ts'
import { waitingRanges } from './make-bundle.ts'
import { courierRecord } from './record.ts'

/** When this terminal last wrote to a stick and last took an acknowledgement in, and what a stick would carry now. */
export function courierStatus(context: TerminalContext): SafetyStatus['courier'] {
  const { writtenAtMs, acknowledged } = courierRecord(context)
  return {
    lastWrittenAtMs: writtenAtMs,
    lastAcknowledgedAtMs: acknowledged?.atMs ?? null,
    waiting: countFacts(waitingRanges(context)),
  }
}
