import type { ReaderAnswer } from '../../contract/terminal.ts'
import type { Timer } from '../ports/timer.ts'
import type { ReaderPort, ReaderResult } from './reader-port.ts'

/** Long enough to be seen on the screen, short enough not to bore. */
const THINKING_MS = 400
/** After this a question that nobody answers comes back empty. */
export const PATIENCE_MS = 1_500

/**
 * A reader that pretends. Its answers are chosen on the devices screen: approved, declined, or none at all.
 * An attempt that got no answer is settled by the answer chosen when it is asked about.
 */
export function simulatedReader(answer: () => ReaderAnswer, timer: Timer): ReaderPort {
  const settled = new Map<string, ReaderResult>()
  const wait = (delayMs: number) => new Promise<void>((resolve) => void timer.after(delayMs, resolve))
  const respond = async (attemptId: string): Promise<ReaderResult> => {
    const known = settled.get(attemptId)
    if (known) return known
    const chosen = answer()
    await wait(chosen === 'no-answer' ? PATIENCE_MS : THINKING_MS)
    if (chosen === 'no-answer') return { outcome: 'unknown' }
    const result = resultOf(chosen, attemptId)
    settled.set(attemptId, result)
    return result
  }
  return { simulated: true, authorise: respond, status: respond }
}

function resultOf(answer: 'approved' | 'declined', attemptId: string): ReaderResult {
  if (answer === 'declined') return { outcome: 'declined' }
  const authorisation = `SIM-${attemptId.slice(-12).toUpperCase()}`
  return { outcome: 'authorised', authorisation, last4: '4242' }
}
