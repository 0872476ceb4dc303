import { afterEach, beforeEach, expect, test } from 'vitest'
import { PATHS, type Alarm, type AlarmsAnswer } from '../../contract/central.ts'
import { TEST_PRODUCTS, TestStore } from '../support/central-store.ts'
import { runCentral } from '../support/run-central.ts'
import { StubTerminal } from '../support/terminal-stub.ts'

/** An admin at the machine of a working store sees every alarm in words, and closes one. */

const [TEA] = TEST_PRODUCTS as [(typeof TEST_PRODUCTS)[0]]
const DAY = { businessDay: '2026-11-20', orders: 1, ordersMinor: 700, cancellations: 0, refundsMinor: 0 }
let store: TestStore
let terminal: StubTerminal

beforeEach(async () => {
  store = await TestStore.withProducts()
  terminal = await StubTerminal.enrol(store)
})
afterEach(async () => {
  expect(store.failures).toEqual([])
  await store.remove()
})

const command = (args: readonly string[], language?: string) =>
  runCentral('cli', ['--data', store.dataDir, ...args], language)

const differ = (orders: number) => terminal.control({ days: [{ ...DAY, orders }], heads: [] })

async function listed(): Promise<Alarm[]> {
  return (await store.json<AlarmsAnswer>(`${PATHS.alarms}?after=0`)).alarms
}

async function close(alarm: string, by: string, why: string, ...more: string[]) {
  return command(['--close-alarm', alarm, '--by', by, '--why', why, ...more])
}

test('alarms are listed in words, with everything that became of them', async () => {
  expect((await command(['--alarms'])).stdout).toBe('There are no alarms.\n')
  terminal.place([{ product: TEA, quantity: 1 }])
  await terminal.push()
  terminal.facts = []
  terminal.place([{ product: TEA, quantity: 2 }])
  await terminal.push()
  await differ(1)
  await differ(0)
  await terminal.control({ days: [{ ...DAY, orders: 0, ordersMinor: 0 }], heads: [] })
  const english = (await command(['--alarms'])).stdout.trimEnd().split('\n')
  const at = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d`
  const expected = [
    `^1\\. OPEN +${at}$`,
    '^   Terminal 1 told two different records for one place \\(1/1\\)\\.',
    `^2\\. settled +${at}$`,
    '^   Terminal 1 and this store count 2026-11-20 differently\\. orders: 1 at the terminal, 0 here; sum of orders: 700 at the terminal, 0 here\\.',
    `^   ${at} There is a newer alarm of the same instead$`,
    `^3\\. settled +${at}$`,
    '^   Terminal 1 .* sum of orders: 700 at the terminal, 0 here\\.',
    `^   ${at} A later comparison agreed$`,
  ]
  expect(english).toHaveLength(expected.length)
  for (const [index, line] of english.entries()) expect(line).toMatch(new RegExp(expected[index]!))
  const korean = (await command(['--alarms'], 'ko_KR.UTF-8')).stdout
  expect(korean).toContain('단말기 1의 2026-11-20 합계가 다릅니다. 주문 수: 단말기 1, 중앙 상점 0')
  expect(korean).toContain('나중에 비교하니 양쪽이 맞음')
  const { alarms } = JSON.parse((await command(['--alarms', '--json'])).stdout) as { alarms: Alarm[] }
  expect(alarms).toEqual((await listed()).map(({ body: _, ...alarm }) => alarm))
})

test('an admin closes an alarm with a reason while the store works; who, when and why are kept', async () => {
  await differ(1)
  expect(await store.statistics()).toMatchObject({ openAlarms: 1 })
  const before = Date.now()
  const { exitCode, stdout } = await close('1', ' 김영희 ', ' the till was stolen and found again ')
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'The alarm 1 is closed by 김영희.\n' })
  expect(await store.statistics()).toMatchObject({ openAlarms: 0 })
  const [closed] = await listed()
  const event = { what: 'closed', by: '김영희', why: 'the till was stolen and found again' }
  expect(closed).toMatchObject({ alarmId: 1, closedAtMs: expect.any(Number), history: [event] })
  expect(closed!.history[0]!.atMs).toBeGreaterThanOrEqual(before)
  await differ(1)
  expect(await store.statistics(), 'the same goes on').toMatchObject({ openAlarms: 0 })
  await differ(2)
  expect(await store.statistics(), 'that is another difference').toMatchObject({ openAlarms: 1 })
  await terminal.control({ days: [{ ...DAY, orders: 0, ordersMinor: 0 }], heads: [] })
  await differ(1)
  const [again] = await listed()
  expect(again, 'it had agreed in between').not.toHaveProperty('closedAtMs')
  expect(again!.history.map(({ what }) => what)).toEqual(['closed', 'settled', 'opened'])
  expect(await store.statistics()).toMatchObject({ openAlarms: 1 })
})

test('an alarm of any kind is closed once, and nobody closes one without a name and a reason', async () => {
  await store.central.close()
  await store.open({ restored: true })
  expect(await listed()).toMatchObject([{ kind: 'restored' }])
  expect(JSON.parse((await close('1', 'Kim', 'the disk was replaced', '--json')).stdout)).toEqual({
    closed: { alarm: 1 },
  })
  for (const [args, code] of [
    [['--close-alarm', '1', '--by', 'Kim', '--why', 'once more'], 'alarm.not_open'],
    [['--close-alarm', '99', '--by', 'Kim', '--why', 'x'], 'alarm.unknown'],
    [['--close-alarm', '1', '--by', 'Kim'], 'options.missing'],
    [['--close-alarm', '1', '--by', '  ', '--why', 'x'], 'options.missing'],
    [['--close-alarm', '-1', '--by', 'Kim', '--why', 'x'], 'options.invalid'],
    [['--close-alarm', '1', '--by', 'Kim', '--why', 'x'.repeat(1_001)], 'options.invalid'],
  ] as const) {
    const { exitCode, stdout } = await command([...args, '--json'])
    expect({ exitCode, code: (JSON.parse(stdout) as { error: { code: string } }).error.code }).toEqual({
      exitCode: 2,
      code,
    })
  }
  expect((await listed())[0]!.history).toMatchObject([{ what: 'closed', why: 'the disk was replaced' }])
  await store.restart()
  expect(await store.statistics()).toMatchObject({ openAlarms: 0 })
})
