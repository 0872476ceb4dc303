import { hasWitnessed, readWitness } from '../../main/journal/witness.ts'
import { seeded } from '../support/seeded.ts'
import type { Acknowledged } from './acknowledged.ts'
import { checkFile, checkSignatures, checkStore } from './checks.ts'
import { openTill, tillClock, type Till } from './till.ts'

/** What a terminal says of itself where it takes its data for damaged, or older than it was. */
const ALARMS = /^(recovery[.]begun|database[.]damaged|journal[.](behind_witness|broken))/

/**
 * Starts the real terminal on what a power cut left, and says what is not as it was promised.
 * @param sellsOn whether it is to sell something, too.
 */
export async function checkTerminal(
  folder: string,
  acknowledged: readonly Acknowledged[],
  sellsOn: boolean,
): Promise<string[]> {
  const promised = [...acknowledged]
  const alarms = new Set<string>()
  const witness = readWitness(folder)
  const opened = openTill({
    folder,
    chance: seeded(acknowledged.length).fork('after'),
    clock: tillClock(),
    acknowledge: (done) => void promised.push(done),
    log: (event, fields = {}) => void (ALARMS.test(event) && alarms.add(`${event} ${fields['cause'] ?? ''}`.trim())),
  })
  if (!opened.ok) return [`the terminal does not open: ${opened.code}`]
  const { journal } = opened.till.service.context.terminal.store
  const isAhead = witness !== undefined && !hasWitnessed(journal, witness)
  const broken = isAhead ? ['the witness is ahead of the database'] : []
  broken.push(...(await checkOpened(opened.till, promised, sellsOn)))
  for (const event of alarms) broken.push(`the terminal takes its data for damaged: ${event}`)
  return broken.length > 0 ? broken : checkFile(folder)
}

async function checkOpened(till: Till, promised: readonly Acknowledged[], sellsOn: boolean): Promise<string[]> {
  const { store, settings, keys } = till.service.context.terminal
  try {
    const broken = checkStore(store, promised)
    const identity = settings.identity()
    if (sellsOn && broken.length === 0 && identity) {
      await till.settleCard()
      await till.sell()
      broken.push(...checkStore(store, promised).map((what) => `after one more order, ${what}`))
      broken.push(...checkSignatures(store, identity.terminalId, keys.signing.publicKey))
    }
    await till.close()
    return broken
  } catch (error) {
    // Whatever it still has open would keep this process from its end.
    await till.close().catch(() => {})
    return [`the terminal fails: ${String(error)}`]
  }
}
