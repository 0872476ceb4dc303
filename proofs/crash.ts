import { runShift, type ShiftResult } from './crash/shift.ts'
import { finishProof, readProofOptions } from './support/command.ts'

/**
 * Kills real processes at random moments: terminals that sell, cancel and sync as fast as they can over a bad line, and
 * the central store they talk to. Whatever a terminal has told as done must arrive, once, with its sums.
 */

const KILLS_PER_SHIFT = 400
const MOST_SHOWN = 20

const { numbers, say } = readProofOptions('crash', {
  kills: { what: 'how many programs are killed', otherwise: 1_000, least: 1, most: 1_000_000 },
  from: { what: 'the seed of the first', otherwise: 1, least: 0, most: 2 ** 32 },
})

const startedMs = performance.now()
const sums = {
  ...{ kills: 0, centralKills: 0, orders: 0, cancellations: 0, voidedLines: 0, charges: 0, sticks: 0 },
  ...{ facts: 0, drainMs: 0 },
}
const broken: string[] = []
let shifts = 0
while (sums.kills < numbers.kills && broken.length === 0) {
  const seed = numbers.from + shifts
  const kills = Math.min(KILLS_PER_SHIFT, numbers.kills - sums.kills)
  const again = `npm run crash -- --kills ${kills} --from ${seed}`
  try {
    add(await runShift(seed, kills), again)
  } catch (error) {
    broken.push(`${(error as Error).message} (${again})`)
  }
  shifts += 1
  say(`${sums.kills} of ${numbers.kills} killed, ${killsPerMinute()} a minute; ${sums.orders} orders told as done`)
}
const seconds = Math.round((performance.now() - startedMs) / 100) / 10
finishProof({
  ...{ proof: 'crash', from: numbers.from, shifts, ...sums, seconds, killsPerMinute: killsPerMinute() },
  broken: broken.slice(0, MOST_SHOWN),
})

function add(result: ShiftResult, again: string): void {
  for (const key of Object.keys(sums) as (keyof typeof sums)[]) sums[key] += result[key]
  broken.push(...result.broken.map((what) => `${what} (${again})`))
}

function killsPerMinute(): number {
  return Math.round((sums.kills / (performance.now() - startedMs)) * 60_000)
}
