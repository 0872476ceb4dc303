import { findSticks, isStick } from '../courier/find-sticks.ts'
import { readStick } from '../courier/read-stick.ts'
import { writeStick } from '../courier/write-stick.ts'
import { contractError, orDiskFullLater, orThrow } from '../errors.ts'
import { publishSafety } from '../safety.ts'
import { contract } from './contract.ts'

const sticks = contract.courier.sticks.handler(() => findSticks())

const write = contract.courier.write.handler(async ({ context, input }) => {
  await mustBeStick(input.folder)
  const written = orThrow(await orDiskFullLater(writeStick(context.terminal, input.folder)))
  publishSafety(context.terminal)
  const { file, facts, orders, bytes, leftFacts } = written
  return { file, facts, orders, bytes, leftFacts }
})

/** Nobody waits longer for a stick than this; what was not carried is carried the next time. */
const READ_LIMIT_MS = 10 * 60_000

const read = contract.courier.read.handler(async ({ context, input }) => {
  await mustBeStick(input.folder)
  const client = context.central(AbortSignal.timeout(READ_LIMIT_MS))
  const files = orThrow(await orDiskFullLater(readStick(context.terminal, input.folder, client)))
  publishSafety(context.terminal)
  // The central store has just answered, so a sync need not wait any longer for it to come back.
  if (files.some(({ outcome }) => outcome === 'carried')) context.sync.now()
  return files
})

/** A page may have files written where a stick is, and nowhere else. */
async function mustBeStick(folder: string): Promise<void> {
  if (!(await isStick(folder))) throw contractError('courier.stick_missing', { folder })
}

export const courier = { sticks, write, read }
