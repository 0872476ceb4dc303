import type { SafetyStatus } from '../../contract/safety.ts'
import type { TerminalContext } from '../context.ts'
import { courierRecord } from './record.ts'

/** When this terminal last wrote to a stick and last took an acknowledgement in. */
export function courierStatus(context: TerminalContext): SafetyStatus['courier'] {
  const { writtenAtMs, acknowledged } = courierRecord(context)
  return { lastWrittenAtMs: writtenAtMs, lastAcknowledgedAtMs: acknowledged?.atMs ?? null }
}
