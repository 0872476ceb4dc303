import { gunzipSync, zstdDecompressSync } from 'node:zlib'
import { PATHS } from '../../../contract/central.ts'
import { ERRORS } from '../../../contract/errors.ts'
import { PushRequest, type PushAnswer } from '../../../contract/facts.ts'
import type { Database } from 'better-sqlite3'
import type { Wire } from './message.ts'

/** Whether the store's database is, after a message, what the message and its answer make it. */

export interface Answered {
  readonly status: number
  readonly body: string
}

export interface Judge {
  /** What is wrong after a message was answered; undefined where all is well. */
  judge(wire: Wire, answer: Answered): string | undefined
  /** Takes for given what the store holds now: something else than a message changed it. */
  lookAgain(): void
  /** How often a message changed something. */
  readonly changes: number
}

/** Tables whose rows are many and never change; a row more is all that can happen to them. */
const GROWING = ['facts', 'orders', 'cancellations', 'order_states', 'oversold', 'alarms', 'product_versions'] as const
/** Tables of few rows, compared whole. */
const CHANGING = {
  epochs: 'SELECT terminal_id, epoch, acknowledged_seq, chain_head, signed_from_seq FROM epochs',
  terminals: 'SELECT * FROM terminals',
  stock: 'SELECT * FROM stock',
  enrolment_codes: 'SELECT * FROM enrolment_codes',
  categories: 'SELECT * FROM categories',
  pictures: 'SELECT hash FROM pictures',
  // How many transactions there were is counted, and nothing else of the store itself may change.
  store: 'SELECT incarnation, shop, catalogue_version, goods_version, hex(signing_seed), hex(sealing_seed) FROM store',
} as const
type Table = (typeof GROWING)[number] | keyof typeof CHANGING
type Look = Readonly<Record<Table, string | number>>

const OF_FACTS: readonly Table[] = [
  ...(['facts', 'orders', 'cancellations', 'order_states', 'oversold', 'epochs', 'alarms', 'stock'] as const),
  'terminals',
]
/** What a message may change where it is taken. */
const MAY_CHANGE: Readonly<Record<Wire['what'], readonly Table[]>> = {
  facts: OF_FACTS,
  enrolment: ['terminals', 'epochs', 'enrolment_codes'],
  keys: ['terminals', 'epochs'],
  // A terminal that was told of more than there is says that the store was put back: then it becomes another one.
  bundle: [...OF_FACTS, 'store'],
  control: ['alarms'],
  question: [],
}

export function judgeOf(beside: Database): Judge {
  const version = (): number => beside.pragma('data_version', { simple: true }) as number
  const growing = GROWING.map((table) => [table, beside.prepare(`SELECT count(*) FROM ${table}`).pluck()] as const)
  const changing = Object.entries(CHANGING).map(([table, query]) => [table, beside.prepare(query).raw()] as const)
  const look = (): Look =>
    Object.fromEntries([
      ...growing.map(([table, count]) => [table, count.get()] as const),
      ...changing.map(([table, rows]) => [table, JSON.stringify(rows.all())] as const),
    ]) as Look
  const newFacts = beside.prepare<[number], NewFact>(
    `SELECT rowid, terminal_id AS terminalId, epoch, seq, body_hash AS bodyHash, body, outcome, code
     FROM facts WHERE rowid > ? ORDER BY rowid`,
  )
  const lastFact = beside.prepare<[], number | null>('SELECT max(rowid) FROM facts').pluck()
  let [known, before, last] = [version(), look(), lastFact.get() ?? 0]
  let changes = 0
  return {
    lookAgain() {
      ;[known, before, last] = [version(), look(), lastFact.get() ?? 0]
    },
    get changes() {
      return changes
    },
    judge(wire, answer) {
      if (answer.status >= 500 && !isExpectedFailure(answer)) return `it answered ${answer.status}: ${answer.body}`
      const now = version()
      if (now === known) return wire.isGenuine ? (genuineRefused(wire, answer) ?? leftOut(wire, [])) : undefined
      known = now
      const [after, facts] = [look(), newFacts.all(last)]
      const wrong = wrongChange(wire, answer, before, after) ?? wrongFacts(wire, answer, facts)
      if (GROWING.some((table) => after[table] !== before[table])) changes += 1
      before = after
      last = facts.at(-1)?.rowid ?? last
      return wrong ?? (wire.isGenuine ? (genuineRefused(wire, answer) ?? leftOut(wire, facts)) : undefined)
    },
  }
}

/** The catalogue may be empty, as it says; it is not the store that failed. */
function isExpectedFailure({ status, body }: Answered): boolean {
  return status === 503 && body.includes('catalogue.empty')
}

function wrongChange(wire: Wire, { status, body }: Answered, before: Look, after: Look): string | undefined {
  const tables = Object.keys(after) as Table[]
  const allowed = status < 400 ? MAY_CHANGE[wire.what] : leavesNote(wire, status) ? ['alarms'] : []
  const wrong = tables.filter((table) => after[table] !== before[table] && !allowed.includes(table))
  return wrong.length === 0 ? undefined : `it answered ${status} (${body}) and changed ${wrong.join(', ')}`
}

/** Facts refused as a whole, and a catalogue that the store never had, are noted for people to look at. */
function leavesNote({ what, url }: Wire, status: number): boolean {
  return what === 'facts' || (status === ERRORS['catalogue.cursor_from_future'] && url.startsWith(PATHS.changes))
}

interface NewFact {
  readonly rowid: number
  readonly terminalId: string
  readonly epoch: number
  readonly seq: number
  readonly bodyHash: string
  readonly body: string
  readonly outcome: string
  readonly code: string | null
}

/** The new facts are those of the message, byte for byte, and each has the verdict that was answered. */
function wrongFacts(wire: Wire, answer: Answered, facts: readonly NewFact[]): string | undefined {
  if (facts.length === 0) return undefined
  const sent = sentFacts(wire)
  if (!sent) return 'facts were taken out of a message that cannot be read'
  for (const fact of facts) {
    const same = sent.some(
      ({ epoch, seq, bodyHash, body }) =>
        epoch === fact.epoch && seq === fact.seq && asUtf8(bodyHash) === fact.bodyHash && asUtf8(body) === fact.body,
    )
    if (!same) return `fact ${fact.epoch}/${fact.seq} is none of those that were sent`
  }
  // The verdicts of a bundle are for its terminal alone.
  if (wire.what === 'bundle') return undefined
  const { verdicts } = JSON.parse(answer.body) as PushAnswer
  for (const fact of facts) {
    const verdict = verdicts.find(({ seq }) => seq === fact.seq)
    if (verdict?.outcome !== fact.outcome || (verdict.code ?? null) !== fact.code)
      return `fact ${fact.seq} is ${fact.outcome}, but was answered as ${JSON.stringify(verdict)}`
  }
  return undefined
}

/** A text as a database keeps it: half a surrogate pair has no UTF-8. */
function asUtf8(text: string): string {
  return Buffer.from(text).toString()
}

type SentFact = Pick<NewFact, 'epoch' | 'seq' | 'bodyHash' | 'body'>

function sentFacts(wire: Wire): readonly SentFact[] | undefined {
  if (wire.lines) return wire.lines.flatMap(factIn)
  const body = unpacked(wire)
  if (!body) return undefined
  // A byte order mark is let pass in front of JSON.
  const { epoch, facts } = JSON.parse(body.toString('utf8').replace(/^\ufeff/, '')) as {
    readonly epoch: number
    readonly facts: readonly Omit<SentFact, 'epoch'>[]
  }
  return facts.map((fact) => ({ ...fact, epoch }))
}

function factIn(line: string): SentFact[] {
  try {
    return [JSON.parse(line) as SentFact]
  } catch {
    return []
  }
}

function unpacked({ body, headers }: Wire): Buffer | undefined {
  const encoding = headers['content-encoding']?.trim().toLowerCase()
  if (!body || encoding === undefined || encoding === 'identity' || encoding === '') return body
  return encoding === 'gzip' ? gunzipSync(body) : zstdDecompressSync(body)
}

/** A right bundle is of new facts, and an answer that only its terminal can read says nothing here. */
function leftOut({ what, lines = [] }: Wire, facts: readonly NewFact[]): string | undefined {
  if (what !== 'bundle' || facts.length === lines.length) return undefined
  return `of ${lines.length} facts of a right bundle ${facts.length} were taken`
}

/** What is as it should be has to be taken, however much nonsense came before it. */
function genuineRefused(wire: Wire, { status, body }: Answered): string | undefined {
  if (status !== 200) return `a right ${wire.what} was answered with ${status}: ${body}`
  if (wire.what !== 'facts') return undefined
  const { verdicts } = JSON.parse(body) as PushAnswer
  const { facts } = PushRequest.parse(JSON.parse(wire.body!.toString()))
  for (const { seq, body: text } of facts) {
    const verdict = verdicts.find((one) => one.seq === seq)
    // Whether an order can still be cancelled depends on what was taken of it before.
    if (text.startsWith('{"kind":"order.placed"') && verdict?.outcome !== 'accepted')
      return `a right order was answered as ${JSON.stringify(verdict)}`
  }
  return undefined
}
