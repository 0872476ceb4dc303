import { runOutage } from './outage/outage.ts'
import { finishProof, readProofOptions } from './support/command.ts'

/**
 * A month without a network: an order taken at their end must take no longer than one at an empty terminal, and
 * when the network is back, everything must be sent in minutes, each order once.
 */

const MOST_RATIO = 1.2
const MOST_DRAIN_SECONDS = 600

const { numbers, say } = readProofOptions('outage', {
  orders: { what: 'how many orders are taken without a network', otherwise: 50_000, least: 10, most: 290_000 },
  days: { what: 'how many days that lasts', otherwise: 30, least: 1, most: 3_650 },
  from: { what: 'the seed', otherwise: 1, least: 0, most: 2 ** 32 },
})

const result = await runOutage({ ...numbers, seed: numbers.from, say })
const broken = [...result.broken]
if (result.ratio.median > MOST_RATIO)
  broken.push(`an order takes ${result.ratio.median} times as long as at an empty terminal, not at most ${MOST_RATIO}`)
if (result.drainSeconds > MOST_DRAIN_SECONDS)
  broken.push(`sending everything took ${result.drainSeconds} s, not at most ${MOST_DRAIN_SECONDS}`)
finishProof({ proof: 'outage', from: numbers.from, ...result, broken })
