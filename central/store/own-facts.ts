import { MAX_PUSH_BYTES, OWN_FACTS_PER_PAGE, type OwnFactsAnswer, type OwnFact } from '../../contract/facts.ts'
import { fail, ok, type Result } from '../../domain/result.ts'
import { withinBytes } from './pages.ts'
import type { Db, FactRow } from './tables.ts'
import { envelopeOf } from './fact-row.ts'

/** A page of a terminal's own facts as they came, with what was said of each. */
export async function ownFacts(
  db: Db,
  terminalId: string,
  { epoch, after }: { readonly epoch: number; readonly after: number },
): Promise<Result<OwnFactsAnswer, 'epoch.unknown'>> {
  const known = await db
    .selectFrom('epochs')
    .select('acknowledged_seq')
    .where('terminal_id', '=', terminalId)
    .where('epoch', '=', epoch)
    .executeTakeFirst()
  if (!known) return fail('epoch.unknown', { epoch })
  const rows = await db
    .selectFrom('facts')
    .selectAll()
    .where('terminal_id', '=', terminalId)
    .where('epoch', '=', epoch)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(OWN_FACTS_PER_PAGE)
    .execute()
  const page = withinBytes(rows, ({ body }) => body, MAX_PUSH_BYTES)
  const next = page.at(-1)?.seq ?? Math.min(after, known.acknowledged_seq)
  return ok({ next, complete: next >= known.acknowledged_seq, facts: page.map(ownFactOf) })
}

function ownFactOf(row: FactRow): OwnFact {
  return {
    ...envelopeOf(row),
    verdict: {
      seq: row.seq,
      outcome: row.outcome,
      ...(row.code === null ? {} : { code: row.code }),
      ...(row.details === null || row.details === '{}'
        ? {}
        : { details: JSON.parse(row.details) as Record<string, string | number> }),
    },
  }
}
