import { setImmediate as othersFirst } from 'node:timers/promises'
import { z } from 'zod'
import { ControlLine, storeKeyText, type FactsHeader } from '../../contract/courier.ts'
import type { ControlRequest } from '../../contract/facts.ts'
import { fail, ok, type Result } from '../../domain/result.ts'
import { HEAD_BYTES, linesOf, openBundle, readHead, type BundleError } from '../../trust/bundle.ts'
import { sha256Hex } from '../../trust/hash.ts'
import { IncomingFact } from '../intake/push.ts'
import { storeKeysOf, storeSecretsOf } from '../store/store-keys.ts'
import { storeRow } from '../store/identity.ts'
import type { Db, TerminalRow } from '../store/tables.ts'

/** As wide as facts that come over HTTP: what is wrong with one is said in its verdict. */
const IncomingLine = IncomingFact.extend({ epoch: z.int().min(1) })
export type IncomingLine = z.infer<typeof IncomingLine>

const LINES_AT_ONCE = 1_000

export type ReadError = BundleError | 'courier.foreign' | 'courier.needs_network'

export interface ReadBundle {
  readonly header: FactsHeader
  readonly terminal: TerminalRow & { readonly signing_key: string; readonly sealing_key: string }
  readonly facts: readonly IncomingLine[]
  /** What the terminal counts, where it says so. */
  readonly control: ControlRequest | undefined
}

/** Believes nothing of a file before its terminal's signature holds, and takes nothing of it in. */
export async function readBundle(db: Db, file: Buffer): Promise<Result<ReadBundle, ReadError>> {
  const head = readHead(file.subarray(0, HEAD_BYTES), file.length)
  if (!head.ok) return head
  const { header } = head.value
  if (header.kind !== 'facts') return fail('courier.not_a_bundle', { kind: header.kind })
  const store = await storeRow(db)
  if (header.storeKeyId !== sha256Hex(storeKeyText(storeKeysOf(store))))
    return fail('courier.foreign', { what: 'store' })
  const terminal = await db
    .selectFrom('terminals')
    .selectAll()
    .where('terminal_id', '=', header.terminalId)
    .executeTakeFirst()
  if (!terminal) return fail('courier.foreign', { what: 'terminal', terminalNumber: header.terminalNumber })
  const { signing_key, sealing_key } = terminal
  // The store was restored to a time before this terminal had keys: nobody can say who signed this.
  if (signing_key === null || sealing_key === null) return fail('courier.needs_network', { what: 'keys' })
  const plain = await openBundle(head.value, file, signing_key, storeSecretsOf(store).sealing)
  if (!plain.ok) return plain
  const content = await contentOf(plain.value, header)
  return content.ok ? ok({ header, terminal: { ...terminal, signing_key, sealing_key }, ...content.value }) : content
}

/** The facts have to be the ones that the header names: the acknowledgement will speak of those. */
async function contentOf(
  plain: Buffer,
  { ranges, control: hasControl }: FactsHeader,
): Promise<Result<Pick<ReadBundle, 'facts' | 'control'>, ReadError>> {
  const facts: IncomingLine[] = []
  let control: ControlRequest | undefined
  let wanted = ranges.flatMap(({ epoch, fromSeq, toSeq }) => (fromSeq <= toSeq ? [{ epoch, seq: fromSeq, toSeq }] : []))
  for (const line of linesOf(plain)) {
    if (control) return fail('courier.altered', { what: 'facts', at: facts.length })
    if (hasControl && wanted.length === 0) {
      control = parsed(ControlLine, line)?.request
      if (!control) return fail('courier.altered', { what: 'control' })
      continue
    }
    const fact = parsed(IncomingLine, line)
    const [place, ...later] = wanted
    if (!fact || fact.epoch !== place?.epoch || fact.seq !== place.seq)
      return fail('courier.altered', { what: 'facts', at: facts.length })
    facts.push(fact)
    wanted = place.seq === place.toSeq ? later : [{ ...place, seq: place.seq + 1 }, ...later]
    if (facts.length % LINES_AT_ONCE === 0) await othersFirst()
  }
  const isWhole = wanted.length === 0 && (control !== undefined) === (hasControl === true)
  return isWhole ? ok({ facts, control }) : fail('courier.altered', { what: 'facts', at: facts.length })
}

function parsed<Value>(schema: z.ZodType<Value>, line: string): Value | undefined {
  try {
    return schema.safeParse(JSON.parse(line)).data
  } catch {
    return undefined
  }
}
