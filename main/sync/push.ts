import { MAX_FACTS_PER_PUSH, MAX_PUSH_BYTES } from '../../contract/facts.ts'
import type { TerminalContext } from '../context.ts'
import { CentralError, type CentralClient } from './central-client.ts'
import { settle } from './settle.ts'
import { pullStates } from './states.ts'

/**
 * Sends what waits, oldest first, one batch at a time.
 * @returns whether there was anything.
 */
export async function pushFacts(context: TerminalContext, client: CentralClient): Promise<boolean> {
  let rewound = false
  let pushed = false
  for (;;) {
    const batch = context.store.outbox.waiting(MAX_FACTS_PER_PUSH, MAX_PUSH_BYTES)
    const first = batch[0]
    if (!first) return pushed
    const facts = batch.map(({ seq, bodyHash, previousHash, wallMs, bootId, monotonicMs, body, signature }) => ({
      ...{ seq, bodyHash, previousHash, wallMs, bootId, monotonicMs, body, signature },
    }))
    try {
      const answer = await client.push({ epoch: first.epoch, facts })
      // A verdict on what was not sent with it says nothing of what was meant.
      const sent = new Set(batch.map(({ seq }) => seq))
      const settled = answer.verdicts.filter(({ seq }) => seq <= answer.acknowledgedSeq && sent.has(seq))
      if (!settled.some(({ seq }) => seq === first.seq))
        throw new CentralError('answer.malformed', 'the oldest fact was not acknowledged')
      pushed = true
      if (settle(context, first.epoch, settled)) await pullStates(context, client)
    } catch (error) {
      // It lost what it had acknowledged, or never had it: whatever it lacks is sent again, once a round.
      const acknowledgedSeq = gapOf(error)
      if (acknowledgedSeq === undefined || rewound) throw error
      rewound = true
      // Told what it once acknowledged, the store learns that it was put back, and this terminal follows it.
      await pullStates(context, client)
      context.store.transaction(() => {
        context.store.outbox.rewind(first.epoch, acknowledgedSeq)
        context.settings.saveStatesCursor(0)
      })
      context.log('sync.rewound', { epoch: first.epoch, acknowledgedSeq })
    }
  }
}

function gapOf(error: unknown): number | undefined {
  if (!(error instanceof CentralError) || error.code !== 'facts.gap') return undefined
  const acknowledgedSeq = error.details['acknowledgedSeq']
  return typeof acknowledgedSeq === 'number' ? acknowledgedSeq : undefined
}
