import type { OwnFact, OwnFactsAnswer } from '../../contract/facts.ts'
import { chainHead } from '../../trust/hash.ts'
import type { TerminalContext } from '../context.ts'
import { isGenuine, takeBackFacts } from '../recovery/take-back.ts'
import { CentralError, type CentralClient } from './central-client.ts'
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
    const count = await fetchEpoch(context, client, { epoch, afterSeq, untilSeq })
    settings.saveFetchedBack({ ...settings.fetchedBack(), [epoch]: untilSeq })
    context.log('sync.fetched_back', { epoch, count })
  }
}

async function fetchEpoch(
  context: TerminalContext,
  client: CentralClient,
  { epoch, afterSeq, untilSeq }: MissingFacts,
): Promise<number> {
  let after = afterSeq
  let count = 0
  for (;;) {
    const page = await client.ownFacts(epoch, after)
    mustBeWhole(context, epoch, page, { after, untilSeq })
    // What this terminal did since it was put back parted from the store's chain somewhere before.
    if (after > 0 && after === afterSeq && !continues(context, epoch, page.facts[0]))
      return fetchEpoch(context, client, { epoch, afterSeq: 0, untilSeq })
    count += takeBackFacts(context, epoch, page.facts)
    if (page.complete) return count
    mustLeadOn(after, page.next)
    after = page.next
  }
}

/** What the store found altered when it came to it, and can give back in no other way. */
const PUT_ASIDE = ['fact.hash_wrong', 'fact.signature_wrong', 'fact.signature_missing']

/**
 * A fact that is passed over here is not asked for again, so that a page which lost or altered one on its way is taken
 * in no part: the next round asks for it anew.
 */
function mustBeWhole(
  context: TerminalContext,
  epoch: number,
  { facts, next, complete }: OwnFactsAnswer,
  { after, untilSeq }: { readonly after: number; readonly untilSeq: number },
): void {
  for (const [index, fact] of facts.entries()) {
    const { seq, verdict } = fact
    if (seq !== after + 1 + index || verdict.seq !== seq) throw malformed(`${epoch}/${seq} is not the next`)
    const isPutAside = verdict.outcome === 'refused' && PUT_ASIDE.includes(verdict.code ?? '')
    if (!isPutAside && !isGenuine(context, epoch, fact)) throw malformed(`${epoch}/${seq} was altered`)
  }
  const last = after + facts.length
  if (facts.length > 0 && next !== last) throw malformed(`it ends at ${last} and leads on from ${next}`)
  if (complete && last < untilSeq) throw malformed(`it ends at ${last}, before ${untilSeq}`)
}

function malformed(what: string): CentralError {
  return new CentralError('answer.malformed', what)
}

function continues({ store }: TerminalContext, epoch: number, first: OwnFact | undefined): boolean {
  const before = first && store.journal.get(epoch, first.seq - 1)
  return !first || (before !== undefined && chainHead(before.previousHash, before.bodyHash) === first.previousHash)
}
