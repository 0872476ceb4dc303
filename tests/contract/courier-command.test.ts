import { spawn } from 'node:child_process'
import { cpSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { ROOT } from '../../scripts/console.ts'
import { readCommand } from '../../scripts/courier/options.ts'
import { diskShim } from '../support/disk-shim.ts'
import { contentOf, enrolled, fileOn } from '../support/courier.ts'
import { sellTea } from '../support/each-carrier.ts'
import { newFolder } from '../support/folders.ts'
import { finished } from '../support/run-central.ts'
import { central, openTerminal } from '../support/synced-terminal.ts'

/** Sticks from the command line, on the folders of real terminals and central stores. */

vi.setConfig({ testTimeout: 60_000 })

async function courier(args: readonly string[], language = 'en_US.UTF-8', more: Readonly<Record<string, string>> = {}) {
  const { LC_ALL: _all, LC_MESSAGES: _messages, ...environment } = process.env
  const child = spawn(process.execPath, [join(ROOT, 'scripts/courier.ts'), ...args], {
    env: { ...environment, LANG: language, ...more },
  })
  const { exitCode, stdout, stderr } = await finished(child)
  return { exitCode, stdout, stderr, json: stdout.startsWith('{') ? (JSON.parse(stdout) as unknown) : undefined }
}

/** A terminal with orders that are not sent, and that is not running any more. */
async function closedTerminal(orders: number): Promise<string> {
  const { client, folder, close } = await enrolled()
  for (let i = 0; i < orders; i++) await sellTea(client)
  await close()
  return folder
}

test('a terminal and a central store that do not run pass orders on by a stick', async () => {
  const data = await closedTerminal(2)
  const stick = newFolder()
  const written = await courier(['write', '--data', data, '--stick', stick, '--json'])
  expect(written).toMatchObject({ exitCode: 0, json: { ok: true, facts: 2, leftFacts: 0 } })
  await central.central.close()
  const taken = await courier(['read', '--store', central.dataDir, '--stick', stick, '--json'])
  expect(taken).toMatchObject({ exitCode: 0, json: { ok: true, files: [{ outcome: 'carried', facts: 2, fresh: 2 }] } })
  await central.open()
  expect(await central.statistics()).toMatchObject({ orders: 2, facts: 2 })
  const read = await courier(['read', '--data', data, '--stick', stick, '--json'])
  expect(read).toMatchObject({
    exitCode: 0,
    json: { files: [{ outcome: 'answered' }, { outcome: 'taken-in', facts: 2 }] },
  })
  const again = await openTerminal({ folder: data, centralUrl: undefined })
  expect(await again.client.sync.status()).toMatchObject({ unsent: 0 })
})

test('a running central store takes a stick in from an admin, and from a terminal on the network', async () => {
  const [away, carrier] = [await closedTerminal(1), await closedTerminal(0)]
  const stick = newFolder()
  await courier(['write', '--data', away, '--stick', stick])
  const { url } = central.central
  const offline = await courier(['read', '--data', carrier, '--stick', stick])
  expect(offline).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/needs the network.*--central/) })
  const carried = await courier(['read', '--data', carrier, '--stick', stick, '--central', url])
  expect(carried).toMatchObject({ exitCode: 0, stderr: expect.stringMatching(/records taken in: 1 \(new: 1/) })
  const tokenFile = join(newFolder(), 'token')
  writeFileSync(tokenFile, 'wrong')
  const other = await closedTerminal(1)
  const second = newFolder()
  await courier(['write', '--data', other, '--stick', second])
  const byAdmin = ['read', '--central', url, '--stick', second, '--json', '--admin-token']
  expect(await courier([...byAdmin, tokenFile])).toMatchObject({
    exitCode: 1,
    json: { ok: false, files: [{ outcome: 'terminal.token_wrong' }] },
  })
  const done = await courier([...byAdmin, join(central.dataDir, 'admin.token')])
  expect(done).toMatchObject({ exitCode: 0, json: { files: [{ outcome: 'carried', fresh: 1 }] } })
  expect(await central.statistics()).toMatchObject({ orders: 2 })
})

test('an answer that was spoilt on the stick is written anew, whichever of its bytes it is', async () => {
  const away = await closedTerminal(2)
  const stick = newFolder()
  await courier(['write', '--data', away, '--stick', stick])
  const { url } = central.central
  const byAdmin = ['read', '--central', url, '--admin-token', join(central.dataDir, 'admin.token'), '--stick', stick]
  const byTerminal = ['read', '--data', away, '--central', url, '--stick', stick]
  expect(await courier(byAdmin)).toMatchObject({ exitCode: 0 })
  const sound = readFileSync(fileOn(stick, '.ack'))
  const places = [sound.indexOf('"counts"') + 3, sound.indexOf('"facts":2') + 8, sound.length - 1]
  for (const [index, at] of places.entries()) {
    const spoilt = Buffer.from(sound)
    spoilt[at] = spoilt[at]! ^ 1
    writeFileSync(fileOn(stick, '.ack'), spoilt)
    const read = await courier([...(index === 1 ? byTerminal : byAdmin), '--json'])
    expect(read).toMatchObject({ exitCode: 0, json: { ok: true } })
    expect((read.json as { files: unknown[] }).files[0]).toMatchObject({ outcome: 'carried', facts: 2, fresh: 0 })
    expect(readFileSync(fileOn(stick, '.ack')).equals(spoilt)).toBe(false)
  }
  expect(await courier(byTerminal)).toMatchObject({ exitCode: 0, stderr: expect.stringMatching(/taken in earlier/) })
  const read = await courier(['read', '--data', away, '--stick', stick, '--json'])
  expect(read).toMatchObject({ json: { files: [{ outcome: 'answered' }, { kind: 'acknowledgement' }] } })
})

test('an address that does not answer is said not to, also where every file was answered before', async () => {
  const [away, carrier] = [await closedTerminal(1), await closedTerminal(0)]
  const stick = newFolder()
  await courier(['write', '--data', away, '--stick', stick])
  const dead = 'http://127.0.0.1:9'
  const silent = { exitCode: 1, stderr: expect.stringMatching(/127\.0\.0\.1:9 does not answer/) as string }
  expect(await courier(['read', '--data', carrier, '--stick', stick, '--central', dead])).toMatchObject(silent)
  const token = join(central.dataDir, 'admin.token')
  const admin = (address: string, file: string) =>
    courier(['read', '--stick', stick, '--central', address, '--admin-token', file])
  expect(await admin(dead, token)).toMatchObject(silent)
  expect(await admin(central.central.url, token)).toMatchObject({ exitCode: 0 })
  expect(await admin(dead, token)).toMatchObject(silent)
  const wrong = join(newFolder(), 'token')
  writeFileSync(wrong, 'wrong')
  expect(await admin(central.central.url, wrong)).toMatchObject({
    exitCode: 1,
    stderr: expect.stringMatching(/does not know this token/) as string,
  })
})

test('the folder that npm start was given leads to the terminal’s and the store’s in it', async () => {
  const data = await closedTerminal(1)
  await central.central.close()
  const [both, stick] = [newFolder(), newFolder()]
  cpSync(data, join(both, 'terminal'), { recursive: true })
  cpSync(central.dataDir, join(both, 'central'), { recursive: true })
  await central.open()
  const written = await courier(['write', '--data', both, '--stick', stick])
  expect(written).toMatchObject({ exitCode: 0, stderr: expect.stringContaining(join(both, 'terminal')) as string })
  const taken = await courier(['read', '--store', both, '--stick', stick])
  expect(taken).toMatchObject({ exitCode: 0, stderr: expect.stringContaining(join(both, 'central')) as string })
})

test('folders that are in use are left alone, in words that say what to do', async () => {
  const { folder, client } = await enrolled()
  await sellTea(client)
  const stick = newFolder()
  const running = await courier(['write', '--data', folder, '--stick', stick])
  expect(running).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/is running\. Use its screen/) })
  const korean = await courier(['write', '--data', folder, '--stick', stick, '--json'], 'ko_KR.UTF-8')
  expect(korean).toMatchObject({
    exitCode: 2,
    json: { error: { code: 'courier.terminal_running', sentence: expect.stringContaining('실행 중') } },
  })
  writeFileSync(join(stick, 'okryu-1-2026-01-01.courier'), '')
  const store = await courier(['read', '--store', central.dataDir, '--stick', stick, '--json'])
  expect(store).toMatchObject({ exitCode: 2, json: { error: { code: 'courier.store_running' } } })
  expect(await central.statistics()).toMatchObject({ facts: 0 })
})

test.each(['', 'courier'])('a disk that is full below the data folder’s "%s" is said to be full', async (below) => {
  const library = diskShim()
  const data = await closedTerminal(1)
  const [stick, mark] = [newFolder(), join(newFolder(), 'full')]
  writeFileSync(mark, '')
  const env = { LD_PRELOAD: library ?? '', FULL_FOLDER: join(data, below), FULL_SWITCH: mark }
  const args = ['write', '--data', data, '--stick', stick, '--json']
  if (library !== null)
    expect(await courier(args, undefined, env)).toMatchObject({
      exitCode: 2,
      json: { error: { code: expect.stringMatching(/full$/) } },
    })
  expect(contentOf(stick)).toEqual({})
  expect(await courier(args)).toMatchObject({ exitCode: 0, json: { facts: 1 } })
})

test('a data folder that takes no bundle is said to fail', async () => {
  const data = await closedTerminal(1)
  const stick = newFolder()
  writeFileSync(join(data, 'courier'), '')
  const written = await courier(['write', '--data', data, '--stick', stick, '--json'])
  expect(written).toMatchObject({ exitCode: 2, json: { error: { code: 'disk.failed' } } })
  expect(contentOf(stick)).toEqual({})
})

test('a file that is not whole ends with 1, and nothing is changed', async () => {
  const data = await closedTerminal(1)
  const stick = newFolder()
  await courier(['write', '--data', data, '--stick', stick])
  truncateSync(fileOn(stick, '.courier'), 900)
  const before = contentOf(stick)
  const read = await courier([
    ...['read', '--central', central.central.url, '--admin-token', join(central.dataDir, 'admin.token')],
    ...['--stick', stick],
  ])
  expect(read).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/only a part of the file is there/) })
  expect(contentOf(stick)).toEqual(before)
})

test.each([
  [[]],
  [['carry']],
  [['write', '--stick', '.']],
  [['write', '--data', '.', '--stick', '.', '--store', '.']],
  [['read', '--data', '.']],
  [['read', '--data', '.', '--store', '.', '--stick', '.']],
  [['read', '--stick', '.', '--central', 'nowhere', '--admin-token', 'x']],
  [['read', '--stick', '.', '--central', 'http://127.0.0.1:9']],
  [['write', '--unknown']],
])('%j is not understood, and it is said how it is meant', (args) => {
  expect(() => readCommand(args)).toThrow(/npm run courier -- write --data DIR/)
})

test.each([
  [['read'], 'options.invalid'],
  [['read', '--stick', '.', '--central', 'http://127.0.0.1:9', '--admin-token', '/nowhere'], 'courier.token_missing'],
  [['read', '--stick', '.', '--store', '/nowhere'], 'data.missing'],
  [['write', '--stick', '.', '--data', '/nowhere'], 'courier.no_terminal'],
])('%j is refused as %s', async (args, code) => {
  const { exitCode, json, stderr } = await courier([...args, '--json'])
  expect([exitCode, json]).toMatchObject([2, { error: { code } }])
  expect(stderr).not.toMatch(/\{\w+\}|    at /)
  expect(existsSync('/nowhere')).toBe(false)
})

test('a stick that is not there, or holds nothing, is said to be so', async () => {
  const data = await closedTerminal(0)
  const read = (stick: string) => courier(['read', '--data', data, '--stick', stick, '--json'])
  expect(await read('/nowhere')).toMatchObject({ exitCode: 2, json: { error: { code: 'courier.stick_missing' } } })
  expect(await read(newFolder())).toMatchObject({ exitCode: 2, json: { error: { code: 'courier.nothing_there' } } })
  expect(readFileSync(join(data, 'terminal.db')).length).toBeGreaterThan(0)
})

test('--help says how it is used', async () => {
  const { exitCode, stdout } = await courier(['--help'])
  expect([exitCode, stdout]).toEqual([0, expect.stringContaining('npm run courier -- write --data DIR --stick DIR')])
})
