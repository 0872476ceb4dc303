import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { constants } from 'node:os'
import { centralDay } from './central-day.ts'
import { CounterDay } from './counter-day.ts'
import type { DayKind, FaultDay, FaultOrder, FaultReport } from './fault-words.ts'
import { recoveryDay } from './recovery-day.ts'

/**
 * Does a short day's work, again and again, each time in a new folder and with another call to the disk that fails. The
 * library preloaded here counts the calls and lets them fail as the shared file says.
 */

const WORDS = 6
const DAY: Readonly<Record<DayKind, (order: FaultOrder) => FaultDay | Promise<FaultDay>>> = {
  counter: (order) => new CounterDay(order),
  recovery: recoveryDay,
  central: centralDay,
}
const control = openSync(process.env['DISK_FAULT'] ?? '', 'r+')
process.on('message', (message) => void run(message as FaultOrder).then((report) => process.send?.(report)))
process.on('disconnect', () => {
  closeSync(control)
  process.exit(0)
})

async function run(order: FaultOrder): Promise<FaultReport> {
  const day = await DAY[order.day](order)
  arm(order.at, order.error, order.forever)
  await day.work()
  const { calls, failed } = disarm()
  await day.goOn()
  const broken = day.broken.length > 0 ? day.broken : await day.check()
  rmSync(order.folder, { recursive: true, force: true })
  return { calls, failed, outcomes: day.outcomes, acknowledged: day.acknowledged, broken }
}

function arm(at: number, error: FaultOrder['error'], forever: boolean): void {
  const words = [0, at, constants.errno[error], Number(forever), 0, 0]
  writeSync(control, new BigUint64Array(words.map(BigInt)), 0, WORDS * 8, 0)
}

function disarm(): { calls: number; failed: number } {
  const words = new BigUint64Array(WORDS)
  readSync(control, words, 0, WORDS * 8, 0)
  arm(0, 'EIO', false)
  return { calls: Number(words[0]), failed: Number(words[4]) }
}
