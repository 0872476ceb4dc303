import type { OwnFact } from '../../contract/facts.ts'
import { chainHead } from '../../trust/hash.ts'
import type { TerminalContext } from '../context.ts'
import { takeBackFacts } from '../recovery/take-back.ts'
import type { CentralClient } from './central-client.ts'
import type { MissingFacts } from './compare-store.ts'
import { mustLeadOn } from './leads-on.ts'

/** Gets back what the store has of this terminal's own facts and the terminal has not: its data was put back. */
export async function fetchBack(
  context: TerminalContext,
  client: CentralClient,
  missing: readonly MissingFacts[],
): Promise<void> {
  const { settings } = context
  for (const { epoch, afterSeq, untilSeq } of missing) {
    const count = await fetchEpoch(context, client, epoch, afterSeq)
    settings.saveFetchedBack({ ...settings.fetchedBack(), [epoch]: untilSeq })
    context.log('sync.fetched_back', { epoch, count })
  }
}

async function fetchEpoch(
  context: TerminalContext,
  client: CentralClient,
  epoch: number,
  afterSeq: number,
): Promise<number> {
  let after = afterSeq
  let count = 0
  for (;;) {
    const page = await client.ownFacts(epoch, after)
    // What this terminal did since it was put back parted from the store's chain somewhere before.
    if (after > 0 && after === afterSeq && !continues(context, epoch, page.facts[0]))
      return fetchEpoch(context, client, epoch, 0)
    count += takeBackFacts(context, epoch, page.facts)
    if (page.complete) return count
    mustLeadOn(after, page.next)
    after = page.next
  }
}

function continues({ store }: TerminalContext, epoch: number, first: OwnFact | undefined): boolean {
  const before = first && store.journal.get(epoch, first.seq - 1)
  return !first || (before !== undefined && chainHead(before.previousHash, before.bodyHash) === first.previousHash)
}
