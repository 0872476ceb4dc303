import { z } from 'zod'
import { CourierRange } from '../../contract/courier.ts'
import { EpochMs, Id } from '../../contract/values.ts'
import type { TerminalContext } from '../context.ts'

/** What this terminal remembers of its sticks. */
const CourierRecord = z.object({
  /** The bundle in the data folder, and what waited when it was made. */
  made: z
    .object({
      bundleId: Id,
      waiting: z.array(CourierRange),
      leftFacts: z.int().min(0),
      /** What it counts of days, as `countedText` writes it. */
      counted: z.string().default(''),
    })
    .nullable(),
  writtenAtMs: EpochMs.nullable(),
  /** The acknowledgement that was taken in last. */
  acknowledged: z.object({ atMs: EpochMs, acknowledgementId: Id }).nullable(),
})
export type CourierRecord = z.infer<typeof CourierRecord>

const KEY = 'courier'

export function courierRecord({ store }: TerminalContext): CourierRecord {
  return CourierRecord.safeParse(store.settings.get(KEY)).data ?? { made: null, writtenAtMs: null, acknowledged: null }
}

export function saveCourierRecord(context: TerminalContext, change: Partial<CourierRecord>): void {
  context.store.settings.set(KEY, { ...courierRecord(context), ...change })
}

const turns = new WeakMap<TerminalContext, Promise<unknown>>()

/** Sticks are written and read one at a time, however often somebody presses. */
export function inTurn<Value>(context: TerminalContext, work: () => Promise<Value>): Promise<Value> {
  const turn = (turns.get(context) ?? Promise.resolve()).then(work)
  turns.set(
    context,
    turn.catch(() => undefined),
  )
  return turn
}
