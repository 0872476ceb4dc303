import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ROOT } from '../../scripts/console.ts'
import { copyToStick, listCourierFiles, readCourierFile } from '../../trust/stick.ts'
import { diskShim, NO_SHIM, syncCounter } from '../support/disk-shim.ts'
import { newFolder } from '../support/folders.ts'

const MIB = 1024 * 1024
const NAME = 'okryu-12-2026-11-03.courier'
const bytes = randomBytes(3 * MIB + 500)

describe('a copy that was cut off', () => {
  test.each([
    ['before its first byte', Buffer.alloc(0), 0],
    ['in the first piece', bytes.subarray(0, MIB - 1), 0],
    ['between two pieces', bytes.subarray(0, 2 * MIB), 2 * MIB],
    ['in the middle of a piece', bytes.subarray(0, 2 * MIB + 100), 2 * MIB],
    ['before it got its name', bytes, bytes.length],
    ['with room that was never filled', Buffer.concat([bytes.subarray(0, MIB), Buffer.alloc(2 * MIB)]), MIB],
    ['of other bytes', randomBytes(bytes.length), 0],
    ['of more bytes', Buffer.concat([bytes, randomBytes(MIB)]), bytes.length],
  ])('%s is gone on with', async (_when, there, continuedFromBytes) => {
    const stick = newFolder()
    writeFileSync(join(stick, `${NAME}.part`), there)
    expect(await copyToStick(stick, NAME, bytes)).toEqual({ ok: true, value: { continuedFromBytes } })
    expect(readdirSync(stick)).toEqual([NAME])
    expect(readFileSync(join(stick, NAME)).equals(bytes)).toBe(true)
  })
})

test('each piece is on the stick before the next begins, and the name last', async (context) => {
  if (diskShim() === null) return context.skip(NO_SHIM)
  const { env, count } = syncCounter()
  const stick = newFolder()
  const program = `import { copyToStick } from ${JSON.stringify(join(ROOT, 'trust/stick.ts'))}
    await copyToStick(${JSON.stringify(stick)}, '${NAME}', Buffer.alloc(${bytes.length}))`
  const { status } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    env: { ...process.env, ...env },
  })
  expect([status, readdirSync(stick)]).toEqual([0, [NAME]])
  const [pieces, wholeFile, folder] = [4, 1, 1]
  expect(count()).toBe(pieces + wholeFile + folder)
})

test('a file of the same name is replaced at once, and never half of it', async () => {
  const stick = newFolder()
  writeFileSync(join(stick, NAME), 'older')
  expect(await copyToStick(stick, NAME, bytes)).toMatchObject({ ok: true })
  expect(readFileSync(join(stick, NAME)).equals(bytes)).toBe(true)
})

test('where a folder stands in the way nothing is written', async () => {
  const stick = newFolder()
  mkdirSync(join(stick, `${NAME}.part`))
  expect(await copyToStick(stick, NAME, bytes)).toMatchObject({ code: 'courier.stick_not_writable' })
  expect(readdirSync(stick)).toEqual([`${NAME}.part`])
})

test('a stick that is gone is said to be gone', async () => {
  const gone = join(newFolder(), 'gone')
  expect(await copyToStick(gone, NAME, bytes)).toEqual({ ok: false, code: 'courier.stick_missing' })
  expect(await listCourierFiles(gone)).toEqual({ ok: false, code: 'courier.stick_missing' })
})

test('only plain files of a courier are listed, in the order of their names', async () => {
  const stick = newFolder()
  for (const name of ['b.courier', 'a.ack', 'c.courier.part', 'photo.jpg', 'a.courier'])
    writeFileSync(join(stick, name), '')
  mkdirSync(join(stick, 'folder.courier'))
  symlinkSync('/dev/zero', join(stick, 'zero.courier'))
  expect(await listCourierFiles(stick)).toEqual({ ok: true, value: ['a.ack', 'a.courier', 'b.courier'] })
})

test('a link that takes a file’s place between listing and reading leads nowhere', async () => {
  const stick = newFolder()
  symlinkSync('/dev/zero', join(stick, NAME))
  expect(await readCourierFile(join(stick, NAME))).toMatchObject({ code: 'courier.stick_not_writable' })
})
