import type { TerminalContext } from '../context.ts'
import { pullCatalogue } from './catalogue.ts'
import { CentralError, type CentralClient } from './central-client.ts'
import { compareTotals } from './control.ts'
import { enrol, enrolAgain, type EnrolOptions } from './enrol.ts'
import { fetchBack } from './fetch-back.ts'
import { pullPictures } from './pictures.ts'
import { pushFacts } from './push.ts'
import { pullStates } from './states.ts'

const KEEP_PRINTED_MS = 90 * 24 * 3_600_000
/** A store or a terminal that was put back needs one more turn; more than a few would never end. */
const MOST_TURNS = 3

export interface RoundOptions extends EnrolOptions {
  /** Where a snapshot is kept while it is downloaded. */
  readonly snapshotFile: string
  readonly signal: AbortSignal
}

/**
 * One talk with the central store: orders first, then what it knows that the terminal does not.
 * @throws CentralError at the first thing that fails; all before it is kept, and the next round goes on from there.
 */
export async function syncRound(context: TerminalContext, client: CentralClient, options: RoundOptions): Promise<void> {
  try {
    await talk(context, client, options)
  } catch (error) {
    const forgotten = error instanceof CentralError && error.code === 'terminal.token_wrong'
    if (!forgotten || !(await enrolAgain(context, client, options))) throw error
    await talk(context, client, options)
  }
}

async function talk(context: TerminalContext, client: CentralClient, options: RoundOptions): Promise<void> {
  await enrol(context, client, options)
  await pushFacts(context, client)
  await pullCatalogue(context, client, options.snapshotFile)
  await evenOut(context, client)
  if (context.settings.catalogueStale()) await pullCatalogue(context, client, options.snapshotFile)
  await pullPictures(context, client, options.signal)
  await compareTotals(context, client)
  const nowMs = context.clock.nowMs()
  context.settings.saveLastSync(nowMs)
  context.store.printQueue.prune(nowMs - KEEP_PRINTED_MS)
}

/** States, and before them whatever one side has lost and the other still has. */
async function evenOut(context: TerminalContext, client: CentralClient): Promise<void> {
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const news = await pullStates(context, client)
    await fetchBack(context, client, news.missing)
    const pushed = await pushFacts(context, client)
    if (!pushed && !news.rewound && news.missing.length === 0) return
  }
}
