import { seeded, type Seeded } from '../../support/seeded.ts'
import type { PortionResult } from '../portion.ts'
import { openStoreSite, type StoreSite } from '../store-site.ts'
import { audit } from './audit.ts'
import { carriedWire } from './carried.ts'
import { judgeOf, type Judge } from './judge.ts'
import { KeylessStub } from './keyless-stub.ts'
import { asItIs, spoilt, type Wire } from './message.ts'
import { TerminalStub } from './terminal-stub.ts'

const GENUINE_PART = 0.02
const AGAIN_PART = 0.03
const OTHER_PART = 0.25
const COURIER_PART = 0.12
const KEYS_PART = 0.05
const REMEMBERED = 40
const CODE_FOR_MESSAGES = 200
const ANSWER_LIMIT_MS = 30_000

/** Sends spoilt messages to a store of its own, one after the other, and looks at its database after each. */
export async function spoilToStore(seed: number, messages: number): Promise<PortionResult> {
  const chance = seeded(seed)
  const site = await openStoreSite()
  // What nobody catches would end the store's process.
  const crashed = (error: Error): void => void site.failures.push(error)
  process.on('uncaughtException', crashed)
  try {
    const source: Source = {
      ...{ stub: await TerminalStub.enrol(site, chance.fork('terminal')), chance },
      ...{ code: await site.newCode(), keyless: await KeylessStub.enrol(site, chance), sent: [] },
    }
    const judge = judgeOf(site.beside)
    for (let number = 0; number < messages; number++) {
      if (number % CODE_FOR_MESSAGES === 0) {
        source.code = await site.newCode()
        source.keyless = await KeylessStub.enrol(site, chance)
        judge.lookAgain()
      }
      const wire = await nextWire(source)
      const why = await judged(site, judge, wire)
      if (why !== undefined) return { messages: number + 1, changes: judge.changes, broken: [told(number, wire, why)] }
      source.sent[number % REMEMBERED] = { ...wire, isGenuine: false }
    }
    return { messages, changes: judge.changes, broken: [...audit(site.beside)] }
  } finally {
    process.off('uncaughtException', crashed)
    await site.close()
  }
}

interface Source {
  readonly stub: TerminalStub
  readonly chance: Seeded
  code: string
  keyless: KeylessStub
  /** The last messages, some of which come again. */
  readonly sent: Wire[]
}

async function nextWire({ stub, chance, code, keyless, sent }: Source): Promise<Wire> {
  if (sent.length > 0 && chance.chance(AGAIN_PART)) return chance.pick(sent)
  if (chance.chance(COURIER_PART)) return carriedWire(stub, chance)
  if (chance.chance(KEYS_PART)) return spoilt(keyless.nameKeys(), chance, (bodies) => stub.chained(bodies))
  if (chance.chance(GENUINE_PART)) return asItIs(stub.push())
  const message = chance.chance(OTHER_PART) ? stub.otherRequest(code) : stub.push()
  return spoilt(message, chance, (bodies) => stub.chained(bodies))
}

async function judged(site: StoreSite, judge: Judge, wire: Wire): Promise<string | undefined> {
  const { method, url, headers, body } = wire
  const asking = site.app.inject({ method: method as 'GET', url, headers, ...(body ? { payload: body } : {}) })
  let limit: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => (limit = setTimeout(resolve, ANSWER_LIMIT_MS, undefined)))
  const answer = await Promise.race([asking, late])
  clearTimeout(limit)
  if (!answer) return `there was no answer within ${ANSWER_LIMIT_MS} ms`
  return site.failures[0]?.stack ?? judge.judge(wire, { status: answer.statusCode, body: answer.body })
}

function told(number: number, { method, url, headers, body }: Wire, why: string): string {
  const { authorization: _secret, ...others } = headers
  const shown = body ? body.subarray(0, 600).toString('latin1') : ''
  return `message ${number}: ${why} | ${method} ${url.slice(0, 200)} ${JSON.stringify(others)} ${shown}`
}
