import { setImmediate as othersFirst } from 'node:timers/promises'
import { MAX_FACTS_PER_PUSH, MAX_PUSH_BYTES, type EpochHead, type Verdict } from '../../contract/facts.ts'
import type { FactsHeader } from '../../contract/courier.ts'
import { invariant, ok, type Result } from '../../domain/result.ts'
import { takeIn } from '../intake/take-in.ts'
import { compareTotals } from '../store/control.ts'
import { noticeRestore } from '../store/incarnation.ts'
import { readHeads } from '../store/epochs.ts'
import { acknowledge, type CourierOptions, type Taken } from './acknowledge.ts'
import { readBundle, type IncomingLine, type ReadBundle, type ReadError } from './read-bundle.ts'

/**
 * Takes a bundle in as if its facts had come over the network, and answers with the acknowledgement that is to be
 * carried back. The same bundle again, or an older one, is answered again and changes nothing.
 * @returns the acknowledgement's file.
 */
export async function takeBundle(options: CourierOptions, file: Buffer): Promise<Result<Buffer, ReadError>> {
  const read = await readBundle(options.db, file)
  if (!read.ok) return read
  return ok(await acknowledge(options, read.value, await takeContent(options, read.value)))
}

/** Facts first, then what the terminal counts of them; where facts are missing before these, it counts what is not here. */
async function takeContent(options: CourierOptions, bundle: ReadBundle): Promise<Taken> {
  const taken = await takeFacts(options, bundle)
  const { control, terminal } = bundle
  if (!control || !taken.complete) return taken
  const answer = await compareTotals(options.db, terminal.terminal_id, control, options.now())
  return { ...taken, compared: { asked: control, answer } }
}

async function takeFacts({ db, now }: CourierOptions, { header, terminal, facts }: ReadBundle): Promise<Taken> {
  const { terminal_id: terminalId } = terminal
  // A terminal goes on from what it was told: where that is more than there is, this store was put back from a copy.
  for (const { epoch, fromSeq } of header.ranges)
    await noticeRestore(
      db,
      terminalId,
      { ...{ after: 0, epoch }, incarnation: header.incarnation, acknowledgedSeq: fromSeq - 1 },
      now(),
    )
  const before = await readHeads(db, terminalId)
  const refused = new Map<number, Verdict[]>()
  const stopped = new Set<number>()
  for (const portion of portionsOf(facts)) {
    const { epoch } = portion[0]!
    if (stopped.has(epoch)) continue
    // The network's terminals are answered in between, however much the courier brought.
    await othersFirst()
    const [outcome] = await takeIn(db, [{ terminalId, epoch, facts: portion, asWritten: true }], now())
    invariant(outcome, 'each push has its outcome')
    // Facts before these are missing here. The acknowledgement says from where on, and the next bundle brings them.
    if (!outcome.ok) stopped.add(epoch)
    else refused.set(epoch, [...(refused.get(epoch) ?? []), ...refusalsOf(outcome.value.verdicts)])
  }
  await db.updateTable('terminals').set({ heard_at_ms: now() }).where('terminal_id', '=', terminalId).execute()
  const after = await readHeads(db, terminalId)
  const there = countUpTo(header, after)
  return { facts: there, fresh: there - countUpTo(header, before), refused, complete: stopped.size === 0 }
}

function refusalsOf(verdicts: readonly Verdict[]): Verdict[] {
  return verdicts.filter(({ outcome }) => outcome === 'refused')
}

/** As many as a push over the network may carry, of one epoch each. */
function* portionsOf(facts: readonly IncomingLine[]): Generator<IncomingLine[]> {
  let portion: IncomingLine[] = []
  let length = 0
  for (const fact of facts) {
    const isFull = portion.length === MAX_FACTS_PER_PUSH || length + fact.body.length > MAX_PUSH_BYTES
    if (portion.length > 0 && (isFull || fact.epoch !== portion[0]!.epoch)) {
      yield portion
      portion = []
      length = 0
    }
    portion.push(fact)
    length += fact.body.length
  }
  if (portion.length > 0) yield portion
}

function countUpTo({ ranges }: FactsHeader, heads: readonly EpochHead[]): number {
  return ranges.reduce((sum, { epoch, fromSeq, toSeq }) => {
    const end = Math.min(toSeq, heads.find((head) => head.epoch === epoch)?.acknowledgedSeq ?? 0)
    return sum + Math.max(0, end - fromSeq + 1)
  }, 0)
}
