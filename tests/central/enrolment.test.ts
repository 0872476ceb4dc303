import { statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import Database from 'better-sqlite3'
import { EnrolAnswer, PATHS } from '../../contract/central.ts'
import { TEST_SHOP, TestStore } from '../support/central-store.ts'
import { id, sha256 } from '../support/terminal-stub.ts'

let store: TestStore

beforeAll(async () => {
  store = await TestStore.start()
})
afterAll(async () => {
  expect(store.failures).toEqual([])
  await store.remove()
})

test('a code enrols one terminal and tells it what shop it is in', async () => {
  const answer = await store.enrol(store.central.enrolmentCode, id())
  expect(EnrolAnswer.parse(answer)).toMatchObject({
    ...{ terminalNumber: 1, epoch: 1, incarnation: store.central.incarnation, shop: TEST_SHOP },
  })
  expect((await store.call(PATHS.changes + '?since=0', {}, answer.token)).status).toBe(200)
})

test('terminals are numbered one after the other', async () => {
  const first = await store.enrol(await store.newCode(), id())
  const second = await store.enrol(await store.newCode(), id())
  expect(second.terminalNumber).toBe(first.terminalNumber + 1)
  expect(second.terminalId).not.toBe(first.terminalId)
})

test('an enrolment that comes twice is answered twice alike, so that neither answer locks the other out', async () => {
  const code = await store.newCode()
  const installation = id()
  const first = await store.enrol(code, installation)
  const again = await store.enrol(code, installation)
  expect(again).toEqual(first)
  expect((await store.call(`${PATHS.states}?after=0`, {}, first.token)).status).toBe(200)
})

test('a new code brings a new token, and the one before it no longer works', async () => {
  const installation = id()
  const first = await store.enrol(await store.newCode(), installation)
  const again = await store.enrol(await store.newCode(), installation)
  expect((await store.call(`${PATHS.states}?after=0`, {}, again.token)).status).toBe(200)
  expect((await store.call(`${PATHS.states}?after=0`, {}, first.token)).status).toBe(401)
})

test('a code that another installation has used is refused', async () => {
  const code = await store.newCode()
  await store.enrol(code, id())
  expect(await store.enrol(code, id())).toMatchObject({ status: 409, code: 'enrolment.code_used' })
})

test('an installation that is enrolled again with a new code stays the terminal that it was', async () => {
  const installation = id()
  const first = await store.enrol(await store.newCode(), installation)
  const again = await store.enrol(await store.newCode(), installation)
  expect([again.terminalId, again.terminalNumber, again.epoch]).toEqual([
    first.terminalId,
    first.terminalNumber,
    first.epoch,
  ])
})

test('a code may be typed in small letters, with or without its hyphen', async () => {
  const code = await store.newCode()
  expect(code).toMatch(/^[2-9A-HJ-NP-Y]{5}-[2-9A-HJ-NP-Y]{4}$/)
  const typed = ` ${code.toLowerCase().replace('-', ' ')}`
  expect(await store.enrol(typed, id())).toHaveProperty('token')
})

test('a mistyped code is refused, and every wrong sign is noticed without looking it up', async () => {
  const code = await store.newCode()
  const wrong = code.replace(/^./, (sign) => (sign === 'A' ? 'B' : 'A'))
  expect(await store.enrol(wrong, id())).toMatchObject({ status: 403, code: 'enrolment.code_wrong' })
  expect(await store.enrol('00000-0000', id())).toMatchObject({ code: 'enrolment.code_wrong' })
  expect(await store.enrol(code, id())).toHaveProperty('token')
})

test('neither codes nor tokens stand in the database', async () => {
  const code = (await store.newCode()).replace('-', '')
  const { token } = await store.enrol(await store.newCode(), id())
  const database = new Database(join(store.dataDir, 'central.db'), { readonly: true })
  const codes = database.prepare('SELECT code_hash FROM enrolment_codes').pluck().all()
  const tokens = database.prepare('SELECT token_hash FROM terminals').pluck().all()
  database.close()
  expect(codes).toContain(sha256(code))
  expect(codes).not.toContain(code)
  expect(tokens).toContain(sha256(token))
  expect(tokens).not.toContain(token)
})

test('what only admins may do needs their token, which only the owner of the folder can read', async () => {
  const { token } = await store.enrol(await store.newCode(), id())
  for (const [method, path] of [
    ['POST', PATHS.enrolmentCodes],
    ['GET', PATHS.statistics],
    ['POST', PATHS.products],
    ['PUT', PATHS.orderState.replace(':orderId', id())],
  ] as const)
    for (const wrong of [token, '', 'x'.repeat(43)])
      expect((await store.call(path, { method }, wrong)).status, `${method} ${path}`).toBe(401)
  if (process.platform !== 'win32') expect(statSync(join(store.dataDir, 'admin.token')).mode & 0o777).toBe(0o600)
})

test('the catalogue, its pictures and facts need a token', async () => {
  for (const path of [
    PATHS.changes + '?since=0',
    PATHS.snapshot,
    PATHS.states + '?after=0',
    `/v1/pictures/${sha256('')}`,
  ])
    expect((await store.call(path, {}, 'wrong')).status, path).toBe(401)
  expect((await store.call(PATHS.facts, { method: 'POST' }, 'wrong')).status).toBe(401)
})

test('a terminal that says who it was stays that, unless another has its place', async () => {
  const formerly = { terminalId: id(), terminalNumber: 777 }
  const ask = async (body: object) =>
    store.json<EnrolAnswer>(PATHS.enrol, { code: await store.newCode(), name: 'x', installationId: id(), ...body })
  expect(await ask({ formerly })).toMatchObject({ terminalId: formerly.terminalId, terminalNumber: 777 })
  const other = await ask({ formerly })
  expect(other.terminalId).not.toBe(formerly.terminalId)
  expect(other.terminalNumber).toBe(778)
  const homonym = { terminalId: id(), terminalNumber: 777 }
  const sameNumber = await ask({ formerly: homonym })
  expect(sameNumber).toMatchObject({ terminalId: homonym.terminalId, terminalNumber: 779 })
  expect(await store.alarms('number_given_twice')).toMatchObject([{ details: { number: 777, newNumber: 779 } }])
})
