import { envelopeOf } from '../store/fact-row.ts'
import type { Db, FactRow } from '../store/tables.ts'
import { parseBody } from './parse-body.ts'
import type { Push } from './push.ts'
import { takeIn } from './take-in.ts'

const FACTS_AT_ONCE = 100

/**
 * Judges facts anew whose kind an older program did not know: called when a program starts, which may know more.
 * @returns how many there were.
 */
export async function judgeUnknownKinds(db: Db, nowMs: number): Promise<number> {
  let judged = 0
  let last: FactRow | undefined
  for (;;) {
    const rows = await unknownAfter(db, last)
    const known = rows.filter(({ body }) => {
      const read = parseBody(body)
      return read.ok || read.code !== 'fact.kind_unknown'
    })
    if (known.length > 0) await takeIn(db, pushesOf(known), nowMs)
    judged += known.length
    last = rows.at(-1)
    if (!last) return judged
  }
}

async function unknownAfter(db: Db, last: FactRow | undefined): Promise<FactRow[]> {
  let query = db.selectFrom('facts').selectAll().where('code', '=', 'fact.kind_unknown')
  if (last)
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('terminal_id', 'epoch', 'seq'), '>', tuple(last.terminal_id, last.epoch, last.seq)),
    )
  return query.orderBy('terminal_id').orderBy('epoch').orderBy('seq').limit(FACTS_AT_ONCE).execute()
}

function pushesOf(rows: readonly FactRow[]): Push[] {
  return rows.map((row) => ({
    terminalId: row.terminal_id,
    epoch: row.epoch,
    facts: [envelopeOf(row)],
    // They are what was kept here; nobody could be asked for them again.
    asWritten: true,
  }))
}
