import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PATHS, type TerminalKeysRequest } from '../../contract/central.ts'
import type { Fact } from '../../domain/fact.ts'
import { takeIn } from '../../central/intake/take-in.ts'
import { TEST_PRODUCTS, TestStore } from '../support/central-store.ts'
import { id, sha256, StubTerminal, stubKeys } from '../support/terminal-stub.ts'

const [TEA] = TEST_PRODUCTS as [(typeof TEST_PRODUCTS)[0]]
const tea = [{ product: TEA, quantity: 1 }]
let store: TestStore

beforeAll(async () => {
  store = await TestStore.withProducts()
})
afterAll(async () => {
  expect(store.failures).toEqual([])
  await store.remove()
})

interface OpenAlarm {
  readonly kind: string
  readonly seq: number
  readonly body: string | null
}

function openAlarms(terminal: StubTerminal): OpenAlarm[] {
  const database = new Database(join(store.dataDir, 'central.db'), { readonly: true })
  const open = database.prepare<[string], OpenAlarm>(
    'SELECT kind, seq, body FROM alarms WHERE terminal_id = ? AND settled_at_ms IS NULL ORDER BY alarm_id',
  )
  const found = open.all(terminal.enrolled.terminalId)
  database.close()
  return found
}

async function outcomes(pushing: Promise<{ verdicts: { code?: string | undefined; outcome: string }[] }>) {
  return (await pushing).verdicts.map(({ code, outcome }) => code ?? outcome)
}

/** Each way in which a fact may come other than it was signed. */
const ALTERATIONS: readonly [string, string, (fact: Fact) => Fact][] = [
  ['another body', 'fact.hash_wrong', (fact) => ({ ...fact, body: fact.body.replace('"quantity":1', '"quantity":2') })],
  [
    'another body with its hash',
    'fact.signature_wrong',
    ({ body, ...fact }) => {
      const other = body.replace('"quantity":1', '"quantity":2')
      return { ...fact, body: other, bodyHash: sha256(other) }
    },
  ],
  ['a hash that is none', 'fact.hash_wrong', (fact) => ({ ...fact, bodyHash: 'x' })],
  ['another past', 'fact.signature_wrong', (fact) => ({ ...fact, previousHash: sha256('another past') })],
  ['another time', 'fact.signature_wrong', (fact) => ({ ...fact, wallMs: fact.wallMs - 86_400_000 })],
  ['another boot', 'fact.signature_wrong', (fact) => ({ ...fact, bootId: id() })],
  ['another second since', 'fact.signature_wrong', (fact) => ({ ...fact, monotonicMs: -1 })],
  ['no signature', 'fact.signature_missing', (fact) => ({ ...fact, signature: '' })],
  ['half a signature', 'fact.signature_wrong', (fact) => ({ ...fact, signature: fact.signature.slice(43) })],
  ["another key's signature", 'fact.signature_wrong', (fact) => ({ ...fact, signature: stubKeys(id()).named.proof })],
]

describe('a fact that comes with', () => {
  test.each(ALTERATIONS)('%s is asked for again, and counts once it comes whole', async (_what, code, alter) => {
    const terminal = await StubTerminal.enrol(store)
    terminal.place(tea)
    terminal.place(tea)
    terminal.place(tea)
    const [first, second, third] = terminal.facts as [Fact, Fact, Fact]
    const before = await store.statistics()
    const altered = await terminal.push([first, alter(second), third])
    expect(altered).toMatchObject({ code, details: { seq: 2 } })
    expect(await store.statistics(), 'nothing of the push is kept').toMatchObject({ facts: before.facts })
    expect(openAlarms(terminal)).toEqual([{ kind: 'altered', seq: 2, body: alter(second).body }])
    expect(await outcomes(terminal.push())).toEqual(['accepted', 'accepted', 'accepted'])
    expect((await store.statistics()).orders - before.orders).toBe(3)
    expect(openAlarms(terminal), 'it came whole: nothing is left to look at').toEqual([])
  })

  test.each(ALTERATIONS)(
    '%s twice was altered at the terminal: refused, and the rest goes on',
    async (_what, code, alter) => {
      const terminal = await StubTerminal.enrol(store)
      terminal.place(tea)
      terminal.place(tea)
      terminal.place(tea)
      const whole = terminal.facts[1]!
      terminal.facts[1] = alter(whole)
      const before = await store.statistics()
      expect(await terminal.push()).toMatchObject({ code })
      expect(await outcomes(terminal.push())).toEqual(['accepted', code, 'accepted'])
      expect((await store.statistics()).orders - before.orders, 'it counts for nothing').toBe(2)
      expect(openAlarms(terminal)).toMatchObject([{ kind: 'altered', seq: 2 }])
      terminal.place(tea)
      expect(await outcomes(terminal.push())).toEqual(['accepted', code, 'accepted', 'accepted'])
      terminal.facts[1] = whole
      expect(await outcomes(terminal.push()), 'the true one takes its place').toEqual(Array(4).fill('accepted'))
      expect((await store.statistics()).orders - before.orders).toBe(4)
      expect(openAlarms(terminal)).toEqual([])
      terminal.facts[1] = alter(whole)
      const told = await terminal.push()
      const isKnown = alter(whole).bodyHash === whole.bodyHash
      expect(told.code ?? told.verdicts[1]!.outcome).toBe(isKnown ? 'accepted' : code)
      await terminal.push()
      terminal.facts[1] = whole
      expect(await outcomes(terminal.push()), 'and keeps it').toEqual(Array(4).fill('accepted'))
      expect((await store.statistics()).orders - before.orders).toBe(4)
    },
  )

  test('another past at the end of a push leaves the next push a chain to go on from', async () => {
    const terminal = await StubTerminal.enrol(store)
    terminal.place(tea)
    terminal.place(tea)
    terminal.facts[1] = { ...terminal.facts[1]!, bodyHash: sha256('another') }
    await terminal.push()
    expect(await outcomes(terminal.push())).toEqual(['accepted', 'fact.hash_wrong'])
    terminal.facts[1] = { ...terminal.facts[1]!, bodyHash: sha256(terminal.facts[1]!.body) }
    terminal.place(tea)
    expect(await outcomes(terminal.push(terminal.facts.slice(-1)))).toEqual(['accepted'])
    expect(openAlarms(terminal).map(({ kind }) => kind)).toEqual(['altered'])
  })

  test('what differs is never said to be two bodies in one place where the other was not signed', async () => {
    const terminal = await StubTerminal.enrol(store)
    terminal.place(tea)
    await terminal.push()
    const body = terminal.facts[0]!.body.replace('"quantity":1', '"quantity":2')
    const altered = { ...terminal.facts[0]!, body, bodyHash: sha256(body) }
    expect(await terminal.push([altered])).toMatchObject({ status: 422, code: 'fact.signature_wrong' })
    expect(await outcomes(terminal.push([altered]))).toEqual(['fact.signature_wrong'])
    expect(await outcomes(terminal.push())).toEqual(['accepted'])
  })

  test('many different alterations are put off one after the other, and only the last of them remembered', async () => {
    const terminal = await StubTerminal.enrol(store)
    terminal.place(tea)
    const [whole] = terminal.facts as [Fact]
    const noise = (i: number): Fact => ({ ...whole, wallMs: i })
    for (let i = 0; i < 30; i++) expect(await terminal.push([noise(i)])).toMatchObject({ code: 'fact.signature_wrong' })
    expect(openAlarms(terminal)).toHaveLength(20)
    expect(await outcomes(terminal.push([noise(29)]))).toEqual(['fact.signature_wrong'])
    expect(await outcomes(terminal.push())).toEqual(['accepted'])
    expect(openAlarms(terminal)).toEqual([])
  })
})

test('a carrier that vouches for its bytes brings an altered fact once, and it is refused at once', async () => {
  const terminal = await StubTerminal.enrol(store)
  terminal.place(tea)
  terminal.place(tea)
  terminal.facts[0] = { ...terminal.facts[0]!, wallMs: 5 }
  const push = { terminalId: terminal.enrolled.terminalId, epoch: 1, facts: terminal.facts, asWritten: true }
  const [outcome] = await takeIn(store.central.store.db, [push], Date.now())
  expect(outcome).toMatchObject({
    ok: true,
    value: { acknowledgedSeq: 2, verdicts: [{ code: 'fact.signature_wrong' }, { outcome: 'accepted' }] },
  })
  expect(openAlarms(terminal)).toMatchObject([{ kind: 'altered', seq: 1 }])
})

test('the signature of one place says nothing of another, nor of another epoch or terminal', async () => {
  const terminal = await StubTerminal.enrol(store)
  const other = await StubTerminal.enrol(store)
  terminal.place(tea)
  expect(await terminal.push(terminal.facts, 7)).toMatchObject({ code: 'fact.signature_wrong' })
  other.facts = terminal.facts
  expect(await other.push()).toMatchObject({ code: 'fact.signature_wrong' })
  expect(await outcomes(terminal.push())).toEqual(['accepted'])
})

describe('keys', () => {
  async function nameKeys(terminal: StubTerminal, some: Partial<TerminalKeysRequest> = {}) {
    terminal.keys ??= stubKeys(terminal.installationId)
    const afterSeq = terminal.facts.length
    const { installationId, epoch } = terminal
    const request: TerminalKeysRequest = { installationId, keys: terminal.keys.named, epoch, afterSeq, ...some }
    return store.json<Record<string, unknown>>(PATHS.terminalKeys, request, terminal.enrolled.token)
  }

  test('are taken at enrolment, and answered with those of the store, which stay', async () => {
    const terminal = await StubTerminal.enrol(store)
    const key = expect.stringMatching(/^[\w-]{43}$/) as string
    expect(terminal.enrolled.storeKeys).toEqual({ signing: key, sealing: key })
    await store.restart()
    const later = await StubTerminal.enrol(store)
    expect(later.enrolled.storeKeys).toEqual(terminal.enrolled.storeKeys)
  })

  test('that nobody shows to have are refused, and the code stays good', async () => {
    const code = await store.newCode()
    const installationId = id()
    const { named } = stubKeys(installationId)
    const foreign = stubKeys(id()).named
    for (const wrong of [foreign, { ...named, sealing: foreign.sealing }, { ...named, proof: foreign.proof }])
      expect(await store.enrol(code, installationId, wrong)).toMatchObject({ status: 422, code: 'keys.proof_wrong' })
    expect(await store.enrol(code, installationId, named)).toHaveProperty('storeKeys')
  })

  test('of a terminal stay its first', async () => {
    const terminal = await StubTerminal.enrol(store)
    const others = stubKeys(terminal.installationId).named
    const again = await store.enrol(await store.newCode(), terminal.installationId, others)
    expect(again).toMatchObject({ status: 409, code: 'keys.known_already' })
    expect(await nameKeys(terminal, { keys: others })).toMatchObject({ code: 'keys.known_already' })
    expect(await store.enrol(await store.newCode(), terminal.installationId, terminal.keys!.named)).toHaveProperty(
      'terminalId',
      terminal.enrolled.terminalId,
    )
  })

  test('named later sign what comes later: what came before needs no signature, what comes after does', async () => {
    const terminal = await StubTerminal.enrolWithoutKeys(store)
    terminal.place(tea)
    await terminal.push()
    terminal.place(tea)
    expect(await nameKeys(terminal)).toEqual({ storeKeys: terminal.enrolled.storeKeys })
    expect(await nameKeys(terminal, { afterSeq: 0 }), 'the same again changes nothing').toHaveProperty('storeKeys')
    terminal.place(tea)
    const unsigned = { ...(terminal.place(tea) && terminal.facts[3]!), signature: '' }
    expect(await terminal.push([...terminal.facts.slice(0, 3), unsigned])).toMatchObject({
      ...{ code: 'fact.signature_missing', details: { seq: 4 } },
    })
    expect(await outcomes(terminal.push())).toEqual(Array(4).fill('accepted'))
  })

  test('named later need their proof and the installation that they are of', async () => {
    const terminal = await StubTerminal.enrolWithoutKeys(store)
    const elsewhere = id()
    const wrong = { installationId: elsewhere, keys: stubKeys(elsewhere).named }
    expect(await nameKeys(terminal, wrong)).toMatchObject({ code: 'keys.proof_wrong' })
    expect(await nameKeys(terminal, { keys: stubKeys(elsewhere).named })).toMatchObject({ code: 'keys.proof_wrong' })
    expect(await nameKeys(terminal)).toHaveProperty('storeKeys')
  })
})

test('a terminal from before signatures is served as ever', async () => {
  const terminal = await StubTerminal.enrolWithoutKeys(store)
  terminal.place(tea)
  const facts = terminal.facts.map(({ signature: _, ...fact }) => fact)
  const headers = { 'content-type': 'application/json', 'okryu-protocol': '1' }
  const body = JSON.stringify({ epoch: 1, facts })
  const response = await store.call(PATHS.facts, { method: 'POST', headers, body }, terminal.enrolled.token)
  expect(response.headers.get('okryu-protocol')).toBe('1')
  expect(await response.json()).toEqual({
    ...{ incarnation: store.central.incarnation, acknowledgedSeq: 1, verdicts: [{ seq: 1, outcome: 'accepted' }] },
  })
})
