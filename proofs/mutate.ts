import { runWays } from './mutate/run-way.ts'
import { finishProof, readProofOptions } from './support/command.ts'

/**
 * Spoilt messages both ways: from a terminal to the central store, and its answers back to a terminal. Whatever comes,
 * neither side crashes, and its database is as before or as the whole message says.
 */

const { numbers, say } = readProofOptions('mutate', {
  messages: { what: 'how many spoilt messages are sent each way', otherwise: 10_000, least: 1, most: 100_000_000 },
  from: { what: 'the seed of the first', otherwise: 1, least: 0, most: 2 ** 32 },
})

const startedMs = performance.now()
const { toStore, toTerminal } = await runWays(['toStore', 'toTerminal'], { ...numbers, say })
const seconds = Math.round((performance.now() - startedMs) / 100) / 10
const broken = [...toStore.broken, ...toTerminal.broken]
finishProof({ proof: 'mutate', ...numbers, seconds, toStore, toTerminal, broken })
